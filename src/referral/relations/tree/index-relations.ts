import { type Issue, shown, UptierError } from "../../../kernel/errors";
import { type Instant, instantText, toMilliseconds } from "../../../kernel/time/instant";
import { bindingAt, checkMember, checkRelations, type Relations } from "../state";

/** Somebody, and who referred them. */
export interface ReferralLink {
  readonly member: string;
  /** Null: nobody. */
  readonly referrer: string | null;
}

/**
 * All members with numbers in place of names, for reports on many of them. A member's place is the index
 * into `members`, and into every list beside it.
 */
export interface RelationTree {
  /** In the order in which they came up. */
  readonly members: readonly string[];
  /** The place of the referrer; -1: nobody. */
  readonly parents: Int32Array;
  /** All places, each before that of its referrer. */
  readonly upwards: Int32Array;
  /** How many they have referred themselves. */
  readonly direct: Int32Array;
  /** The place of the last one that they referred; -1: nobody. */
  readonly lastChild: Int32Array;
  /** The place of the one whom the same referrer referred before; -1: they were the first. */
  readonly childBefore: Int32Array;
  /** The place of a member; null: there is no such member. */
  placeOf(member: string): number | null;
}

const MAX_MEMBERS = 10_000_000;
const NOBODY = -1;
const MAX_CIRCLES = 20;
const MAX_NAMES = 8;

/**
 * Gives all members numbers and finds an order from below to above, so that reports are plain loops: no
 * recursion, however deep the tree.
 *
 * @param links - each member once, at most 10,000,000 in all; a referrer without a link of their own
 * was referred by nobody. `linksOf` makes them from relations
 * @throws UptierError in this order, at the first link at fault: `invalid-link`, `duplicate-member`,
 * `too-many-members`; then `referral-circle`, with an issue for each of the first 20
 *
 * @example
 * ```ts
 * import { indexRelations } from "uptier/referral";
 *
 * const tree = indexRelations([
 *   { member: "wu", referrer: "li" },
 *   { member: "m1", referrer: "wu" },
 * ]);
 * tree.members; // => ["wu", "li", "m1"]
 * tree.placeOf("li"); // => 1
 * ```
 */
export function indexRelations(links: Iterable<ReferralLink>): RelationTree {
  const places = new Map<string, number>();
  const members: string[] = [];
  const above: number[] = [];
  const placeOf = (name: string): number => {
    const known = places.get(name);
    if (known !== undefined) return known;
    if (members.length === MAX_MEMBERS) {
      throw new UptierError("too-many-members", `a tree has at most ${MAX_MEMBERS} members`);
    }
    places.set(name, members.length);
    above.push(UNLINKED);
    return members.push(name) - 1;
  };
  for (const link of links) {
    checkLink(link);
    const place = placeOf(link.member);
    if (above[place] !== UNLINKED) {
      throw new UptierError(
        "duplicate-member",
        `"${link.member}" has two links; give each member one`,
      );
    }
    above[place] = link.referrer === null ? NOBODY : placeOf(link.referrer);
  }
  const parents = Int32Array.from(above, (parent) => Math.max(parent, NOBODY));
  const direct = directOf(parents);
  return {
    members,
    parents,
    upwards: fromBelow(members, parents, direct),
    direct,
    ...childrenOf(parents),
    placeOf: (name) => places.get(name) ?? null,
  };
}

/**
 * The bindings that hold at an instant, as links.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-instant`
 *
 * @example
 * ```ts
 * import { linksOf, newRelations } from "uptier/referral";
 *
 * linksOf(newRelations(), "2026-11-21T09:30:00+08:00"); // => []
 * ```
 */
export function linksOf(relations: Relations, at: Instant): ReferralLink[] {
  checkRelations(relations);
  const now = instantText(toMilliseconds(at));
  return Object.entries(relations.members).map(([member, known]) => {
    checkMember(known);
    return { member, referrer: bindingAt(known, now)?.referrer ?? null };
  });
}

/** Named by a link of somebody else only, so far. */
const UNLINKED = -2;

function checkLink(link: ReferralLink): void {
  const sound =
    typeof link === "object" &&
    link !== null &&
    typeof link.member === "string" &&
    (link.referrer === null || typeof link.referrer === "string");
  if (!sound) {
    throw new UptierError(
      "invalid-link",
      `${shown(link)} is no link; give { member, referrer }, with null for nobody`,
    );
  }
}

/** How many each referred. */
function directOf(parents: Int32Array): Int32Array {
  const direct = new Int32Array(parents.length);
  for (const parent of parents) if (parent !== NOBODY) direct[parent]! += 1;
  return direct;
}

/**
 * All places, each before that of its referrer. Where referrers came up first, as in a list by the date of
 * registration, that is from the last to the first, and reports run through memory in one line.
 */
function fromBelow(
  members: readonly string[],
  parents: Int32Array,
  direct: Int32Array,
): Int32Array {
  const count = parents.length;
  if (parents.every((parent, place) => parent < place)) {
    return Int32Array.from(parents, (_, place) => count - 1 - place);
  }
  return byPeeling(members, parents, direct.slice());
}

/** Takes away those without anybody below, until none is left; those in a circle always are. */
function byPeeling(members: readonly string[], parents: Int32Array, below: Int32Array): Int32Array {
  const upwards = new Int32Array(parents.length);
  let [found, taken] = [0, 0];
  for (let place = 0; place < below.length; place += 1) {
    if (below[place] === 0) upwards[found++] = place;
  }
  while (taken < found) {
    const parent = parents[upwards[taken++]!]!;
    if (parent !== NOBODY && (below[parent]! -= 1) === 0) upwards[found++] = parent;
  }
  if (found < parents.length) throw circles(members, parents, below);
  return upwards;
}

function childrenOf(parents: Int32Array): Pick<RelationTree, "lastChild" | "childBefore"> {
  const lastChild = new Int32Array(parents.length).fill(NOBODY);
  const childBefore = new Int32Array(parents.length).fill(NOBODY);
  for (let place = 0; place < parents.length; place += 1) {
    const parent = parents[place]!;
    if (parent === NOBODY) continue;
    childBefore[place] = lastChild[parent]!;
    lastChild[parent] = place;
  }
  return { lastChild, childBefore };
}

/** Whoever still has somebody below stands in a circle. */
function circles(members: readonly string[], parents: Int32Array, below: Int32Array): UptierError {
  const issues: Issue[] = [];
  for (let place = 0; place < below.length && issues.length < MAX_CIRCLES; place += 1) {
    if (below[place] === 0) continue;
    const names: string[] = [];
    let length = 0;
    for (let next = place; below[next] !== 0; next = parents[next]!) {
      below[next] = 0;
      length += 1;
      if (names.length < MAX_NAMES) names.push(shown(members[next]!));
    }
    const message = `${length} in a circle: ${names.join(" under ")}${length > MAX_NAMES ? " ..." : ""}`;
    issues.push({ path: [members[place]!], code: "referral-circle", message });
  }
  return new UptierError(
    "referral-circle",
    "Members refer one another in a circle; end one of the bindings of each:",
    issues,
  );
}
