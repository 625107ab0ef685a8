import { describe, expect, test } from "vitest";
import { at, club, YEARLY } from "./journal";

const YEAR_OF_SPEND = [
  { id: "spend", kind: "money", on: ["order"], window: { kind: "calendar", unit: "year" } },
] as const;

describe("the terms of a tier", () => {
  test("of months are counted from the first day, not from a shorter month [tiering-08] [tiering-16]", () => {
    const { order, session } = club({ validity: { mode: "duration", after: { months: 1 } } });
    order(at("01-31"), "100");
    const ends = ["02-01", "03-01", "04-01", "05-01"].map(
      (day) => session.standingOf("m1", at(day)).earned?.until,
    );
    expect(ends).toEqual([at("02-28"), at("03-31"), at("04-30"), at("05-31")].map(utc));
  });

  test("of the next period judge the period that has ended [tiering-16]", () => {
    const { order, session } = club({
      metrics: YEAR_OF_SPEND,
      validity: { mode: "end-of-next-period", unit: "year" },
    });
    order("2024-06-01T00:00:00+08:00", "100");
    order("2025-06-01T00:00:00+08:00", "100");
    expect(session.stateOf("m1").earned?.until).toBe(utc("2026-01-01T00:00:00+08:00"));
    const { earned } = session.standingOf("m1", at("06-01"));
    expect([earned?.tier, earned?.until]).toEqual(["silver", utc("2027-01-01T00:00:00+08:00")]);
  });

  test("begin anew with the tier that is reached again, if the programme says so [tiering-16]", () => {
    for (const renewal of ["on-review", "extend-on-requalify"] as const) {
      const { order, session } = club({ validity: YEARLY, renewal });
      order(at("01-01"), "100");
      order(at("03-01"), "10");
      const until = renewal === "on-review" ? "2027-01-01" : "2027-03-01";
      expect(session.stateOf("m1").earned?.until).toBe(utc(`${until}T00:00:00+08:00`));
    }
  });
});

describe("a fall", () => {
  test.each([
    ["one-level", "silver", "basic"],
    ["recalculate", "basic", "basic"],
    ["never", "gold", "gold"],
  ] as const)("by %s [tiering-09]", (downgrade, first, second) => {
    const { order, tier } = club({ metrics: YEAR_OF_SPEND, validity: YEARLY, downgrade });
    order("2025-06-01T00:00:00+08:00", "300");
    expect([tier(at("06-01")), tier("2027-06-01T00:00:00+08:00")]).toEqual([first, second]);
  });

  test("is put off by the minimum stay after a rise, and not by one after a fall [tiering-12]", () => {
    const { order, tier } = club({
      metrics: [
        { id: "spend", kind: "money", on: ["order"], window: { kind: "calendar", unit: "month" } },
      ],
      validity: { mode: "end-of-period", unit: "month" },
      downgrade: "one-level",
      minStay: { days: 60 },
    });
    order(at("01-10"), "300");
    // Not kept on 1 March, and protected through 10 March; the fall is no rise that protects again.
    expect(tier(at("03-10", "23:59"))).toBe("gold");
    expect(tier(at("03-11"))).toBe("silver");
    expect(tier(at("04-01"))).toBe("basic");
  });

  test("is projected for five years, to the instant [tiering-18]", () => {
    const { order, session } = club({
      metrics: YEAR_OF_SPEND,
      validity: { mode: "duration", after: { years: 5 } },
    });
    order(at("01-01"), "100");
    const fall = { at: utc("2031-01-01T00:00:00+08:00"), tier: "basic", reason: "not-kept" };
    expect(session.standingOf("m1", at("01-01")).projected).toEqual([fall]);
    expect(session.standingOf("m1", utc(at("01-01"))).projected).toEqual([fall]);
  });
});

describe("given tiers", () => {
  test("count by their rank, not by when they were given [tiering-14]", () => {
    const { grant, tier } = club();
    grant(at("01-01"), "gold", at("02-01"));
    grant(at("01-02"), "silver", at("03-01"));
    expect([tier(at("01-03")), tier(at("02-01")), tier(at("03-01"))]).toEqual([
      "gold",
      "silver",
      "basic",
    ]);
  });
});

describe("who leaves and joins again", () => {
  test("has the years counted from the new anchor [tiering-06]", () => {
    const { join, leave, order, session } = club({
      metrics: [
        {
          id: "spend",
          kind: "money",
          on: ["order"],
          window: { kind: "anniversary", length: 1, unit: "year" },
        },
      ],
    });
    join(at("01-01"));
    order(at("02-01"), "100");
    leave(at("03-01"));
    join(at("04-01"), at("01-20"));
    const value = (when: string) => session.standingOf("m1", when).metrics[0]?.value;
    expect([value(at("04-01")), value("2027-01-10T00:00:00+08:00")]).toEqual(["100.00", "100.00"]);
    expect(value("2027-01-20T00:00:00+08:00")).toBe("0.00");
  });
});

function utc(instant: string): string {
  return new Date(instant).toISOString();
}
