import { allocate } from "../kernel/allocation/allocate";
import { dayKey } from "../kernel/time/day";
import { startOfCalendar } from "../kernel/time/calendar";
import { localDay } from "../kernel/time/zone";
import type { ReferralPlan, RewardCap } from "./plan";
import type { RewardShare, ShareReason } from "./shares";
import { own, sum } from "./state";

/** A share with what it uses of caps. */
export interface CappedShare extends RewardShare {
  /** In minor units, by key. */
  readonly caps: Readonly<Record<string, number>>;
}

/** The order that caps are asked about. */
export interface CapQuestion {
  readonly order: string;
  readonly buyer: string;
  readonly currency: string;
  readonly at: number;
  /** What was used so far, by key. */
  readonly used: Readonly<Record<string, number>>;
}

/**
 * Cuts shares off at the caps of the plan, in the order of its caps and, within one, of the shares: the
 * buyer's first, then from the first level. What is left of a share is spread over its lines by what they
 * had. What a cap has room for is an argument, and what is used comes back: whoever keeps it compares
 * and sets, so that no two orders use the same room.
 */
export function withinCaps(
  plan: ReferralPlan,
  shares: readonly RewardShare[],
  question: CapQuestion,
): { readonly shares: readonly CappedShare[]; readonly why: readonly ShareReason[] } {
  const open = shares.map((share) => ({ share, lines: share.lines, keys: [] as string[] }));
  const why: ShareReason[] = [];
  for (const cap of plan.caps) {
    const max = own(cap.max, question.currency);
    if (max === undefined) continue;
    const used = new Map<string, number>();
    for (const one of open) {
      if (one.share.role === "referee" && isForEarners(cap)) continue;
      const key = capKey(plan, cap, question, one.share.earner);
      const before = (own(question.used, key) ?? 0) + (used.get(key) ?? 0);
      const had = sum(one.lines);
      const room = Math.min(had, Math.max(0, max - before));
      if (room < had) {
        one.lines = room === 0 ? one.lines.map(() => 0) : allocate(room, one.lines);
        const { level, earner: member } = one.share;
        if (room === 0 && had > 0) why.push({ code: "cap-reached", level, member });
      }
      used.set(key, (used.get(key) ?? 0) + room);
      one.keys.push(key);
    }
  }
  return {
    shares: open
      .filter(({ lines }) => sum(lines) > 0)
      // A later cap may have cut more off: each cap is charged what is paid in the end.
      .map(({ share, lines, keys }) => ({
        ...share,
        lines,
        caps: Object.fromEntries(keys.map((key) => [key, sum(lines)])),
      })),
    why,
  };
}

/** The keys of all caps that shares of an order may use. */
export function capKeys(
  plan: ReferralPlan,
  question: Omit<CapQuestion, "used">,
  earners: readonly (string | null)[],
): readonly string[] {
  return plan.caps.flatMap((cap) => [
    ...new Set(earners.map((earner) => capKey(plan, cap, question, earner))),
  ]);
}

/** What buyers get is no earning of a partner. */
function isForEarners({ scope }: RewardCap): boolean {
  return scope === "partner" || scope === "partner-customer";
}

function capKey(
  { zone }: ReferralPlan,
  { id, scope, period }: RewardCap,
  { order, buyer, currency, at }: Omit<CapQuestion, "used">,
  earner: string | null,
): string {
  const span =
    period === "all-time" ? "all" : dayKey(localDay(startOfCalendar(at, period, zone), zone));
  const partner = earner === null ? "pool" : `m/${earner}`;
  const whom = {
    order: `o/${order}`,
    customer: `m/${buyer}`,
    partner,
    "partner-customer": JSON.stringify([earner, buyer]),
    program: "",
  }[scope];
  return `${id}/${currency}/${span}/${whom}`;
}
