import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { dayKey, dayNumber, instantText, toMilliseconds } from "uptier/kernel";
import { dayExists } from "../../../src/kernel/time/instant";

describe("day keys and numbers", () => {
  test.prop([fc.integer({ min: dayNumber("0001-01-01"), max: dayNumber("9999-12-31") })])(
    "are each other's inverse [time-01]",
    (day) => {
      expect(dayNumber(dayKey(day))).toBe(day);
    },
  );

  it.each([
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-1-1",
    "26-01-01",
    "",
    "x",
  ])("refuse %s [time-01]", (key) => {
    expect(() => dayNumber(key)).toThrow(expect.objectContaining({ code: "invalid-day" }));
  });

  it.each([0.5, Number.NaN, Infinity, dayNumber("9999-12-31") + 1, dayNumber("0001-01-01") - 1])(
    "refuse %s [time-01]",
    (day) => {
      expect(() => dayKey(day)).toThrow(expect.objectContaining({ code: "invalid-day" }));
    },
  );

  it("know leap years [time-04]", () => {
    const leap = [1600, 1900, 2000, 2023, 2024, 2100].filter((year) => dayExists(year, 2, 29));
    expect(leap).toEqual([1600, 2000, 2024]);
  });
});

describe("instants", () => {
  test.prop([
    fc.date({ noInvalidDate: true, min: new Date("0001-01-01"), max: new Date("9999-12-31") }),
  ])("are the same as text and as Date [time-01]", (date) => {
    expect(toMilliseconds(date)).toBe(Number(date));
    expect(toMilliseconds(date.toISOString())).toBe(Number(date));
    expect(instantText(Number(date))).toBe(date.toISOString());
  });

  it("count an offset [time-01]", () => {
    const texts = ["2026-11-21T09:30:00+08:00", "2026-11-20T20:30:00-05:00", "2026-11-21T01:30Z"];
    expect(texts.map(toMilliseconds)).toEqual(texts.map(() => Date.UTC(2026, 10, 21, 1, 30)));
  });

  it.each([
    "2026-11-21",
    "2026-11-21T09:30:00",
    "2026-11-21 09:30:00+08:00",
    "2026-11-21T24:00:00Z",
    "2026-11-21T09:60:00Z",
    "2026-11-21T09:30:61Z",
    "2026-11-21T09:30:00+0800",
    "2026-11-21T09:30:00+25:00",
    "2026-02-30T00:00:00Z",
    "Sat, 21 Nov 2026 09:30:00 GMT",
    "now",
    "",
    1_795_224_600_000,
    new Date(Number.NaN),
    null,
    undefined,
    {},
  ])("refuse %s [time-01]", (value) => {
    expect(() => toMilliseconds(value as string)).toThrow(
      expect.objectContaining({ code: "invalid-instant" }),
    );
  });
});
