import { duplicateEntry } from "../../kernel/replay";
import { shown, UptierError } from "../../kernel/errors";
import { isList } from "../../kernel/list";
import type { DayKey } from "../../kernel/time/day";
import { type Instant, toMilliseconds } from "../../kernel/time/instant";
import type { CheckInDefinition } from "./definition";
import { monthBefore, monthOf } from "./month";
import type { CheckedIn, CheckInEntry, DayMadeUp } from "./entries";
import {
  type CheckInMonth,
  checkState,
  type CheckInState,
  type DayRecord,
  monthCount,
  newCheckInState,
  type DayRecordKind,
  type Streak,
} from "./state";

/** A state that may be changed in place: the caller's own copy. */
type OpenCheckInState = {
  -readonly [Key in keyof CheckInState]: Key extends "months"
    ? Record<string, CheckInMonth>
    : CheckInState[Key];
};

/** How many months of records a state keeps before that of a check-in; make-ups reach back less far. */
const KEPT_MONTHS = 14;

/** How many ended streaks a state keeps. */
const KEPT_STREAKS = 400;

/**
 * The state after one more entry; the state that was passed in stays as it was. It is the only way
 * in which a state changes.
 *
 * @param definition - entries of other check-ins are an error
 * @param state - of the member whom the entry is about
 * @throws UptierError in this order: `invalid-entry`, `foreign-entry`, `invalid-state`
 *
 * @example
 * ```ts
 * import { applyCheckIn, checkIn, defineCheckIn, newCheckInState } from "uptier/points";
 *
 * const definition = defineCheckIn({ id: "daily", zone: "Asia/Shanghai" });
 * let state = newCheckInState();
 * const command = { id: "c1", at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * const decision = checkIn(definition, state, command);
 * if (decision.ok) for (const entry of decision.entries) state = applyCheckIn(definition, state, entry);
 * state.streak; // => { days: 1, from: "2026-11-21", to: "2026-11-21" }
 * ```
 */
export function applyCheckIn(
  definition: CheckInDefinition,
  state: CheckInState,
  entry: CheckInEntry,
): CheckInState {
  checkEntry(definition, entry);
  checkState(state);
  return applyToCheckIn(state, entry);
}

/** The member's state after one more entry. */
export function applyToCheckIn(state: CheckInState, entry: CheckInEntry): CheckInState {
  const next = { ...state, months: { ...state.months } };
  advance(next, entry);
  return next;
}

/** The state of all members of a check-in. */
export interface CheckInHistory {
  /** By the id of the member; those without entries are missing. */
  readonly members: Readonly<Record<string, CheckInState>>;
}

/**
 * The state of all members, from the entries alone.
 *
 * @param entries - those of one member in the order in which they were made, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault
 * `invalid-entry`, `foreign-entry` or `duplicate-entry`
 *
 * @example
 * ```ts
 * import { checkIn, defineCheckIn, newCheckInState, replayCheckIn } from "uptier/points";
 *
 * const definition = defineCheckIn({ id: "daily", zone: "Asia/Shanghai" });
 * const command = { id: "c1", at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * const decision = checkIn(definition, newCheckInState(), command);
 * const entries = decision.ok ? decision.entries : [];
 * replayCheckIn(definition, entries).members["m1"]?.total; // => 1
 * replayCheckIn(definition, entries, "2026-11-20T00:00:00Z").members; // => {}
 * ```
 */
export function replayCheckIn(
  definition: CheckInDefinition,
  entries: Iterable<CheckInEntry>,
  asOf?: Instant,
): CheckInHistory {
  const until = asOf === undefined ? Infinity : toMilliseconds(asOf);
  const seen = new Set<string>();
  const members = new Map<string, OpenCheckInState>();
  for (const entry of entries) {
    checkEntry(definition, entry);
    if (seen.has(entry.id)) {
      throw duplicateEntry(entry.id);
    }
    seen.add(entry.id);
    if (toMilliseconds(entry.at) > until) continue;
    const state = members.get(entry.member) ?? { ...newCheckInState(), months: {} };
    advance(state, entry);
    members.set(entry.member, state);
  }
  return { members: Object.fromEntries(members) };
}

/** Folds one entry into the state of its member, in place. */
function advance(state: OpenCheckInState, entry: CheckInEntry): void {
  switch (entry.kind) {
    case "checked-in":
      claim(state, entry);
      return;
    case "day-made-up":
      makeUp(state, entry);
      return;
    case "days-frozen":
      for (const day of entry.returned) forget(state, day);
      cover(state, entry.days, "frozen", entry);
      state.freezes += entry.returned.length - entry.days.length;
      state.held = [...state.held, ...entry.days]
        .filter((day) => !entry.returned.includes(day))
        .sort();
      return;
    case "streak-ended":
      for (const day of entry.returned) forget(state, day);
      state.freezes += entry.returned.length;
      state.held = [];
      state.streak = null;
      state.broken = kept([...state.broken, entry.streak]);
      return;
    case "streak-restored":
      cover(state, entry.days, "restored", entry);
      state.broken = without(state.broken, [entry.ended]);
      setStreak(state, entry.streak);
      return;
    case "freezes-granted":
      state.freezes += entry.freezes;
      return;
    case "freeze-use-set":
      state.freezeUse = entry.use;
  }
}

function claim(state: OpenCheckInState, entry: CheckedIn): void {
  const { day, at, zone, reward, counters } = entry;
  forgetBefore(state, day);
  cover(state, entry.skipped, "skipped", entry);
  putRecord(state, day, { kind: "claimed", at, zone, reward, counters });
  state.first ??= day;
  state.last = { day, at, zone };
  state.claims += 1;
  state.held = [];
  countDay(state, entry);
  setStreak(state, entry.streak);
}

