import { allocate } from "../kernel/allocation/allocate";
import { addSafely } from "../kernel/money/amount";
import { type Fraction, scaled } from "../kernel/money/rate";
import type { ChainMember, OrderFacts } from "./order";
import type { ReferralPlan, RewardTerms } from "./plan";
import { sum } from "./state";
import { disabledBy, rewardBy, termsFor } from "./terms";

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
  /** By line: what is burnt, because nobody earns it and the plan says so. */
  readonly burned: readonly number[];
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
  const burned = order.lines.map(() => 0);
  if (plan.referee !== null && earners.some((earner) => earner !== null)) {
    const share = refereeShare(plan, plan.referee, order, { buyer, at });
    if (sum(share.lines) > 0) shares.push(share);
  }
  const fees = feesByLine(order);
  let first: RewardShare | null = null;
  // What the first level earns before others are paid out of it.
  let commission: readonly number[] = order.lines.map(() => 0);
  const candidates: { level: number; member: string; nothing: ShareCode }[] = [];
  plan.levels.forEach((level, index) => {
    const earner = earners[index] ?? null;
    const destination = destinationOf(plan, earners, index);
    const isBurned = destination === null && plan.unclaimedTo === "burn";
    if (destination === null && !isBurned) return;
    const bases = {
      sale: order.lines.map(({ baseMinor }) => baseMinor),
      commission,
      fee: fees,
    }[level.of];
    const question = { buyer, at, index, earner, bases, ...(destination ?? NOBODY) };
    const share = levelShare(plan, order, question);
    if (isBurned) {
      share.lines.forEach((part, place) => (burned[place] = addSafely(burned[place]!, part)));
      return;
    }
    if (index === 0) [first, commission] = [share, [...share.lines]];
    if (level.funding === "carved-out" && first !== null) carveOut(first, share);
    if (earner !== null) {
      const nothing = reasonForNothing(plan, share, bases, index);
      candidates.push({ level: index + 1, member: earner.member, nothing });
    }
    shares.push(share);
  });
  const scaledShares = withinMaxShare(plan, order, shares).filter(({ lines }) => sum(lines) > 0);
  for (const { level, member, nothing } of candidates) {
    const isPaid = scaledShares.some((share) => share.role === "level" && share.level === level);
    why.push({ code: isPaid ? "paid" : nothing, level, member });
  }
  return {
    shares: scaledShares,
    burned: withinRest(plan, order, scaledShares, burned),
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
  const above = startOf(buyer);
  plan.levels.forEach(({ requires, startsAt }, index) => {
    // A level that starts at the sponsor walks by itself and uses nobody up for the others.
    const way = startsAt === "above" ? above : startOf(buyer);
    let earner: ChainMember | null = null;
    while (!way.ended && earner === null) {
      const candidate = chain[way.place];
      if (candidate === undefined) {
        why.push({ code: "no-upline", level: index + 1, member: null });
        way.ended = true;
        break;
      }
      const { member } = candidate;
      if (way.seen.has(member)) {
        const code = member === buyer && way.place === 0 ? "self-referral" : "cycle";
        why.push({ code, level: index + 1, member });
        way.ended = true;
        break;
      }
      way.seen.add(member);
      way.place += 1;
      const code = ineligibility(requires, candidate, currency);
      if (code === null) {
        earner = candidate;
        break;
      }
      why.push({ code, level: index + 1, member });
      if (plan.onIneligible === "stop") way.ended = true;
      if (plan.onIneligible === "skip") break;
    }
    earners.push(earner);
  });
  return { earners, why };
}

/** How far up a chain was walked. */
interface Way {
  place: number;
  ended: boolean;
  readonly seen: Set<string>;
}

function startOf(buyer: string): Way {
  return { place: 0, ended: false, seen: new Set([buyer]) };
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

const NOBODY: Destination = { role: "level", to: null };

interface LevelQuestion extends Destination {
  readonly buyer: string;
  readonly at: number;
  readonly index: number;
  readonly earner: ChainMember | null;
  /** By line: what a rate is of. */
  readonly bases: readonly (number | null)[];
}

function levelShare(
  plan: ReferralPlan,
  order: OrderFacts,
  { buyer, at, index, earner, role, to, bases }: LevelQuestion,
): RewardShare {
  const { currency, groups } = order;
  const priced = order.lines.map((line, place) => {
    const base = bases[place]!;
    const question = { line, customer: buyer, groups, earner, level: index, currency, at };
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
  { lines, groups, currency }: OrderFacts,
  { buyer, at }: Pick<LevelQuestion, "buyer" | "at">,
): RewardShare {
  const rules = lines.map((line) =>
    disabledBy(plan, { line, customer: buyer, groups, earner: null, level: 0, currency, at }),
  );
  return {
    role: "referee",
    level: 0,
    earner: buyer,
    risk: false,
    lines: lines.map((line, place) =>
      rules[place] === null
        ? (rewardBy(terms, { line, base: line.baseMinor }, plan, currency) ?? 0)
        : 0,
    ),
    rules,
    rates: lines.map(() => rateText(terms)),
  };
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

/** Why the share of a level is nothing, if it is. */
function reasonForNothing(
  plan: ReferralPlan,
  { rules }: RewardShare,
  bases: readonly (number | null)[],
  index: number,
): ShareCode {
  const disabled = rules.every(
    (rule) => rule !== null && plan.rules.some(({ id, disabled: is }) => id === rule && is),
  );
  if (disabled) return "product-disabled";
  if (bases.every((base) => (base ?? 0) === 0)) return "no-base";
  const { rate, flat } = plan.levels[index]!;
  if (rate === null && flat === null && rules.every((rule) => rule === null)) return "no-terms";
  return "below-one-unit";
}

/** Scales all shares alike where together they exceed what the plan gives of the base. */
function withinMaxShare(
  { maxShare }: ReferralPlan,
  { lines }: OrderFacts,
  shares: readonly RewardShare[],
): readonly RewardShare[] {
  const most = mostOf(maxShare, lines);
  const parts = shares.flatMap((share) => share.lines);
  if (sum(parts) <= most) return shares;
  const scaledParts = allocate(most, parts);
  let place = 0;
  return shares.map((share) => {
    const own = scaledParts.slice(place, place + share.lines.length);
    place += share.lines.length;
    return { ...share, lines: own };
  });
}

/** What is burnt comes after what is paid: it takes from what the plan gives only what that leaves. */
function withinRest(
  { maxShare }: ReferralPlan,
  { lines }: OrderFacts,
  shares: readonly RewardShare[],
  burned: readonly number[],
): readonly number[] {
  const rest = mostOf(maxShare, lines) - sum(shares.flatMap((share) => share.lines));
  return sum(burned) <= rest ? burned : allocate(rest, burned);
}

/** The most that an order may pay. */
function mostOf({ num, den }: Fraction, lines: OrderFacts["lines"]): number {
  return scaled(sum(lines.map(({ baseMinor }) => baseMinor ?? 0)), num, den, "toward-zero");
}

function rateText({ rate }: RewardTerms): string | null {
  return rate === null ? null : `${rate.num}/${rate.den}`;
}
