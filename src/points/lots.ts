import { countIn } from "../kernel/command";
import { refuse } from "../kernel/refusal";
import { addCalendar } from "../kernel/time/calendar";
import { type Instant, instantText, toMilliseconds } from "../kernel/time/instant";
import { localDay, startOfDay } from "../kernel/time/zone";
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
import { creditEntry, endOf } from "./credit";
import type { ExpiryMoved, LotPart, PointsEntry } from "./entries";
import { expiryOf } from "./expiry";
import { identify, saidEnd, tell } from "./identity";
import type { OpenAccount } from "./ledger/account";
import { find } from "./ledger/by-id";
import { millisecondsOr, textOrNull } from "./ledger/instants";
import type { OpenLot } from "./ledger/parts";
import type { PointsProgram } from "./program";
import type { AccountState, LotStatus } from "./state";

/** A command on one lot. */
export interface LotCommand extends AccountCommand {
  readonly lot: string;
}

/** A lot as it is after a command. */
export interface LotResult {
  readonly lot: string;
  /** What can be spent of it, now or once it is active. */
  readonly left: number;
  readonly activeAt: string | null;
  readonly endsAt: string | null;
  readonly balance: Balance;
}

/**
 * Why a lot stays as it is, in the order in which reasons are looked for: those of `BookingRefusal`,
 * then
 *
 * 1. `unknown-lot`
 * 2. `lot-over`: it has ended, or was voided
 * 3. `not-pending`: it waits for no event, or that has come
 * 4. `not-later`: the new end is not later than the one it has
 */
export type LotRefusal =
  | BookingRefusal
  | { readonly code: "unknown-lot"; readonly lot: string }
  | { readonly code: "lot-over"; readonly status: LotStatus }
  | { readonly code: "not-pending"; readonly activeAt: string }
  | { readonly code: "not-later"; readonly endsAt: string | null };

/** The codes of {@link LotRefusal} in their order of precedence. */
export const LOT_REFUSALS = [
  ...BOOKING_REFUSALS,
  "unknown-lot",
  "lot-over",
  "not-pending",
  "not-later",
] as const satisfies readonly LotRefusal["code"][];

/** The answer to a {@link LotCommand}. */
export type LotDecision = PointsDecision<LotResult, LotRefusal>;

/**
 * The event came that a lot waited for, the end of the time for returns, for example: its points can
 * be spent from now on, and the clock of their expiry starts. At its deadline a lot is cancelled.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function activateLot(
  program: PointsProgram,
  state: AccountState,
  command: LotCommand,
): LotDecision {
  return decideActivate(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideActivate(
  program: PointsProgram,
  account: OpenAccount,
  command: LotCommand,
): LotDecision {
  return onLot(program, account, command, "activateLot", {}, (lot, booking) => {
    if (lot.activeAt !== null) return { code: "not-pending", activeAt: lot.activeAt };
    const end =
      lot.endsAt === null
        ? expiryOf(lot.terms?.expiry ?? booking.type.expiry, booking.now, program.zone)
        : toMilliseconds(lot.endsAt);
    return {
      ...head(booking),
      kind: "points-activated",
      lot: lot.id,
      endsAt: end === null ? null : instantText(end),
    };
  });
}

/**
 * Takes away what is left of a lot; what was spent of it stands, and what a reservation holds goes
 * with the lot unless it is spent.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function voidLot(
  program: PointsProgram,
  state: AccountState,
  command: LotCommand,
): LotDecision {
  return decideVoidLot(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideVoidLot(
  program: PointsProgram,
  account: OpenAccount,
  command: LotCommand,
): LotDecision {
  return onLot(program, account, command, "voidLot", {}, (lot, booking) => ({
    ...head(booking),
    kind: "lot-voided",
    lot: lot.id,
  }));
}

/** More time for a lot. */
export interface ExtendCommand extends LotCommand {
  /** From when it is gone; null: never. */
  readonly endsAt: Instant | null;
}

