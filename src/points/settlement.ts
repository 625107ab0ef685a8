import { invalidCommand } from "../kernel/command";
import { addSafely, type AmountInput, fromMinor, toMinor } from "../kernel/money/amount";
import { scaled } from "../kernel/money/rate";
import { type Arrival, type Booking } from "./booking";
import type { EarnedLot } from "./earn";
import { earnedAgain } from "./earning/earned-again";
import type { FrozenEarning } from "./earning/frozen";
import type { Refunded } from "./earning/remaining";
import type { Clawback } from "./input";
import { find } from "./ledger/by-id";
import type { OpenLedger } from "./ledger/open";
import type { OpenDebit } from "./ledger/parts";
import { referencesOf } from "./ledger/references";
import type { PointType } from "./program";
import type { RefundCommand } from "./refund";
import type { RefundedPart } from "./state";

/* What a refund does to points, worked out from all refunds of the order together. */

/** Points of a debit that went back, and why so many. */
export interface RestoredReason {
  readonly code: "restored";
  readonly type: string;
  readonly debit: string;
  /** What of the debit is due back in all so far. */
  readonly due: number;
  readonly points: number;
}

/** Points of a lot that were taken back, and why so many. */
export interface ClawedBackReason {
  readonly code: "clawed-back";
  readonly type: string;
  readonly lot: string;
  /** What the order earned, and what its rules give on what is left of it. */
  readonly earned: number;
  readonly stays: number;
  /** Of the difference, what had lapsed or was voided: nobody pays twice. */
  readonly lapsed: number;
  /** Taken by earlier refunds. */
  readonly before: number;
  readonly points: number;
  /** Given back: earlier refunds took them from other lots, and the lot's own lapsed since. */
  readonly returned: number;
  /** Due and not taken, as the policy has it. */
  readonly spared: number;
  readonly policy: Clawback;
}

/** What a refund says, in minor units: the form that entries keep. */
export function partOf(refund: Refunded, currency: string): RefundedPart {
  if (refund === "everything") return refund;
  if (typeof refund !== "object" || refund === null) {
    throw invalidCommand("refund", '"everything" or amounts', refund);
  }
  const minor = (amount: AmountInput = "0"): number => {
    const read = toMinor(amount, currency);
    if (read < 0) throw invalidCommand("refund", "an amount of at least 0", amount);
    return read;
  };
  return {
    lines: Object.fromEntries(
      Object.entries(refund.lines ?? {}).map(([line, amount]) => [line, minor(amount)]),
    ),
    shippingMinor: minor(refund.shipping),
    amountMinor: minor(refund.amount),
  };
}

/** All refunds of an order together. */
export function sumOf(parts: readonly RefundedPart[]): RefundedPart {
  // A map: lines may be called "__proto__".
  const lines = new Map<string, number>();
  let [shippingMinor, amountMinor] = [0, 0];
  for (const part of parts) {
    if (part === "everything") return part;
    for (const [line, minor] of Object.entries(part.lines)) {
      lines.set(line, addSafely(lines.get(line) ?? 0, minor));
    }
    shippingMinor = addSafely(shippingMinor, part.shippingMinor);
    amountMinor = addSafely(amountMinor, part.amountMinor);
  }
  return { lines: Object.fromEntries(lines), shippingMinor, amountMinor };
}

/** What the rules of an earning give on what refunds leave. */
export function staysAfter(terms: FrozenEarning, sum: RefundedPart): number {
  if (sum === "everything") return earnedAgain(terms, sum);
  const { lines, shippingMinor, amountMinor } = sum;
  return earnedAgain(terms, {
    lines: Object.fromEntries(
      Object.entries(lines).map(([line, minor]) => [line, { minor }] as const),
    ),
    shipping: { minor: shippingMinor },
    amount: { minor: amountMinor },
  });
}

/** What an order lost so far of what it had earned. */
export interface Loss {
  readonly type: string;
  readonly lot: string;
  readonly earned: number;
  readonly stays: number;
  /** Lost by this refund. */
  readonly now: number;
}

export function lossOf(
  { lot, type, terms }: EarnedLot,
  before: RefundedPart,
  after: RefundedPart,
): Loss {
  const stays = staysAfter(terms, after);
  return { type, lot, earned: terms.points, stays, now: staysAfter(terms, before) - stays };
}

export function pointsLost(losses: readonly Loss[]): Readonly<Record<string, number>> {
  const lost = new Map<string, number>();
  for (const { type, now } of losses) lost.set(type, addSafely(lost.get(type) ?? 0, now));
  return Object.fromEntries(lost);
}

