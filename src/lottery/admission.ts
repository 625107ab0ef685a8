import { fromMinor } from "../kernel/money/amount";
import { dayKey, type DayKey, type DayNumber } from "../kernel/time/day";
import { instantText, toMilliseconds } from "../kernel/time/instant";
import { localDay, startOfDay } from "../kernel/time/zone";
import type { Campaign } from "./definition";
import type { DrawRefusal } from "./refusals";
import { checkState, countOf, type DrawState } from "./state";
import { type PrizeTable, tableOf } from "./table";

/** Whether a member can draw at an instant, and from what. */
export interface Admission {
  /** The local date in the zone of the campaign. */
  readonly day: DayKey;
  readonly table: PrizeTable;
  /** Null: the member can draw. */
  readonly refusal: DrawRefusal | null;
}

/** Judges a member and an instant; both the draw and the explanation of its odds ask here. */
export function admit(campaign: Campaign, state: DrawState, at: number): Admission {
  checkState(state);
  const today = localDay(at, campaign.zone);
  const day = dayKey(today);
  const table = tableOf(campaign, state.campaign);
  const refusal =
    outsideTimes(campaign, at) ??
    overLimits(campaign, state, today) ??
    nothingLeft(campaign, state, table);
  return { day, table, refusal };
}

function outsideTimes({ opensAt, closesAt }: Campaign, at: number): DrawRefusal | null {
  if (opensAt !== null && at < toMilliseconds(opensAt)) return { code: "not-open", opensAt };
  if (closesAt !== null && at >= toMilliseconds(closesAt)) {
    return { code: "closed", closedAt: closesAt };
  }
  return null;
}

function overLimits(
  { limits, zone }: Campaign,
  { member }: DrawState,
  today: DayNumber,
): DrawRefusal | null {
  if (limits.perMember !== null && member.draws >= limits.perMember) {
    return { code: "over-member-limit", limit: limits.perMember, drawn: member.draws };
  }
  const day = dayKey(today);
  const drawn = countOf(member.drawsByDay, day);
  if (limits.perMemberPerDay !== null && drawn >= limits.perMemberPerDay) {
    const nextAt = instantText(startOfDay(today + 1, zone));
    return { code: "over-daily-limit", limit: limits.perMemberPerDay, drawn, day, nextAt };
  }
  return null;
}

function nothingLeft(
  { budget, currency }: Campaign,
  { campaign }: DrawState,
  table: PrizeTable,
): DrawRefusal | null {
  if (table.sampler !== null) return null;
  if (budget === null || table.closed.every((prize) => prize.code === "prize-sold-out")) {
    return { code: "sold-out" };
  }
  return {
    code: "budget-exhausted",
    budget: budget.total,
    spent: fromMinor(campaign.spentMinor, currency),
  };
}
