import { shown, UptierError } from "../kernel/errors";
import { addSafely, safeInteger } from "../kernel/money/amount";
import { scaled } from "../kernel/money/rate";
import { allocate } from "../kernel/allocation/allocate";
import type { ReferralPlan } from "./plan";

/** Who referred whom, and who may earn, by number of the member. */
export interface ReferralTree {
  /** The number of who referred each member; -1: nobody. */
  readonly parents: Int32Array;
  /** 0: may not earn. Default: everybody may. */
  readonly active?: Uint8Array | undefined;
}

/** Orders of one currency, by place. */
export interface OrderColumns {
  /** The number of each buyer. */
  readonly buyers: Int32Array;
  /** What rewards are computed from, in minor units: whole numbers of at least 0. */
  readonly bases: Float64Array;
}

/** What orders pay, by place of the order. */
export interface BulkSettlement {
  /** By level, from the first: the number of the earner; -1: nobody. */
  readonly earners: readonly Int32Array[];
  /** By level: what they get, in minor units. */
  readonly rewards: readonly Float64Array[];
  /** What the buyers get. */
  readonly referees: Float64Array;
  /** What stays with the shop. */
  readonly house: Float64Array;
  /** By number of the member: all that they get, in minor units. */
  readonly totals: Float64Array;
}

/**
 * Settles many orders at once over the relations as they are, for imports, simulations and audits: the same
 * amounts as `settleOrder` for orders of one line, without entries. The plan may have rates of the sale alone:
 * no rules, flat amounts, caps or qualifications, nothing carved out, rolled up or burnt, no level that starts at
 * the sponsor.
 *
 * Each order walks up as many members as the plan has levels, so that the time depends neither on how deep the
 * tree is nor on how many members it has.
 *
 * @throws UptierError in this order: `not-for-bulk` (a plan that has more), `invalid-columns` (numbers of
 * members that there are not, columns of different lengths, bases that are no whole numbers),
 * `unsafe-integer`
 *
 * @example
 * ```ts
 * import { defineReferral, settleInBulk } from "uptier/referral";
 *
 * const plan = defineReferral({
 *   id: "friends",
 *   currencies: ["CNY"],
 *   zone: "Asia/Shanghai",
 *   levels: [{ rate: "10%" }, { rate: "5%" }],
 * });
 * const parents = Int32Array.of(-1, 0, 1); // 0 referred 1, who referred 2
 * const orders = { buyers: Int32Array.of(2), bases: Float64Array.of(9_999) };
 * const { totals, house } = settleInBulk(plan, { parents }, orders);
 * [...totals]; // => [500, 1000, 0]
 * [...house]; // => [8499]
 * ```
 */
