import { describe, expect, it } from "vitest";
import {
  type CampaignInput,
  explainOdds,
  grantChances,
  GRANT_REFUSALS,
  type PrizeInput,
} from "uptier/lottery";
import { AT } from "./campaigns";
import { type Counter, counterOf } from "./shop";

const tea: PrizeInput = { id: "tea", kind: "goods", chance: "100%", cost: "3" };
const base = { id: "members", currency: "CNY", zone: "Asia/Shanghai" };
const of = (rules: Partial<CampaignInput>): Counter =>
  counterOf({ ...base, prizes: [tea], ...rules });

describe("limits on a prize per member [lottery-14]", () => {
  const input: CampaignInput = {
    ...base,
    prizes: [
      {
        ...tea,
        perMember: 2,
        onMemberLimit: { fallback: "pin" },
        stock: 3,
        onStockOut: "nothing",
      },
      { id: "pin", kind: "goods", chance: "0%", cost: "0" },
      { id: "thanks", kind: "nothing", chance: "0%" },
    ],
  };

  it("act before the roll, for that member alone", () => {
    const counter = counterOf(input);
    expect(["m1", "m1", "m1", "m2"].map((member) => counter.draw(member))).toEqual([
      "tea",
      "tea",
      "pin",
      "tea",
    ]);
  });

  it("come after what holds for everybody: its policy decides", () => {
    const counter = counterOf(input);
    for (const member of ["m1", "m1", "m2"]) counter.draw(member);
    expect(counter.draw("m1")).toBe("thanks");
    const { prizes } = explainOdds(counter.campaign, counter.stateOf("m1"), AT, { member: "m1" });
    expect(prizes[0]!.closed?.code).toBe("prize-sold-out");
  });
});

describe("limits on draws [lottery-13]", () => {
  it("count months of the campaign's zone, after the limit in all and before that of the day", () => {
    const counter = of({ limits: { perMember: 5, perMemberPerMonth: 2, perMemberPerDay: 2 } });
    const draws = [
      "2026-10-31T16:00Z", // 1 November in Shanghai
      "2026-11-01T00:00Z",
      "2026-11-01T01:00Z",
      "2026-11-30T15:59Z",
      "2026-11-30T16:00Z",
      "2026-11-30T17:00Z",
      "2026-12-31T16:00Z",
      "2026-12-31T17:00Z",
    ].map((at) => counter.draw("m1", { at }));
    expect(draws).toEqual([
      "tea",
      "tea",
      "over-monthly-limit",
      "over-monthly-limit",
      "tea",
      "tea",
      "tea",
      "over-member-limit",
    ]);
  });
});

describe("prizes that unlock [lottery-18]", () => {
  it("are closed until the member has drawn so often, and say how many draws are missing", () => {
    const counter = counterOf({
      ...base,
      prizes: [
        {
          id: "cup",
          kind: "goods",
          chance: "100%",
          cost: "9",
          unlockAfterDraws: 2,
          onLocked: "nothing",
        },
        { id: "thanks", kind: "nothing", chance: "0%" },
      ],
    });
    const odds = () =>
      explainOdds(counter.campaign, counter.stateOf("m1"), AT, { member: "m1" }).prizes[0]!.closed;
    expect(odds()).toEqual({ code: "prize-locked", prize: "cup", policy: "nothing", draws: 2 });
    expect([1, 2, 3].map(() => counter.draw("m1"))).toEqual(["thanks", "thanks", "cup"]);
    expect(odds()).toBeNull();
    expect(counter.draw("m2")).toBe("thanks");
  });
});

