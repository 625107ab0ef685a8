import { countIn } from "../kernel/command";
import { fromMinor, toMinor } from "../kernel/money/amount";
import { refuse } from "../kernel/refusal";
import type { Balance } from "./balance";
import {
  type AccountCommand,
  accountFor,
  begin,
  BOOKING_REFUSALS,
  type BookingRefusal,
  type PointsDecision,
} from "./booking";
import { identify, tell } from "./identity";
import type { OpenAccount } from "./ledger/account";
import type { PointsProgram } from "./program";
import { spend, type SpendingReason } from "./redeem";
import { redeemable, type RedeemableReason } from "./redemption/redeemable";
import type { AccountState } from "./state";

/** A member pays a part of an order with points. */
export interface PayCommand extends AccountCommand {
  readonly order: string;
  /** What the order costs, as decimal text. */
  readonly total: string;
  /** How many points at most. Default: as many as possible. */
  readonly points?: number | undefined;
}

/** What points paid. */
export interface PayResult {
  readonly debit: string;
  readonly points: number;
  /** What they are worth, as decimal text. */
  readonly money: string;
  readonly balance: Balance;
}

/**
 * Why points paid nothing, in the order in which reasons are looked for: those of `BookingRefusal`,
 * `no-redemption` (points of the type have no value in money), `nothing-redeemable` (no step can be
 * used; `why` has the cuts).
 */
export type PayRefusal =
  | BookingRefusal
  | { readonly code: "no-redemption"; readonly type: string }
  | { readonly code: "nothing-redeemable"; readonly available: number };

/** The codes of {@link PayRefusal} in their order of precedence. */
export const PAY_REFUSALS = [
  ...BOOKING_REFUSALS,
  "no-redemption",
  "nothing-redeemable",
] as const satisfies readonly PayRefusal["code"][];

/** The answer to a {@link PayCommand}; `why` names each cut and each lot. */
export type PayDecision = PointsDecision<PayResult, PayRefusal, RedeemableReason | SpendingReason>;

/**
 * Pays a part of an order with points: as many as `redeemable` allows, taken in burn order. The debit
 * names the order, so that `refund` finds it.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`, the errors of `redeemable`
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
 *   redemption: {
 *     conversions: [{ type: "points", points: 100, money: "1.00", maxShare: "50%" }],
 *   },
 * });
 * const session = openPoints(program);
 * const about = { at: "2026-11-21T09:30:00+08:00", member: "m1", type: "points" };
 * session.credit({ ...about, id: "c1", points: 5_250 });
 * const paid = session.pay({ ...about, id: "p1", order: "o1", total: "99.00" });
 * paid.ok && [paid.value.points, paid.value.money]; // => [4900, "49.00"]
 * ```
 */
export function payWithPoints(
  program: PointsProgram,
  state: AccountState,
  command: PayCommand,
): PayDecision {
  return decidePay(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decidePay(
  program: PointsProgram,
  account: OpenAccount,
  command: PayCommand,
): PayDecision {
  const booking = begin(program, account, command, ["member", "type", "order"]);
  if ("code" in booking) return refuse(booking);
  const { redemption } = program;
  const { type, order, total, points: requested } = command;
  const { currency } = program;
  const said = {
    type,
    order,
    total: fromMinor(toMinor(total, currency), currency),
    points: requested === undefined ? undefined : countIn("points", requested, 0),
  };
  const refusal = identify(booking, "payWithPoints", said, "debits");
  if (refusal !== null) return refuse(refusal);
  if (booking.known !== null) {
    const { points, money } = booking.known.told as Pick<PayResult, "points" | "money">;
    return paid(spend(booking, points, "redeemed", order), money, []);
  }
  if (redemption === null || !redemption.conversions.some((one) => one.type === type)) {
    return refuse({ code: "no-redemption", type });
  }
  const { available } = booking.ledger;
  const { points, money, why } = redeemable(redemption, {
    type,
    available,
    order: total,
    ...(requested === undefined ? {} : { requested }),
  });
  if (points === 0) {
    const nothing = { code: "nothing-redeemable", available } as const;
    return { ok: false, refusal: nothing, why: [nothing, ...why] };
  }
  tell(booking, { points, money });
  return paid(spend(booking, points, "redeemed", order), money, why);
}

function paid(
  spending: ReturnType<typeof spend>,
  money: string,
  why: readonly RedeemableReason[],
): PayDecision {
  // What is redeemable is available.
  if (!spending.ok) throw new RangeError("more than what is available");
  const { debit, points, balance } = spending.value;
  return {
    ok: true,
    value: { debit, points, money, balance },
    entries: spending.entries,
    why: [...why, ...spending.why],
  };
}
