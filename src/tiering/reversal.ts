import { invalidCommand } from "../kernel/command";
import { type AmountInput, fromMinor, toMinor } from "../kernel/money/amount";
import { conflictOf, type IdConflict, refuse } from "../kernel/refusal";
import { toMilliseconds } from "../kernel/time/instant";
import { bringUp } from "./arrival";
import {
  acceptWith,
  arrive,
  book,
  exists,
  type TierCommand,
  type TierDecision,
  type TierResult,
} from "./booking";
import { highestRung } from "./condition";
import { effectiveRung } from "./effective";
import { otherUse } from "./identity";
import { type Left, leftOf } from "./counting";
import { type OpenMember, openMember } from "./member";
import { metricsOf } from "./metric-values";
import type { TierProgram } from "./program";
import { rerank } from "./ranking";
import type { KeptActivity, KeptReversal, TierState } from "./state";
import { checkTierState } from "./state-check";

/** Something is taken back: an order is refunded, points are clawed back. */
export interface ReverseActivityCommand extends TierCommand {
  /** What it is taken back of. */
  readonly ref: string;
  /** How much money. Default: all that is left, unless `units` is given. */
  readonly amount?: AmountInput | undefined;
  /** How many units. Default: all that are left, unless `amount` is given. */
  readonly units?: number | undefined;
}

/** What a reversal did. */
export interface ReverseActivityResult extends TierResult {
  /** What was taken back now. */
  readonly reversed: { readonly amount: string | null; readonly units: number | null };
  /**
   * Benefits that were used since the activity, with a tier above the one that the metrics give now:
   * reported, not taken back.
   */
  readonly used: readonly {
    readonly ref: string;
    readonly benefit: string;
    /** Null: it was not stated. */
    readonly amount: string | null;
  }[];
}

/**
 * Why nothing is taken back, in the order in which reasons are looked for.
 *
 * 1. `unknown-activity`: nothing is recorded under this ref
 * 2. `id-conflict`: the id stood for something else
 * 3. `exceeds-rest`: there is less left than that
 */
export type ReverseActivityRefusal =
  | { readonly code: "unknown-activity"; readonly ref: string }
  | IdConflict
  | {
      readonly code: "exceeds-rest";
      readonly left: { readonly amount: string | null; readonly units: number | null };
    };

/** The codes of {@link ReverseActivityRefusal} in their order of precedence. */
export const REVERSE_ACTIVITY_REFUSALS = [
  "unknown-activity",
  "id-conflict",
  "exceeds-rest",
] as const satisfies readonly ReverseActivityRefusal["code"][];

/** The answer to a {@link ReverseActivityCommand}. */
export type ReverseActivityDecision = TierDecision<ReverseActivityResult, ReverseActivityRefusal>;

/**
 * Takes something back of an activity. The metrics are lower at once, at the date of the activity: an
 * order that no longer counts changes nothing. What the tier makes of it is the programme's
 * `refundEffect`. Nothing can be taken back twice; an activity of which all is taken back is no order and
 * no visit any more.
 *
 * @param state - of the member
 * @throws UptierError in this order: `invalid-state`, `invalid-command`, those of `toMinor`,
 * `too-many-steps`, `invalid-instant` (where a window or a term ends after the year 9999),
 * `unsafe-integer`
 *
 * @example
 * ```ts
 * import { defineTiers, openTiers } from "uptier/tiering";
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
 *   refundEffect: "immediate",
 * });
 * const session = openTiers(program);
 * const about = { at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * session.recordActivity({ ...about, id: "o1", kind: "order", amount: "1200.00" });
 * const decision = session.reverseActivity({ ...about, id: "r1", ref: "o1", amount: "300.00" });
 * decision.ok && decision.value.to; // => "basic"
 * ```
 */
export function reverseActivity(
  program: TierProgram,
  state: TierState,
  command: ReverseActivityCommand,
): ReverseActivityDecision {
  checkTierState(state);
  return decideReverse(program, openMember(program, state), command);
}

/** {@link reverseActivity} on a member that is open; changes it if it accepts. */
export function decideReverse(
  program: TierProgram,
  member: OpenMember,
  command: ReverseActivityCommand,
): ReverseActivityDecision {
  const booking = arrive(program, member, command, ["member", "ref"]);
  const { currency } = program;
  const amount = command.amount === undefined ? null : toMinor(command.amount, currency);
  const units = command.units ?? null;
  if (amount !== null && amount <= 0) {
    throw invalidCommand("amount", "more than 0", fromMinor(amount, currency));
  }
  if (units !== null && (!Number.isSafeInteger(units) || units === 0)) {
    throw invalidCommand("units", "a whole number other than 0", units);
  }
  const activity = member.activities.get(command.ref);
  if (activity === undefined) return refuse({ code: "unknown-activity", ref: command.ref });
  const known = activity.reversals.find(({ id }) => id === command.id);
  const conflict =
    otherUse(member, command.id, "reverseActivity", command.ref) ??
    (known === undefined
      ? null
      : conflictOf({
          amount: [known.amount, amount ?? known.amount],
          units: [known.units, units ?? known.units],
        }));
  if (conflict !== null) return refuse(conflict);
  if (known !== undefined) {
    return exists(booking, { reversed: shownOf(program, activity, known), used: [] });
  }
  const left = leftOf(activity);
  if (left.full || exceeds(left, amount ?? 0, units ?? 0)) {
    return refuse({ code: "exceeds-rest", left: shownOf(program, activity, left) });
  }
  const reversal = reversalOf(left, command.id, amount, units);
  bringUp(booking);
  const held = effectiveRung(program, member, booking.now);
  book(booking, booking.now, { kind: "activity-reversed", ref: command.ref, reversal });
  if (member.earned !== null) rerank(booking, booking.now, "reversal");
  return acceptWith(booking, {
    reversed: shownOf(program, activity, reversal),
    used: usedSince(program, member, activity, held),
  });
}

/** Takes back what is named; all that is left where nothing is named. */
function reversalOf(
  left: Left,
  id: string,
  amount: number | null,
  units: number | null,
): KeptReversal {
  const all = amount === null && units === null;
  const takes = {
    amount: amount ?? (all ? left.amount : 0),
    units: units ?? (all ? left.units : 0),
  };
  const full = takes.amount === left.amount && takes.units === left.units;
  return { id, ...takes, full };
}

/** Units of either sign are taken back towards 0. */
function exceeds(left: Left, amount: number, units: number): boolean {
  if (amount > left.amount) return true;
  return left.units >= 0 ? units < 0 || units > left.units : units > 0 || units < left.units;
}

function shownOf(
  { currency }: TierProgram,
  activity: KeptActivity,
  { amount, units }: { readonly amount: number; readonly units: number },
): ReverseActivityResult["reversed"] {
  return {
    amount: activity.amount === null ? null : fromMinor(amount, currency),
    units: activity.units === null ? null : units,
  };
}

/** What was used since an activity, if the tier it was used with is above what the metrics give now. */
function usedSince(
  program: TierProgram,
  member: OpenMember,
  since: KeptActivity,
  held: number,
): ReverseActivityResult["used"] {
  if (highestRung(program, metricsOf(program, member)) >= held) return [];
  const from = toMilliseconds(since.at);
  return [...member.activities.values()]
    .filter(({ at, used }) => used.length > 0 && toMilliseconds(at) >= from)
    .flatMap(({ ref, used }) =>
      used.map(({ benefit, amount }) => ({
        ref,
        benefit,
        amount: amount === null ? null : fromMinor(amount, program.currency),
      })),
    );
}
