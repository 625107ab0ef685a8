import { countIn } from "../kernel/command";
import { refuse } from "../kernel/refusal";
import { addCalendar } from "../kernel/time/calendar";
import { type Instant, instantText } from "../kernel/time/instant";
import { localDay, startOfDay } from "../kernel/time/zone";
import type { Balance } from "./balance";
import {
  accept,
  type AccountCommand,
  accountFor,
  balanceAfter,
  begin,
  BOOKING_REFUSALS,
  type BookingRefusal,
  exists,
  type PointsDecision,
} from "./booking";
import { creditEntry, endOf } from "./credit";
import type { LotPart } from "./entries";
import { expiryOf } from "./expiry";
import { identify, saidEnd, tell } from "./identity";
import type { OpenAccount } from "./ledger/account";
import { find } from "./ledger/by-id";
import { millisecondsOrNever } from "../kernel/time/end";
import type { PointsProgram } from "./program";
import type { AccountState } from "./state";

/** Points that lapsed not long ago and are good again. */
export interface ReinstateCommand extends AccountCommand {
  /** Lots whose last day was so many days ago, or fewer; 0: those that lapsed today. */
  readonly withinDays: number;
  /** From when they are gone again; null: never. Default: as the type says, from now on. */
  readonly endsAt?: Instant | null | undefined;
}

/** What is good again. */
export interface ReinstateResult {
  /** The id of the new lot. */
  readonly lot: string;
  readonly points: number;
  /** From which lots. */
  readonly revives: readonly LotPart[];
  readonly endsAt: string | null;
  readonly balance: Balance;
}

/**
 * Why nothing was reinstated, in the order in which reasons are looked for: those of `BookingRefusal`,
 * then
 *
 * 1. `already-reinstated`: what lapsed in that time had been reinstated before
 * 2. `nothing-lapsed`: nothing did in that time
 */
export type ReinstateRefusal =
  | BookingRefusal
  | { readonly code: "already-reinstated"; readonly lots: readonly LotPart[] }
  | { readonly code: "nothing-lapsed"; readonly from: string };

/** The codes of {@link ReinstateRefusal} in their order of precedence. */
export const REINSTATE_REFUSALS = [
  ...BOOKING_REFUSALS,
  "already-reinstated",
  "nothing-lapsed",
] as const satisfies readonly ReinstateRefusal["code"][];

/** The answer to a {@link ReinstateCommand}. */
export type ReinstateDecision = PointsDecision<ReinstateResult, ReinstateRefusal>;

/**
 * Makes points good again that lapsed within some days: in one new lot. Points come back once: a lot
 * that was reinstated and lapses again is left out.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function reinstate(
  program: PointsProgram,
  state: AccountState,
  command: ReinstateCommand,
): ReinstateDecision {
  return decideReinstate(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideReinstate(
  program: PointsProgram,
  account: OpenAccount,
  command: ReinstateCommand,
): ReinstateDecision {
  const booking = begin(program, account, command, ["member", "type"]);
  if ("code" in booking) return refuse(booking);
  const { ledger, now, type } = booking;
  const { zone } = program;
  const days = countIn("withinDays", command.withinDays, 0);
  const stated = endOf(command.endsAt);
  const said = { type: type.id, withinDays: days, endsAt: saidEnd(stated) };
  const refusal = identify(booking, "reinstate", said, "lots");
  if (refusal !== null) return refuse(refusal);
  const valueOf = (revives: readonly LotPart[]): ReinstateResult => {
    const lot = find(ledger.lots, `${command.id}/1`)!;
    return {
      lot: lot.id,
      points: lot.points,
      revives,
      endsAt: lot.endsAt,
      balance: balanceAfter(booking),
    };
  };
  const { known } = booking;
  if (known !== null) return exists(valueOf(known.told!["revives"] as unknown as LotPart[]));
  const today = startOfDay(localDay(now, zone), zone);
  const from = addCalendar(today, -Math.min(days, 100_000), "day", zone);
  const [revives, before]: [LotPart[], LotPart[]] = [[], []];
  for (const { id, status, source, expired, endsAt } of ledger.lots.list) {
    if (status !== "expired" || expired === 0 || millisecondsOrNever(endsAt) < from) continue;
    (source === "reinstated" ? before : revives).push({ lot: id, points: expired });
  }
  if (revives.length === 0) {
    return refuse(
      before.length > 0
        ? { code: "already-reinstated", lots: before }
        : { code: "nothing-lapsed", from: instantText(from) },
    );
  }
  const end = stated === undefined ? expiryOf(type.expiry, now, zone) : stated;
  const points = revives.reduce((sum, part) => sum + part.points, 0);
  tell(booking, { revives: revives.map(({ lot, points: part }) => ({ lot, points: part })) });
  const entry = creditEntry(booking, {
    points,
    source: "reinstated",
    ref: null,
    lotKind: null,
    burnPriority: 0,
    activeAt: instantText(now),
    deadline: null,
    endsAt: end === null ? null : instantText(end),
    recurs: null,
    revives,
  });
  return accept(
    booking,
    [entry],
    () => valueOf(revives),
    () => [],
  );
}
