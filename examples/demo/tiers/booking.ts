import { endOfCalendar, fromMinor, instantText } from "uptier/kernel";
import { openTiers, type TierEntry, type TierProgram, type TierState } from "uptier/tiering";
import type { Order } from "../order-log";
import type { OrderRefund } from "../refunds";

/** What became of a log. */
export interface BookedTiers {
  readonly entries: readonly TierEntry[];
  /** How often, by verb and code. */
  readonly refusals: ReadonlyMap<string, number>;
  /** The members at the end of the last day. */
  readonly members: Readonly<Record<string, TierState>>;
  /** The last millisecond of that day. */
  readonly end: number;
}

/** Books a log: each order counts, each refund takes back, and at the end everybody is brought up to date. */
export function bookTiers(
  program: TierProgram,
  orders: readonly Order[],
  refunds: readonly OrderRefund[],
): BookedTiers {
  const session = openTiers(program);
  const entries: TierEntry[] = [];
  const refusals = new Map<string, number>();
  const keep = (
    verb: string,
    decision:
      | { readonly ok: true; readonly entries: readonly TierEntry[] }
      | { readonly ok: false; readonly refusal: { readonly code: string } },
  ): void => {
    if (decision.ok) entries.push(...decision.entries);
    else {
      const reason = `${verb}: ${decision.refusal.code}`;
      refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
    }
  };
  const happenings = [
    ...orders.map(({ id, at, member, amountMinor }) => ({
      at,
      happen: () =>
        keep(
          "order",
          session.recordActivity({
            id,
            at: instantText(at),
            member,
            kind: "order",
            amount: { minor: amountMinor },
          }),
        ),
    })),
    ...refunds.map(({ id, at, order, amountMinor }) => ({
      at,
      happen: () =>
        keep(
          "refund",
          session.reverseActivity({
            id,
            at: instantText(at),
            member: order.member,
            ref: order.id,
            amount: fromMinor(amountMinor, program.currency),
          }),
        ),
    })),
  ].sort((a, b) => a.at - b.at);
  for (const { happen } of happenings) happen();
  const end = endOfCalendar(happenings.at(-1)?.at ?? 0, "day", program.zone) - 1;
  for (const member of new Set(orders.map((order) => order.member))) {
    const review = session.review({ id: `close-${member}`, at: new Date(end), member });
    keep("review", review);
  }
  return { entries, refusals, members: session.history(), end };
}
