import { UptierError } from "../../../kernel/errors";
import type { RelationTree } from "../tree/index-relations";
import { unknownMember } from "../tree/roll-up";
import { checkLimit } from "../tree/team";

/** Somebody holds a key: a device, a payout account, an e-mail key. */
export interface KeyHolder {
  readonly member: string;
  /** Told apart by the caller where two kinds could have one text: `device:a1`. */
  readonly key: string;
}

/** Members who are connected by what they share, and by referring one another. Plain JSON. */
export interface ReferralRing {
  /** In the order of their code units. */
  readonly members: readonly string[];
  /** The keys that two or more of them hold, in the order of their code units. */
  readonly keys: readonly string[];
  /** How many of them were referred by another one of them. */
  readonly links: number;
}

/**
 * Finds rings: members who hold the same keys, directly or by way of others, of whom one was referred by
 * another, or two by the same. That people share an address is no ring; that they are paid for one another
 * is.
 *
 * @param holders - which members hold which keys. A key that strangers share, of a public network or a
 * parcel shop, connects them all: leave it out
 * @param atLeast - how many members make a ring, from 2. Default: 3
 * @returns the largest first; of equals that with the lowest member
 * @throws UptierError in this order: `invalid-limit`, `invalid-key`, `unknown-member`
 *
 * @example
 * ```ts
 * import { indexRelations, referralRings } from "uptier/referral";
 *
 * const tree = indexRelations([
 *   { member: "a", referrer: "li" },
 *   { member: "b", referrer: "a" },
 *   { member: "c", referrer: "b" },
 * ]);
 * const holders = ["a", "b", "c"].map((member) => ({ member, key: "device:x" }));
 * referralRings(tree, holders); // => [{ members: ["a", "b", "c"], keys: ["device:x"], links: 2 }]
 * ```
 */
export function referralRings(
  tree: RelationTree,
  holders: Iterable<KeyHolder>,
  atLeast = 3,
): ReferralRing[] {
  checkLimit("atLeast", atLeast, Number.MAX_SAFE_INTEGER, 2);
  const groups = Int32Array.from(tree.members, (_, place) => place);
  const firstHolder = new Map<string, number>();
  const shared = new Map<string, number>();
  for (const { member, key } of holders) {
    if (typeof key !== "string") throw new UptierError("invalid-key", "a key must be a text");
    const place = tree.placeOf(member);
    if (place === null) throw unknownMember(member);
    const first = firstHolder.get(key);
    if (first === undefined) firstHolder.set(key, place);
    else if (first !== place) {
      shared.set(key, place);
      groups[groupOf(groups, place)] = groupOf(groups, first);
    }
  }
  const [members, keys] = [new Map<number, number[]>(), new Map<number, string[]>()];
  groups.forEach((_, place) => add(members, groupOf(groups, place), place));
  for (const [key, place] of shared) add(keys, groupOf(groups, place), key);
  return [...members]
    .filter(([, places]) => places.length >= atLeast && isPaid(tree, groups, places))
    .map(([group, places]) => ({
      members: places.map((place) => tree.members[place]!).sort(),
      keys: (keys.get(group) ?? []).sort(),
      links: places.filter((place) => isInside(tree, groups, place)).length,
    }))
    .sort(
      (a, b) => b.members.length - a.members.length || (a.members[0]! < b.members[0]! ? -1 : 1),
    );
}

/** The group of a place; on the way up every second step is cut short, so that ways stay short. */
function groupOf(groups: Int32Array, place: number): number {
  let at = place;
  while (groups[at] !== at) {
    groups[at] = groups[groups[at]!]!;
    at = groups[at]!;
  }
  return at;
}

function add<Item>(lists: Map<number, Item[]>, group: number, item: Item): void {
  const list = lists.get(group);
  if (list === undefined) lists.set(group, [item]);
  else list.push(item);
}

/** Whether somebody earns by it: one of them, or one who referred two of them. */
function isPaid(tree: RelationTree, groups: Int32Array, places: readonly number[]): boolean {
  const referrers = places.map((place) => tree.parents[place]!).filter((parent) => parent >= 0);
  return (
    new Set(referrers).size < referrers.length ||
    places.some((place) => isInside(tree, groups, place))
  );
}

function isInside({ parents }: RelationTree, groups: Int32Array, place: number): boolean {
  const parent = parents[place]!;
  return parent >= 0 && groupOf(groups, parent) === groupOf(groups, place);
}