/**
 * Gives a lot more time.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function extendLot(
  program: PointsProgram,
  state: AccountState,
  command: ExtendCommand,
): LotDecision {
  return decideExtend(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideExtend(
  program: PointsProgram,
  account: OpenAccount,
  command: ExtendCommand,
): LotDecision {
  return onLot(program, account, command, "extendLot", command, (lot, booking) => {
    const endsAt = endOf(command.endsAt) ?? Infinity;
    if (endsAt <= millisecondsOr(lot.endsAt)) return { code: "not-later", endsAt: lot.endsAt };
    return {
      ...head(booking),
      kind: "expiry-moved",
      lots: [lot.id],
      endsAt: textOrNull(endsAt),
      activity: null,
    };
  });
}

function onLot(
  program: PointsProgram,
  account: OpenAccount,
  command: LotCommand,
  verb: string,
  { endsAt }: { readonly endsAt?: Instant | null | undefined },
  entryOf: (lot: OpenLot, booking: Booking) => PointsEntry | LotRefusal,
): LotDecision {
  const booking = begin(program, account, command, ["member", "type", "lot"]);
  if ("code" in booking) return refuse(booking);
  const said = { type: command.type, lot: command.lot, endsAt: saidEnd(endOf(endsAt)) };
  const refusal = identify(booking, verb, said);
  if (refusal !== null) return refuse(refusal);
  const lot = find(booking.ledger.lots, command.lot);
  if (lot === undefined) return refuse({ code: "unknown-lot", lot: command.lot });
  const valueNow = (): LotResult => ({
    lot: lot.id,
    left: lot.left,
    activeAt: lot.activeAt,
    endsAt: lot.endsAt,
    balance: balanceAfter(booking),
  });
  if (booking.known !== null) return exists(valueNow());
  if (lot.status === "expired" || lot.status === "voided") {
    return refuse({ code: "lot-over", status: lot.status });
  }
  const entry = entryOf(lot, booking);
  if ("code" in entry) return refuse(entry);
  return accept(booking, [entry], valueNow, () => []);
}

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
    if (status !== "expired" || expired === 0 || millisecondsOr(endsAt) < from) continue;
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

/** The lots that now have an end. */
export interface SwitchOnResult {
  readonly lots: readonly { readonly lot: string; readonly endsAt: string }[];
}

/**
 * Gives an end to lots that have none, after an expiry was switched on in the definition: its clock
 * starts when they became active, or at `enabledAt`, whichever is later; nothing lapses in hindsight.
 *
 * @returns the lots; none where all have an end, or the type has no expiry
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function switchOnExpiry(
  program: PointsProgram,
  state: AccountState,
  command: AccountCommand,
): PointsDecision<SwitchOnResult, BookingRefusal> {
  return decideSwitchOn(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideSwitchOn(
  program: PointsProgram,
  account: OpenAccount,
  command: AccountCommand,
): PointsDecision<SwitchOnResult, BookingRefusal> {
  const booking = begin(program, account, command, ["member", "type"]);
  if ("code" in booking) return refuse(booking);
  const { ledger, type, now } = booking;
  const refusal = identify(booking, "switchOnExpiry", { type: type.id });
  if (refusal !== null) return refuse(refusal);
  const { known } = booking;
  if (known !== null)
    return exists({ lots: known.told!["lots"] as unknown as SwitchOnResult["lots"] });
  const byEnd = new Map<number, string[]>();
  for (const { id, status, activeAt, endsAt } of ledger.lots.list) {
    if (endsAt !== null || activeAt === null) continue;
    if (status !== "active" && status !== "pending") continue;
    // Even where the shop forgot "enabledAt", members keep what they have today.
    const end = expiryOf(type.expiry, toMilliseconds(activeAt), program.zone);
    if (end === null || end <= now) {
      const fromNow = end === null ? null : expiryOf(type.expiry, now, program.zone);
      if (fromNow !== null && fromNow > now)
        byEnd.set(fromNow, [...(byEnd.get(fromNow) ?? []), id]);
    } else byEnd.set(end, [...(byEnd.get(end) ?? []), id]);
  }
  const ends = [...byEnd]
    .sort(([a], [b]) => a - b)
    .map(([end, lots]) => ({ lots, endsAt: instantText(end) }));
  const moved = ends.flatMap(({ lots, endsAt }) => lots.map((lot) => ({ lot, endsAt })));
  tell(booking, { lots: moved });
  const entries = ends.map(({ lots, endsAt }, index): ExpiryMoved => ({
    ...head(booking, index + 1),
    kind: "expiry-moved",
    lots,
    endsAt,
    activity: null,
  }));
  return accept(
    booking,
    entries,
    () => ({ lots: moved }),
    () => [],
  );
}