function makeUp(state: OpenCheckInState, entry: DayMadeUp): void {
  const { day, at, zone, reward, counters, streak, joined } = entry;
  putRecord(state, day, { kind: "made-up", at, zone, reward, counters });
  if (state.first === null || day < state.first) state.first = day;
  countDay(state, entry);
  const month = monthOf(entry.madeOn);
  const count = monthCount(state, month);
  state.months[month] = { ...count, makeUps: count.makeUps + 1 };
  if (streak === null) return;
  const others = without(state.broken, joined);
  state.broken = entry.alive ? others : kept([...others, streak]);
  if (entry.alive) setStreak(state, streak);
  else state.longest = Math.max(state.longest, streak.days);
}

function countDay(state: OpenCheckInState, { day, counters }: CheckedIn | DayMadeUp): void {
  const month = monthOf(day);
  state.total = counters.total;
  state.months[month] = { ...monthCount(state, month), days: counters.inMonth };
}

function setStreak(state: OpenCheckInState, streak: Streak): void {
  state.streak = streak;
  state.longest = Math.max(state.longest, streak.days);
}

function cover(
  state: OpenCheckInState,
  days: readonly DayKey[],
  kind: DayRecordKind,
  { at, zone }: CheckInEntry,
): void {
  for (const day of days) putRecord(state, day, { kind, at, zone, reward: [], counters: null });
}

function putRecord(state: OpenCheckInState, day: DayKey, record: DayRecord): void {
  const month = monthOf(day);
  const count = monthCount(state, month);
  state.months[month] = { ...count, records: { ...count.records, [day]: record } };
}

function forget(state: OpenCheckInState, day: DayKey): void {
  const month = monthOf(day);
  const count = monthCount(state, month);
  const others = Object.entries(count.records).filter(([key]) => key !== day);
  state.months[month] = { ...count, records: Object.fromEntries(others) };
}

/** Drops records that nothing looks at any more; once a month, because it looks at all months. */
function forgetBefore(state: OpenCheckInState, day: DayKey): void {
  if (state.last === null || monthOf(state.last.day) === monthOf(day)) return;
  const oldest = monthBefore(monthOf(day), KEPT_MONTHS);
  if (state.first === null || monthOf(state.first) >= oldest) return;
  state.keptFrom = `${oldest}-01`;
  for (const [month, count] of Object.entries(state.months)) {
    if (month < oldest) state.months[month] = { ...count, records: {} };
  }
}

function kept(streaks: Streak[]): readonly Streak[] {
  return streaks.sort((a, b) => (a.from < b.from ? -1 : 1)).slice(-KEPT_STREAKS);
}

function without(streaks: readonly Streak[], gone: readonly Streak[]): readonly Streak[] {
  return streaks.filter(({ from }) => !gone.some((one) => one.from === from));
}

type Part = "day" | "days" | "list" | "object" | "object or null" | "count" | "true or false";

/** What a state would be damaged without, by the kind of entry. */
const PARTS: Readonly<Record<CheckInEntry["kind"], Readonly<Record<string, Part>>>> = {
  "checked-in": {
    day: "day",
    reward: "list",
    counters: "object",
    streak: "object",
    skipped: "days",
  },
  "day-made-up": {
    day: "day",
    madeOn: "day",
    reward: "list",
    counters: "object",
    streak: "object or null",
    joined: "list",
    alive: "true or false",
  },
  "days-frozen": { days: "days", returned: "days" },
  "streak-ended": { streak: "object", returned: "days" },
  "streak-restored": { ended: "object", streak: "object", days: "days" },
  "freezes-granted": { freezes: "count" },
  "freeze-use-set": { use: "true or false" },
};

/** Refuses what is no entry, or none of this check-in. */
function checkEntry(definition: CheckInDefinition, entry: CheckInEntry): void {
  const invalid = (what: string, value: unknown): UptierError =>
    new UptierError(
      "invalid-entry",
      `${what} is ${shown(value)}; pass entries exactly as they were made`,
    );
  if (typeof entry !== "object" || entry === null) throw invalid("an entry", entry);
  if (!Object.hasOwn(PARTS, entry.kind)) throw invalid("the kind of an entry", entry.kind);
  for (const key of ["id", "at", "cause", "checkIn", "member", "zone"] as const) {
    if (typeof entry[key] !== "string") throw invalid(`"${key}" of an entry`, entry[key]);
  }
  const parts = PARTS[entry.kind];
  const values = entry as unknown as Readonly<Record<string, unknown>>;
  for (const key in parts) {
    if (!isPart(values[key], parts[key]!)) {
      throw invalid(`"${key}" of entry "${entry.id}"`, values[key]);
    }
  }
  if (entry.kind === "checked-in" || entry.kind === "day-made-up") {
    for (const key of ["total", "inMonth"] as const) {
      if (!isPart(entry.counters[key], "count")) {
        throw invalid(`"counters.${key}" of entry "${entry.id}"`, entry.counters[key]);
      }
    }
  }
  if (entry.checkIn !== definition.id) {
    throw new UptierError(
      "foreign-entry",
      `entry "${entry.id}" belongs to check-in "${entry.checkIn}", not to "${definition.id}"`,
    );
  }
}

function isPart(value: unknown, part: Part): boolean {
  switch (part) {
    case "day":
      return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
    case "days":
      return isList(value) && (value as readonly unknown[]).every((day) => isPart(day, "day"));
    case "list":
      return isList(value);
    case "object":
      return typeof value === "object" && value !== null && !isList(value);
    case "object or null":
      return value === null || isPart(value, "object");
    case "count":
      return Number.isSafeInteger(value) && Number(value) >= 0;
    case "true or false":
      return typeof value === "boolean";
  }
}