describe("pools [lottery-18] [lottery-34]", () => {
  const input: CampaignInput = {
    ...base,
    weightTotal: 4,
    prizes: [
      { ...tea, chance: undefined, weight: 1 },
      { id: "cup", kind: "goods", weight: 1, cost: "9" },
      { id: "pot", kind: "goods", weight: 2, cost: "99" },
    ],
    pools: [
      { id: "from-10", fromScore: 10, prizes: ["cup"] },
      { id: "from-100", fromScore: 100, prizes: ["cup", "pot"] },
      { id: "gold", memberTiers: ["gold", "black"], prizes: ["pot"] },
    ],
  };

  it("go by the highest score, or by the tier of the member first; others draw from all", () => {
    const { campaign, stateOf } = counterOf(input);
    const poolOf = (who: { readonly score?: number; readonly memberTier?: string }) => {
      const { pool, prizes } = explainOdds(campaign, stateOf("m1"), AT, { member: "m1", ...who });
      return [pool, ...prizes.map(({ now }) => `${now.num}/${now.den}`)];
    };
    expect(poolOf({})).toEqual([null, "1/4", "1/4", "1/2"]);
    expect(poolOf({ score: 9, memberTier: "silver" })).toEqual([null, "1/4", "1/4", "1/2"]);
    expect(poolOf({ score: 10 })).toEqual(["from-10", "0/1", "1/1", "0/1"]);
    expect(poolOf({ score: 99 })).toEqual(["from-10", "0/1", "1/1", "0/1"]);
    expect(poolOf({ score: 100 })).toEqual(["from-100", "0/1", "1/3", "2/3"]);
    expect(poolOf({ score: 100, memberTier: "black" })).toEqual(["gold", "0/1", "0/1", "1/1"]);
  });
});

describe("who may draw [lottery-19]", () => {
  it("is not who is blocked, wherever else the member is listed", () => {
    const counter = of({ members: { blocked: ["m1"], eligible: ["m1", "m2"] } });
    expect(["m1", "m2", "m3"].map((member) => counter.draw(member))).toEqual([
      "blocked",
      "tea",
      "not-eligible",
    ]);
  });

  it("is who is listed, or who is of a tier that is", () => {
    const counter = of({ members: { eligible: ["m1"], eligibleTiers: ["gold"] } });
    expect(counter.draw("m1")).toBe("tea");
    expect(counter.draw("m2", { memberTier: "gold" })).toBe("tea");
    expect(counter.draw("m2", { memberTier: "silver" })).toBe("not-eligible");
  });

  it("is somebody: an empty list of them does not load, and no blocked member is fine", () => {
    expect(() => of({ members: { eligible: [] } })).toThrow(
      expect.objectContaining({
        code: "invalid-definition",
        issues: [
          {
            path: ["members", "eligible"],
            code: "too-small",
            message: "must have at least 1 item, not 0",
          },
        ],
      }),
    );
    expect(of({ members: { blocked: [] } }).draw("m1")).toBe("tea");
  });
});

const grant = (counter: Counter, source: string, chances: number, at: string = AT): string =>
  counter.tell("m1", (state) =>
    grantChances(counter.campaign, state, {
      id: `g${counter.entries.length}`,
      at,
      member: "m1",
      source,
      chances,
    }),
  );

