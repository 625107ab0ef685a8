import { fromMinor } from "../kernel/money/amount";
import type { DayKey } from "../kernel/time/day";
import { addCalendar, startOfCalendar } from "../kernel/time/calendar";
import { instantText } from "../kernel/time/instant";
import { startOfDay } from "../kernel/time/zone";
import type { Campaign } from "./campaign";
import type { Clock } from "./clock";
import type { ClosedForMember } from "./closing";
import type { Payment } from "./entries";
import { type Lookup, lookupOf, type PityCounter } from "./lookup";
import { canBeGiven, isGuaranteed } from "./pity/counter";
import { drawnTable, type PacedTable } from "./pacing/table";
import { nextLot, paymentOf } from "./payment";
import type { DrawRefusal } from "./refusals";
import { SEED_DRAWS } from "./fairness/seed-series";
import type { Shelf } from "./shelf";
import { countOf, type DrawState, type MemberState, pityCountOf } from "./state";
import { EVERYBODY, type MemberView } from "./table";

/** Who draws, as far as the campaign's rules ask. What the shop knows arrives as data. */
export interface Drawer {
  /** The shop's id of the member, 1 to 200 characters. */
  readonly member: string;
  /** What pools with `fromScore` go by: points spent, for example. Default: 0. */
  readonly score?: number | undefined;
  /** The member's tier in the shop's programme. Default: none. */
  readonly memberTier?: string | undefined;
  /** Points, or money as decimal text, that can pay for the draw. Default: nothing. */
  readonly balance?: number | string | undefined;
}

/** Whether a member can draw at an instant, and from what. */
export interface Admission extends PacedTable {
  readonly view: MemberView;
  /** How the draw is paid for; null: it is free. */
  readonly paid: Payment | null;
  /** Null: the member can draw. */
  readonly refusal: DrawRefusal | null;
}

/** Judges a member and an instant; both the draw and the explanation of its odds ask here. */
export function admit(
  campaign: Campaign,
  state: DrawState,
  shelf: Shelf,
  clock: Clock,
  who: Drawer,
): Admission {
  const lookup = lookupOf(campaign);
  const view = viewOf(campaign, lookup, state.member, who);
  const paced = drawnTable(campaign, state.campaign, shelf, view, clock.at);
  const paid = paymentOf(campaign, state.member, who, clock.at);
  const refusal =
    outsideTimes(campaign, lookup, clock.at) ??
    notAMember(lookup, who) ??
    overLimits(campaign, state.member, clock) ??
    cannotPay(campaign, state.member, who, clock.at, paid) ??
    cannotVerify(campaign, state.member) ??
    nothingToDraw(campaign, state, view, paced);
  return { table: paced.table, moment: paced.moment, view, paid, refusal };
}

/** What the rules about members make of one: pool, prizes closed for them, pity counters. */
function viewOf(campaign: Campaign, lookup: Lookup, member: MemberState, who: Drawer): MemberView {
  if (lookup.treatsAllAlike) return EVERYBODY;
  if (lookup.onlyPity !== null) return viewWithPity(lookup, lookup.onlyPity, member);
  const pool =
    (who.memberTier === undefined ? undefined : lookup.poolOfTier.get(who.memberTier)) ??
    lookup.poolsByScore.find((candidate) => (who.score ?? 0) >= candidate.fromScore!) ??
    null;
  const rules = lookup.pityOf.get(pool === null ? "" : pool.id)!;
  return {
    pool,
    closed: closedFor(campaign, lookup, member),
    pity: rules.map(({ rule, key }) => ({ rule, key, count: pityCountOf(member, key) })),
  };
}

/** Members with as many misses are alike, and there are no more than the table of the rule has. */
function viewWithPity(
  { viewsByMisses }: Lookup,
  { rule, key }: PityCounter,
  member: MemberState,
): MemberView {
  const count = pityCountOf(member, key);
  const { misses, featuredNext } = count;
  const known = viewsByMisses[misses];
  if (known !== undefined && !featuredNext) return known;
  const view = {
    pool: null,
    closed: NONE_CLOSED,
    pity: [{ rule, key, count: { misses, featuredNext } }],
  };
  // An edited rule may find a counter that is longer, or that has a guarantee of an older one.
  if (misses < rule.table.length && !featuredNext) viewsByMisses[misses] = view;
  return view;
}

const NONE_CLOSED: readonly ClosedForMember[] = Object.freeze([]);

/** Looks at the prizes that the member has won and those that are still locked, not at all. */
function closedFor(
  campaign: Campaign,
  { unlocks, hasMemberLimits, indexOf }: Lookup,
  { won, draws }: MemberState,
): readonly ClosedForMember[] {
  const hasLocks = unlocks.length > 0 && draws < unlocks[unlocks.length - 1]!;
  if (!hasMemberLimits && !hasLocks) return NONE_CLOSED;
  const closed: ClosedForMember[] = [];
  if (hasMemberLimits) {
    for (const id in won) {
      const index = indexOf.get(id);
      const prize = index === undefined ? undefined : campaign.prizes[index]!;
      const limit = prize?.perMember ?? null;
      if (limit === null || countOf(won, id) < limit) continue;
      closed.push({ code: "prize-over-member-limit", prize: id, policy: prize!.onMemberLimit! });
    }
    // Databases keep objects with their keys in another order.
    closed.sort((a, b) => indexOf.get(a.prize)! - indexOf.get(b.prize)!);
  }
  if (hasLocks) {
    for (const { id, unlockAfterDraws, onLocked } of campaign.prizes) {
      if (unlockAfterDraws <= draws || closed.some(({ prize }) => prize === id)) continue;
      closed.push({
        code: "prize-locked",
        prize: id,
        policy: onLocked!,
        draws: unlockAfterDraws - draws,
      });
    }
  }
  return closed;
}

