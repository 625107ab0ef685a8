import { instantIn, invalidCommand, textIn } from "../kernel/command";
import type { Command } from "../kernel/decision";
import { shown, UptierError } from "../kernel/errors";
import { isList } from "../kernel/list";
import { type AmountInput, toMinor } from "../kernel/money/amount";
import { conflictOf, type IdConflict, partText, refuse } from "../kernel/refusal";
import { type Instant, instantText } from "../kernel/time/instant";
import { bringUp, enrol } from "./arrival";
import {
  accept,
  arrive,
  bookActivity,
  exists,
  type TierCommand,
  type TierDecision,
  type TierResult,
} from "./booking";
import { otherUse } from "./identity";
import { type OpenMember, openMember } from "./member";
import type { TierProgram } from "./program";
import { rerank } from "./ranking";
import { type KeptActivity, MAX_ACTIVITIES, type TierState, type UsedBenefit } from "./state";
import { checkTierState } from "./state-check";

/** A member did something that the programme may count. */
export interface RecordActivityCommand extends TierCommand {
  /** What it was: `order`, `visit`, `check-in`. */
  readonly kind: string;
  /** What it is known by, and reversed by: the id of the order. Default: the id of the command. */
  readonly ref?: string | undefined;
  /** When it happened, not after `at`. Default: `at`. */
  readonly occurredAt?: Instant | undefined;
  /** For money metrics: what was paid, at least 0. */
  readonly amount?: AmountInput | undefined;
  /** ISO 4217, if it is stated: it must be that of the programme. */
  readonly currency?: string | undefined;
  /** For sums and balances: a whole number; below 0 for what leaves a balance. */
  readonly units?: number | undefined;
  /** Benefits of the tier that were used with it, at most 50: a refund that costs the tier tells them. */
  readonly used?:
    readonly { readonly benefit: string; readonly amount?: AmountInput | undefined }[] | undefined;
}

/**
 * Why an activity is not recorded, in the order in which reasons are looked for.
 *
 * 1. `has-left`: is no member any more, and would have to join again
 * 2. `id-conflict`: the id stood for something else, or another activity is recorded under this ref
 * 3. `too-many-activities`: there are as many as a member may have
 */
export type RecordActivityRefusal =
  | { readonly code: "has-left"; readonly leftAt: string }
  | IdConflict
  | { readonly code: "too-many-activities"; readonly limit: number };

/** The codes of {@link RecordActivityRefusal} in their order of precedence. */
export const RECORD_ACTIVITY_REFUSALS = [
  "has-left",
  "id-conflict",
  "too-many-activities",
] as const satisfies readonly RecordActivityRefusal["code"][];

/** The answer to a {@link RecordActivityCommand}. */
export type RecordActivityDecision = TierDecision<TierResult, RecordActivityRefusal>;

/**
 * Counts an activity, and ranks the member anew. Who is no member yet becomes one.
 *
 * The activity is part of what it is judged by: the order that reaches the threshold is already an
 * order of the new tier. Several tiers may be passed at once. An activity that happened earlier counts
 * at its own date, but reviews that were held meanwhile stand.
 *
 * To ask what an order would do, decide and do not keep the entries.
 *
 * @param state - of the member
 * @throws UptierError in this order: `invalid-state`, `invalid-command` (for a metric that counts this
 * kind and finds no `amount` or `units` too), `currency-mismatch`, those of `toMinor`,
 * `too-many-steps`, `invalid-instant` (where a window or a term ends after the year 9999),
 * `unsafe-integer`
 *
 * @example
 * ```ts
 * import { defineTiers, newTierState, recordActivity } from "uptier/tiering";
 *
 * const program = defineTiers({
 *   id: "mall",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "spend", kind: "money", on: ["order"] }],
 *   tiers: [
 *     { id: "basic", rank: 0 },
 *     { id: "silver", rank: 1, entry: { metric: "spend", min: "1000" } },
 *   ],
 * });
 * const order = { id: "o1", at: "2026-11-21T09:30:00+08:00", member: "m1", kind: "order", amount: "1000.00" };
 * const decision = recordActivity(program, newTierState(), order);
 * decision.ok && decision.value; // => { from: null, to: "silver" }
 * decision.why.map(({ code }) => code); // => ["joined", "upgraded"]
 * ```
 */
export function recordActivity(
  program: TierProgram,
  state: TierState,
  command: RecordActivityCommand,
): RecordActivityDecision {
  checkTierState(state);
  return decideRecord(program, openMember(program, state), command);
}

