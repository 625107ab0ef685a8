import { describe, expect, it } from "vitest";
import { grantTier, newTierState, type TierGrant } from "uptier/tiering";
import { CLUB, clubOf, memberOf, noonOf } from "./club";

const program = clubOf(CLUB);

describe("commands", () => {
  it("are carried out once, and an id stands for one thing [tiering-84]", () => {
    const member = memberOf(program);
    const order = { id: "o1", at: noonOf(1), member: "m1", kind: "order", amount: "100.00" };
    member.session.recordActivity(order);
    const state = member.session.stateOf("m1");
    expect(member.session.recordActivity({ ...order, at: noonOf(9) })).toMatchObject({
      entries: [],
      why: [{ code: "exists" }],
    });
    expect(member.session.recordActivity({ ...order, amount: "1.00" })).toMatchObject({
      refusal: { code: "id-conflict", field: "amount" },
    });
    expect(member.session.stateOf("m1")).toEqual(state);
  });

  it("count when they happened although they arrive late [tiering-84]", () => {
    const window = { kind: "rolling", length: 5, unit: "day" } as const;
    const member = memberOf(clubOf(CLUB, { metrics: [{ ...CLUB.metrics[0], window }] }));
    member.order(4, "10.00");
    expect(member.order(2, "100.00")).toBe("silver");
    expect([6, 7].map((day) => member.tierOn(day))).toEqual(["silver", "basic"]);
  });

  it("give at most 1,000 tiers to a member [tiering-87]", () => {
    const one: TierGrant = {
      id: "g0",
      source: "trial",
      tier: "gold",
      from: noonOf(1),
      to: noonOf(2),
      reason: null,
      by: null,
      closedAt: null,
    };
    const grants = Array.from({ length: 1_000 }, (_, place) => ({ ...one, id: `g${place}` }));
    const about = { at: noonOf(3), member: "m1", source: "trial", tier: "gold" } as const;
    const state = { ...newTierState(), grants };
    expect(grantTier(program, state, { ...about, id: "g1000" })).toMatchObject({
      refusal: { code: "too-many-grants", limit: 1_000 },
    });
    expect(
      grantTier(program, { ...state, grants: grants.slice(1) }, { ...about, id: "x" }).ok,
    ).toBe(true);
  });
});
