import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { checkInDay, defineCheckIn } from "uptier/points";
import { memberOf } from "./member";

const [LA, TOKYO, NEW_YORK] = ["America/Los_Angeles", "Asia/Tokyo", "America/New_York"];

describe("the zone of the member [points-35]", () => {
  it("is fixed with the day when it is written, and stays until another one comes [CR1]", () => {
    const member = memberOf();
    member.claim("2026-11-21T16:00:00Z", { zone: TOKYO });
    expect(member.state()).toMatchObject({
      last: { day: "2026-11-22", zone: TOKYO },
      months: { "2026-11": { records: { "2026-11-22": { zone: TOKYO } } } },
    });
    expect(member.view("2026-11-22T15:00:00Z").day).toBe("2026-11-23");
  });

  it("neither spring nor autumn changes a streak", () => {
    for (const [month, date] of [
      [2, 6],
      [9, 29],
    ] as const) {
      const member = memberOf({ zone: NEW_YORK });
      for (let n = 0; n < 6; n += 1) {
        member.claim(new Date(Date.UTC(2024, month, date + n, 17)).toISOString());
      }
      expect(member.state().streak?.days).toBe(6);
    }
  });

  it("counts days 23 hours apart across the spring change [CR1]", () => {
    const member = memberOf({ zone: NEW_YORK });
    member.claim("2024-03-10T05:00:00Z"); // 00:00 on the 10th
    member.claim("2024-03-11T04:00:00Z"); // 00:00 on the 11th, 23 hours later
    expect(member.state().streak?.days).toBe(2);
  });

  it("a move never loses a day, in either direction [CR10]", () => {
    const member = memberOf();
    member.claim("2026-11-20T20:00:00Z", { zone: LA });
    member.claim("2026-11-21T20:00:00Z", { zone: LA });
    const east = member.claim("2026-11-22T16:00:00Z", { zone: TOKYO }); // 22nd there, 23rd here
    expect(east).toMatchObject({
      value: { day: "2026-11-23", record: { counters: { streak: 3 } } },
    });
    expect(member.statuses("2026-11", "2026-11-23T00:00:00Z")["2026-11-22"]).toBe("skipped");
    member.claim("2026-11-23T16:00:00Z"); // 24th in Tokyo
    const west = member.claim("2026-11-24T18:00:00Z", { zone: LA }); // 24th again
    expect(west).toMatchObject({ value: { already: true, reward: [] } });
    const next = member.claim("2026-11-25T18:00:00Z", { zone: LA });
    expect(next).toMatchObject({ value: { record: { counters: { streak: 5 } } } });
  });

  it("days that were missed before a move still count as missed, and freezes cover them", () => {
    const member = memberOf({ freezes: { max: 2 } });
    member.grant("2026-11-20T20:00:00Z", 2);
    member.claim("2026-11-20T20:00:00Z", { zone: LA });
    const east = member.claim("2026-11-22T16:00:00Z", { zone: TOKYO });
    expect(east).toMatchObject({ value: { frozen: ["2026-11-21"], ended: null } });
    expect(member.state()).toMatchObject({ streak: { days: 2 }, freezes: 1 });
  });

  it("a freeze that a move to the west makes needless comes back", () => {
    const member = memberOf({ freezes: { max: 1 } });
    member.grant("2026-11-19T16:00:00Z", 1);
    member.claim("2026-11-19T16:00:00Z", { zone: TOKYO }); // 20th
    member.job("2026-11-21T16:00:00Z"); // 22nd in Tokyo: the 21st is frozen
    expect(member.state().held).toEqual(["2026-11-21"]);
    const west = member.claim("2026-11-21T20:00:00Z", { zone: LA }); // 21st
    expect(west.ok && west.why).toContainEqual({ code: "freezes-returned", days: ["2026-11-21"] });
    expect(member.state()).toMatchObject({
      streak: { days: 2, to: "2026-11-21" },
      freezes: 1,
      months: { "2026-11": { records: { "2026-11-21": { kind: "claimed" } } } },
    });
  });

  it("a change is refused for some hours, 12 by default [CR10]", () => {
    const at = "2026-11-21T20:00:00Z";
    const member = memberOf();
    member.claim(at, { zone: LA });
    expect(member.reward("2026-11-22T07:59:59.999Z", { zone: TOKYO })).toBe("zone-changed");
    expect(member.reward("2026-11-22T08:00:00Z", { zone: TOKYO })).toEqual([]);
    const free = memberOf({ minHoursAfterZoneChange: 0 });
    free.claim(at, { zone: LA });
    expect(free.reward("2026-11-21T20:00:01Z", { zone: TOKYO })).toEqual([]);
  });

  it("history is not rewritten by a move [CR10]", () => {
    const member = memberOf();
    member.claim("2026-11-21T20:00:00Z", { zone: LA });
    const before = member.state().months["2026-11"]?.records["2026-11-21"];
    member.claim("2026-11-22T16:00:00Z", { zone: TOKYO });
    expect(member.state().months["2026-11"]?.records["2026-11-21"]).toEqual(before);
  });
});

const anyZone = fc.constantFrom(
  LA,
  TOKYO,
  NEW_YORK,
  "Asia/Amman",
  "Pacific/Apia",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/Havana",
);

describe("the hour at which days start [points-36]", () => {
  it("puts the night before it into the day before [CR1]", () => {
    const member = memberOf({ zone: "Asia/Shanghai", dayStartsAt: 4 });
    member.claim("2026-11-21T03:59:59+08:00");
    expect(member.state().last?.day).toBe("2026-11-20");
    expect(member.reward("2026-11-21T04:00:00+08:00")).toEqual([]);
    expect(member.state().streak?.days).toBe(2);
  });

  test.prop([
    anyZone,
    fc.nat({ max: 23 }),
    fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2027, 0) }),
  ])("each instant lies in its day, and days follow one another", (zone, dayStartsAt, at) => {
    const definition = defineCheckIn({ id: "daily", zone, dayStartsAt });
    const instant = new Date(at).toISOString();
    const { day, startsAt, endsAt } = checkInDay(definition, instant);
    expect(startsAt <= instant && instant < endsAt).toBe(true);
    expect(checkInDay(definition, startsAt).day).toBe(day);
    expect(checkInDay(definition, endsAt).day > day).toBe(true);
    const before = new Date(Date.parse(startsAt) - 1).toISOString();
    expect(checkInDay(definition, before).day < day).toBe(true);
  });
});
