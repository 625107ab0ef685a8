import type { RelationTree } from "./index-relations";
import { columnOf } from "./roll-up";
import { checkLimit } from "./team";

/** A place on a leaderboard. Plain JSON. */
export interface LeaderboardRow {
  /** Equals have the same rank, and the ranks after it are left out: 1, 1, 3. */
  readonly rank: number;
  readonly member: string;
  readonly value: number;
}

const MAX_ROWS = 100_000;

/**
 * The members with the highest values. Equals have the same rank and are listed by member, in the order of
 * their code units; the list ends after `top` rows, among equals too, so that it does not depend on the
 * order in which members came up.
 *
 * @param values - by place, whole numbers: a list of a `TeamRollUp`, or one of your own
 * @param top - 1 to 100,000. Default: 10
 * @throws UptierError in this order: `invalid-limit`, `invalid-column`, `unsafe-integer`
 *
 * @example
 * ```ts
 * import { indexRelations, leaderboard, teamRollUp } from "uptier/referral";
 *
 * const tree = indexRelations([
 *   { member: "wu", referrer: "li" },
 *   { member: "m1", referrer: "wu" },
 *   { member: "m2", referrer: "wu" },
 * ]);
 * leaderboard(tree, teamRollUp(tree).size, 2);
 * // => [{ rank: 1, member: "li", value: 3 }, { rank: 2, member: "wu", value: 2 }]
 * ```
 */
export function leaderboard(
  tree: RelationTree,
  values: ArrayLike<number>,
  top = 10,
): LeaderboardRow[] {
  checkLimit("top", top, MAX_ROWS);
  const column = columnOf(tree, values);
  // Numbers sort far faster than members: what is below the last value that can count is left out first.
  const least = column.slice().sort().at(-top) ?? -Infinity;
  const rows: { member: string; value: number }[] = [];
  column.forEach((value, place) => {
    if (value >= least) rows.push({ member: tree.members[place]!, value });
  });
  rows.sort((a, b) => b.value - a.value || (a.member < b.member ? -1 : 1));
  let rank = 0;
  return rows.slice(0, top).map(({ member, value }, index) => {
    if (index === 0 || value < rows[index - 1]!.value) rank = index + 1;
    return { rank, member, value };
  });
}
