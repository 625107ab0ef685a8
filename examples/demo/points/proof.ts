import { isDeepStrictEqual } from "node:util";
import { type PointsProgram, replay } from "uptier/points";
import type { Booked } from "./booking";

/** Whether entries alone give the accounts that were kept. */
export interface Proof {
  readonly accounts: number;
  /** Members whose account is another one. */
  readonly differences: readonly string[];
}

/** Replays all entries and compares. */
export function proofOf(program: PointsProgram, { entries, accounts, end }: Booked): Proof {
  const replayed = replay(program, entries, { asOf: new Date(end) });
  const held = Object.keys(accounts);
  const members = new Set([...held, ...Object.keys(replayed)]);
  return {
    accounts: held.length,
    differences: [...members].filter(
      (member) => !isDeepStrictEqual(accounts[member], replayed[member]),
    ),
  };
}
