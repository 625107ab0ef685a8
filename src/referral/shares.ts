import { allocate } from "../kernel/allocation/allocate";
import { addSafely } from "../kernel/money/amount";
import { scaled } from "../kernel/money/rate";
import type { ChainMember, OrderFacts } from "./order";
import type { ReferralPlan, RewardTerms } from "./plan";
import { type PricedLine, rewardBy, termsFor } from "./terms";

/** What somebody gets of an order. */
export interface RewardShare {
  /** The buyer; an earner of their level; one who gets what nobody earned below; the pool. */
  readonly role: ShareRole;
  /** From 1; 0: the buyer. */
  readonly level: number;
  /** Null: the pool. */
  readonly earner: string | null;
  readonly risk: boolean;
  /** By line of the order, in minor units. */
  readonly lines: number[];
  /** By line: the rule that it was priced by; null: the level's own terms. */
  readonly rules: readonly (string | null)[];
  /** By line: the rate, as a text; null: a flat amount, or nothing. */
  readonly rates: readonly (string | null)[];
}

/** Whose share it is. */
export type ShareRole = "referee" | "level" | "roll-up" | "pool";

/** What became of one candidate, or of a level without one. */
export interface ShareReason {
  readonly code: ShareCode;
  readonly level: number;
  /** Null: there is nobody. */
  readonly member: string | null;
}

/**
 * Why somebody is paid, or not.
 *
 * - `paid`
 * - `no-upline`: the chain is too short for the level
 * - `self-referral`: the buyer referred themselves; the chain ends
 * - `cycle`: somebody stands in the chain twice; it ends
 * - `inactive`, `not-qualified` (rank or tier), `below-threshold` (own sales): may not earn
 * - `product-disabled`, `no-base`, `no-terms`, `below-one-unit`: there is nothing to pay
 * - `cap-reached`: a cap leaves nothing
 */
export type ShareCode =
  | "paid"
  | "no-upline"
  | "self-referral"
  | "cycle"
  | "inactive"
  | "not-qualified"
  | "below-threshold"
  | "product-disabled"
  | "no-base"
  | "no-terms"
  | "below-one-unit"
  | "cap-reached";

/** The shares of an order, before caps. */
export interface OrderShares {
  readonly shares: readonly RewardShare[];
  readonly why: readonly ShareReason[];
}

/** Works out who gets what of an order. All shares together never exceed the plan's share of the base. */
export function sharesOf(
  plan: ReferralPlan,
  order: OrderFacts,
  buyer: string,
  at: number,
): OrderShares {
  const { earners, why } = walk(plan, order, buyer);
  const shares: RewardShare[] = [];
  if (plan.referee !== null && earners.some((earner) => earner !== null)) {
    const share = refereeShare(plan, plan.referee, order, buyer);
    if (sumOf(share.lines) > 0) shares.push(share);
  }
  const fees = feesByLine(order);
  let first: RewardShare | null = null;
  plan.levels.forEach((level, index) => {
    const earner = earners[index] ?? null;
    const destination = destinationOf(plan, earners, index);
    if (destination === null) return;
    const share = levelShare(plan, order, {
      buyer,
      at,
      index,
      earner,
      ...destination,
      first,
      fees,
    });
    if (level.funding === "carved-out" && first !== null) carveOut(first, share);
    if (index === 0) first = share;
    const nothing = reasonForNothing(plan, order, share, index);
    if (earner !== null)
      why.push({ code: nothing ?? "paid", level: index + 1, member: earner.member });
    if (nothing === null) shares.push(share);
  });
  return {
    shares: withinMaxShare(plan, order, shares),
    why: why.toSorted((a, b) => a.level - b.level),
  };
}

/** Who earns each level; null: nobody. */
function walk(
  plan: ReferralPlan,
  { chain, currency }: OrderFacts,
  buyer: string,
): { earners: (ChainMember | null)[]; why: ShareReason[] } {
  const why: ShareReason[] = [];
  const earners: (ChainMember | null)[] = [];
  const seen = new Set([buyer]);
  let place = 0;
  let ended = false;
  plan.levels.forEach((level, index) => {
    let earner: ChainMember | null = null;
    while (!ended && earner === null) {
      const candidate = chain[place];
      if (candidate === undefined) {
        why.push({ code: "no-upline", level: index + 1, member: null });
        ended = true;
        break;
      }
      const { member } = candidate;
      if (seen.has(member)) {
        const code = member === buyer && place === 0 ? "self-referral" : "cycle";
        why.push({ code, level: index + 1, member });
        ended = true;
        break;
      }
      seen.add(member);
      place += 1;
      const code = ineligibility(level.requires, candidate, currency);
      if (code === null) {
        earner = candidate;
        break;
      }
      why.push({ code, level: index + 1, member });
      if (plan.onIneligible === "stop") ended = true;
      if (plan.onIneligible === "skip") break;
    }
    earners.push(earner);
  });
  return { earners, why };
}

