import { countIn, invalidCommand, textIn } from "../kernel/command";
import { refuse } from "../kernel/refusal";
import { activityEntry } from "./activity";
import type { Balance } from "./balance";
import {
  accept,
  type AccountCommand,
  accountFor,
  balanceAfter,
  begin,
  type Booking,
  BOOKING_REFUSALS,
  type BookingRefusal,
  exists,
  head,
  type PointsDecision,
} from "./booking";
import type { LotPart, PointsDebited } from "./entries";
import { identify } from "./identity";
import type { OpenAccount } from "./ledger/account";
import { find } from "./ledger/by-id";
import type { PointsProgram } from "./program";
import type { AccountState } from "./state";

/** Points that a member spends. */
export interface RedeemCommand extends AccountCommand {
  readonly points: number;
  /** What for: the id of the order, of the reward. */
  readonly ref?: string | undefined;
  /** `adjusted`: the shop takes them. Default: `redeemed`. */
  readonly purpose?: "redeemed" | "adjusted" | undefined;
}

/** What was spent. */
export interface RedeemResult {
  /** Names the debit when it is restored: the id of the command. */
  readonly debit: string;
  readonly points: number;
  /** From which lots, in the order of taking. */
  readonly lots: readonly LotPart[];
  /** Not covered by any lot. */
  readonly owed: number;
  readonly balance: Balance;
}

/** There is less than was asked for. */
export interface ExceedsAvailable {
  readonly code: "exceeds-available";
  readonly points: number;
  readonly available: number;
}

/**
 * Why nothing was spent, in the order in which reasons are looked for: those of `BookingRefusal`, then
 * `exceeds-available` (the type refuses what exceeds the available points).
 */
export type RedeemRefusal = BookingRefusal | ExceedsAvailable;

/** The codes of {@link RedeemRefusal} in their order of precedence. */
export const REDEEM_REFUSALS = [
  ...BOOKING_REFUSALS,
  "exceeds-available",
] as const satisfies readonly RedeemRefusal["code"][];

/** From which lot, what was cut, what is owed. */
export type SpendingReason =
  | { readonly code: "taken"; readonly lot: string; readonly points: number }
  | { readonly code: "clamped"; readonly asked: number; readonly points: number }
  | { readonly code: "overdrawn"; readonly owed: number };

/** The answer to a {@link RedeemCommand}; `why` names each lot, and what was cut or is owed. */
export type RedeemDecision = PointsDecision<RedeemResult, RedeemRefusal, SpendingReason>;

type Spending =
  | ReturnType<typeof accept<RedeemResult, SpendingReason>>
  | ReturnType<typeof refuse<ExceedsAvailable>>;

/**
 * Takes points in burn order: lower `burnPriority` first, then the lot that ends first, then by kind,
 * then the oldest, then by id. The same command again changes nothing and says `exists`.
 *
 * @param command - `id`, `at`, `member`, `type`, `points` of 0 to 1,000,000,000
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 *
 * @example
 * ```ts
 * import { apply, credit, definePoints, newAccount, redeem } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [{ id: "points" }],
 * });
 * const about = { at: "2026-11-21T09:30:00+08:00", member: "m1", type: "points" };
 * const credited = credit(program, newAccount(), { ...about, id: "c1", points: 100 });
 * let state = newAccount();
 * if (credited.ok) for (const entry of credited.entries) state = apply(program, state, entry);
 * const spent = redeem(program, state, { ...about, id: "r1", points: 30 });
 * spent.ok && spent.value.lots; // => [{ lot: "c1/1", points: 30 }]
 * redeem(program, state, { ...about, id: "r2", points: 130 }).why;
 * // => [{ code: "exceeds-available", points: 130, available: 100 }]
 * ```
 */
export function redeem(
  program: PointsProgram,
  state: AccountState,
  command: RedeemCommand,
): RedeemDecision {
  return decideRedeem(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideRedeem(
  program: PointsProgram,
  account: OpenAccount,
  command: RedeemCommand,
): RedeemDecision {
  const booking = begin(program, account, command, ["member", "type"]);
  if ("code" in booking) return refuse(booking);
  const { type } = booking;
  const points = countIn("points", command.points, 0);
  const { purpose = "redeemed" } = command;
  if (purpose !== "redeemed" && purpose !== "adjusted") {
    throw invalidCommand("purpose", '"redeemed" or "adjusted"', purpose);
  }
  const ref = textIn("ref", command.ref);
  const said = { type: type.id, points, purpose: purpose === "redeemed" ? null : purpose, ref };
  const refusal = identify(booking, "redeem", said, "debits");
  if (refusal !== null) return refuse(refusal);
  return spend(booking, points, purpose, ref);
}

/** Takes points for a command that is known not to contradict one of its id. */
export function spend(
  booking: Booking,
  asked: number,
  purpose: "redeemed" | "adjusted",
  ref: string | null,
): Spending {
  const { ledger, type, command, known } = booking;
  const { id } = command;
  const valueNow = (): RedeemResult => {
    const { points, allocations, owed } = find(ledger.debits, id)!;
    const lots = allocations.map(({ lot, points: taken }) => ({ lot, points: taken }));
    return { debit: id, points, lots, owed, balance: balanceAfter(booking) };
  };
  const whyNow = (): SpendingReason[] => {
    const { allocations, owed, points: taken } = find(ledger.debits, id)!;
    return [
      ...allocations.map(
        ({ lot, points: part }) => ({ code: "taken", lot, points: part }) as const,
      ),
      ...(taken < asked ? [{ code: "clamped", asked, points: taken } as const] : []),
      ...(owed > 0 ? [{ code: "overdrawn", owed } as const] : []),
    ];
  };
  if (known !== null) return exists(valueNow(), whyNow());
  const { available } = ledger;
  if (asked > available && type.onShortage === "reject") {
    return refuse({ code: "exceeds-available", points: asked, available });
  }
  // Written out: engines take several times as long over "..." of a head.
  const { id: first, at, cause, program, version, member, seq, command: content } = head(booking);
  const entry: PointsDebited = {
    id: first,
    kind: "points-debited",
    at,
    cause,
    program,
    version,
    member,
    type: type.id,
    seq,
    command: content,
    debit: id,
    points: type.onShortage === "clamp" ? Math.min(asked, available) : asked,
    purpose,
    ref,
    reward: null,
  };
  const moved = activityEntry(booking, "redeem", 2);
  return accept(booking, moved === null ? [entry] : [entry, moved], valueNow, whyNow);
}
