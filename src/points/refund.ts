import type { Command } from "../kernel/decision";
import { canonicalJson } from "../kernel/json";
import { addSafely, type AmountInput, fromMinor, toMinor } from "../kernel/money/amount";
import { scaled } from "../kernel/money/rate";
import {
  accept,
  accountFor,
  accountHead,
  arrive,
  type Arrival,
  type Booking,
  bookingFor,
  conflictOf,
  head,
  type IdConflict,
  invalidCommand,
  type PointsDecision,
  refuse,
} from "./booking";
import { earnedBy, type EarnedLot } from "./earn";
import { earnedAgain } from "./earning/earned-again";
import type { FrozenEarning } from "./earning/frozen";
import type { Refunded } from "./earning/remaining";
import type { PointsEntry } from "./entries";
import type { Clawback } from "./input";
import { advanceAccount, ledgerOf, type OpenAccount } from "./ledger/account";
import type { OpenDebit, OpenLedger } from "./ledger/open";
import { type PointsProgram, type PointType, typeOf } from "./program";
import { restoreEntry } from "./restore";
import type { AccountState, RefundedPart } from "./state";

/** Money that goes back for an order: what it does to points. */
export interface RefundCommand extends Command {
  readonly member: string;
  /** The id of the order: that of the facts it earned by, and the `ref` of what was spent on it. */
  readonly order: string;
  /**
   * What goes back *now*, of what the goods cost after discounts, however they were paid:
   * everything, or amounts by line, for the shipping, or for the order as a whole.
   */
  readonly refund: Refunded;
  /**
   * What the order cost, as decimal text. Needed where it earned no points; where it did, the entries
   * know it, and it must agree.
   */
  readonly total?: string | undefined;
}

/** What a refund did to points. */
export interface RefundResult {
  /** Points that were spent on the order and went back. */
  readonly restored: readonly Pick<RestoredReason, "type" | "debit" | "points">[];
  /** Points that the order had earned and lost; `spared` are due and were not taken. */
  readonly clawedBack: readonly Pick<
    ClawedBackReason,
    "type" | "lot" | "points" | "returned" | "spared"
  >[];
  /** What tiers and other metrics that count this order lose: for the tiering module, as data. */
  readonly qualifying: {
    readonly order: string;
    /** Refunded now, as decimal text. */
    readonly amount: string;
    /** Refunded in all so far. */
    readonly total: string;
    readonly currency: string;
    /** Points that the order earned less, by type, whether or not they could be taken. */
    readonly points: Readonly<Record<string, number>>;
  };
}

/**
 * Why a refund did nothing to points, in the order in which reasons are looked for.
 *
 * 1. `id-conflict`: the id of the command was used for another refund of the order
 * 2. `unknown-order`: no points were earned by the order or spent on it
 * 3. `already-refunded`: everything of it was refunded before
 */
export type RefundRefusal =
  | IdConflict
  | { readonly code: "unknown-order"; readonly order: string }
  | { readonly code: "already-refunded"; readonly order: string };

/** The codes of {@link RefundRefusal} in their order of precedence. */
export const REFUND_REFUSALS = [
  "id-conflict",
  "unknown-order",
  "already-refunded",
] as const satisfies readonly RefundRefusal["code"][];

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

/** Why a refund did to points what it did. */
export type RefundReason = RestoredReason | ClawedBackReason;

/** The answer to a {@link RefundCommand}. */
export type RefundDecision = PointsDecision<RefundResult, RefundRefusal, RefundReason>;

/**
 * Settles a refund of an order, all of it or a part: first the points that were spent on it go back,
 * then the points that it earned are taken back. Both count from the beginning, so that any slicing
 * of a refund ends at the same points, and a full one at none:
 *
 * - spent points: `floor(spent x refunded / total)` so far, all of them once everything is refunded;
 *   the type may say `only-full` or `never`
 * - earned points: what the order earned, less what its frozen rules give on what is left of it, less
 *   points of its lot that lapsed; taken from the lot itself, on hold or not, then from others in burn
 *   order. `to-zero` takes what there is, `below-zero` leaves a debt, `pending-only` takes only what
 *   is on hold, `keep` nothing. What could not be taken is due again at the next refund of the order;
 *   what was taken from other lots goes back to them where the lot's own points lapse afterwards
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command` (a missing or other `total` too), the
 * errors of `earnedAgain` (`invalid-refund`: more than was paid, an unknown line)
 *
 * @example
 * ```ts
 * import { definePoints, openPoints } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [{ id: "points" }],
 *   earning: {
 *     rules: [{ id: "spend", type: "points", earn: { kind: "per-amount", per: "1.00", points: 1 } }],
 *   },
 * });
 * const session = openPoints(program);
 * const about = { at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * const lines = [{ id: "a", amount: "100.00" }];
 * session.earn({ ...about, id: "e1", facts: { kind: "order", id: "o1", at: about.at, lines } });
 * const refund = session.refund({ ...about, id: "f1", order: "o1", refund: { amount: "33.33" } });
 * refund.ok && refund.value.clawedBack;
 * // => [{ type: "points", lot: "e1/1", points: 34, returned: 0, spared: 0 }]
 * ```
 */
