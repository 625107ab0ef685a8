import { describe, expect, it } from "vitest";
import {
  addCalendar,
  countsAt,
  endOfCalendar,
  instantOfWallClock,
  instantText,
  localDay,
  startOfCalendar,
  startOfDay,
  toMilliseconds,
  wallClock,
  windowOf,
} from "uptier/kernel";

const LAST = toMilliseconds("9999-12-31T23:59:59.999Z");
const FIRST = toMilliseconds("0000-01-01T00:00:00Z");
const ZONE = "Asia/Shanghai";

const notMilliseconds = [
  "2026-11-21T09:30:00+08:00",
  "0",
  new Date(0),
  null,
  undefined,
  0n,
  0.5,
  Number.NaN,
  Infinity,
  LAST + 1,
  FIRST - 1,
  {},
] as never[];

describe("functions that take milliseconds", () => {
  const rolling = { kind: "rolling", length: 1, unit: "day" } as const;
  const anniversary = { kind: "anniversary", length: 1, unit: "year" } as const;
  const functions: [string, (instant: never) => unknown][] = [
    ["instantText [time-01]", (instant) => instantText(instant)],
    ["wallClock [time-01]", (instant) => wallClock(instant, ZONE)],
    ["instantOfWallClock [time-01]", (instant) => instantOfWallClock(instant, ZONE)],
    ["localDay [time-01]", (instant) => localDay(instant, ZONE)],
    ["addCalendar [time-01]", (instant) => addCalendar(instant, 1, "day", ZONE)],
    ["startOfCalendar [time-01]", (instant) => startOfCalendar(instant, "day", ZONE)],
    ["endOfCalendar [time-01]", (instant) => endOfCalendar(instant, "day", ZONE)],
    ["windowOf [time-01]", (instant) => windowOf({ kind: "lifetime" }, instant, ZONE)],
    ["countsAt [time-01]", (instant) => countsAt(rolling, instant, 0, ZONE)],
    ["countsAt, asOf [time-01]", (instant) => countsAt(rolling, 0, instant, ZONE)],
  ];

  it.each(functions)("%s refuses what is none", (_, call) => {
    for (const wrong of notMilliseconds) {
      expect(() => call(wrong)).toThrow(
        expect.objectContaining({
          code: "invalid-instant",
          message: expect.stringContaining("use toMilliseconds(...)") as string,
        }),
      );
    }
    expect(() => call(0 as never)).not.toThrow();
  });

  it("an anchor too is checked, and so is the window itself [time-01]", () => {
    expect(() => windowOf(anniversary, 0, ZONE, null as never)).toThrow(
      expect.objectContaining({ code: "invalid-instant" }),
    );
    for (const wrong of [null, undefined, "lifetime"] as never[]) {
      expect(() => windowOf(wrong, 0, ZONE)).toThrow(
        expect.objectContaining({ code: "invalid-window" }),
      );
    }
  });
});

describe("instants beyond the years 0000 to 9999", () => {
  it.each([
    new Date(LAST + 1),
    new Date(FIRST - 1),
    "9999-12-31T23:59:59-00:01",
    "0000-01-01T00:00:00+00:01",
  ])("%s is refused, so that every text can be read again [time-01]", (instant) => {
    expect(() => toMilliseconds(instant)).toThrow(
      expect.objectContaining({ code: "invalid-instant" }),
    );
  });

  it("the first and the last are written and read [time-01]", () => {
    for (const instant of [FIRST, LAST]) expect(toMilliseconds(instantText(instant))).toBe(instant);
  });

  it("a step that leads there is refused [time-01]", () => {
    expect(() => addCalendar(LAST, 1, "day", "UTC")).toThrow(
      expect.objectContaining({ code: "invalid-instant" }),
    );
  });
});

describe("startOfDay", () => {
  it.each([1.5, "20000", Number.NaN, null, undefined, 0n, 1e9] as never[])(
    "refuses %s, which is no day number [time-01]",
    (day) => {
      expect(() => startOfDay(day, ZONE)).toThrow(expect.objectContaining({ code: "invalid-day" }));
    },
  );
});
