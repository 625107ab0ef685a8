import { countIn } from "../kernel/command";
import { activityEntry } from "./activity";
import type { Balance } from "./balance";
import {
  accept,
  type AccountCommand,
  accountFor,
  balanceAfter,
  begin,
  conflictOf,
  head,
  type IdConflict,
  invalidCommand,
  type PointsDecision,
  refOf,
  refuse,
  type UnknownType,
} from "./booking";
import type { LotPart, PointsDebited } from "./entries";
import type { OpenAccount } from "./ledger/account";
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
 * Why nothing was spent, in the order in which reasons are looked for.
 *
 * 1. `unknown-type`
 * 2. `id-conflict`: the id of the command was used before, for something else
 * 3. `exceeds-available`: the type refuses what exceeds the available points
 */
export type RedeemRefusal = UnknownType | IdConflict | ExceedsAvailable;

/** The codes of {@link RedeemRefusal} in their order of precedence. */
export const REDEEM_REFUSALS = [
  "unknown-type",
  "id-conflict",
  "exceeds-available",
] as const satisfies readonly RedeemRefusal["code"][];

/** The answer to a {@link RedeemCommand}; `why` names each lot, and what was cut or is owed. */
export type RedeemDecision = PointsDecision<
  RedeemResult,
  RedeemRefusal,
  | { readonly code: "taken"; readonly lot: string; readonly points: number }
  | { readonly code: "clamped"; readonly asked: number; readonly points: number }
  | { readonly code: "overdrawn"; readonly owed: number }
>;

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
  const { ledger, type } = booking;
  const asked = countIn("points", command.points, 0);
  const { purpose = "redeemed" } = command;
  if (purpose !== "redeemed" && purpose !== "adjusted") {
    throw invalidCommand("purpose", '"redeemed" or "adjusted"', purpose);
  }
  const ref = refOf(command.ref);
  const known = ledger.debits.get(command.id);
  if (ledger.reservations.has(command.id)) {
    // The debit of a reservation that was posted has its id.
    return refuse({ code: "id-conflict", field: "purpose", before: "reserved", now: purpose });
  }
  if (known !== undefined) {
    const conflict = conflictOf({
      // A debit that was cut to what there was stands for what was asked.
      points: [type.onShortage === "clamp" ? Math.max(known.points, asked) : known.points, asked],
      ref: [known.ref, ref],
      purpose: [known.purpose, purpose],
    });
    if (conflict !== null) return refuse(conflict);
  }
  const { available } = ledger;
  if (known === undefined && asked > available && type.onShortage === "reject") {
    return refuse({ code: "exceeds-available", points: asked, available });
  }
  const points = type.onShortage === "clamp" ? Math.min(asked, available) : asked;
  // Written out: engines take several times as long over "..." of a head.
  const { id, at, cause, program: owner, version, member, type: typeId, seq } = head(booking);
  const entry: PointsDebited = {
    id,
    kind: "points-debited",
    at,
    cause,
    program: owner,
    version,
    member,
    type: typeId,
    seq,
    debit: command.id,
    points,
    purpose,
    ref,
    reward: null,
  };
  const moved = activityEntry(booking, "redeem", 2);
  const entries = known === undefined ? [entry, ...(moved === null ? [] : [moved])] : [];
  return accept(
    booking,
    entries,
    () => {
      const debit = ledger.debits.get(command.id)!;
      return {
        debit: debit.id,
        points: debit.points,
        lots: debit.allocations.map(({ lot, points: taken }) => ({ lot, points: taken })),
        owed: debit.owed,
        balance: balanceAfter(booking),
      };
    },
    () => {
      const { allocations, owed, points: taken } = ledger.debits.get(command.id)!;
      return [
        ...(known === undefined ? [] : [{ code: "exists" } as const]),
        ...allocations.map(({ lot, points: part }) => ({
          code: "taken" as const,
          lot,
          points: part,
        })),
        ...(taken < asked ? [{ code: "clamped", asked, points: taken } as const] : []),
        ...(owed > 0 ? [{ code: "overdrawn", owed } as const] : []),
      ];
    },
  );
}