/** {@link recordActivity} on a member that is open; changes it if it accepts. */
export function decideRecord(
  program: TierProgram,
  member: OpenMember,
  command: RecordActivityCommand,
): RecordActivityDecision {
  const names = command?.ref === undefined ? NAMES : NAMES_WITH_REF;
  const booking = arrive(program, member, command, names);
  const activity = activityOf(program, command, booking.at);
  const leftAt = member.membership?.leftAt ?? null;
  if (leftAt !== null) return refuse({ code: "has-left", leftAt });
  const known = member.activities.get(activity.ref);
  const conflict =
    otherUse(member, activity.id, "recordActivity", activity.ref) ??
    (known === undefined ? null : differenceOf(known, activity, command));
  if (conflict !== null) return refuse(conflict);
  if (known !== undefined) return exists(booking, {});
  if (member.activities.size >= MAX_ACTIVITIES) {
    return refuse({ code: "too-many-activities", limit: MAX_ACTIVITIES });
  }
  bringUp(booking);
  enrol(booking, booking.now);
  bookActivity(booking, booking.now, activity);
  rerank(booking, booking.now, activity);
  return accept(booking);
}

const NAMES = ["member", "kind"] as const;
const NAMES_WITH_REF = ["member", "kind", "ref"] as const;

const MAX_USED = 50;

/** What is kept of an activity. Each part of the command is read once. */
function activityOf(
  program: TierProgram,
  command: RecordActivityCommand,
  sentAt: number,
): KeptActivity {
  const { id, kind, ref, occurredAt, currency, amount, units, used } = command;
  if (currency !== undefined && currency !== program.currency) {
    throw new UptierError(
      "currency-mismatch",
      `the programme counts ${program.currency}, not ${shown(currency)}; convert the amount first, at a rate that you keep`,
    );
  }
  const at = occurredAt === undefined ? sentAt : instantIn("occurredAt", occurredAt);
  if (at > sentAt) {
    throw invalidCommand("occurredAt", "an instant that is not after at", occurredAt);
  }
  const minor = amount === undefined ? null : toMinor(amount, program.currency);
  if (minor !== null && minor < 0) {
    throw invalidCommand("amount", "at least 0: take a refund back with reverseActivity", minor);
  }
  const whole = unitsOf(units);
  checkMeasures(program, kind, minor, whole);
  return {
    id,
    ref: ref ?? id,
    kind,
    at: instantText(at),
    amount: minor,
    units: whole,
    reversals: NOTHING,
    used: used === undefined ? NOTHING : usedOf(used, program.currency),
  };
}

const NOTHING: readonly never[] = Object.freeze([]);

function unitsOf(units: number | undefined): number | null {
  if (units === undefined) return null;
  if (Number.isSafeInteger(units)) return units + 0;
  throw invalidCommand("units", "a whole number", units);
}

function usedOf(
  used: NonNullable<RecordActivityCommand["used"]>,
  currency: string,
): readonly UsedBenefit[] {
  if (!isList(used) || used.length > MAX_USED) {
    throw invalidCommand("used", `a list of at most ${MAX_USED} benefits`, used);
  }
  return used.map((one) => {
    const id = textIn("used", one?.benefit);
    if (id === null) throw invalidCommand("used", "benefits with their ids", one);
    const { amount } = one;
    return { benefit: id, amount: amount === undefined ? null : toMinor(amount, currency) };
  });
}

/** Refuses an activity without what a metric needs. */
function checkMeasures(
  { metrics }: TierProgram,
  kind: string,
  amount: number | null,
  units: number | null,
): void {
  for (let place = 0; place < metrics.length; place += 1) {
    const metric = metrics[place]!;
    if (!metric.on.includes(kind)) continue;
    if (metric.kind === "money") {
      if (amount === null) throw invalidCommand("amount", neededFor(metric.id), undefined);
    } else if (metric.kind === "sum" || metric.kind === "balance") {
      if (units === null) throw invalidCommand("units", neededFor(metric.id), undefined);
    }
  }
}

function neededFor(metric: string): string {
  return `given, because the metric "${metric}" counts it`;
}

function shownUse({ used }: KeptActivity): string | null {
  return used.length === 0 ? null : partText(used);
}

/** What tells a double send from another activity under the same ref. */
function differenceOf(
  before: KeptActivity,
  now: KeptActivity,
  { occurredAt }: Command & Pick<RecordActivityCommand, "occurredAt">,
): IdConflict | null {
  return conflictOf({
    kind: [before.kind, now.kind],
    // Sent again, it may arrive later.
    occurredAt: [before.at, occurredAt === undefined ? before.at : now.at],
    amount: [before.amount, now.amount],
    units: [before.units, now.units],
    used: [shownUse(before), shownUse(now)],
  });
}
