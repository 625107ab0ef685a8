import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  dayKey,
  dayNumber,
  instantOfWallClock,
  localDay,
  startOfDay,
  wallClock,
} from "uptier/kernel";
import { isTimeZone } from "../../../src/kernel/time/zone";
import { formattedWallClock, ZONES } from "./oracle";

const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2037, 11) });
const HOUR = 3_600_000;

describe("wallClock and localDay", () => {
  test.prop([instant, zone], { numRuns: 1_000 })(
    "show what the platform shows [time-01]",
    (at, name) => {
      const shown = formattedWallClock(at, name);
      expect(new Date(wallClock(at, name)).toISOString().slice(0, 19)).toBe(shown);
      expect(dayKey(localDay(at, name))).toBe(shown.slice(0, 10));
    },
  );

  it("hold on both sides of every clock change of 40 years, remembered or not [time-01]", () => {
    for (const name of ZONES) {
      const offset = (at: number): number => wallClock(at, name) - at;
      for (let day = Date.UTC(1990, 0); day < Date.UTC(2030, 0); day += 24 * HOUR) {
        // No zone changes its clocks twice on a day.
        if (offset(day) === offset(day + 24 * HOUR)) continue;
        let at = day + 6 * HOUR;
        while (offset(at) === offset(day)) at += 6 * HOUR;
        for (let near = at - 6 * HOUR; near <= at; near += HOUR / 4) {
          const shown = formattedWallClock(near, name);
          expect(new Date(wallClock(near, name)).toISOString().slice(0, 19)).toBe(shown);
        }
      }
    }
  });
});

describe("instantOfWallClock", () => {
  test.prop([instant, zone], { numRuns: 1_000 })(
    "gives back the instant, or the first of two that show the same [time-02]",
    (at, name) => {
      const found = instantOfWallClock(wallClock(at, name), name);
      expect(wallClock(found, name)).toBe(wallClock(at, name));
      expect(found).toBeLessThanOrEqual(at);
    },
  );

  it("takes a skipped time for as much later as was skipped [time-02]", () => {
    const clock = (text: string, name: string): string =>
      new Date(instantOfWallClock(Date.parse(`${text}Z`), name)).toISOString();
    expect(clock("2024-03-10T02:30:00", "America/New_York")).toBe("2024-03-10T07:30:00.000Z");
    expect(clock("2019-03-29T00:15:00", "Asia/Amman")).toBe("2019-03-28T22:15:00.000Z");
    expect(clock("2024-10-06T02:10:00", "Australia/Lord_Howe")).toBe("2024-10-05T15:40:00.000Z");
    expect(clock("2011-12-30T12:00:00", "Pacific/Apia")).toBe("2011-12-30T22:00:00.000Z");
  });
});

describe("startOfDay", () => {
  const day = fc.integer({ min: dayNumber("1970-01-02"), max: dayNumber("2037-12-31") });

  test.prop([day, zone], { numRuns: 1_000 })(
    "is the first instant of the date: nothing before it is of that date [time-03]",
    (date, name) => {
      const start = startOfDay(date, name);
      if (localDay(start, name) !== date) {
        // Only a date that the zone skipped has no instant of its own.
        expect([name, dayKey(date)]).toEqual(["Pacific/Apia", "2011-12-30"]);
        return;
      }
      for (const step of [1, 60_000, HOUR, 5 * HOUR]) {
        expect(localDay(start - step, name)).toBeLessThan(date);
      }
    },
  );

  it("leaves days of 23, 24 and 25 hours, and one of none [time-03]", () => {
    const hours = (key: string, name: string): number =>
      (startOfDay(dayNumber(key) + 1, name) - startOfDay(dayNumber(key), name)) / HOUR;
    expect(hours("2024-03-10", "America/New_York")).toBe(23);
    expect(hours("2024-03-11", "America/New_York")).toBe(24);
    expect(hours("2024-11-03", "America/New_York")).toBe(25);
    expect(hours("2019-03-29", "Asia/Amman")).toBe(23);
    expect(hours("2024-10-06", "Australia/Lord_Howe")).toBe(23.5);
    expect(hours("2011-12-30", "Pacific/Apia")).toBe(0);
    expect(hours("1990-04-15", "Asia/Shanghai")).toBe(23);
  });
});

describe("zone names", () => {
  it("are IANA names that the platform knows [time-01]", () => {
    for (const name of ["Asia/Shanghai", "UTC", "Etc/GMT+8", "PRC"]) {
      expect(isTimeZone(name)).toBe(true);
    }
    for (const name of ["", "+08:00", "Asia/Peking", "x+08:00", 8, null, "__proto__"]) {
      expect(isTimeZone(name)).toBe(false);
      expect(() => localDay(0, name as string)).toThrow(
        expect.objectContaining({ code: "unknown-zone" }),
      );
    }
  });
});
