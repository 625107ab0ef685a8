import { fc } from "@fast-check/vitest";
import type { Fraction } from "uptier/kernel";

/** A few pity tables by heart; the numbers are those of well-known games. */
export const FIVE_STARS = { base: "0.6%", constantFor: 73, step: "6%", hardAt: 90 };
export const FOUR_STARS = { base: "5.1%", constantFor: 8, step: "51%", hardAt: 10 };
export const SIX_STARS = { base: "2%", constantFor: 50, step: "2%", hardAt: 99 };

/** Short tables, with chances of 0 and of 1 in between. */
export const shortTable = fc
  .array(fc.integer({ min: 0, max: 8 }), { maxLength: 7 })
  .map((eighths): Fraction[] => [...eighths, 8].map((num) => ({ num, den: 8 })));

/** What one draw makes of a state: pairs of a state and its chance. */
export type OneDraw<State> = (state: State) => readonly (readonly [State, number])[];

/** The chances of all states after one more draw; states are told apart by their JSON. */
export function afterOneDraw<State>(
  before: ReadonlyMap<string, number>,
  oneDraw: OneDraw<State>,
): Map<string, number> {
  const after = new Map<string, number>();
  for (const [key, chance] of before) {
    for (const [state, step] of oneDraw(JSON.parse(key) as State)) {
      const to = JSON.stringify(state);
      after.set(to, (after.get(to) ?? 0) + chance * step);
    }
  }
  return after;
}

/** The chances of all states after a number of draws. */
export function afterDraws<State>(
  start: State,
  draws: number,
  oneDraw: OneDraw<State>,
): Map<string, number> {
  let states = new Map([[JSON.stringify(start), 1]]);
  for (let draw = 0; draw < draws; draw += 1) states = afterOneDraw(states, oneDraw);
  return states;
}
