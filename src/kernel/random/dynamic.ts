import { shown, UptierError } from "../errors";
import { uniformInteger } from "./integer";
import { MAX_WEIGHTS } from "./sampler";
import type { RandomSource } from "./source";

/**
 * A table of exact integer weights that can be changed between picks. Unlike everything else in this
 * library it is changed in place, on purpose: a change costs log2(count) steps, a copy would cost all.
 * It is a working table for one computation; what is kept and recorded are the weights.
 *
 * A call that throws leaves the table as it was.
 */
export interface DynamicWeights {
  /** Method and version; the same name means the same position for the same roll, for ever. */
  readonly name: "tree/1";
  /** The sum of the weights. */
  readonly total: number;
  /** How many weights there are, those of 0 included. */
  readonly length: number;
  /**
   * The weight at a position.
   *
   * @throws UptierError `index-out-of-range`
   */
  get(index: number): number;
  /**
   * Changes one weight. Everything may become 0 this way; then there is nothing to roll.
   *
   * @throws UptierError in this order: `index-out-of-range`, `invalid-weight`, `weight-overflow`
   */
  set(index: number, weight: number): void;
  /**
   * Adds a weight behind the last one.
   *
   * @throws UptierError in this order: `too-many-weights`, `invalid-weight`, `weight-overflow`
   */
  push(weight: number): void;
  /** Takes the last weight away and gives it back; null: there is none. */
  pop(): number | null;
  /**
   * Changes several weights, all or none. No changes are a change of nothing; otherwise at least one
   * weight above 0 must remain.
   *
   * @param changes - `[index, weight]`, each index above the one before it
   * @throws UptierError of the first change that is wrong, in this order: `index-out-of-range`,
   * `unordered-update`, `invalid-weight`; then `weight-overflow`, `all-zero-weights`
   */
  update(changes: readonly (readonly [index: number, weight: number])[]): void;
  /**
   * A uniform integer from 0 to the total minus 1; null where the total is 0: nothing is available.
   *
   * @throws UptierError `invalid-random`
   */
  roll(random: RandomSource): number | null;
  /**
   * The position that a roll stands for with the weights as they are now: the same that
   * `rangeSampler` gives for these weights.
   *
   * @throws UptierError `roll-out-of-range` (below 0, or not below the total)
   */
  at(roll: number): number;
  /** The weights as they are now. */
  weights(): number[];
}

/**
 * An updatable table of exact integer weights, for picks among prizes whose weights change from one
 * pick to the next. Picks and changes take log2(count) steps. With few prizes, or with weights that
 * stay, `weightedSampler` is faster.
 *
 * The weights lie in a binary tree whose every node holds the sum of what is below it. Integers do
 * not drift, however often they are changed; sums of floats would.
 *
 * @param weights - up to 1,000,000 integers of at least 0; none, or only zeros, is allowed
 * @throws UptierError in this order: `too-many-weights`, `invalid-weight` (negative, fractional,
 * NaN, infinite), `weight-overflow` (a sum beyond 2^53 - 1)
 *
 * @example
 * ```ts
 * import { dynamicWeights, seededRandom } from "uptier/kernel";
 *
 * const table = dynamicWeights([9, 1, 2]);
 * table.push(3);
 * table.set(0, 0);
 * table.weights(); // => [0, 1, 2, 3]
 * [0, 1, 2, 3, 4, 5].map((roll) => table.at(roll)); // => [1, 2, 2, 3, 3, 3]
 * table.update([[1, 0], [2, 0]]);
 * table.at(table.roll(seededRandom("spring")) ?? 0); // => 3
 * ```
 */
