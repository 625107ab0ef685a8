import { describe, expect, it } from "vitest";
import { definePoints, earn, newAccount, openPoints, type PointTypeInput } from "uptier/points";
import { codeOf } from "../ledger/member";

/* A rule or a tier may say when points lapse, in place of their type. */

const AT = "2026-01-31T01:30:00.000Z";

/** One point per yuan for a month; half as much again, in a promotion, for a year. */
function club(type: Partial<PointTypeInput> = {}, cap?: number) {
  return definePoints({
    id: "club",
    currency: "CNY",
    zone: "Asia/Shanghai",
    types: [
      { id: "points", expiry: { mode: "rolling", after: { months: 1 } }, ...type },
      { id: "growth" },
    ],
    earning: {
      rules: [
        { id: "spend", type: "points", earn: { kind: "per-amount", per: "1.00", points: 1 } },
        {
          id: "promo",
          type: "points",
          earn: { kind: "per-amount", per: "2.00", points: 1 },
          expiry: { mode: "rolling", after: { years: 1 }, round: "end-of-day" },
        },
        { id: "again", type: "points", earn: { kind: "per-amount", per: "10.00", points: 1 } },
        { id: "grow", type: "growth", earn: { kind: "per-amount", per: "1.00", points: 1 } },
      ],
      ...(cap === undefined
        ? {}
        : { caps: [{ type: "points", scope: "transaction", points: cap }] }),
    },
  });
}

const command = (id = "e1", order = "o1") => ({
  id,
  at: AT,
  member: "m1",
  facts: { kind: "order", id: order, at: AT, lines: [{ id: "a", amount: "100.00" }] },
});

const MONTH = "2026-02-28T01:30:00.000Z";
const YEAR = "2027-01-31T16:00:00.000Z";

describe("the expiry of a rule [points-12] [points-14]", () => {
  it("opens a lot of its own beside that of the other rules of the type", () => {
    const decision = earn(club(), newAccount(), command());
    const lots = decision.ok ? decision.value.lots : [];
    expect(lots.map(({ type, points, endsAt }) => [type, points, endsAt])).toEqual([
      ["points", 110, MONTH],
      ["points", 50, YEAR],
      ["growth", 100, null],
    ]);
    expect(decision.ok && decision.value.balances["points"]!.available).toBe(160);
  });

  it("leaves any slices of a refund at the same points, each lot by itself [points-19]", () => {
    for (const slices of [["100.00"], ["33.33", "33.33", "33.34"], ["0.01", "99.98", "0.01"]]) {
      const session = openPoints(club({ clawback: "below-zero" }));
      session.earn(command());
      const taken = new Map<string, number>();
      slices.forEach((amount, index) => {
        const back = session.refund({
          ...command(`f${index}`),
          order: "o1",
          refund: { amount },
        });
        for (const { lot, points } of back.ok ? back.value.clawedBack : []) {
          taken.set(lot, (taken.get(lot) ?? 0) + points);
        }
      });
      expect(Object.fromEntries(taken)).toEqual({ "e1/1": 110, "e1/2": 50, "e1/3": 100 });
      expect(session.balanceOf("m1", "points", AT)).toMatchObject({ balance: 0, debt: 0 });
    }
  });

  it("shares the cap of the type: what comes later is cut first [points-15]", () => {
    const lotsUnder = (cap: number) => {
      const decision = earn(club({}, cap), newAccount(), command());
      return decision.ok ? decision.value.lots.map(({ points }) => points) : [];
    };
    expect(lotsUnder(130)).toEqual([110, 20, 100]);
    expect(lotsUnder(110)).toEqual([110, 100]);
    expect(lotsUnder(60)).toEqual([60, 100]);
    const session = openPoints(club({}, 130));
    session.earn(command());
    session.refund({ ...command("f"), order: "o1", refund: { amount: "50.00" } });
    // 55 and 20: what the cap left of the promotion covers the half of it that stays.
    expect(session.balanceOf("m1", "points", AT).available).toBe(75);
  });

  it("starts when an event makes its points active [points-11]", () => {
    const session = openPoints(club({ hold: { mode: "event", within: { days: 30 } } }));
    session.earn(command());
    const about = { at: "2026-02-10T01:30:00Z", member: "m1", type: "points" };
    const ends = ["e1/1", "e1/2"].map((lot) => {
      const active = session.activateLot({ ...about, id: `a-${lot}`, lot });
      return active.ok && active.value.endsAt;
    });
    expect(ends).toEqual(["2026-03-10T01:30:00.000Z", "2027-02-10T16:00:00.000Z"]);
  });

  it("is checked with the definition: activities are the type's", () => {
    const define = (expiry: unknown) => () =>
      definePoints({
        id: "club",
        currency: "CNY",
        zone: "Asia/Shanghai",
        types: [{ id: "points" }],
        earning: {
          rules: [
            {
              id: "r",
              type: "points",
              earn: { kind: "per-event", event: "visit", points: 1 },
              expiry: expiry as { mode: "never" },
            },
          ],
        },
      });
    expect(codeOf(define({ mode: "never" }))).toBeNull();
    for (const wrong of [
      { mode: "inactivity", after: { days: 1 }, activities: ["visit"] },
      { mode: "rolling", after: { days: 0 } },
      { mode: "calendar", dates: ["02-30"] },
      { mode: "fixed", at: "soon" },
    ]) {
      expect(codeOf(define(wrong))).toBe("invalid-definition");
    }
  });
});

describe("the expiry that an earn states [points-12]", () => {
  const gold = { points: { mode: "rolling", after: { months: 3 } } } as const;

  it("is that of the member's tier: before that of the type, after that of a rule", () => {
    const decision = earn(club(), newAccount(), { ...command(), expiry: gold });
    const ends = decision.ok ? decision.value.lots.map(({ endsAt }) => endsAt) : [];
    expect(ends).toEqual(["2026-04-30T01:30:00.000Z", YEAR, null]);
    const terms = decision.ok
      ? decision.entries.map((entry) => entry.kind === "points-credited" && entry.terms?.expiry)
      : [];
    expect(terms).toEqual([
      gold.points,
      { mode: "rolling", after: { years: 1 }, round: "end-of-day" },
      null,
    ]);
  });

  it("must be one, of a type of the programme", () => {
    const stated = (expiry: unknown) =>
      codeOf(() => earn(club(), newAccount(), { ...command(), expiry: expiry as typeof gold }));
    expect(stated({})).toBeNull();
    for (const wrong of [
      { coins: { mode: "never" } },
      { points: { mode: "sometimes" } },
      { points: { mode: "rolling", after: { days: 0 } } },
      { points: { mode: "inactivity", after: { days: 1 }, activities: ["visit"] } },
      "never",
    ]) {
      expect(stated(wrong)).toBe("invalid-command");
    }
  });
});
