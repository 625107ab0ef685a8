import { describe, expect, it } from "vitest";
import {
  explainStanding,
  grantTier,
  leave,
  newTierState,
  openTiers,
  previewChange,
  recordActivity,
  reverseActivity,
  review,
  standingAt,
  type TierGrant,
  type TierSession,
} from "uptier/tiering";
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

  const about = { at: noonOf(2), member: "m1" };
  const again = { ...about, id: "c" } as const;
  const paid = { kind: "order", amount: "5.00" } as const;
  const first: readonly [string, (session: TierSession) => unknown][] = [
    ["recordActivity", (session) => session.recordActivity({ ...again, ref: "o2", ...paid })],
    ["reverseActivity", (session) => session.reverseActivity({ ...again, ref: "o1" })],
    ["grantTier", (session) => session.grantTier({ ...again, tier: "gold", source: "paid" })],
  ];

  it.each(first)("do not have the id of %s and other content [tiering-84]", (verb, carryOut) => {
    const { session } = memberOf(program);
    for (const ref of ["o0", "o1", "o3"]) {
      session.recordActivity({ ...about, id: ref, kind: "order", amount: "100.00" });
    }
    carryOut(session);
    // A history that was written down knows it too, and a command that fails half-way forgets nothing.
    const written = openTiers(program, session.history());
    for (const one of [session, written]) {
      const huge = { kind: "order", amount: { minor: Number.MAX_SAFE_INTEGER } };
      expect(() => one.recordActivity({ ...about, id: "huge", ...huge })).toThrow("exactly");
      const before = one.stateOf("m1");
      const isOther = (name: string) => ({
        refusal: { code: "id-conflict", field: name === verb ? "ref" : "verb" },
      });
      expect(one.recordActivity({ ...again, ref: "o4", ...paid })).toMatchObject(
        isOther("recordActivity"),
      );
      expect(one.reverseActivity({ ...again, ref: "o3" })).toMatchObject(
        isOther("reverseActivity"),
      );
      expect(one.grantTier({ ...again, tier: "silver", source: "paid" })).toMatchObject({
        refusal: { code: "id-conflict", field: verb === "grantTier" ? "tier" : "verb" },
      });
      expect(one.stateOf("m1")).toEqual(before);
    }
  });

  it("that fail half-way leave their id free [tiering-84]", () => {
    const yearly = clubOf(CLUB, { validity: { mode: "duration", after: { years: 1 } } });
    const { session } = memberOf(yearly);
    const late = { at: "9999-12-01T00:00:00.000Z", member: "m1" } as const;
    session.recordActivity({ ...late, id: "c0", ref: "o0", ...paid });
    const order = { ...late, id: "c1", ref: "o1", ...paid } as const;
    // The term of the tier that it reaches ends after the year 9999.
    expect(() => session.recordActivity({ ...order, amount: "100.00" })).toThrow("9999");
    expect(session.recordActivity({ ...order, ref: "o2" }).ok).toBe(true);
  });

  it("differ by what was used, and why and by whom a tier was given [tiering-84]", () => {
    const { session } = memberOf(program);
    const used = [{ benefit: "free-shipping", amount: "12.00" }];
    const order = { ...about, id: "o1", ...paid, used };
    const gift = { ...about, id: "g1", tier: "gold", source: "manual", by: "li" } as const;
    session.recordActivity(order);
    session.grantTier(gift);
    expect(session.recordActivity(order)).toMatchObject({ entries: [], ok: true });
    expect(session.recordActivity({ ...order, used: [] })).toMatchObject({
      refusal: { code: "id-conflict", field: "used", now: null },
    });
    expect(session.grantTier(gift)).toMatchObject({ entries: [], ok: true });
    expect(session.grantTier({ ...gift, by: "wang" })).toMatchObject({
      refusal: { code: "id-conflict", field: "by", before: "li", now: "wang" },
    });
  });

  it("count when they happened although they arrive late [tiering-84]", () => {
    const window = { kind: "rolling", length: 5, unit: "day" } as const;
    const member = memberOf(clubOf(CLUB, { metrics: [{ ...CLUB.metrics[0], window }] }));
    member.order(4, "10.00");
    expect(member.order(2, "100.00")).toBe("silver");
    expect([6, 7].map((day) => member.tierOn(day))).toEqual(["silver", "basic"]);
  });

  it("and standings end where instants end, after the year 9999 [tiering-87]", () => {
    const yearly = clubOf(CLUB, { validity: { mode: "duration", after: { years: 1 } } });
    const order = { id: "o1", member: "m1", kind: "order", amount: "100.00" };
    const { session } = memberOf(yearly);
    session.recordActivity({ ...order, at: "9998-06-01T00:00:00.000Z" });
    const state = session.stateOf("m1");
    const late = { id: "x", at: "9999-12-01T00:00:00.000Z", member: "m1" } as const;
    const errors = [
      () => recordActivity(yearly, newTierState(), { ...order, at: late.at }),
      () => recordActivity(yearly, state, { ...late, kind: "order", amount: "1.00" }),
      () => reverseActivity(yearly, state, { ...late, ref: "o1", amount: "1.00" }),
      () => grantTier(yearly, state, { ...late, tier: "gold", source: "trial" }),
      () => leave(yearly, state, late),
      () => review(yearly, state, late),
      () => standingAt(yearly, state, late.at),
      () => explainStanding(yearly, state, late.at),
      () => previewChange(yearly, yearly, { m1: state }, late.at),
    ];
    for (const error of errors) {
      expect(error).toThrow(expect.objectContaining({ code: "invalid-instant" }));
    }
    expect(session.stateOf("m1")).toEqual(state);
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
