import { countIn, instantIn, invalidCommand, MAX_COUNT, textIn } from "../kernel/command";
import { refuse } from "../kernel/refusal";
import { CALENDAR_UNITS, type CalendarUnit } from "../kernel/time/calendar";
import { after, nextDate } from "../kernel/time/duration";
import { type Instant, instantText, toMilliseconds } from "../kernel/time/instant";
import { localDay, startOfDay } from "../kernel/time/zone";
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
import type { CreditSource, PointsCredited, Recurrence } from "./entries";
import { expiryOf } from "./expiry";
import type { ExpiryInput } from "./expiry-input";
import { identify, saidEnd, tell } from "./identity";
import type { OpenAccount } from "./ledger/account";
import { find } from "./ledger/by-id";
import type { PointsProgram, PointType } from "./program";
import type { AccountState } from "./state";

/** Points for a member: earned elsewhere, bought, or a gesture of the shop. */
export interface CreditCommand extends AccountCommand {
  readonly points: number;
  /** Default: `earned`. */
  readonly source?: "earned" | "adjusted" | undefined;
  /** What it is about. Refunds of orders look at what `earn` credited, not at this. */
  readonly ref?: string | undefined;
  /** One of the type's `burnKinds`, for example `purchased`. */
  readonly lotKind?: string | undefined;
  /** Lots with a lower number are spent first. Default: 0. */
  readonly burnPriority?: number | undefined;
  /** From when they can be spent. Default: as the type holds them. */
  readonly activeAt?: Instant | undefined;
  /** From when they are gone; null: never. Default: as the type says. */
  readonly endsAt?: Instant | null | undefined;
  /** Made full again at each recurrence, counted from when they are active. */
  readonly recurs?: { readonly every: number; readonly unit: CalendarUnit } | undefined;
}

/** What was credited. */
export interface CreditResult {
  /** The id of the lot. */
  readonly lot: string;
  readonly points: number;
  /** Null: once its event comes. */
  readonly activeAt: string | null;
  /** Null: never, or not known before it is active. */
  readonly endsAt: string | null;
  /** Of these, what paid a debt at once. */
  readonly paidDebt: number;
  readonly balance: Balance;
}

/** Why nothing was credited. */
export type CreditRefusal = BookingRefusal;

/** The codes of {@link CreditRefusal} in their order of precedence. */
export const CREDIT_REFUSALS = BOOKING_REFUSALS;

/** The answer to a {@link CreditCommand}. */
export type CreditDecision = PointsDecision<
  CreditResult,
  CreditRefusal,
  | { readonly code: "debt-paid"; readonly points: number }
  | { readonly code: "on-hold"; readonly activeAt: string | null; readonly deadline: string | null }
>;

/**
 * Opens a lot. What is owed is paid first. The same command again changes nothing and says `exists`.
 *
 * @param command - `id`, `at`, `member`, `type`, `points` of 0 to 1,000,000,000
 * @throws UptierError in this order: `invalid-state`, `invalid-command`, `unsafe-integer`
 *
 * @example
 * ```ts
 * import { credit, definePoints, newAccount } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [
 *     { id: "points", expiry: { mode: "rolling", after: { months: 1 }, round: "end-of-day" } },
 *   ],
 * });
 * const command = { id: "c1", at: "2026-01-31T09:30:00+08:00", member: "m1", type: "points" };
 * const decision = credit(program, newAccount(), { ...command, points: 100 });
 * decision.ok && decision.value.endsAt; // => "2026-02-28T16:00:00.000Z"
 * ```
 */
