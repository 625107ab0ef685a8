import { shown, UptierError } from "../../../kernel/errors";
import type { RelationTree } from "./index-relations";
import { unknownMember } from "./roll-up";

/** Somebody in a team. Plain JSON. */
export interface TeamMember {
  readonly member: string;
  readonly referrer: string;
  /** 1 is who was referred by the head of the team. */
  readonly level: number;
}

const MAX_TEAM = 100_000;

/**
 * The team of a member, level by level; on a level in the order in which the members came up, under each
 * referrer.
 *
 * @param levels - how far down, at least 1
 * @param limit - how many at most, 1 to 100,000. Default: 1,000; what is beyond is left out
 * @throws UptierError in this order: `unknown-member`, `invalid-limit`
 *
 * @example
 * ```ts
 * import { indexRelations, teamOf } from "uptier/referral";
 *
 * const tree = indexRelations([
 *   { member: "wu", referrer: "li" },
 *   { member: "m1", referrer: "wu" },
 * ]);
 * teamOf(tree, "li", 1); // => [{ member: "wu", referrer: "li", level: 1 }]
 * ```
 */
export function teamOf(
  tree: RelationTree,
  member: string,
  levels: number,
  limit = 1_000,
): TeamMember[] {
  const head = tree.placeOf(member);
  if (head === null) throw unknownMember(member);
  checkLimit("levels", levels, Number.MAX_SAFE_INTEGER);
  checkLimit("limit", limit, MAX_TEAM);
  const team: TeamMember[] = [];
  let level: readonly number[] = [head];
  for (let depth = 1; depth <= levels && level.length > 0; depth += 1) {
    const below: number[] = [];
    for (const referrer of level) {
      const places = childrenOf(tree, referrer);
      for (const place of places) {
        if (team.length === limit) return team;
        below.push(place);
        team.push({
          member: tree.members[place]!,
          referrer: tree.members[referrer]!,
          level: depth,
        });
      }
    }
    level = below;
  }
  return team;
}

/** In the order in which they came up. */
function childrenOf({ lastChild, childBefore }: RelationTree, place: number): number[] {
  const children: number[] = [];
  for (let child = lastChild[place]!; child >= 0; child = childBefore[child]!) children.push(child);
  return children.reverse();
}

/** Refuses a limit that is none. */
export function checkLimit(name: string, value: number, most: number, least = 1): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new UptierError(
    "invalid-limit",
    `${name} must be a whole number from ${least} to ${most}, not ${shown(value)}`,
  );
}