export function dynamicWeights(weights: readonly number[]): DynamicWeights {
  if (weights.length > MAX_WEIGHTS) throw tooMany(weights.length);
  let length = 0;
  let sum = 0;
  for (const weight of weights) {
    checkWeight(weight, length);
    sum = checkedSum(sum, weight);
    length += 1;
  }
  let tree = treeOf(weights);

  const put = (index: number, weight: number): void => {
    let node = tree.length / 2 + index;
    tree[node] = weight + 0; // never -0
    for (node >>>= 1; node > 0; node >>>= 1) tree[node] = tree[2 * node]! + tree[2 * node + 1]!;
  };
  const list = (): number[] => Array.from(tree.subarray(tree.length / 2, tree.length / 2 + length));
  const get = (index: number): number => {
    if (!Number.isInteger(index) || index < 0 || index >= length) {
      throw new UptierError(
        "index-out-of-range",
        `there is no position ${shown(index)}; the table has ${length}, counted from 0`,
      );
    }
    return tree[tree.length / 2 + index]!;
  };

  return {
    name: "tree/1",
    get total() {
      return tree[1]!;
    },
    get length() {
      return length;
    },
    get,
    set(index, weight) {
      const before = get(index);
      checkWeight(weight, index);
      checkedSum(tree[1]! - before, weight);
      put(index, weight);
    },
    push(weight) {
      if (length === MAX_WEIGHTS) throw tooMany(length + 1);
      checkWeight(weight, length);
      checkedSum(tree[1]!, weight);
      if (length === tree.length / 2) tree = treeOf(list(), 2 * length);
      length += 1;
      put(length - 1, weight);
    },
    pop() {
      if (length === 0) return null;
      const weight = get(length - 1);
      put(length - 1, 0);
      length -= 1;
      return weight;
    },
    update(changes) {
      let kept = tree[1]!;
      let last = -1;
      for (const [index, weight] of changes) {
        kept -= get(index);
        if (index <= last) {
          throw new UptierError(
            "unordered-update",
            `position ${index} comes after ${last}; name each position once, in ascending order`,
          );
        }
        checkWeight(weight, index);
        last = index;
      }
      const after = changes.reduce((before, [, weight]) => checkedSum(before, weight), kept);
      if (changes.length > 0 && after === 0) {
        throw new UptierError("all-zero-weights", "all weights would be 0; leave one above 0");
      }
      for (const [index, weight] of changes) put(index, weight);
    },
    roll: (random) => (tree[1] === 0 ? null : uniformInteger(random, tree[1]!)),
    at(roll) {
      if (!Number.isInteger(roll) || roll < 0 || roll >= tree[1]!) {
        throw new UptierError(
          "roll-out-of-range",
          `${shown(roll)} is no roll of this table; give a whole number from 0 to its total minus 1, ${tree[1]! - 1}`,
        );
      }
      let [node, left] = [1, roll];
      while (node < tree.length / 2) {
        node *= 2;
        if (left >= tree[node]!) left -= tree[node++]!;
      }
      return node - tree.length / 2;
    },
    weights: list,
  };
}

/** Node 1 is the root; below node n are 2n and 2n + 1; the weights are the second half. */
function treeOf(weights: readonly number[], room = 1): Float64Array {
  let leaves = room;
  while (leaves < weights.length) leaves *= 2;
  const tree = new Float64Array(2 * leaves);
  weights.forEach((weight, index) => (tree[leaves + index] = weight + 0));
  for (let node = leaves - 1; node > 0; node -= 1)
    tree[node] = tree[2 * node]! + tree[2 * node + 1]!;
  return tree;
}

function checkWeight(weight: number, index: number): void {
  if (!Number.isSafeInteger(weight) || weight < 0) {
    throw new UptierError(
      "invalid-weight",
      `weight ${shown(weight)} at position ${index} is not a whole number of at least 0`,
    );
  }
}

function checkedSum(sum: number, weight: number): number {
  if (!Number.isSafeInteger(sum + weight)) {
    throw new UptierError(
      "weight-overflow",
      "the weights sum to more than 2^53 - 1; divide them by a common factor",
    );
  }
  return sum + weight;
}

function tooMany(count: number): UptierError {
  return new UptierError(
    "too-many-weights",
    `there would be ${count} weights; a table holds up to ${MAX_WEIGHTS}`,
  );
}
