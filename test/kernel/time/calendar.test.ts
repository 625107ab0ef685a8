import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  addCalendar,
  countsAt,
  dayKey,
  endOfCalendar,
  localDay,
  startOfCalendar,
  startOfDay,
  wallClock,
  type Window,
  windowOf,
} from "uptier/kernel";
import { CALENDAR_UNITS, WEEKDAYS } from "uptier/kernel";
import { ZONES } from "./oracle";

const zone = fc.constantFrom(...ZONES);
const unit = fc.constantFrom(...CALENDAR_UNITS);
const weekday = fc.constantFrom(...WEEKDAYS);
const instant = fc.integer({ min: Date.UTC(1972, 0), max: Date.UTC(2030, 0) });

function dateOf(at: number, name: string): string {
  return dayKey(localDay(at, name));
}

describe("addCalendar", () => {
  test.prop([instant, fc.integer({ min: -400, max: 400 }), zone], { numRuns: 1_000 })(
    "steps months to the same day of the month, or to its last day [time-04]",
    (at, count, name) => {
      const [year = 0, month = 0, day = 0] = dateOf(at, name).split("-").map(Number);
      const months = year * 12 + month - 1 + count;
      const [newYear, newMonth] = [Math.floor(months / 12), months - Math.floor(months / 12) * 12];
      const last = new Date(Date.UTC(newYear, newMonth + 1, 0)).getUTCDate();
      const expected = new Date(Date.UTC(newYear, newMonth, Math.min(day, last)));
      const stepped = addCalendar(at, count, "month", name);
      const skipped = wallClock(stepped, name) % 86_400_000 !== wallClock(at, name) % 86_400_000;
      if (!skipped) expect(dateOf(stepped, name)).toBe(expected.toISOString().slice(0, 10));
    },
  );

  test.prop([instant, fc.integer({ min: -1000, max: 1000 }), zone], { numRuns: 1_000 })(
    "steps days by the date and keeps the time of day, unless it is skipped [time-04]",
    (at, count, name) => {
      const stepped = addCalendar(at, count, "day", name);
      const gained = wallClock(stepped, name) - wallClock(at, name) - count * 86_400_000;
      expect(gained).toBeGreaterThanOrEqual(0);
      if (gained === 0) expect(localDay(stepped, name) - localDay(at, name)).toBe(count);
      // Half an hour in Lord Howe, two hours in Newfoundland in 1988, a whole day in Apia in 2011.
      else expect([0.5, 1, 2, 24]).toContain(gained / 3_600_000);
    },
  );

  test.prop([instant, fc.integer({ min: -50, max: 50 }), zone])(
    "a quarter is 3 months, a half-year 6, a year 12, a week 7 days [time-04]",
    (at, count, name) => {
      const months = (each: number): number => addCalendar(at, count * each, "month", name);
      expect(addCalendar(at, count, "quarter", name)).toBe(months(3));
      expect(addCalendar(at, count, "half-year", name)).toBe(months(6));
      expect(addCalendar(at, count, "year", name)).toBe(months(12));
      expect(addCalendar(at, count, "week", name)).toBe(addCalendar(at, count * 7, "day", name));
    },
  );

  it("is anchored: 31 January goes to 28 February and on to 31 March [time-04]", () => {
    const anchor = Date.UTC(2023, 0, 31);
    const dates = [1, 2, 3, 13].map((count) =>
      dateOf(addCalendar(anchor, count, "month", "UTC"), "UTC"),
    );
    expect(dates).toEqual(["2023-02-28", "2023-03-31", "2023-04-30", "2024-02-29"]);
  });

  it("has limits [time-04]", () => {
    for (const count of [100_001, -100_001, 0.5, Number.NaN, Infinity]) {
      expect(() => addCalendar(0, count, "day", "UTC")).toThrow(
        expect.objectContaining({ code: "invalid-step" }),
      );
    }
    expect(() => addCalendar(0, 1, "toString" as never, "UTC")).toThrow(
      expect.objectContaining({ code: "invalid-unit" }),
    );
  });

  it("takes the longest step [time-04]", () => {
    expect(addCalendar(0, 100_000, "day", "UTC")).toBe(8.64e12);
  });
});