/** Why somebody may not earn a level; null: they may. */
function ineligibility(
  { minRank, tiers, ownSales }: ReferralPlan["levels"][number]["requires"],
  { active, rank, tier, ownSalesMinor }: ChainMember,
  currency: string,
): "inactive" | "not-qualified" | "below-threshold" | null {
  if (!active) return "inactive";
  if (minRank !== null && (rank === null || rank < minRank)) return "not-qualified";
  if (tiers !== null && (tier === null || !tiers.includes(tier))) return "not-qualified";
  const least = ownSales !== null && Object.hasOwn(ownSales, currency) ? ownSales[currency]! : 0;
  return least > 0 && (ownSalesMinor ?? 0) < least ? "below-threshold" : null;
}

interface Destination {
  readonly role: ShareRole;
  readonly to: ChainMember | null;
}

/** Whom the share of a level goes to; null: it stays with the shop. */
function destinationOf(
  { unclaimedTo }: ReferralPlan,
  earners: readonly (ChainMember | null)[],
  index: number,
): Destination | null {
  const earner = earners[index] ?? null;
  if (earner !== null) return { role: "level", to: earner };
  if (unclaimedTo === "pool") return { role: "pool", to: null };
  if (unclaimedTo !== "roll-up") return null;
  const next = earners.slice(index + 1).find((one) => one !== null) ?? null;
  return next === null ? null : { role: "roll-up", to: next };
}

interface LevelQuestion extends Destination {
  readonly buyer: string;
  readonly at: number;
  readonly index: number;
  readonly earner: ChainMember | null;
  readonly first: RewardShare | null;
  readonly fees: readonly number[];
}

function levelShare(
  plan: ReferralPlan,
  order: OrderFacts,
  { buyer, at, index, earner, role, to, first, fees }: LevelQuestion,
): RewardShare {
  const { currency } = order;
  const { of } = plan.levels[index]!;
  const priced = order.lines.map((line, place) => {
    const base =
      of === "sale" ? line.baseMinor : of === "fee" ? fees[place]! : (first?.lines[place] ?? 0);
    const question = { line, customer: buyer, earner, level: index, currency, at };
    const chosen = termsFor(plan, question, { line, base });
    const reward = chosen.disabled
      ? 0
      : (rewardBy(chosen.terms, { line, base }, plan, currency) ?? 0);
    return { reward, ...chosen };
  });
  return {
    role,
    level: index + 1,
    earner: to?.member ?? null,
    risk: to?.risk ?? false,
    lines: priced.map(({ reward }) => reward),
    rules: priced.map(({ rule }) => rule),
    rates: priced.map(({ terms }) => rateText(terms)),
  };
}

function refereeShare(
  plan: ReferralPlan,
  terms: RewardTerms,
  { lines, currency }: OrderFacts,
  buyer: string,
): RewardShare {
  return {
    role: "referee",
    level: 0,
    earner: buyer,
    risk: false,
    lines: lines.map((line) => rewardBy(terms, pricedBy(line), plan, currency) ?? 0),
    rules: lines.map(() => null),
    rates: lines.map(() => rateText(terms)),
  };
}

function pricedBy(line: PricedLine["line"]): PricedLine {
  return { line, base: line.baseMinor };
}

/** What the first level gives up for a level that is paid out of it. */
function carveOut(first: RewardShare, share: RewardShare): void {
  share.lines.forEach((reward, place) => {
    share.lines[place] = Math.min(reward, first.lines[place]!);
    first.lines[place]! -= share.lines[place];
  });
}

/** The fee, spread over the lines by what they are worth. */
function feesByLine({ lines, feeMinor }: OrderFacts): readonly number[] {
  const weights = lines.map(({ baseMinor }) => baseMinor ?? 0);
  if (feeMinor === 0 || weights.every((weight) => weight === 0)) return weights.map(() => 0);
  return allocate(feeMinor, weights);
}

/** Why a share is nothing; null: it is something. */
function reasonForNothing(
  plan: ReferralPlan,
  order: OrderFacts,
  share: RewardShare,
  index: number,
): ShareCode | null {
  if (sumOf(share.lines) > 0) return null;
  const disabled = share.rules.every(
    (rule) => rule !== null && plan.rules.some(({ id, disabled: is }) => id === rule && is),
  );
  if (disabled) return "product-disabled";
  if (order.lines.every(({ baseMinor }) => (baseMinor ?? 0) === 0)) return "no-base";
  const { rate, flat } = plan.levels[index]!;
  if (rate === null && flat === null && share.rules.every((rule) => rule === null)) {
    return "no-terms";
  }
  return "below-one-unit";
}

/** Scales all shares alike where together they exceed what the plan gives of the base. */
function withinMaxShare(
  { maxShare }: ReferralPlan,
  { lines }: OrderFacts,
  shares: readonly RewardShare[],
): readonly RewardShare[] {
  const base = lines.reduce((sum, { baseMinor }) => addSafely(sum, baseMinor ?? 0), 0);
  const most = scaled(base, maxShare.num, maxShare.den, "toward-zero");
  const parts = shares.flatMap((share) => share.lines);
  if (sumOf(parts) <= most) return shares;
  const scaledParts = allocate(most, parts);
  let place = 0;
  return shares.map((share) => {
    const own = scaledParts.slice(place, place + share.lines.length);
    place += share.lines.length;
    return { ...share, lines: own };
  });
}

function sumOf(parts: readonly number[]): number {
  return parts.reduce((sum, part) => addSafely(sum, part), 0);
}

function rateText({ rate }: RewardTerms): string | null {
  return rate === null ? null : `${rate.num}/${rate.den}`;
}
