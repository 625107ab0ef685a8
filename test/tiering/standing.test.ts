import { describe, expect, it } from "vitest";
import { explainStanding, recordActivity, standingAt } from "uptier/tiering";
import { CLUB, clubOf, memberOf, noonOf } from "./club";

describe("where a member stands", () => {
  it("tells what is missing to reach and to keep a tier, and until when [tiering-18] [tiering-27]", () => {
    const [basic, silver, gold] = CLUB.tiers;
    const window = { kind: "rolling", length: 5, unit: "day" } as const;
    const member = memberOf(
      clubOf(CLUB, {
        metrics: [{ ...CLUB.metrics[0], window }],
        tiers: [basic, { ...silver, entry: { ...silver.entry, keepMin: "40" } }, gold],
        validity: { mode: "duration", after: { days: 10 } },
      }),
    );
    member.order(1, "120.00");
    expect(member.session.standingOf("m1", noonOf(2)).opportunities).toEqual([
      {
        tier: "gold",
        met: false,
        percent: 20,
        bounds: [{ metric: "spend", value: "120.00", min: "200.00", need: "80.00", percent: 20 }],
      },
    ]);
    expect(member.session.standingOf("m1", noonOf(7)).keep).toMatchObject({
      met: false,
      deadline: noonOf(11),
      bounds: [{ value: "0.00", need: "40.00" }],
    });
  });

  it("is asked what an order would do by not keeping the entries [tiering-19]", () => {
    const program = clubOf(CLUB);
    const member = memberOf(program);
    member.order(1, "90.00");
    const state = member.session.stateOf("m1");
    const order = { id: "o9", at: noonOf(2), member: "m1", kind: "order", amount: "150.00" };
    expect(recordActivity(program, state, order)).toMatchObject({
      value: { from: "basic", to: "gold" },
    });
    expect(standingAt(program, state, noonOf(2)).tier).toBe("basic");
  });

  it("is foreseen for members who do nothing more [tiering-81]", () => {
    const window = { kind: "rolling", length: 10, unit: "day" } as const;
    const member = memberOf(clubOf(CLUB, { metrics: [{ ...CLUB.metrics[0], window }] }));
    member.order(1, "100.00");
    member.order(3, "100.00");
    const { projected } = member.session.standingOf("m1", noonOf(3));
    expect(projected).toEqual([
      { at: noonOf(11), tier: "silver", reason: "not-kept" },
      { at: noonOf(13), tier: "basic", reason: "not-kept" },
    ]);
    for (const { at, tier } of projected)
      expect(member.session.standingOf("m1", at).tier).toBe(tier);
  });

  it("is explained bound by bound [tiering-83]", () => {
    const program = clubOf(CLUB);
    const member = memberOf(program);
    member.order(1, "150.00");
    expect(explainStanding(program, member.session.stateOf("m1"), noonOf(1))).toEqual([
      {
        tier: "gold",
        reached: false,
        entry: {
          kind: "bound",
          metric: "spend",
          value: "150.00",
          min: "200.00",
          from: null,
          holds: false,
        },
        keep: null,
      },
      {
        tier: "silver",
        reached: true,
        entry: expect.objectContaining({ min: "100.00", holds: true }) as unknown,
        keep: expect.objectContaining({ min: "100.00", holds: true }) as unknown,
      },
      { tier: "basic", reached: true, entry: null, keep: null },
    ]);
  });
});