export function refund(
  program: PointsProgram,
  state: AccountState,
  command: RefundCommand,
): RefundDecision {
  return decideRefund(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideRefund(
  program: PointsProgram,
  account: OpenAccount,
  command: RefundCommand,
): RefundDecision {
  const arrival = arrive(program, account, command, ["member", "order"]);
  for (const { id } of program.types) ledgerOf(account, id, arrival.now);
  const { currency } = program;
  const { order } = command;
  const part = partOf(command.refund, currency);
  const parts = Object.hasOwn(account.refunds, order) ? account.refunds[order]! : {};
  const known = Object.hasOwn(parts, command.id) ? parts[command.id]! : null;
  const conflict = known === null ? null : conflictOf({ refund: [jsonOf(known), jsonOf(part)] });
  if (conflict !== null) return refuse(conflict);
  const earned = earnedBy(account, order);
  const spent = spentOn(arrival, order);
  if (earned.length === 0 && spent.length === 0) return refuse({ code: "unknown-order", order });
  const earlier = Object.values(parts);
  if (known === null && earlier.includes("everything")) {
    return refuse({ code: "already-refunded", order });
  }
  const before = sumOf(earlier);
  const after = known === null ? sumOf([...earlier, part]) : before;
  // Worked out before anything is booked: more than was paid is an error.
  const losses = earned.map((lot) => lossOf(lot, before, after));
  const money = moneyOf(command, earned, before, after, currency);
  const entries: PointsEntry[] = [];
  const book = (entry: PointsEntry): void => {
    advanceAccount(account, entry, arrival.now);
    entries.push(entry);
  };
  const why: RefundReason[] = [];
  if (known === null) {
    book({ ...accountHead(arrival, 1), kind: "order-refunded", order, part });
    for (const { type, debit } of spent) {
      const booking = bookingFor(arrival, type);
      const restored = restoredOf(booking, debit, money);
      why.push(restored);
      if (restored.points === 0) continue;
      book(restoreEntry(booking, debit, restored.points, order, entries.length + 1));
    }
    for (const loss of losses) {
      const booking = bookingFor(arrival, typeOf(program, loss.type)!);
      const clawed = clawedOf(booking, loss);
      why.push(clawed);
      for (const { debit, points } of givenBack(booking.ledger, clawed)) {
        book(restoreEntry(booking, debit, points, order, entries.length + 1));
      }
      if (clawed.points === 0) continue;
      book({
        ...head(booking, entries.length + 1),
        kind: "points-clawed-back",
        debit: `${command.id}/${loss.lot}`,
        lot: loss.lot,
        points: clawed.points,
        ref: order,
      });
    }
  }
  const decision = accept(
    arrival,
    [],
    () => ({
      restored: why.flatMap((one) =>
        one.code === "restored" && one.points > 0
          ? [{ type: one.type, debit: one.debit, points: one.points }]
          : [],
      ),
      clawedBack: why.flatMap((one) =>
        one.code === "clawed-back"
          ? [
              {
                type: one.type,
                lot: one.lot,
                points: one.points,
                returned: one.returned,
                spared: one.spared,
              },
            ]
          : [],
      ),
      qualifying: {
        order,
        amount: fromMinor(money.after - money.before, currency),
        total: fromMinor(money.after, currency),
        currency,
        points: pointsLost(losses),
      },
    }),
    (): RefundDecision["why"] => (known === null ? why : [{ code: "exists" }]),
  );
  return { ...decision, entries };
}

/** What a refund says, in minor units: the form that entries keep. */
function partOf(refund: Refunded, currency: string): RefundedPart {
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

function jsonOf(part: RefundedPart): string {
  return canonicalJson(part);
}

/** All refunds of an order together. */
function sumOf(parts: readonly RefundedPart[]): RefundedPart {
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
function staysAfter(terms: FrozenEarning, sum: RefundedPart): number {
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
interface Loss {
  readonly type: string;
  readonly lot: string;
  readonly earned: number;
  readonly stays: number;
  /** Lost by this refund. */
  readonly now: number;
}

function lossOf({ lot, type, terms }: EarnedLot, before: RefundedPart, after: RefundedPart): Loss {
  const stays = staysAfter(terms, after);
  return { type, lot, earned: terms.points, stays, now: staysAfter(terms, before) - stays };
}

function pointsLost(losses: readonly Loss[]): Readonly<Record<string, number>> {
  const lost = new Map<string, number>();
  for (const { type, now } of losses) lost.set(type, addSafely(lost.get(type) ?? 0, now));
  return Object.fromEntries(lost);
}

/** What of the money of an order went back, in minor units. */
interface RefundedMoney {
  readonly before: number;
  readonly after: number;
  readonly total: number;
  readonly isFull: boolean;
}

function moneyOf(
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

interface Spent {
  readonly type: PointType;
  readonly debit: OpenDebit;
}

/** The debits that paid for an order. */
function spentOn({ program, account }: Arrival, order: string): readonly Spent[] {
  return program.types.flatMap((type) =>
    Array.from(account.ledgers.get(type.id)?.debits.values() ?? [])
      .filter(({ ref, purpose }) => ref === order && purpose === "redeemed")
      .map((debit) => ({ type, debit })),
  );
}

function restoredOf(
  { type }: Booking,
  { id, points, restored }: OpenDebit,
  { after, total, isFull }: RefundedMoney,
): RestoredReason {
  const { restoreOnPartial } = type;
  const isDue = restoreOnPartial === "pro-rata" || (restoreOnPartial === "only-full" && isFull);
  const share = isFull ? points : total === 0 ? 0 : scaled(points, after, total, "floor");
  const due = isDue ? share : 0;
  return { code: "restored", type: type.id, debit: id, due, points: Math.max(0, due - restored) };
}

function clawedOf({ type, ledger }: Booking, { lot: id, earned, stays }: Loss): ClawedBackReason {
  const lot = ledger.lots.get(id)!;
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
function clawbacksOf({ debits }: OpenLedger, lot: string): readonly OpenDebit[] {
  return [...debits.values()].filter((debit) => debit.lot === lot);
}

/** From which clawbacks points go back: the last one first. */
function givenBack(
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
