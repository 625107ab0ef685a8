import { WEEKDAYS } from "../../kernel/time/calendar";
import { type DayNumber, dayNumber } from "../../kernel/time/day";
import type { CheckInDefinition } from "./definition";
import type { CheckInMilestone } from "./input";

/** What every check-in looks up, worked out once per definition. */
export interface Lookup {
  readonly opensAt: number;
  readonly closesAt: number;
  /** By the index of the weekday, from Sunday. */
  readonly isRestDay: readonly boolean[];
  /** In the order of the definition. */
  readonly rungs: readonly Rung[];
  /** By zone: whether a day that was asked for has any instant. */
  readonly existing: Map<string, Map<DayNumber, boolean>>;
}

/** A milestone in the form that is compared fast. */
export interface Rung {
  readonly milestone: CheckInMilestone;
  readonly kind: CheckInMilestone["kind"];
  /** The count, the index of the weekday, or the day number; 0 for every day. */
  readonly n: number;
  readonly overrides: boolean;
}

const lookups = new WeakMap<CheckInDefinition, Lookup>();

/** The lookup of a definition. */
export function lookupOf(definition: CheckInDefinition): Lookup {
  const known = lookups.get(definition);
  if (known !== undefined) return known;
  const { opensAt, closesAt, restDays, milestones } = definition;
  const lookup: Lookup = {
    opensAt: opensAt === null ? -Infinity : Date.parse(opensAt),
    closesAt: closesAt === null ? Infinity : Date.parse(closesAt),
    isRestDay: WEEKDAYS.map((weekday) => restDays.includes(weekday)),
    rungs: milestones.map((milestone) => ({
      milestone,
      kind: milestone.kind,
      n: sizeOf(milestone),
      overrides: milestone.mode === "override",
    })),
    existing: new Map(),
  };
  lookups.set(definition, lookup);
  return lookup;
}

function sizeOf(milestone: CheckInMilestone): number {
  switch (milestone.kind) {
    case "every-day":
      return 0;
    case "weekday":
      return WEEKDAYS.indexOf(milestone.weekday);
    case "date":
      return dayNumber(milestone.date);
    default:
      return milestone.n;
  }
}
