import { describe, expect, it } from "vitest";
import { CLUB, clubOf, memberOf, noonOf } from "./club";

const effects = [
  ["next-review", "gold", "gold", "basic", "basic"],
  ["none", "gold", "gold", "gold", "gold"],
  ["immediate-with-grace", "gold", "basic", "basic", "basic"],
  ["immediate", "basic", "basic", "basic", "basic"],
] as const;

describe("what a refund does to a tier", () => {
  it.each(effects)("is for the programme to say: %s [tiering-15]", (refundEffect, ...tiers) => {
    const member = memberOf(
      clubOf(CLUB, {
        validity: { mode: "duration", after: { days: 10 } },
        grace: { after: { days: 2 } },
        refundEffect,
      }),
    );
    member.order(1, "200.00", "o1");
    member.session.reverseActivity({ id: "r1", at: noonOf(3), member: "m1", ref: "o1" });
    // At once, after the grace of the refund, after the review and its grace, and long after.
    expect([3, 5, 13, 40].map((day) => member.tierOn(day))).toEqual(tiers);
    expect(member.session.standingOf("m1", noonOf(3)).metrics[0]?.value).toBe("0.00");
  });

  it("never reaches back behind a window or a review [tiering-15]", () => {
    const window = { kind: "rolling", length: 5, unit: "day" } as const;
    const member = memberOf(
      clubOf(CLUB, { metrics: [{ ...CLUB.metrics[0], window }], refundEffect: "immediate" }),
    );
    member.order(1, "100.00", "o1");
    member.order(7, "100.00");
    member.session.reverseActivity({ id: "r1", at: noonOf(8), member: "m1", ref: "o1" });
    expect(member.session.standingOf("m1", noonOf(8))).toMatchObject({
      tier: "silver",
      metrics: [{ value: "100.00" }],
    });
  });
});
