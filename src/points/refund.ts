import type { Command } from "../kernel/decision";
import { fromMinor, toMinor } from "../kernel/money/amount";
import { type IdConflict, refuse } from "../kernel/refusal";
import {
  accept,
  accountFor,
  accountHead,
  arrive,
  type Booking,
  bookingFor,
  exists,
  head,
  type PointsDecision,
} from "./booking";
import { earnedBy } from "./earn";
import type { Refunded } from "./earning/remaining";
import type { OrderRefunded, PointsClawedBack, PointsEntry } from "./entries";
import { type AccountFull, identify } from "./identity";
import { advanceAccount, ledgerOf, type OpenAccount } from "./ledger/account";
import { type PointsProgram, typeOf } from "./program";
import { restoreEntry } from "./restore";
import {
  type ClawedBackReason,
  clawedOf,
  givenBack,
  lossOf,
  moneyOf,
  partOf,
  pointsLost,
  type RestoredReason,
  restoredOf,
  spentOn,
  sumOf,
} from "./settlement";
import type { AccountState } from "./state";

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
 * 1. `id-conflict`: the id of the command was used before, for something else
 * 2. `account-full`: the account is as large as one may be
 * 3. `unknown-order`: no points were earned by the order or spent on it
 * 4. `already-refunded`: everything of it was refunded before
 */
export type RefundRefusal =
  | IdConflict
  | AccountFull
  | { readonly code: "unknown-order"; readonly order: string }
  | { readonly code: "already-refunded"; readonly order: string };

/** The codes of {@link RefundRefusal} in their order of precedence. */
export const REFUND_REFUSALS = [
  "id-conflict",
  "account-full",
  "unknown-order",
  "already-refunded",
] as const satisfies readonly RefundRefusal["code"][];

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
  const { total } = command;
  const said = {
    order,
    refund: part,
    total: total === undefined ? null : fromMinor(toMinor(total, currency), currency),
  };
  const refusal = identify(arrival, "refund", said, "debits");
  if (refusal !== null) return refuse(refusal);
  if (arrival.known !== null) return exists(arrival.known.told as unknown as RefundResult);
  const earned = earnedBy(account, order);
  const spent = spentOn(arrival, order);
  if (earned.length === 0 && spent.length === 0) return refuse({ code: "unknown-order", order });
  const earlier = Object.values(account.refunds?.get(order) ?? {});
  if (earlier.includes("everything")) return refuse({ code: "already-refunded", order });
  const before = sumOf(earlier);
  const after = sumOf([...earlier, part]);
  // Worked out before anything is booked: more than was paid is an error.
  const losses = earned.map((lot) => lossOf(lot, before, after));
  const money = moneyOf(command, earned, before, after, currency);
  const refunded: OrderRefunded = {
    ...accountHead(arrival, 1),
    kind: "order-refunded",
    order,
    part,
  };
  // That entry is the first, but what it tells is known last.
  account.seq = refunded.seq;
  const entries: PointsEntry[] = [];
  const book = (entry: PointsEntry): void => {
    advanceAccount(account, entry, arrival.now);
    entries.push(entry);
  };
  const why: RefundReason[] = [];
  for (const { type, debit } of spent) {
    const restored = restoredOf(type, debit, money);
    why.push(restored);
    if (restored.points === 0) continue;
    const booking = bookingFor(arrival, type);
    book(restoreEntry(booking, debit, restored.points, order, entries.length + 2));
  }
  for (const loss of losses) {
    const booking = bookingFor(arrival, typeOf(program, loss.type)!);
    const clawed = clawedOf(booking, loss);
    why.push(clawed);
    for (const { debit, points } of givenBack(booking.ledger, clawed)) {
      book(restoreEntry(booking, debit, points, order, entries.length + 2));
    }
    if (clawed.points === 0) continue;
    book(clawbackEntry(booking, loss.lot, clawed.points, order, entries.length + 2));
  }
  const value: RefundResult = {
    ...settlementOf(why),
    qualifying: {
      order,
      amount: fromMinor(money.after - money.before, currency),
      total: fromMinor(money.after, currency),
      currency,
      points: pointsLost(losses),
    },
  };
  const first = { ...refunded, command: { ...arrival.content!, told: { ...value } } };
  advanceAccount(account, first, arrival.now);
  return {
    ...accept(
      arrival,
      [],
      () => value,
      () => why,
    ),
    entries: [first, ...entries],
  };
}

/** What a refund did, for the answer. */
function settlementOf(why: readonly RefundReason[]): Pick<RefundResult, "restored" | "clawedBack"> {
  const restored: RefundResult["restored"][number][] = [];
  const clawedBack: RefundResult["clawedBack"][number][] = [];
  for (const one of why) {
    const { code, type, points } = one;
    if (code === "clawed-back") {
      const { lot, returned, spared } = one;
      clawedBack.push({ type, lot, points, returned, spared });
    } else if (points > 0) restored.push({ type, debit: one.debit, points });
  }
  return { restored, clawedBack };
}

/** The entry that takes points back: from the lot that the order had opened, then from others. */
function clawbackEntry(
  booking: Booking,
  lot: string,
  points: number,
  order: string,
  place: number,
): PointsClawedBack {
  // Written out: engines take several times as long over "..." of a head.
  const { id, at, cause, program, version, member, type, seq, command } = head(booking, place);
  return {
    id,
    kind: "points-clawed-back",
    at,
    cause,
    program,
    version,
    member,
    type,
    seq,
    command,
    debit: `${cause}/${lot}`,
    lot,
    points,
    ref: order,
  };
}