function outsideTimes(
  campaign: Campaign,
  { opensAt, closesAt }: Lookup,
  at: number,
): DrawRefusal | null {
  if (at < opensAt) return { code: "not-open", opensAt: campaign.opensAt! };
  if (at >= closesAt) return { code: "closed", closedAt: campaign.closesAt! };
  return null;
}

function notAMember(
  { blocked, eligible, eligibleTiers }: Lookup,
  { member, memberTier }: Drawer,
): DrawRefusal | null {
  if (blocked?.has(member) === true) return { code: "blocked" };
  if (eligible === null && eligibleTiers === null) return null;
  const welcome =
    eligible?.has(member) === true ||
    (memberTier !== undefined && eligibleTiers?.has(memberTier) === true);
  return welcome ? null : { code: "not-eligible" };
}

function overLimits(
  { limits, zone }: Campaign,
  member: MemberState,
  { at, day, dayNumber }: Clock,
): DrawRefusal | null {
  if (limits.perMember !== null && member.draws >= limits.perMember) {
    return { code: "over-member-limit", limit: limits.perMember, drawn: member.draws };
  }
  if (limits.perMemberPerMonth !== null) {
    const drawn = drawsInMonth(member, day);
    if (drawn >= limits.perMemberPerMonth) {
      const month = startOfCalendar(at, "month", zone);
      const nextAt = instantText(addCalendar(month, 1, "month", zone));
      return { code: "over-monthly-limit", limit: limits.perMemberPerMonth, drawn, day, nextAt };
    }
  }
  const drawn = limits.perMemberPerDay === null ? 0 : countOf(member.drawsByDay, day);
  if (limits.perMemberPerDay !== null && drawn >= limits.perMemberPerDay) {
    const nextAt = instantText(startOfDay(dayNumber + 1, zone));
    return { code: "over-daily-limit", limit: limits.perMemberPerDay, drawn, day, nextAt };
  }
  return null;
}

function drawsInMonth({ drawsByDay }: MemberState, day: DayKey): number {
  const month = day.slice(0, -2);
  let draws = 0;
  for (let date = 1; date <= 31; date += 1) {
    draws += countOf(drawsByDay, month + (date < 10 ? "0" : "") + String(date));
  }
  return draws;
}

function cannotPay(
  { chances, price, currency }: Campaign,
  member: MemberState,
  { balance = 0 }: Drawer,
  at: number,
  paid: Payment | null,
): DrawRefusal | null {
  if (paid !== null || (chances === null && price === null)) return null;
  if (chances !== null && nextLot(member, at) === null && price === null) {
    return { code: "no-chance" };
  }
  return {
    code: "insufficient-balance",
    unit: price!.unit,
    needed: price!.amount,
    balance: balance === 0 && price!.unit === "money" ? fromMinor(0, currency) : String(balance),
  };
}

function cannotVerify({ fairness }: Campaign, { seeds }: MemberState): DrawRefusal | null {
  if (fairness === "open") return null;
  if (seeds === null || seeds.commitment === null) {
    return { code: "no-seeds", missing: "commitment" };
  }
  if (seeds.clientSeed === null) return { code: "no-seeds", missing: "client-seed" };
  return seeds.nonce >= SEED_DRAWS ? { code: "rotation-due", draws: seeds.nonce } : null;
}

function nothingToDraw(
  { pacing, prizes, budget, currency }: Campaign,
  { campaign }: DrawState,
  view: MemberView,
  { table }: PacedTable,
): DrawRefusal | null {
  if (pacing.mode === "moments" && campaign.moments === null) {
    return { code: "moments-not-scheduled" };
  }
  for (const one of view.pity) {
    const { tier, whenUnavailable } = one.rule;
    const broken =
      whenUnavailable === "refuse" &&
      isGuaranteed(one) &&
      !canBeGiven(prizes, tier, view.pool, table.closed);
    if (broken) return { code: "guarantee-unavailable", tier };
  }
  if (table.weightTotal > 0) return null;
  const codes = table.closed.map(({ code }) => code);
  if (codes.every((code) => code === "prize-sold-out")) return { code: "sold-out" };
  const total = budget?.total ?? null;
  if (
    total !== null &&
    codes.every((code) => code === "prize-sold-out" || code === "prize-over-budget")
  ) {
    const spent = campaign.spentMinor + campaign.reservedMinor;
    return { code: "budget-exhausted", budget: total, spent: fromMinor(spent, currency) };
  }
  return { code: "nothing-available" };
}
