import { addSafely } from "../../kernel/money/amount";
import type { BadgeCounter } from "./input";
import { type BadgeStanding, type CountedActivity, own, standingKey } from "./state";

/** A standing to be changed in place. */
export type OpenStanding = {
  -readonly [Key in keyof BadgeStanding]: Key extends "values" | "tiers"
    ? Record<string, BadgeStanding[Key][string]>
    : BadgeStanding[Key];
};

/** Standings to be changed in place. */
export type OpenStandings = Record<string, OpenStanding>;

/** A copy of a standing that can be changed. */
export function copyOfStanding(standing: BadgeStanding): OpenStanding {
  return { ...standing, values: { ...standing.values }, tiers: { ...standing.tiers } };
}

/** The standing that something belongs to; made where there is none yet. */
export function standingOf(
  standings: OpenStandings,
  { badge, season, until, counter }: Omit<CountedActivity, "value">,
): OpenStanding {
  const key = standingKey(badge, season);
  const known = own(standings, key);
  if (known !== undefined) return known;
  const made = { badge, season, until, counter, count: 0, values: {}, floor: 0, tiers: {} };
  standings[key] = made;
  return made;
}

/** Counts an activity, or with -1 takes it back. */
export function count(standing: OpenStanding, counted: CountedActivity, sign: 1 | -1): void {
  const { value } = counted;
  switch (standing.counter.kind) {
    case "events":
    case "sum":
      standing.count = addSafely(standing.count, sign * Number(value));
      return;
    case "distinct":
    case "distinct-days": {
      const left = addValue(standing.values, String(value), sign);
      if (sign === 1 ? left === 1 : left === 0) standing.count += sign;
      return;
    }
    case "streak":
      addValue(standing.values, String(value), sign);
      standing.count = longest(standing);
  }
}

/** Counts an activity for good: of a streak only the longest is kept of what cannot be undone. */
export function settle(standing: OpenStanding, { value }: CountedActivity): void {
  if (standing.counter.kind !== "streak") return;
  standing.floor = Math.max(standing.floor, Number(value));
  addValue(standing.values, String(value), -1);
}

/** Whether nothing is left to be said about a standing. */
export function isEmpty({ count: total, values, floor, tiers }: OpenStanding): boolean {
  return (
    total === 0 &&
    floor === 0 &&
    Object.keys(values).length === 0 &&
    Object.keys(tiers).length === 0
  );
}

function longest({ floor, values }: OpenStanding): number {
  return Object.keys(values).reduce((most, length) => Math.max(most, Number(length)), floor);
}

/** Whether two counters count the same. */
export function sameCounter(a: BadgeCounter, b: BadgeCounter): boolean {
  const attributeOf = (counter: BadgeCounter): string | null =>
    counter.kind === "distinct" ? counter.attribute : null;
  return a.kind === b.kind && attributeOf(a) === attributeOf(b);
}

/** How many activities have a value after one more, or one less. */
function addValue(values: Record<string, number>, value: string, change: 1 | -1): number {
  const left = (own(values, value) ?? 0) + change;
  if (left > 0) {
    // A value such as "__proto__" must become a member of its own.
    Object.defineProperty(values, value, {
      value: left,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  } else Reflect.deleteProperty(values, value);
  return left;
}
