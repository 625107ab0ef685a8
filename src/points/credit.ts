import { countIn, MAX_COUNT } from "../kernel/command";
import { CALENDAR_UNITS, type CalendarUnit } from "../kernel/time/calendar";
import { type Instant, instantText } from "../kernel/time/instant";
import { after, nextDate } from "../kernel/time/duration";
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
  conflictOf,
  head,
  type IdConflict,
  instantOf,
  invalidCommand,
  type PointsDecision,
  refOf,
  refuse,
  type UnknownType,
} from "./booking";
import type { CreditSource, PointsCredited } from "./entries";
import { expiryOf } from "./expiry";
import type { OpenAccount } from "./ledger/account";
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

/**
 * Why nothing was credited, in the order in which reasons are looked for.
 *
 * 1. `unknown-type`: the programme has no such point type
 * 2. `id-conflict`: the id of the command was used before, for something else
 */
export type CreditRefusal = UnknownType | IdConflict;

/** The codes of {@link CreditRefusal} in their order of precedence. */
export const CREDIT_REFUSALS = [
  "unknown-type",
  "id-conflict",
] as const satisfies readonly CreditRefusal["code"][];

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
  const { ledger, type } = booking;
  const entry = creditEntry(booking, {
    points: countIn("points", command.points, 0),
    source: sourceOf(command.source),
    ref: refOf(command.ref),
    lotKind: refOf(command.lotKind, "lotKind"),
    burnPriority: priorityOf(command.burnPriority),
    ...termsOf(booking, command),
  });
  const known = ledger.lots.get(entry.id);
  const conflict =
    known === undefined
      ? null
      : conflictOf({
          points: [known.recurs?.points ?? known.points, entry.points],
          ref: [known.ref, entry.ref],
          lotKind: [known.kind, entry.lotKind],
          burnPriority: [known.burnPriority, entry.burnPriority],
        });
  if (conflict !== null) return refuse(conflict);
  const debtBefore = ledger.debt;
  const moved = known === undefined ? activityEntry(booking, "credit", 2) : null;
  const entries = known === undefined ? [entry, ...(moved === null ? [] : [moved])] : [];
  const decision = accept(
    booking,
    entries,
    () => {
      const lot = ledger.lots.get(entry.id)!;
      return {
        lot: entry.id,
        points: entry.points,
        activeAt: lot.activeAt,
        endsAt: lot.endsAt,
        paidDebt: debtBefore - ledger.debt,
        balance: balanceAfter(booking),
      };
    },
    () => [
      ...(known === undefined ? [] : [{ code: "exists" } as const]),
      ...(debtBefore > ledger.debt
        ? [{ code: "debt-paid", points: debtBefore - ledger.debt } as const]
        : []),
      ...(type.hold.mode === "none" || known !== undefined
        ? []
        : [{ code: "on-hold", activeAt: entry.activeAt, deadline: entry.deadline } as const]),
    ],
  );
  return decision;
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
  const { id, at, cause, program, version, member, type, seq } = head(booking, place);
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

function termsOf(
  { now, type, program }: Booking,
  { activeAt, endsAt, recurs, points }: CreditCommand,
): LotTerms {
  const { zone } = program;
  const own = activeAt === undefined ? null : instantOf("activeAt", activeAt);
  const hold = own === null ? holdOf(type, now, zone) : activeFrom(type, own, zone);
  const end = endsAt === undefined || endsAt === null ? null : instantOf("endsAt", endsAt);
  return {
    ...hold,
    endsAt: endsAt === undefined ? hold.endsAt : end === null ? null : instantText(end),
    recurs:
      recurs === undefined
        ? null
        : {
            points,
            ...checkedRecurrence(recurs),
            anchor: hold.activeAt ?? instantText(now),
            zone,
          },
  };
}

type Hold = Pick<LotTerms, "activeAt" | "deadline" | "endsAt">;

/** When points credited now can be spent, and until when, as their type says. */
export function holdOf(type: PointType, now: number, zone: string): Hold {
  const { hold } = type;
  switch (hold.mode) {
    case "none":
      return activeFrom(type, now, zone);
    case "duration":
      return activeFrom(type, after(now, hold.after, zone), zone);
    case "dates": {
      const day = nextDate(hold.dates, localDay(now, zone) + 1);
      return activeFrom(type, startOfDay(day, zone), zone);
    }
    case "event": {
      const deadline = instantText(after(now, hold.within, zone));
      return { activeAt: null, deadline, endsAt: null };
    }
  }
}

function activeFrom({ expiry }: PointType, active: number, zone: string): Hold {
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