export function settleInBulk(
  plan: ReferralPlan,
  { parents, active }: ReferralTree,
  { buyers, bases }: OrderColumns,
): BulkSettlement {
  checkPlan(plan);
  checkColumns(parents, active, buyers, bases);
  const count = buyers.length;
  const levels = plan.levels.length;
  const earners = plan.levels.map(() => new Int32Array(count).fill(-1));
  const rewards = plan.levels.map(() => new Float64Array(count));
  const referees = new Float64Array(count);
  const house = new Float64Array(count);
  const totals = new Float64Array(parents.length);
  const { maxShare, rounding, referee, onIneligible } = plan;
  // The buyer's part first, then those of the levels, as settleOrder has them.
  const parts = new Array<number>(levels + 1);
  for (let order = 0; order < count; order += 1) {
    const buyer = buyers[order]!;
    const base = bases[order]!;
    let member = parents[buyer]!;
    let sum = 0;
    parts.fill(0);
    for (let level = 0, hops = 0; level < levels && member >= 0; level += 1) {
      let earner = -1;
      for (; member >= 0 && earner < 0; hops += 1) {
        if (hops === MAX_CHAIN || isBelow(earners, order, level, buyer, member)) {
          member = -1;
          break;
        }
        if (active === undefined || active[member] !== 0) earner = member;
        member = earner < 0 && onIneligible === "stop" ? -1 : parents[member]!;
        if (onIneligible === "skip") break;
      }
      if (earner < 0) continue;
      earners[level]![order] = earner;
      const { rate } = plan.levels[level]!;
      if (rate !== null) sum += parts[level + 1] = scaled(base, rate.num, rate.den, rounding);
    }
    const isReferred = earners.some((earner) => earner[order] !== -1);
    if (isReferred && referee !== null && referee.rate !== null) {
      sum += parts[0] = scaled(base, referee.rate.num, referee.rate.den, rounding);
    }
    const most = scaled(base, maxShare.num, maxShare.den, "toward-zero");
    const kept = sum <= most ? parts : (allocate(most, parts) as readonly number[]);
    house[order] = base - Math.min(sum, most);
    referees[order] = kept[0]!;
    totals[buyer] = addSafely(totals[buyer]!, kept[0]!);
    for (let level = 0; level < levels; level += 1) {
      const earner = earners[level]![order]!;
      if (earner < 0) continue;
      rewards[level]![order] = kept[level + 1]!;
      totals[earner] = addSafely(totals[earner]!, kept[level + 1]!);
    }
  }
  return { earners, rewards, referees, house, totals };
}

/** The longest chain that is walked, as of a single order: relations may go round in a circle. */
const MAX_CHAIN = 1_000;

/** Whether a member earns on an order already, or is its buyer: the chain ends there. */
function isBelow(
  earners: readonly Int32Array[],
  order: number,
  level: number,
  buyer: number,
  member: number,
): boolean {
  if (member === buyer) return true;
  for (let below = 0; below < level; below += 1) {
    if (earners[below]![order] === member) return true;
  }
  return false;
}

function checkPlan({ rules, caps, levels, referee, unclaimedTo }: ReferralPlan): void {
  const more =
    (rules.length > 0 && "rules") ||
    (caps.length > 0 && "caps") ||
    (unclaimedTo !== "house" && "unclaimedTo") ||
    ((levels.some(({ flat }) => flat !== null) || (referee?.flat ?? null) !== null) &&
      "flat amounts") ||
    (levels.some(({ of, funding }) => of !== "sale" || funding !== "on-top") && "other bases") ||
    (levels.some(({ startsAt }) => startsAt === "sponsor") &&
      "a level that starts at the sponsor") ||
    (levels.some(({ requires }) => Object.values(requires).some((one) => one !== null)) &&
      "qualifications");
  if (more !== false) {
    throw new UptierError(
      "not-for-bulk",
      `the plan has ${more}: settle its orders one by one with settleOrder`,
    );
  }
}

function checkColumns(
  parents: Int32Array,
  active: Uint8Array | undefined,
  buyers: Int32Array,
  bases: Float64Array,
): void {
  if (active !== undefined && active.length !== parents.length) {
    throw invalidColumns("active", `has ${active.length} members, parents have ${parents.length}`);
  }
  if (bases.length !== buyers.length) {
    throw invalidColumns("bases", `has ${bases.length} orders, buyers have ${buyers.length}`);
  }
  for (const parent of parents) {
    if (parent < -1 || parent >= parents.length) {
      throw invalidColumns("parents", `names member ${parent}, who is none`);
    }
  }
  for (const buyer of buyers) {
    if (buyer < 0 || buyer >= parents.length) {
      throw invalidColumns("buyers", `names member ${buyer}, who is none`);
    }
  }
  for (const base of bases) {
    if (base < 0 || !Number.isInteger(base)) {
      throw invalidColumns("bases", `holds ${shown(base)}; give whole minor units of at least 0`);
    }
    safeInteger(base);
  }
}

function invalidColumns(column: string, message: string): UptierError {
  return new UptierError("invalid-columns", `"${column}" ${message}`);
}
