import { describe, expect, it } from "vitest";
import type { ConditionInput, MetricInput, TierWindow } from "uptier/tiering";
import { CLUB, clubOf, memberOf, noonOf, POINTS_CLUB } from "./club";

const withMetrics = (...metrics: MetricInput[]) =>
  memberOf(clubOf(CLUB, { metrics, tiers: [{ id: "basic", rank: 0 }] }));

const valuesOn = ({ session }: ReturnType<typeof memberOf>, day: number) =>
  session.standingOf("m1", noonOf(day)).metrics.map(({ value }) => value);

describe("metrics", () => {
  it("sum points that were earned, whatever is spent [tiering-02]", () => {
    const month = { kind: "calendar", unit: "month" } as const;
    const member = withMetrics({ id: "earned", kind: "sum", on: ["points"], window: month });
    member.points(10, 100);
    member.points(11, -80);
    expect(valuesOn(member, 31)).toEqual([100]);
    expect(valuesOn(member, 32)).toEqual([0]);
  });

  it("follow a balance up and down, and the tier with it [tiering-03]", () => {
    const member = memberOf(clubOf(POINTS_CLUB));
    expect([100, 100, -150].map((units) => member.points(1, units))).toEqual([
      "silver",
      "gold",
      "basic",
    ]);
  });

  it("count spend net of refunds, orders, and days with a visit [tiering-04]", () => {
    const member = withMetrics(
      { id: "spend", kind: "money", on: ["order"] },
      { id: "orders", kind: "count", on: ["order"] },
      { id: "days", kind: "days", on: ["order", "visit"] },
    );
    member.order(1, "100.00", "o1");
    member.order(1, "50.50", "o2");
    member.does(1, "visit");
    member.does(2, "visit");
    const back = { at: noonOf(2), member: "m1" };
    member.session.reverseActivity({ ...back, id: "r1", ref: "o1", amount: "0.50" });
    expect(valuesOn(member, 2)).toEqual(["150.00", 2, 2]);
    member.session.reverseActivity({ ...back, id: "r2", ref: "o1" });
    expect(valuesOn(member, 2)).toEqual(["50.50", 1, 2]);
  });

  it("add up to a growth value, each term rounded by itself [tiering-05]", () => {
    const member = withMetrics(
      { id: "spend", kind: "money", on: ["order"] },
      { id: "visits", kind: "count", on: ["visit"] },
      {
        id: "growth",
        kind: "weighted",
        terms: [
          { metric: "spend", points: 1, per: "10.00" },
          { metric: "visits", points: 5 },
        ],
      },
    );
    member.order(1, "99.99");
    member.does(1, "visit");
    expect(valuesOn(member, 1)).toEqual(["99.99", 1, 14]);
  });

  const visits = { metric: "visits", min: 2 } as const;
  const reviews = { metric: "reviews", min: 1 } as const;
  const complaints = { metric: "complaints", min: 1 } as const;
  const trees: readonly [string, ConditionInput, readonly string[], string][] = [
    ["all", { all: [visits, reviews] }, ["visit", "visit"], "basic"],
    ["all", { all: [visits, reviews] }, ["visit", "visit", "review"], "silver"],
    ["any", { any: [visits, reviews] }, ["review"], "silver"],
    ["at least", { atLeast: 2, of: [visits, reviews, complaints] }, ["review"], "basic"],
    [
      "at least",
      { atLeast: 2, of: [visits, reviews, complaints] },
      ["review", "complaint"],
      "silver",
    ],
    ["not", { all: [reviews, { not: complaints }] }, ["review", "complaint"], "basic"],
    ["not", { not: { any: [complaints, visits] } }, ["visit"], "silver"],
  ];
  it.each(trees)("make trees: %s %j after %j [tiering-05]", (_, entry, kinds, tier) => {
    const count = (id: string, kind: string) => ({ id, kind: "count", on: [kind] }) as const;
    const program = clubOf(CLUB, {
      metrics: [
        count("visits", "visit"),
        count("reviews", "review"),
        count("complaints", "complaint"),
      ],
      tiers: [
        { id: "basic", rank: 0 },
        { id: "silver", rank: 1, entry },
      ],
    });
    const member = memberOf(program);
    expect(kinds.map((kind) => member.does(1, kind)).at(-1)).toBe(tier);
  });

  const windows: readonly [TierWindow, number][] = [
    [{ kind: "calendar", unit: "month" }, 32],
    [{ kind: "rolling", length: 10, unit: "day" }, 30],
    [{ kind: "anniversary", length: 1, unit: "month" }, 32],
    [{ kind: "fixed", from: noonOf(1), to: noonOf(25) }, 25],
  ];
  it.each(windows)("count for as long as a window says: %j [tiering-06]", (window, firstDayOut) => {
    const member = withMetrics({ id: "orders", kind: "count", on: ["order"], window });
    member.does(1, "visit");
    member.order(20, "1.00");
    expect(valuesOn(member, firstDayOut - 1)).toEqual([1]);
    expect(valuesOn(member, firstDayOut)).toEqual([0]);
  });

  it("count since the tier began, or for life [tiering-06]", () => {
    const member = memberOf(
      clubOf(CLUB, {
        metrics: [
          { id: "spend", kind: "money", on: ["order"] },
          { id: "since", kind: "money", on: ["order"], window: { kind: "since-change" } },
        ],
      }),
    );
    member.order(1, "60.00");
    member.order(2, "60.00");
    member.order(3, "10.00");
    expect(valuesOn(member, 4)).toEqual(["130.00", "70.00"]);
  });
});
