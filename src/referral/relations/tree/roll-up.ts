import { shown, UptierError } from "../../../kernel/errors";
import { addSafely, safeInteger } from "../../../kernel/money/amount";
import type { RelationTree } from "./index-relations";

/** Sums over the teams of all members: lists by place. A team is everybody below, however far. */
export interface TeamRollUp {
  /** How many stand above: 0 at the top. */
  readonly depth: Int32Array;
  /** How many they have referred themselves. */
  readonly direct: Int32Array;
  /** How many are in the team, themselves not counted. */
  readonly size: Int32Array;
  /** How many levels the team has. */
  readonly levels: Int32Array;
  /** What they sold themselves, in minor units: whole numbers. */
  readonly ownSales: Float64Array;
  /** What the team sold, themselves not counted, in minor units: whole numbers. */
  readonly teamSales: Float64Array;
}

/** What a member and their team did. Plain JSON. */
export interface TeamRow {
  readonly member: string;
  /** Null: nobody. */
  readonly referrer: string | null;
  readonly depth: number;
  readonly direct: number;
  readonly size: number;
  readonly levels: number;
  readonly ownSales: number;
  readonly teamSales: number;
}

/** What a member sold. */
export interface MemberSales {
  readonly member: string;
  /** A safe integer; a refund is negative. */
  readonly minor: number;
}

/**
 * What each member sold, by place.
 *
 * @param sales - those of one currency, in any order, any number of each member
 * @throws UptierError at the first at fault: `unknown-member`, `unsafe-integer`
 *
 * @example
 * ```ts
 * import { indexRelations, salesByPlace } from "uptier/referral";
 *
 * const tree = indexRelations([{ member: "m1", referrer: "li" }]);
 * const sales = salesByPlace(tree, [{ member: "m1", minor: 500 }, { member: "m1", minor: -200 }]);
 * [...sales]; // => [300, 0]
 * ```
 */
export function salesByPlace(tree: RelationTree, sales: Iterable<MemberSales>): Float64Array {
  const sums = new Float64Array(tree.members.length);
  for (const { member, minor } of sales) {
    const place = tree.placeOf(member);
    if (place === null) throw unknownMember(member);
    sums[place] = addSafely(sums[place]!, safeInteger(minor));
  }
  return sums;
}

/**
 * Sums everybody's team in one pass from below to above and one back.
 *
 * All sums are exact. Where one of a team would be beyond 2^53 - 1 minor units, on the way too, the
 * report is refused.
 *
 * @param ownSales - by place, whole numbers of minor units, as `salesByPlace` gives them. Default: nothing
 * @throws UptierError in this order: `invalid-column` (another length than the tree has), `unsafe-integer`
 *
 * @example
 * ```ts
 * import { indexRelations, salesByPlace, teamRollUp, teamRow } from "uptier/referral";
 *
 * const tree = indexRelations([
 *   { member: "wu", referrer: "li" },
 *   { member: "m1", referrer: "wu" },
 * ]);
 * const sales = salesByPlace(tree, [{ member: "wu", minor: 1000 }, { member: "m1", minor: 500 }]);
 * teamRow(tree, teamRollUp(tree, sales), "li");
 * // => {
 * //   member: "li", referrer: null, depth: 0, direct: 1, size: 2, levels: 2, ownSales: 0, teamSales: 1500,
 * // }
 * ```
 */
export function teamRollUp(tree: RelationTree, ownSales?: ArrayLike<number>): TeamRollUp {
  const { parents, upwards, direct } = tree;
  const count = parents.length;
  const own = ownSales === undefined ? new Float64Array(count) : columnOf(tree, ownSales);
  const size = new Int32Array(count);
  const levels = new Int32Array(count);
  const teamSales = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    const place = upwards[index]!;
    const parent = parents[place]!;
    if (parent < 0) continue;
    size[parent]! += size[place]! + 1;
    if (levels[place]! >= levels[parent]!) levels[parent] = levels[place]! + 1;
    teamSales[parent] = exact(teamSales[parent]! + exact(teamSales[place]! + own[place]!));
  }
  return { depth: depthsOf(tree), direct, size, levels, ownSales: own, teamSales };
}

/**
 * What a roll-up says of one member.
 *
 * @throws UptierError `unknown-member`
 */
export function teamRow(tree: RelationTree, rollUp: TeamRollUp, member: string): TeamRow {
  const place = tree.placeOf(member);
  if (place === null) throw unknownMember(member);
  const { depth, direct, size, levels, ownSales, teamSales } = rollUp;
  return {
    member,
    referrer: tree.members[tree.parents[place]!] ?? null,
    depth: depth[place]!,
    direct: direct[place]!,
    size: size[place]!,
    levels: levels[place]!,
    ownSales: ownSales[place]!,
    teamSales: teamSales[place]!,
  };
}

/** How many stand above each, by place. */
export function depthsOf({ parents, upwards }: RelationTree): Int32Array {
  const depths = new Int32Array(parents.length);
  for (let index = upwards.length - 1; index >= 0; index -= 1) {
    const place = upwards[index]!;
    const parent = parents[place]!;
    depths[place] = parent < 0 ? 0 : depths[parent]! + 1;
  }
  return depths;
}

/** A list by place, of whole numbers. */
export function columnOf({ members }: RelationTree, values: ArrayLike<number>): Float64Array {
  if (values?.length !== members.length) {
    throw new UptierError(
      "invalid-column",
      `the tree has ${members.length} members, the list ${shown(values?.length)} values; give one for each place`,
    );
  }
  const column = new Float64Array(members.length);
  for (let place = 0; place < column.length; place += 1)
    column[place] = safeInteger(values[place]!);
  return column;
}

export function unknownMember(member: string): UptierError {
  return new UptierError(
    "unknown-member",
    `the tree has no member ${shown(member)}; give them a link`,
  );
}

/** A sum of two safe integers that is one itself: otherwise it may be off by one. */
function exact(sum: number): number {
  return sum > Number.MAX_SAFE_INTEGER || sum < -Number.MAX_SAFE_INTEGER ? safeInteger(sum) : sum;
}
