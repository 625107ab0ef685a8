import { checkCommand } from "../kernel/command";
import type { Accepted, Command, Decision, Reason } from "../kernel/decision";
import { instantText } from "../kernel/time/instant";
import { effectiveRung } from "./effective";
import type {
  ActivityRecorded,
  ChangeReason,
  TierChange,
  TierChanged,
  TierEntry,
  TierEntryBase,
} from "./entries";
import { foldEntry } from "./fold";
import { closeEarned, type OpenEarned } from "./earned";
import type { OpenMember } from "./member";
import type { TierProgram } from "./program";
import type { KeptActivity } from "./state";

/** What every command of a programme says. */
export interface TierCommand extends Command {
  readonly member: string;
}

/** Why a tier is another one, or the same for another term. */
export interface TierReason {
  readonly code: TierChange;
  readonly from: string | null;
  readonly to: string | null;
  readonly at: string;
  readonly until: string | null;
  readonly reason: ChangeReason;
}

/** A reason that any decision on a member may give. */
export type TierBookingReason =
  | TierReason
  /** A change is decided and comes into force later. */
  | {
      readonly code: "tier-change-planned";
      readonly change: "upgraded" | "downgraded";
      readonly to: string | null;
      readonly at: string;
    }
  /** A planned change does not come. */
  | { readonly code: "tier-change-dropped"; readonly reason: string; readonly at: string }
  /** The review is held when the minimum stay is over. */
  | { readonly code: "review-moved"; readonly at: string; readonly reviewAt: string | null }
  /** The member has later entries already: this is booked at the instant of the last. */
  | { readonly code: "booked-later"; readonly at: string; readonly bookedAt: string }
  /** The same command was carried out before: nothing new happens. */
  | { readonly code: "exists" };

/** What a decision did to the tier that counts. */
export interface TierResult {
  /** Before the command; null: none. */
  readonly from: string | null;
  /** After it. */
  readonly to: string | null;
}

/** The answer of a verb on a member. */
export type TierDecision<Value, Refusal extends Reason, Why extends Reason = never> = Decision<
  Value,
  TierEntry,
  Refusal,
  Refusal | Why | TierBookingReason
>;

/** A command that has been checked, and the entries that it has led to so far. */
export interface Booking {
  readonly program: TierProgram;
  readonly member: OpenMember;
  /** The id of the command. */
  readonly cause: string;
  /** The id of the member. */
  readonly name: string;
  /** The instant of the command. */
  readonly at: number;
  /** The instant at which entries are made. */
  readonly now: number;
  /** The tier that counted before the command. */
  readonly before: string | null;
  entries: TierEntry[];
  /** The tier that counts after the entries so far. */
  tier: string | null;
}

/** The entries of orders and tiers are written out: put together of parts they cost several times as much. */
type WrittenOut = ActivityRecorded | TierChanged;

type OtherEntry = Exclude<TierEntry, WrittenOut>;

/** An entry without what the booking knows. */
type Body<E extends TierEntry> = E extends TierEntry
  ? Omit<E, keyof TierEntryBase | "effective"> & { readonly kind: E["kind"] }
  : never;

/**
 * Begins a decision. Entries are not made in the member's past.
 *
 * @param names - the members of the command that hold ids, "member" among them
 * @throws UptierError `invalid-command`
 */
export function arrive<C extends TierCommand>(
  program: TierProgram,
  member: OpenMember,
  command: C,
  names: readonly (keyof C & string)[],
): Booking {
  const at = checkCommand(command, names);
  const now = Math.max(at, member.at);
  const before = tierAt(program, member, member.at);
  const { id: cause, member: name } = command;
  return { program, member, cause, name, at, now, before, entries: NONE, tier: before };
}

/** Makes an entry and folds it, so that what is decided next stands on it. */
export function book(booking: Booking, at: number, body: Body<OtherEntry>): void {
  const { program, member, cause, name } = booking;
  const entry = {
    id: nextId(booking),
    at: instantText(at),
    cause,
    program: program.id,
    version: program.version,
    member: name,
    seq: member.seq + 1,
    ...body,
  } as TierEntry;
  if (!CHANGES_TIER[body.kind]) {
    keep(booking, entry);
    return;
  }
  const effective = { from: booking.tier, to: booking.tier };
  Object.assign(entry, { effective });
  keep(booking, entry);
  booking.tier = effective.to = tierAt(program, member, at);
}

