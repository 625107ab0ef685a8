import { describe, expect, it } from "vitest";
import { GRANT_SOURCES } from "uptier/tiering";
import { CLUB, clubOf, memberOf, noonOf } from "./club";

describe("tiers that are given", () => {
  it.each(GRANT_SOURCES)(
    "lie beside what is earned and end by themselves: %s [tiering-14]",
    (source) => {
      const member = memberOf(clubOf(CLUB));
      member.order(1, "100.00");
      const about = { at: noonOf(2), member: "m1", tier: "gold" };
      member.session.grantTier({ ...about, id: "g1", source, to: noonOf(5) });
      expect([2, 4, 5].map((day) => member.tierOn(day))).toEqual(["gold", "gold", "silver"]);
      expect(member.session.standingOf("m1", noonOf(4)).stack.map((one) => one.source)).toEqual([
        source,
        "earned",
      ]);
      expect(member.session.standingOf("m1", noonOf(4)).metrics[0]?.value).toBe("100.00");
    },
  );

  it("are the least, or under lock the one that counts [tiering-14]", () => {
    for (const [manualMode, tier] of [
      ["floor", "gold"],
      ["lock", "silver"],
    ] as const) {
      const member = memberOf(clubOf(CLUB, { manualMode }));
      const about = { at: noonOf(1), member: "m1", tier: "silver", source: "manual" } as const;
      member.session.grantTier({ ...about, id: "g1", to: noonOf(5) });
      expect(member.order(2, "200.00")).toBe(tier);
      expect(member.tierOn(5)).toBe("gold");
    }
  });

  it("are ended before their time [tiering-14]", () => {
    const member = memberOf(clubOf(CLUB));
    const about = { member: "m1", at: noonOf(1) };
    member.session.grantTier({ ...about, id: "g1", tier: "silver", source: "paid" });
    member.session.grantTier({ ...about, id: "g2", tier: "gold", source: "trial" });
    member.session.endGrant({ ...about, at: noonOf(2), id: "e1", grant: "g2" });
    expect(member.tierOn(2)).toBe("silver");
  });
});
