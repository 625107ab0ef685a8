import { fromMinor } from "uptier/kernel";
import { earnedAgain, type FrozenEarning, type PointsProgram } from "uptier/points";
import type { Booked, Settled } from "./booking";

/** What entries say about the points of an order. */
interface OrderPoints {
  terms: FrozenEarning | null;
  spent: number;
  restored: number;
  takenBack: number;
}

/** Refunds as they were settled, and in how far they differ from one refund of the same sum. */
export interface Drift {
  readonly orders: number;
  readonly refundedMinor: number;
  readonly restored: number;
  readonly takenBack: number;
  /** Due, and not there to be taken. */
  readonly spared: number;
  /** Points that members have too many or too few, all orders together. */
  readonly points: number;
}

/** Works out from the entries what refunds came to, and beside it what they should have. */
export function driftOf(program: PointsProgram, { entries, settled }: Booked): Drift {
  const known = new Map<string, OrderPoints>();
  const pointsOf = (order: string): OrderPoints => {
    const points = known.get(order) ?? { terms: null, spent: 0, restored: 0, takenBack: 0 };
    known.set(order, points);
    return points;
  };
  for (const entry of entries) {
    if (!("ref" in entry) || entry.ref === null) continue;
    if (entry.kind === "points-credited") pointsOf(entry.ref).terms = entry.terms;
    if (entry.kind === "points-debited") pointsOf(entry.ref).spent += entry.points;
    if (entry.kind === "points-restored") pointsOf(entry.ref).restored += entry.points;
    if (entry.kind === "points-clawed-back") pointsOf(entry.ref).takenBack += entry.points;
  }
  const sums = { orders: 0, refundedMinor: 0, restored: 0, takenBack: 0, spared: 0, points: 0 };
  const byOrder = new Map<string, Settled[]>();
  for (const one of settled) {
    const { id } = one.refund.order;
    byOrder.set(id, [...(byOrder.get(id) ?? []), one]);
  }
  for (const [id, refunds] of byOrder) {
    const { terms, spent, restored, takenBack } = pointsOf(id);
    const total = refunds[0]!.refund.order.amountMinor;
    const refundedMinor = refunds.reduce((sum, { refund }) => sum + refund.amountMinor, 0);
    const dueBack = Number((BigInt(spent) * BigInt(refundedMinor)) / BigInt(total));
    const amount = fromMinor(refundedMinor, program.currency);
    const lost = terms === null ? 0 : terms.points - earnedAgain(terms, { amount });
    const { lapsed, spared } = stateOfLast(refunds);
    sums.orders += 1;
    sums.refundedMinor += refundedMinor;
    sums.restored += restored;
    sums.takenBack += takenBack;
    sums.spared += spared;
    sums.points += Math.abs(dueBack - restored) + Math.abs(lost - lapsed - spared - takenBack);
  }
  return sums;
}

/** What the last refund of an order says of its earned points that could not be taken. */
function stateOfLast(refunds: readonly Settled[]): { lapsed: number; spared: number } {
  for (const reason of refunds.at(-1)!.decision.why) {
    if (reason.code === "clawed-back") return reason;
  }
  return { lapsed: 0, spared: 0 };
}