/** Books an activity. */
export function bookActivity(booking: Booking, at: number, activity: KeptActivity): void {
  const { program, member, cause, name } = booking;
  const entry: ActivityRecorded = {
    id: nextId(booking),
    at: instantText(at),
    cause,
    program: program.id,
    version: program.version,
    member: name,
    seq: member.seq + 1,
    kind: "activity-recorded",
    activity,
  };
  keep(booking, entry);
}

/** Books another earned tier, or another term of the same. */
export function bookTier(
  booking: Booking,
  at: number,
  change: TierChange,
  earned: OpenEarned,
  reason: ChangeReason,
): void {
  const { program, member, cause, name, tier } = booking;
  const effective = { from: tier, to: tier };
  const entry: TierChanged = {
    id: nextId(booking),
    at: instantText(at),
    cause,
    program: program.id,
    version: program.version,
    member: name,
    seq: member.seq + 1,
    kind: "tier-changed",
    change,
    from: member.earned === null ? null : member.earned.tier,
    earned: closeEarned(earned),
    reason,
    effective,
  };
  keep(booking, entry, earned);
  booking.tier = effective.to = tierAt(program, member, at);
}

/** @param earned - of an entry that changes the earned tier, the same with its instants as numbers */
function keep(booking: Booking, entry: TierEntry, earned?: OpenEarned): void {
  booking.entries = withOneMore(booking.entries, entry);
  foldEntry(booking.program, booking.member, entry, earned);
}

function nextId({ cause, entries }: Booking): string {
  return `${cause}/${entries.length + 1}`;
}

/** Before the first entry. */
const NONE: TierEntry[] = [];

/** A list with one more. The first makes a list of one, which is all that most have and far smaller. */
function withOneMore<T>(list: T[], one: T): T[] {
  if (list.length === 0) return [one];
  list.push(one);
  return list;
}

/** Accepts: what the entries did to the tier, and why. */
export function accept(booking: Booking): Accepted<TierResult, TierEntry, TierBookingReason> {
  const { program, member, now, before, entries } = booking;
  return {
    ok: true,
    value: { from: before, to: tierAt(program, member, now) },
    entries: entries.length === 0 ? [] : entries,
    why: reasonsOf(booking),
  };
}

/** Accepts, with more to say than what it did to the tier. */
export function acceptWith<Value extends object>(
  booking: Booking,
  value: Value,
): Accepted<Value & TierResult, TierEntry, TierBookingReason> {
  const accepted = accept(booking);
  return { ...accepted, value: { ...value, ...accepted.value } };
}

/** The same command was carried out before. */
export function exists<Value extends object>(
  booking: Booking,
  value: Value,
): Accepted<Value & TierResult, TierEntry, TierBookingReason> {
  return { ...acceptWith(booking, value), why: [{ code: "exists" }] };
}

function reasonsOf({ entries, at, now }: Booking): readonly TierBookingReason[] {
  let reasons: TierBookingReason[] = [];
  for (const entry of entries) {
    const reason = reasonOf(entry);
    if (reason !== null) reasons = withOneMore(reasons, reason);
  }
  if (now === at || entries.length === 0) return reasons;
  const late = { code: "booked-later", at: instantText(at), bookedAt: instantText(now) } as const;
  return withOneMore(reasons, late);
}

/** The tier that counts at an instant; null: none. */
export function tierAt(program: TierProgram, member: OpenMember, at: number): string | null {
  return program.tiers[effectiveRung(program, member, at)]?.id ?? null;
}

const CHANGES_TIER: Readonly<Record<OtherEntry["kind"], boolean>> = {
  "member-joined": false,
  "member-left": true,
  "activity-reversed": false,
  "metric-deducted": false,
  "tier-change-planned": false,
  "tier-change-dropped": false,
  "review-moved": false,
  "tier-granted": true,
  "tier-grant-started": true,
  "tier-grant-expired": true,
  "tier-grant-closed": true,
};

function reasonOf(entry: TierEntry): TierBookingReason | null {
  const { at } = entry;
  switch (entry.kind) {
    case "tier-changed": {
      const { change, from, earned, reason } = entry;
      return { code: change, from, to: earned.tier, at, until: earned.until, reason };
    }
    case "tier-change-planned": {
      const { change, to, at: begins } = entry.pending;
      return { code: "tier-change-planned", change, to, at: begins };
    }
    case "tier-change-dropped":
      return { code: "tier-change-dropped", reason: entry.reason, at };
    case "review-moved":
      return { code: "review-moved", at, reviewAt: entry.reviewAt };
    default:
      return null;
  }
}