describe("calendar units", () => {
  test.prop([instant, unit, zone, weekday], { numRuns: 1_000 })(
    "are half-open, contain the instant and follow one another without a gap [time-05]",
    (at, size, name, first) => {
      const start = startOfCalendar(at, size, name, first);
      const end = endOfCalendar(at, size, name, first);
      expect(start <= at && at < end).toBe(true);
      expect(startOfCalendar(end, size, name, first)).toBe(end);
      expect(endOfCalendar(start, size, name, first)).toBe(end);
      expect(endOfCalendar(end - 1, size, name, first)).toBe(end);
      expect(startOfDay(localDay(start, name), name)).toBe(start);
    },
  );

  test.prop([instant, zone, weekday])(
    "weeks start on the named day [time-05]",
    (at, name, first) => {
      const start = startOfCalendar(at, "week", name, first);
      const day = new Date(localDay(start, name) * 86_400_000).getUTCDay();
      expect(WEEKDAYS[day]).toBe(first);
    },
  );

  it("half-years and quarters start in their months [time-05]", () => {
    const starts = (size: "half-year" | "quarter"): string[] =>
      [0, 2, 3, 5, 6, 8, 9, 11].map((month) =>
        dateOf(startOfCalendar(Date.UTC(2026, month, 15), size, "UTC"), "UTC").slice(5),
      );
    expect(starts("half-year")).toEqual([
      "01-01",
      "01-01",
      "01-01",
      "01-01",
      "07-01",
      "07-01",
      "07-01",
      "07-01",
    ]);
    expect(starts("quarter")).toEqual([
      "01-01",
      "01-01",
      "04-01",
      "04-01",
      "07-01",
      "07-01",
      "10-01",
      "10-01",
    ]);
  });
});

describe("windows", () => {
  const length = fc.integer({ min: 1, max: 24 });
  const window = fc.oneof(
    fc.record({ kind: fc.constant("calendar" as const), unit, weekStart: weekday }),
    fc.record({ kind: fc.constant("rolling" as const), length, unit }),
    fc.record({ kind: fc.constant("anniversary" as const), length, unit }),
  );

  test.prop([window, instant, fc.integer({ min: 0, max: 2e12 }), zone], { numRuns: 1_000 })(
    "hold their event and are half-open [time-05]",
    (shape: Window, event, before, name) => {
      const anchor = event - before;
      const { from, to } = windowOf(shape, event, name, anchor)!;
      expect(from! <= event && event < to!).toBe(true);
      expect(countsAt(shape, event, event, name, anchor)).toBe(true);
      expect(countsAt(shape, event, to! - 1, name, anchor)).toBe(true);
      expect(countsAt(shape, event, to!, name, anchor)).toBe(false);
      expect(countsAt(shape, event, event - 1, name, anchor)).toBe(false);
    },
  );

  test.prop([length, unit, instant, fc.integer({ min: 0, max: 2e12 }), zone])(
    "anniversaries are counted from the anchor, one after another [time-05]",
    (size, step, event, before, name) => {
      const anchor = event - before;
      const shape = { kind: "anniversary", length: size, unit: step } as const;
      const { from, to } = windowOf(shape, event, name, anchor)!;
      expect(windowOf(shape, to!, name, anchor)!.from).toBe(to);
      if (from! > anchor) expect(windowOf(shape, from! - 1, name, anchor)!.to).toBe(from);
    },
  );

  it("before the anchor and outside fixed bounds there is none [time-05]", () => {
    const yearly = { kind: "anniversary", length: 1, unit: "year" } as const;
    expect(windowOf(yearly, 5, "UTC", 6)).toBeNull();
    const fixed = { kind: "fixed", from: new Date(10), to: new Date(20) } as const;
    expect([9, 10, 19, 20].map((at) => windowOf(fixed, at, "UTC") !== null)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(countsAt(fixed, 9, 15, "UTC")).toBe(false);
    expect(countsAt({ kind: "lifetime" }, 0, 1e14, "UTC")).toBe(true);
  });

  it("may be 10,000 units long [time-05]", () => {
    const shape = { kind: "rolling", length: 10_000, unit: "day" } as const;
    expect(windowOf(shape, 0, "UTC")).toEqual({ from: 0, to: 8.64e11 });
  });
});
