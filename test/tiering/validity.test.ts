import { describe, expect, it } from "vitest";
import type { TierProgramInput } from "uptier/tiering";
import { CLUB, clubOf, memberOf, noonOf, POINTS_CLUB } from "./club";

const TEN_DAYS = { mode: "duration", after: { days: 10 } } as const;

/** Gold on day 1, and nothing left on day 2. */
function fallen(change: Partial<TierProgramInput>) {
  const member = memberOf(clubOf(POINTS_CLUB, change));
  member.points(1, 200);
  member.points(2, -200);
  return member;
}

describe("how a tier begins, lasts and ends", () => {
  it("begins at once or with the next period [tiering-07]", () => {
    expect(memberOf(clubOf(CLUB)).order(10, "100.00")).toBe("silver");
    const later = memberOf(clubOf(CLUB, { effective: { mode: "next-period", unit: "month" } }));
    expect(later.order(10, "100.00")).toBe("basic");
    const { session } = later;
    expect(session.standingOf("m1", "2026-01-31T23:59:59.999+08:00").tier).toBe("basic");
    expect(session.standingOf("m1", "2026-02-01T00:00:00+08:00").tier).toBe("silver");
  });

  it("says when it is reviewed apart from how far a member falls [tiering-08]", () => {
    for (const [downgrade, tier] of [
      ["recalculate", "basic"],
      ["one-level", "silver"],
      ["never", "gold"],
    ] as const) {
      const member = fallen({ validity: TEN_DAYS, downgrade });
      expect([10, 11].map((day) => member.tierOn(day))).toEqual(["gold", tier]);
    }
  });

  it("falls one level a review, or not from one tier [tiering-09]", () => {
    const member = fallen({ validity: TEN_DAYS, downgrade: "one-level" });
    expect([11, 20, 21].map((day) => member.tierOn(day))).toEqual(["silver", "silver", "basic"]);
    const [basic, silver, gold] = POINTS_CLUB.tiers;
    const kept = fallen({
      validity: TEN_DAYS,
      tiers: [basic, silver, { ...gold, noDowngrade: true }],
    });
    expect(kept.tierOn(3650)).toBe("gold");
  });

  it("is held through a grace that keeping it again ends [tiering-10]", () => {
    const change = { validity: TEN_DAYS, grace: { after: { days: 5 } } };
    expect([15, 16].map((day) => fallen(change).tierOn(day))).toEqual(["gold", "basic"]);
    const member = fallen(change);
    member.points(13, 200);
    expect(member.tierOn(16)).toBe("gold");
  });

  it("is kept for less than it is reached for [tiering-11]", () => {
    const [basic, silver] = POINTS_CLUB.tiers;
    const entry = { ...silver.entry, keepRatio: "90%" };
    const member = memberOf(clubOf(POINTS_CLUB, { tiers: [basic, { ...silver, entry }] }));
    const tiers = [99, 1, -10, -1, 10, 1].map((units) => member.points(1, units));
    expect(tiers).toEqual(["basic", "silver", "silver", "basic", "basic", "silver"]);
  });

  it("is not lost before the minimum stay is over [tiering-12]", () => {
    const member = fallen({ minStay: { days: 14 } });
    expect([14, 15].map((day) => member.tierOn(day))).toEqual(["gold", "basic"]);
  });

  it("costs an amount at the review, and the rest decides [tiering-13]", () => {
    const [basic, silver, gold] = CLUB.tiers;
    const member = memberOf(
      clubOf(CLUB, {
        validity: TEN_DAYS,
        tiers: [basic, silver, { ...gold, deduction: { metric: "spend", amount: "80" } }],
      }),
    );
    member.order(1, "300.00");
    const standing = (day: number) => member.session.standingOf("m1", noonOf(day));
    expect([11, 21].map((day) => [standing(day).tier, standing(day).metrics[0]?.value])).toEqual([
      ["gold", "220.00"],
      ["silver", "140.00"],
    ]);
  });

  const renewals = [
    [TEN_DAYS, "2026-01-25T04:00:00.000Z"],
    [{ ...TEN_DAYS, round: "end-of-month" }, "2026-01-31T16:00:00.000Z"],
    [{ mode: "end-of-period", unit: "quarter" }, "2026-03-31T16:00:00.000Z"],
    [{ mode: "end-of-next-period", unit: "year" }, "2027-12-31T16:00:00.000Z"],
    [{ mode: "dates", dates: ["01-15", "12-31"] }, "2026-01-15T16:00:00.000Z"],
    [{ mode: "anniversary" }, "2027-01-01T04:00:00.000Z"],
    [{ mode: "never" }, null],
    [{ mode: "none" }, null],
  ] as const;
  it.each(renewals)("is valid as the programme says: %j [tiering-16]", (validity, until) => {
    const member = memberOf(clubOf(CLUB, { validity }));
    member.does(1, "visit");
    member.order(15, "100.00");
    expect(member.session.standingOf("m1", noonOf(15)).earned?.until).toBe(until);
  });

  it("is valid anew only from the review, or whenever it is reached again [tiering-16]", () => {
    for (const [renewal, until] of [
      ["on-review", noonOf(11)],
      ["extend-on-requalify", noonOf(15)],
    ] as const) {
      const member = memberOf(clubOf(CLUB, { validity: TEN_DAYS, renewal }));
      member.order(1, "100.00");
      member.order(5, "1.00");
      // What adds nothing to the tier does not renew it.
      member.does(6, "visit");
      expect(member.session.standingOf("m1", noonOf(6)).earned?.until).toBe(until);
    }
  });

  it("is attained at any time and maintained once a term for less [tiering-17]", () => {
    const [basic, silver] = CLUB.tiers;
    const window = { kind: "rolling", length: 10, unit: "day" } as const;
    const program = clubOf(CLUB, {
      metrics: [{ ...CLUB.metrics[0], window }],
      tiers: [basic, { ...silver, entry: { ...silver.entry, keepMin: "30" } }],
      validity: { ...TEN_DAYS, round: "end-of-day" },
    });
    const member = memberOf(program);
    member.order(1, "100.00");
    // Nothing maintains it for days, and that lowers nobody before the term is over.
    member.order(8, "30.00");
    expect([11, 12, 21, 22].map((day) => member.tierOn(day))).toEqual([
      "silver",
      "silver",
      "silver",
      "basic",
    ]);
  });
});