/** What of the money of an order went back, in minor units. */
export interface RefundedMoney {
  readonly before: number;
  readonly after: number;
  readonly total: number;
  readonly isFull: boolean;
}

export function moneyOf(
  { total: stated, refund: asked }: RefundCommand,
  earned: readonly EarnedLot[],
  before: RefundedPart,
  after: RefundedPart,
  currency: string,
): RefundedMoney {
  const terms = earned[0]?.terms;
  const known = terms?.lines.reduce(
    (sum, { paidMinor }) => sum + paidMinor,
    terms.shippingPaidMinor,
  );
  const given = stated === undefined ? undefined : toMinor(stated, currency);
  const total = known ?? given;
  if (total === undefined) {
    throw invalidCommand("total", "what the order cost, because it earned no points", stated);
  }
  if (given !== undefined && given !== total) {
    throw invalidCommand(
      "total",
      `${fromMinor(total, currency)}, which it earned points for`,
      stated,
    );
  }
  const refunded = (sum: RefundedPart): number =>
    sum === "everything"
      ? total
      : Object.values(sum.lines).reduce(addSafely, sum.shippingMinor + sum.amountMinor);
  const now = refunded(after);
  if (now > total) throw invalidCommand("refund", "at most what the order cost", asked);
  return {
    before: refunded(before),
    after: now,
    total,
    isFull: after === "everything" || (total > 0 && now === total),
  };
}

export interface Spent {
  readonly type: PointType;
  readonly debit: OpenDebit;
}

/** The debits that paid for an order. */
export function spentOn({ program, account }: Arrival, order: string): readonly Spent[] {
  return program.types.flatMap((type) => {
    const ledger = account.ledgers.get(type.id);
    const debits = ledger === undefined ? [] : (referencesOf(ledger).debits.get(order) ?? []);
    return debits.filter(({ purpose }) => purpose === "redeemed").map((debit) => ({ type, debit }));
  });
}

export function restoredOf(
  type: PointType,
  { id, points, restored }: Pick<OpenDebit, "id" | "points" | "restored">,
  { after, total, isFull }: RefundedMoney,
): RestoredReason {
  const { restoreOnPartial } = type;
  const isDue = restoreOnPartial === "pro-rata" || (restoreOnPartial === "only-full" && isFull);
  const share = isFull ? points : total === 0 ? 0 : scaled(points, after, total, "floor");
  const due = isDue ? share : 0;
  return { code: "restored", type: type.id, debit: id, due, points: Math.max(0, due - restored) };
}

export function clawedOf(
  { type, ledger }: Booking,
  { lot: id, earned, stays }: Loss,
): ClawedBackReason {
  const lot = find(ledger.lots, id)!;
  let before = 0;
  for (const { points, restored } of clawbacksOf(ledger, id)) before += points - restored;
  const lapsed = Math.min(earned - stays, lot.expired + lot.voided);
  const open = earned - stays - lapsed - before;
  const due = Math.max(0, open);
  const points = takenOf(type.clawback, due, lot.status === "pending" ? lot.left : 0, ledger);
  return {
    code: "clawed-back",
    type: type.id,
    lot: id,
    earned,
    stays,
    lapsed,
    before,
    points,
    returned: Math.max(0, -open),
    spared: due - points,
    policy: type.clawback,
  };
}

/** What earlier refunds took for a lot, the first one first. */
function clawbacksOf(ledger: OpenLedger, lot: string): readonly OpenDebit[] {
  return referencesOf(ledger).clawbacks.get(lot) ?? [];
}

/** From which clawbacks points go back: the last one first. */
export function givenBack(
  ledger: OpenLedger,
  { lot, returned }: ClawedBackReason,
): readonly { readonly debit: OpenDebit; readonly points: number }[] {
  let missing = returned;
  return clawbacksOf(ledger, lot)
    .toReversed()
    .flatMap((debit) => {
      const points = Math.min(missing, debit.points - debit.restored);
      missing -= points;
      return points > 0 ? [{ debit, points }] : [];
    });
}

/** How much of what is due a policy takes. */
function takenOf(
  policy: Clawback,
  due: number,
  pending: number,
  { available }: OpenLedger,
): number {
  switch (policy) {
    case "keep":
      return 0;
    case "pending-only":
      return Math.min(due, pending);
    case "to-zero":
      return Math.min(due, pending + available);
    case "below-zero":
      return due;
  }
}
