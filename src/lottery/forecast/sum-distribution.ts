import { UptierError } from "../../kernel/errors";
import { minus, numberOf, over, ratio } from "../ratio";
import type { LatticeLaw } from "./cost-law";
import { realSeries } from "./fourier";

/** The most points of a lattice; with what is computed on the way, some 180 MB. */
const MAX_POINTS = 2 ** 22;

/** ln(1 / delta) with delta = 2.5e-16 for each tail: less than 1e-15 lies outside of the window. */
const LOG_OF_TAIL = Math.log(4e15);

/** e^-100 is nothing beside 1e-15, even 2^22 times. */
const NEGLIGIBLE = 100;

/** Probabilities of the points `first`, `first + 1`, ... of a lattice. */
export interface PointDistribution {
  readonly first: number;
  readonly probabilities: Float64Array;
}

/**
 * The distribution of the sum of `draws` independent points of a law: the characteristic function
 * of one draw, to the power of `draws`, transformed back. A transform of length N adds up what lies
 * N points apart, so its result differs from the truth by no more than the mass outside of the
 * window that it covers.
 *
 * @throws UptierError `lattice-too-large`
 */
export function sumDistribution(law: LatticeLaw, draws: number): PointDistribution {
  const { first, last } = windowAroundMean(law, draws);
  const points = last - first + 1;
  if (points > MAX_POINTS) {
    const coarser = law.stepMinor * Math.ceil(points / MAX_POINTS);
    throw new UptierError(
      "lattice-too-large",
      `the total has ${points} likely values, ${law.stepMinor} minor units apart, and at most ${MAX_POINTS} can be told apart; round the costs to multiples of ${coarser} or more, or forecast fewer draws`,
    );
  }
  let length = 2;
  while (length < points) length *= 2;
  const { real, imaginary } = spectrumOf(law, draws, first, length);
  const probabilities = realSeries(real, imaginary).subarray(0, points);
  for (let point = 0; point < points; point += 1) {
    probabilities[point] = Math.max(0, probabilities[point]! / length);
  }
  return { first, probabilities };
}

/*
 * Bernstein's inequality: for a sum S of independent variables with variance V in all, each at most
 * M above its mean, P(S - mean >= t) <= exp(-t^2 / (2 (V + M t / 3))); the same below, where M is
 * how far one is at most below its mean. The bound is delta at t = L M / 3 + sqrt((L M / 3)^2 + 2 V L)
 * with L = ln(1 / delta). Where that goes beyond what is possible at all, nothing is cut off. Two
 * points more on each side make up for the rounding of a mean near 2^53.
 */
function windowAroundMean(law: LatticeLaw, draws: number): { first: number; last: number } {
  const largest = Math.max(...law.outcomes.map(({ point }) => point));
  const step = ratio(law.stepMinor);
  const mean = numberOf(over(minus(law.mean, ratio(law.baseMinor)), step));
  const variance = (numberOf(law.variance) / law.stepMinor / law.stepMinor) * draws;
  const reach = (farthest: number): number => {
    const linear = (LOG_OF_TAIL * farthest) / 3;
    return linear + Math.sqrt(linear * linear + 2 * variance * LOG_OF_TAIL) + 2;
  };
  return {
    first: Math.max(0, Math.floor(mean * draws - reach(mean))),
    last: Math.min(largest * draws, Math.ceil(mean * draws + reach(largest - mean))),
  };
}

/*
 * At the angle t = 2 pi j / N the characteristic function of one draw is e^(i t k) (1 + z), where k
 * is the most likely point and z the sum of chance x (e^(i t (point - k)) - 1) over the others. That
 * form keeps the digits which the power needs: angles are reduced as whole numbers modulo N before
 * they become floats, the real part of z is a sum of terms of one sign, and the most likely point
 * has a chance p of at least 1 / outcomes, which bounds what cancels in 1 - |1 + z|^2 to about 3 / p
 * roundings. Where the power is not negligible, draws x (1 - |1 + z|^2) is at most about 80, and
 * so, by Cauchy and Schwarz, the rounding of the angle grows with the root of the draws only: to
 * some 1e-10 at 1e9 draws.
 *
 * Most of a large spectrum is 0, and one other outcome of chance q often shows it: with s the sine of
 * half its angle, |1 + z| is at most 1 - 2 p q s^2 / (p + q), whatever the rest does.
 */
function spectrumOf(
  { outcomes: [likeliest, ...others] }: LatticeLaw,
  draws: number,
  first: number,
  length: number,
): { real: Float64Array; imaginary: Float64Array } {
  const real = new Float64Array(length / 2 + 1);
  const imaginary = new Float64Array(length / 2 + 1);
  const chances = Float64Array.from(others, ({ chance }) => chance);
  const enough = chances.map(
    (chance) =>
      (NEGLIGIBLE * (likeliest!.chance + chance)) / (2 * likeliest!.chance * chance * draws),
  );
  const offsets = others.map(({ point }) => modulo(point - likeliest!.point, length));
  const turn = Number((BigInt(draws) * BigInt(likeliest!.point) - BigInt(first)) % BigInt(length));
  const shift = modulo(turn, length);
  spectrum: for (let index = 0; index <= length / 2; index += 1) {
    let re = 0;
    let im = 0;
    for (let other = 0; other < chances.length; other += 1) {
      const half = (Math.PI * centred(index * offsets[other]!, length)) / length;
      const sine = Math.sin(half);
      if (sine * sine > enough[other]!) continue spectrum;
      re -= 2 * chances[other]! * sine * sine;
      im += 2 * chances[other]! * sine * Math.cos(half);
    }
    const size = Math.exp((draws / 2) * Math.log1p(Math.max(-1, 2 * re + re * re + im * im)));
    const angle =
      draws * Math.atan2(im, 1 + re) + (2 * Math.PI * centred(index * shift, length)) / length;
    // The series is summed over e^(+i t k): the conjugate goes in.
    real[index] = size * Math.cos(angle);
    imaginary[index] = -size * Math.sin(angle);
  }
  return { real, imaginary };
}

function modulo(value: number, length: number): number {
  return ((value % length) + length) % length;
}

/** The same angle between -half a turn and half a turn, where floats are finest. */
function centred(product: number, length: number): number {
  const rest = product % length;
  return rest > length / 2 ? rest - length : rest;
}
