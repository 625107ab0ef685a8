import {
  addCalendar,
  endOfCalendar,
  fromMinor,
  instantText,
  seededRandom,
  startOfCalendar,
  uniformInteger,
} from "uptier/kernel";
import {
  openReferral,
  type ReferralEntry,
  type ReferralPlan,
  type ReferralState,
} from "uptier/referral";
import type { Order } from "../order-log";
import type { OrderRefund } from "../refunds";

/** What became of a log. */
export interface BookedReferral {
  readonly entries: readonly ReferralEntry[];
  /** Who referred whom, by a seed. */
  readonly referrers: ReadonlyMap<string, string>;
  /** How often, by verb and code. */
  readonly refusals: ReadonlyMap<string, number>;
  readonly state: ReferralState;
  /** The last millisecond of the last day. */
  readonly end: number;
}

/**
 * Books a log: each order pays those above its buyer as they are at that time, each refund takes back, and on
 * the first of each month everybody is paid out what can be.
 */
export function bookReferral(
  plan: ReferralPlan,
  orders: readonly Order[],
  refunds: readonly OrderRefund[],
): BookedReferral {
  const session = openReferral(plan);
  const referrers = referrersOf(orders);
  const entries: ReferralEntry[] = [];
  const refusals = new Map<string, number>();
  const earners = new Set<string>();
  const [currency = ""] = plan.currencies;
  const keep = (
    verb: string,
    decision:
      | { readonly ok: true; readonly entries: readonly ReferralEntry[] }
      | { readonly ok: false; readonly refusal: { readonly code: string } },
  ): void => {
    if (decision.ok) entries.push(...decision.entries);
    else {
      const reason = `${verb}: ${decision.refusal.code}`;
      refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
    }
  };

  const settle = ({ id, at, member, amountMinor }: Order): void => {
    const chain = chainOf(member, referrers, plan.levels.length);
    const decision = session.settleOrder({
      id: `settle-${id}`,
      at: instantText(at),
      member,
      order: id,
      lines: [{ id: "goods", amount: { minor: amountMinor } }],
      chain: chain.map((one) => ({ member: one })),
    });
    keep("settle", decision);
    if (!decision.ok) return;
    for (const { earner } of decision.value.shares) if (earner !== null) earners.add(earner);
  };
  const refund = ({ id, at, order, amountMinor }: OrderRefund): void => {
    const amount = fromMinor(amountMinor, currency);
    keep(
      "refund",
      session.refundOrder({ id, at: instantText(at), order: order.id, refund: { amount } }),
    );
  };
  const payOut = (at: number): void => {
    const when = instantText(at);
    for (const earner of earners) {
      const batch = `pay-${earner}-${when}`;
      const opened = session.openPayout({ id: batch, at: when, earner });
      keep("payout", opened);
      if (!opened.ok) continue;
      const outcome = "paid";
      keep(
        "payout",
        session.closePayout({ id: `${batch}-${outcome}`, at: when, earner, batch, outcome }),
      );
    }
  };

  // Orders come before refunds of the same instant, so that an order is there when it is refunded.
  const happenings = [
    ...orders.map((order) => ({ at: order.at, happen: () => settle(order) })),
    ...refunds.map((one) => ({ at: one.at, happen: () => refund(one) })),
  ].sort((a, b) => a.at - b.at);
  const first = happenings[0]?.at ?? 0;
  const end = endOfCalendar(happenings.at(-1)?.at ?? 0, "day", plan.zone) - 1;
  const begin = startOfCalendar(first, "month", plan.zone);
  let months = 1;
  const nextPayout = (): number => addCalendar(begin, months, "month", plan.zone);
  for (const { at, happen } of happenings) {
    for (; nextPayout() <= at; months += 1) payOut(nextPayout());
    happen();
  }
  for (; nextPayout() <= end; months += 1) payOut(nextPayout());
  return { entries, referrers, refusals, state: session.state(), end };
}

/** Two new members in three were referred, by somebody who bought before them: which one, a seed says. */
export function referrersOf(orders: readonly Order[]): ReadonlyMap<string, string> {
  const random = seededRandom("uptier demo referrers");
  const members: string[] = [];
  const known = new Set<string>();
  const referrers = new Map<string, string>();
  for (const { member } of orders) {
    if (known.has(member)) continue;
    if (members.length > 0 && uniformInteger(random, 3) > 0) {
      referrers.set(member, members[uniformInteger(random, members.length)]!);
    }
    known.add(member);
    members.push(member);
  }
  return referrers;
}

/** Who referred a member, who referred them, and so on. */
function chainOf(
  member: string,
  referrers: ReadonlyMap<string, string>,
  levels: number,
): readonly string[] {
  const chain: string[] = [];
  for (
    let above = referrers.get(member);
    above !== undefined && chain.length < levels;
    above = referrers.get(above)
  ) {
    chain.push(above);
  }
  return chain;
}
