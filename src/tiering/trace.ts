import { instantText } from "../kernel/time/instant";
import { addCalendar } from "../kernel/time/calendar";
import { windowOf } from "../kernel/time/window";
import { holds, isMet, leastOf, type ReadMetric, type Side } from "./condition";
import { anchorOf, changedAtOf } from "./counting";
import type { OpenMember } from "./member";
import type { Condition, TierProgram } from "./program";
import { type Quantity, shownAs } from "./progress";

/** A condition with what it was judged by. */
export type ConditionTrace =
  | {
      readonly kind: "bound";
      readonly metric: string;
      readonly value: Quantity;
      readonly min: Quantity;
      /** What of the past the value counts; null: all of it. */
      readonly from: string | null;
      readonly holds: boolean;
    }
  | {
      readonly kind: "all" | "any" | "at-least";
      /** How many must hold. */
      readonly count: number;
      readonly of: readonly ConditionTrace[];
      readonly holds: boolean;
    }
  | { readonly kind: "not"; readonly of: ConditionTrace; readonly holds: boolean };

/** A condition and its parts, each with value, threshold, window and whether it holds; null: there is none. */
export function traceOf(
  program: TierProgram,
  member: OpenMember,
  condition: Condition | null,
  side: Side,
  read: ReadMetric,
  at: number,
): ConditionTrace | null {
  if (condition === null) return null;
  const inner = (one: Condition): ConditionTrace => traceOf(program, member, one, side, read, at)!;
  switch (condition.kind) {
    case "bound": {
      const { metric, place } = condition;
      const value = read(place);
      const from = windowStart(program, member, place, at);
      return {
        kind: "bound",
        metric,
        value: shownAs(program, place, value),
        min: shownAs(program, place, leastOf(condition, side)),
        from: from === -Infinity ? null : instantText(from),
        holds: isMet(condition, side, value),
      };
    }
    case "not":
      return { kind: "not", of: inner(condition.of), holds: holds(condition, side, read) };
    default: {
      const { kind, count, of } = condition;
      return { kind, count, of: of.map(inner), holds: holds(condition, side, read) };
    }
  }
}

/** From when on activities count at an instant; of a rolling window, those after it. */
function windowStart(program: TierProgram, member: OpenMember, place: number, at: number): number {
  const { window } = program.metrics[place]!;
  switch (window.kind) {
    case "lifetime":
      return -Infinity;
    case "since-change":
      return changedAtOf(member);
    case "rolling":
      return addCalendar(at, -window.length, window.unit, program.zone);
    default:
      return windowOf(window, at, program.zone, anchorOf(member))?.from ?? -Infinity;
  }
}
