/* Weighted picks by peers and by uptier; shared by the groups for few and for many prizes. */
import { createRequire } from "node:module";
import { cryptoRandom, rangeSampler, seededRandom, weightedSampler } from "../dist/kernel.js";

const require = createRequire(import.meta.url);

/** The same uneven weights for everybody. */
function weightsOf(size) {
  return Array.from({ length: size }, (_, index) => 1 + ((index * 7919) % 97));
}

const fromSampler = (sampler, random) => (count) => {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum ^= sampler.at(sampler.roll(random));
  return sum;
};

const fromFunction = (pick) => (count) => {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum ^= pick();
  return sum;
};

/** Fractions from the generator that the seeded source uses, for peers that take a function. */
function seededFraction() {
  return require("seedrandom/lib/alea.js")("bench");
}

export function pickCandidates(size) {
  const weights = weightsOf(size);
  const total = weights.reduce((a, b) => a + b);
  return {
    "uptier, seeded": () => fromSampler(weightedSampler(weights), seededRandom("bench")),
    "uptier, crypto": () => fromSampler(weightedSampler(weights), cryptoRandom()),
    "uptier ranges, seeded": () => fromSampler(rangeSampler(weights), seededRandom("bench")),
    "limit: generator and one look-up": () => {
      const random = seededRandom("bench");
      const table = Uint32Array.from({ length: 1_024 }, (_, index) => index % size);
      return fromFunction(() => table[random.nextUint32() >>> 22]);
    },
    "walker-sample, alea": () => {
      const sample = require("walker-sample")(weights.map((weight, index) => [weight, index]));
      const fraction = seededFraction();
      return fromFunction(() => sample(fraction));
    },
    "walker-sample, Math.random": () => {
      const sample = require("walker-sample")(weights.map((weight, index) => [weight, index]));
      return fromFunction(() => sample());
    },
    "drop-table": () => {
      const { default: DropTable } = require("drop-table");
      const table = new DropTable(
        weights.map((weight, index) => ({ name: String(index), weight, data: index })),
      );
      return fromFunction(() => table.drop().data);
    },
    "@stdlib/random-sample": () => {
      const sample = require("@stdlib/random-sample");
      const indices = weights.map((_, index) => index);
      const draw = sample.factory(indices, {
        seed: 5,
        size: 1,
        probs: weights.map((w) => w / total),
      });
      return fromFunction(() => draw()[0]);
    },
    "weighted-random": () => {
      const pick = require("weighted-random");
      return fromFunction(() => pick(weights));
    },
    "alias-sampling": () => {
      const sample = require("alias-sampling")(weights.map((weight) => weight / total));
      return fromFunction(() => sample.next());
    },
    "chance weighted": () => {
      const chance = new (require("chance"))(5);
      const indices = weights.map((_, index) => index);
      return fromFunction(() => chance.weighted(indices, weights));
    },
  };
}