describe("chances [lottery-20]", () => {
  const rules: Partial<CampaignInput> = {
    chances: {
      sources: [
        { id: "order", validHours: 24 },
        { id: "sign-in", perMember: 4, perMemberPerDay: 2 },
        { id: "task" },
      ],
      perMember: 7,
    },
  };
  const left = (counter: Counter) =>
    counter.stateOf("m1").member.chances.map(({ id, left: count }) => `${id}: ${count}`);

  it("add up, and each draw takes one; without one there is no draw", () => {
    const counter = of(rules);
    expect(counter.draw("m1")).toBe("no-chance");
    expect(grant(counter, "task", 1)).toBe("chances-granted");
    expect(grant(counter, "task", 1)).toBe("chances-granted");
    expect([1, 2, 3].map(() => counter.draw("m1"))).toEqual(["tea", "tea", "no-chance"]);
    expect(left(counter)).toEqual([]);
  });

  it("are spent the soonest to lapse first; of equals, those granted first", () => {
    const counter = of(rules);
    grant(counter, "task", 1);
    grant(counter, "order", 1, "2026-11-21T10:00:00+08:00");
    grant(counter, "order", 2, "2026-11-21T09:00:00+08:00");
    grant(counter, "order", 1, "2026-11-21T09:00:00+08:00");
    const used = [1, 2, 3, 4, 5].map(() => {
      counter.draw("m1", { at: "2026-11-21T11:00:00+08:00" });
      const entry = counter.entries[counter.entries.length - 1];
      return entry?.kind === "prize-drawn" && entry.paid?.with === "chance" ? entry.paid.lot : "";
    });
    expect(used).toEqual(["g2", "g2", "g3", "g1", "g0"]);
  });

  it("lapse at their end, not a millisecond earlier", () => {
    const counter = of(rules);
    grant(counter, "order", 2);
    expect(counter.draw("m1", { at: "2026-11-22T09:29:59.999+08:00" })).toBe("tea");
    expect(counter.draw("m1", { at: "2026-11-22T09:30:00+08:00" })).toBe("no-chance");
  });

  it("are granted up to each limit, and the closest limit is named", () => {
    const counter = of(rules);
    const ask = (source: string, chances: number, at: string = AT) => {
      const state = counter.stateOf("m1");
      const command = { id: `x${counter.entries.length}`, at, member: "m1", source, chances };
      const decision = grantChances(counter.campaign, state, command);
      counter.tell("m1", () => decision);
      return decision.ok ? decision.value.chances : decision.refusal;
    };
    expect(ask("sign-in", 3)).toBe(2);
    expect(ask("sign-in", 1)).toMatchObject({
      code: "over-chance-limit",
      of: "source",
      per: "day",
      limit: 2,
      granted: 2,
    });
    expect(ask("sign-in", 9, "2026-11-22T09:30:00+08:00")).toBe(2);
    expect(ask("sign-in", 1, "2026-11-23T09:30:00+08:00")).toMatchObject({
      of: "source",
      per: "campaign",
      limit: 4,
    });
    expect(ask("task", 9)).toBe(3);
    expect(ask("task", 1)).toMatchObject({ of: "all", per: "campaign", limit: 7, granted: 7 });
  });

  it("are refused in the stated order [lottery-37]", () => {
    const open = of(rules);
    const over = of({ ...rules, closesAt: "2026-11-21T00:00:00+08:00" });
    grant(open, "task", 7);
    const codes = [
      grant(of({}), "nowhere", 1),
      grant(over, "nowhere", 1),
      grant(over, "task", 1),
      grant(open, "task", 1),
    ];
    expect(codes).toEqual([...GRANT_REFUSALS]);
  });
});

describe("a price [lottery-21]", () => {
  it("in points is paid from whole points", () => {
    const counter = of({ price: { unit: "points", amount: "10" } });
    expect(counter.draw("m1")).toBe("insufficient-balance");
    expect(counter.draw("m1", { balance: 9 })).toBe("insufficient-balance");
    expect(counter.draw("m1", { balance: "10" })).toBe("tea");
    expect(counter.draw("m1", { balance: 11 })).toBe("tea");
    for (const balance of ["10.5", -1, 10.5, "1e3", "9".repeat(16), Number.NaN]) {
      expect(() => counter.draw("m1", { balance })).toThrow(
        expect.objectContaining({ code: "invalid-command" }),
      );
    }
  });

  it("in money is paid from text that the currency can hold", () => {
    const counter = of({ price: { unit: "money", amount: "0.50" } });
    expect(counter.draw("m1", { balance: "0.49" })).toBe("insufficient-balance");
    expect(counter.draw("m1", { balance: "0.5" })).toBe("tea");
    expect(counter.entries).toMatchObject([{ paid: { with: "money", amountMinor: 50 } }]);
    for (const balance of ["0.505", 50, "-1", "much"]) {
      expect(() => counter.draw("m1", { balance })).toThrow(
        expect.objectContaining({ code: "invalid-command" }),
      );
    }
  });

  it("is due only where there is no chance left", () => {
    const counter = of({
      price: { unit: "points", amount: "10" },
      chances: { sources: [{ id: "order" }] },
    });
    grant(counter, "order", 1);
    expect([1, 2, 3].map(() => counter.draw("m1", { balance: 10 }))).toEqual(["tea", "tea", "tea"]);
    const paid = counter.entries.flatMap((entry) =>
      entry.kind === "prize-drawn" ? [entry.paid?.with] : [],
    );
    expect(paid).toEqual(["chance", "points", "points"]);
    expect(counter.draw("m1")).toBe("insufficient-balance");
  });
});
