/** A row that changes by less than this, in all, has arrived. */
const ARRIVED = 1e-15;

/** 2^60 steps: beyond any chain of numbers that are not meant to last for ever. */
const MAX_DOUBLINGS = 60;

/**
 * How often a chain that begins in state 0 is in each state, in the long run.
 *
 * It may go round in circles and have states that it never comes back to. So every step is delayed
 * by a coin, which changes no share of time, and the steps are doubled by squaring until nothing
 * moves any more. Each row is brought back to a sum of 1, so that no error grows.
 *
 * @param steps - `steps[i][j]` is the chance to go from state i to state j
 */
export function longRunStates(steps: readonly Float64Array[]): Float64Array {
  let chain = steps.map((row, state) =>
    normalised(row.map((chance, to) => chance + (to === state ? 1 : 0))),
  );
  for (let doubling = 0; doubling < MAX_DOUBLINGS; doubling += 1) {
    const doubled = chain.map((row) => normalised(product(row, chain)));
    const moved = doubled[0]!.reduce(
      (sum, chance, to) => sum + Math.abs(chance - chain[0]![to]!),
      0,
    );
    chain = doubled;
    if (moved < ARRIVED) break;
  }
  return chain[0]!;
}

function product(row: Float64Array, matrix: readonly Float64Array[]): Float64Array {
  const result = new Float64Array(row.length);
  row.forEach((factor, state) => {
    if (factor === 0) return;
    const next = matrix[state]!;
    for (let to = 0; to < next.length; to += 1) result[to] = result[to]! + factor * next[to]!;
  });
  return result;
}

function normalised(row: Float64Array): Float64Array {
  const sum = row.reduce((before, chance) => before + chance, 0);
  return row.map((chance) => chance / sum);
}