export function credit(
  program: PointsProgram,
  state: AccountState,
  command: CreditCommand,
): CreditDecision {
  return decideCredit(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideCredit(
  program: PointsProgram,
  account: OpenAccount,
  command: CreditCommand,
): CreditDecision {
  const booking = begin(program, account, command, ["member", "type"]);
  if ("code" in booking) return refuse(booking);
  const { ledger, type, now } = booking;
  const points = countIn("points", command.points, 0);
  const source = sourceOf(command.source);
  const ref = textIn("ref", command.ref);
  const lotKind = textIn("lotKind", command.lotKind);
  const burnPriority = priorityOf(command.burnPriority);
  const stated = statedTerms(command);
  const refusal = identify(
    booking,
    "credit",
    {
      type: type.id,
      points,
      source: source === "earned" ? null : source,
      ref,
      lotKind,
      burnPriority: burnPriority === 0 ? null : burnPriority,
      activeAt: saidEnd(stated.activeAt),
      endsAt: saidEnd(stated.endsAt),
      recurs: stated.recurs,
    },
    "lots",
  );
  if (refusal !== null) return refuse(refusal);
  const terms = termsOf(booking, stated, points);
  const { known } = booking;
  const isActive = terms.activeAt !== null && toMilliseconds(terms.activeAt) <= now;
  const isOver = terms.endsAt !== null && toMilliseconds(terms.endsAt) <= now;
  const paidDebt =
    known === null
      ? isActive && !isOver
        ? Math.min(points, ledger.debt)
        : 0
      : Number(known.told?.["paidDebt"] ?? 0);
  const valueNow = (): CreditResult => {
    const lot = find(ledger.lots, `${command.id}/1`)!;
    return {
      lot: lot.id,
      points,
      activeAt: lot.activeAt,
      endsAt: lot.endsAt,
      paidDebt,
      balance: balanceAfter(booking),
    };
  };
  if (known !== null) return exists(valueNow());
  if (paidDebt > 0) tell(booking, { paidDebt });
  const entry = creditEntry(booking, { points, source, ref, lotKind, burnPriority, ...terms });
  const moved = activityEntry(booking, "credit", 2);
  return accept(booking, moved === null ? [entry] : [entry, moved], valueNow, () => [
    ...(paidDebt > 0 ? [{ code: "debt-paid", points: paidDebt } as const] : []),
    ...(type.hold.mode === "none"
      ? []
      : [{ code: "on-hold", activeAt: entry.activeAt, deadline: entry.deadline } as const]),
  ]);
}

/** What decides when points of a credit can be spent, and until when. */
export type LotTerms = Pick<PointsCredited, "activeAt" | "deadline" | "endsAt" | "recurs">;

/** The entry that opens a lot. */
export function creditEntry(
  booking: Booking,
  lot: LotTerms & {
    readonly points: number;
    readonly source: CreditSource;
    readonly ref: string | null;
    readonly lotKind: string | null;
    readonly burnPriority: number;
    readonly revives?: PointsCredited["revives"];
    readonly terms?: PointsCredited["terms"];
    readonly counted?: PointsCredited["counted"];
  },
  place = 1,
): PointsCredited {
  const { id, at, cause, program, version, member, type, seq, command } = head(booking, place);
  return {
    id,
    kind: "points-credited",
    at,
    cause,
    program,
    version,
    member,
    type,
    seq,
    command,
    points: lot.points,
    source: lot.source,
    ref: lot.ref,
    lotKind: lot.lotKind,
    kindRank: rankOf(booking.type, lot.lotKind),
    burnPriority: lot.burnPriority,
    activeAt: lot.activeAt,
    deadline: lot.deadline,
    endsAt: lot.endsAt,
    recurs: lot.recurs,
    revives: lot.revives ?? [],
    terms: lot.terms ?? null,
    counted: lot.counted ?? null,
  };
}

/** Kinds that the type does not name are spent after those that it does. */
function rankOf({ burnKinds }: PointType, kind: string | null): number {
  const place = kind === null ? -1 : burnKinds.indexOf(kind);
  return place === -1 ? burnKinds.length : place;
}

/** An end that a command states; null: never, undefined: it states none. */
export function endOf(endsAt: Instant | null | undefined): number | null | undefined {
  return endsAt === undefined || endsAt === null ? endsAt : instantIn("endsAt", endsAt);
}

/** What a command states of the dates of its lot; undefined: as the type says. */
interface StatedTerms {
  readonly activeAt: number | undefined;
  readonly endsAt: number | null | undefined;
  readonly recurs: Pick<Recurrence, "every" | "unit"> | undefined;
}

function statedTerms({ activeAt, endsAt, recurs }: CreditCommand): StatedTerms {
  return {
    activeAt: activeAt === undefined ? undefined : instantIn("activeAt", activeAt),
    endsAt: endOf(endsAt),
    recurs: recurs === undefined ? undefined : checkedRecurrence(recurs),
  };
}

function termsOf(
  { now, type, program }: Booking,
  { activeAt, endsAt, recurs }: StatedTerms,
  points: number,
): LotTerms {
  const { zone } = program;
  const hold =
    activeAt === undefined ? holdOf(type, now, zone) : activeFrom(type.expiry, activeAt, zone);
  return {
    ...hold,
    endsAt: endsAt === undefined ? hold.endsAt : endsAt === null ? null : instantText(endsAt),
    recurs:
      recurs === undefined
        ? null
        : { points, ...recurs, anchor: hold.activeAt ?? instantText(now), zone },
  };
}

type Hold = Pick<LotTerms, "activeAt" | "deadline" | "endsAt">;

/**
 * When points credited now can be spent, and until when, as their type says.
 *
 * @param expiry - instead of that of the type
 */
export function holdOf(
  { hold, expiry: own }: PointType,
  now: number,
  zone: string,
  expiry: ExpiryInput = own,
): Hold {
  switch (hold.mode) {
    case "none":
      return activeFrom(expiry, now, zone);
    case "duration":
      return activeFrom(expiry, after(now, hold.after, zone), zone);
    case "dates": {
      const day = nextDate(hold.dates, localDay(now, zone) + 1);
      return activeFrom(expiry, startOfDay(day, zone), zone);
    }
    case "event": {
      const deadline = instantText(after(now, hold.within, zone));
      return { activeAt: null, deadline, endsAt: null };
    }
  }
}

function activeFrom(expiry: ExpiryInput, active: number, zone: string): Hold {
  const end = expiryOf(expiry, active, zone);
  return {
    activeAt: instantText(active),
    deadline: null,
    endsAt: end === null ? null : instantText(end),
  };
}

function sourceOf(source: CreditCommand["source"] = "earned"): CreditSource {
  if (source === "earned" || source === "adjusted") return source;
  throw invalidCommand("source", '"earned" or "adjusted"', source);
}

function checkedRecurrence(recurs: NonNullable<CreditCommand["recurs"]>): {
  readonly every: number;
  readonly unit: CalendarUnit;
} {
  const { every, unit } = recurs ?? { every: 0, unit: "day" };
  if (
    !Number.isSafeInteger(every) ||
    every < 1 ||
    every > 1_000 ||
    !CALENDAR_UNITS.includes(unit)
  ) {
    throw invalidCommand("recurs", 'like { "every": 1, "unit": "month" }', recurs);
  }
  return { every, unit };
}

function priorityOf(priority = 0): number {
  if (Number.isSafeInteger(priority) && Math.abs(priority) <= MAX_COUNT) return priority;
  throw invalidCommand("burnPriority", `a whole number up to ${MAX_COUNT}`, priority);
}
