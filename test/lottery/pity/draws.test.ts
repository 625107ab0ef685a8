import { describe, expect, it } from "vitest";
import { seededRandom } from "uptier/kernel";
import {
  type CampaignInput,
  defineCampaign,
  draw,
  type DrawState,
  explainOdds,
  newDrawState,
  openSession,
  type PityCount,
  type PityInput,
  pityFigures,
  pityTable,
  tierChances,
} from "uptier/lottery";
import { CHI_SQUARE_999, chiSquare } from "../../kernel/random/chi-square";
import { AT } from "../campaigns";
import { type Counter, counterOf } from "../shop";

const SOFT = { base: "0.6%", constantFor: 73, step: "6%", hardAt: 90 } as const;
const SECOND = { base: "5.1%", constantFor: 8, step: "51%", hardAt: 10 } as const;

/** Two tiers with pity above a third, of 0.6 %, 5.1 % and 94.3 %. */
const banner = (
  rules: Partial<PityInput> = {},
  more: Partial<CampaignInput> = {},
): CampaignInput => ({
  id: "banner",
  currency: "CNY",
  zone: "Asia/Shanghai",
  weightTotal: 2_000,
  prizes: [
    { id: "star", kind: "goods", weight: 6, tier: 1, cost: "0" },
    { id: "other", kind: "goods", weight: 6, tier: 1, cost: "0" },
    { id: "four", kind: "goods", weight: 102, tier: 2, cost: "0" },
    { id: "three", kind: "goods", weight: 1_886, tier: 3, cost: "0" },
  ],
  pity: [
    { tier: 1, table: SOFT, resetBy: "same-tier", ...rules },
    { tier: 2, table: SECOND, resetBy: "same-tier" },
  ],
  ...more,
});

/** One prize of the first tier that can run out, above one that cannot. */
const short = (rules: Partial<PityInput>, units = 0): CampaignInput => ({
  id: "short",
  currency: "CNY",
  zone: "Asia/Shanghai",
  weightTotal: 10,
  prizes: [
    {
      id: "top",
      kind: "goods",
      weight: 1,
      tier: 1,
      cost: "0",
      stock: units,
      onStockOut: "nothing",
    },
    { id: "pin", kind: "goods", weight: 4, tier: 2, cost: "0" },
    { id: "none", kind: "nothing", weight: 5 },
  ],
  pity: [{ tier: 1, table: ["10%", "10%", "100%"], resetBy: "same-tier", ...rules }],
});

function stateWith(pity: Readonly<Record<string, PityCount>>): DrawState {
  const { campaign, member } = newDrawState();
  return { campaign, member: { ...member, pity } };
}

const missed = (misses: number, featuredNext = false): PityCount => ({ misses, featuredNext });

const counterIn = (counter: Counter, key = "/1") => counter.stateOf("m1").member.pity[key];

describe("chances with pity [lottery-22]", () => {
  const campaign = defineCampaign(banner());

  it("are those of tierChances, at any counters", () => {
    const tiers = { pity: [SOFT, SECOND], shares: [], higherHit: "keep" } as const;
    for (const top of [0, 1, 72, 73, 80, 88, 89]) {
      for (const second of [0, 7, 8, 9]) {
        const state = stateWith({ "/1": missed(top), "/2": missed(second) });
        const { prizes } = explainOdds(campaign, state, AT);
        const [star, other, four, three] = prizes.map(({ now }) => now.num / now.den);
        const expected = tierChances(tiers, [top, second]).map(({ num, den }) => num / den);
        [star! + other!, four!, three!].forEach((chance, tier) => {
          expect(chance).toBeCloseTo(expected[tier]!, 12);
        });
        expect(star).toBe(other);
      }
    }
  });

  it("are exact: the weights are whole numbers of the same proportion", () => {
    const { prizes } = explainOdds(campaign, stateWith({ "/1": missed(73) }), AT);
    expect(prizes.map(({ now }) => `${now.num}/${now.den}`)).toEqual([
      "33/1000",
      "33/1000",
      "51/1000",
      "883/1000",
    ]);
  });

  it("are drawn: hits per draw as pityFigures says, gaps as its table says", () => {
    const session = openSession(defineCampaign(banner({}, { pity: [banner().pity![0]!] })));
    const random = seededRandom("ninety");
    const gaps = new Map<string, number>([
      ["soft", 0],
      ["rising", 0],
      ["hard", 0],
    ]);
    const draws = 30_000;
    let [hits, gap] = [0, 0];
    for (let run = 0; run < draws; run += 1) {
      const decision = session.draw({ id: `d${run}`, at: AT, member: "m1" }, random);
      gap += 1;
      if (!decision.ok || !["star", "other"].includes(decision.value.prize)) continue;
      const part = gap <= 73 ? "soft" : gap <= 78 ? "rising" : "hard";
      gaps.set(part, gaps.get(part)! + 1);
      expect(gap).toBeLessThanOrEqual(90);
      [hits, gap] = [hits + 1, 0];
    }
    const { rate, variance, expectation } = pityFigures(SOFT);
    const deviation = Math.sqrt((draws * variance) / expectation ** 3);
    expect(Math.abs(hits - draws * rate)).toBeLessThan(3.3 * deviation);
    let [alive, soft, rising] = [1, 0, 0];
    pityTable(SOFT).forEach(({ num, den }, index) => {
      const mass = (alive * num) / den;
      if (index < 73) soft += mass;
      else if (index < 78) rising += mass;
      alive -= mass;
    });
    const parts = chiSquare([...gaps.values()], [soft, rising, 1 - soft - rising]);
    expect(parts).toBeLessThan(CHI_SQUARE_999[2]!);
  });
});

describe("counters [lottery-22]", () => {
  it("rise with each miss and are per pool", () => {
    const pools = [{ id: "gold", memberTiers: ["gold"], prizes: ["top", "pin"] }];
    const counter = counterOf({ ...short({ resetBy: "same-tier" }, 9), pools }, lowRoll(false));
    counter.draw("m1");
    counter.draw("m1");
    counter.draw("m1", { memberTier: "gold" });
    expect(counter.stateOf("m1").member.pity).toEqual({ "/1": missed(2), "gold/1": missed(1) });
  });

  it("do not count in a pool without a prize of their tier", () => {
    const pools = [{ id: "low", memberTiers: ["low"], prizes: ["pin", "none"] }];
    const counter = counterOf({ ...short({ whenUnavailable: "refuse" }, 9), pools });
    for (let run = 0; run < 5; run += 1) {
      expect(["pin", "none"]).toContain(counter.draw("m1", { memberTier: "low" }));
    }
    expect(counter.stateOf("m1").member.pity).toEqual({});
  });

  it("go back to 0 as resetBy says", () => {
    const after = (resetBy: PityInput["resetBy"], prize: string) => {
      const input = banner();
      const campaign = defineCampaign({
        ...input,
        prizes: input.prizes.map((one) => ({ ...one, weight: one.id === prize ? 2_000 : 0 })),
        pity: undefined,
      });
      // The table of one prize alone, under the rule of the second tier.
      const rule = {
        tier: 2,
        table: pityTable(SECOND),
        resetBy,
        whenUnavailable: "owe",
        featured: null,
      };
      const state = stateWith({ "/2": missed(5) });
      const decision = draw(
        { ...campaign, pity: [rule] } as typeof campaign,
        state,
        { id: "d", at: AT, member: "m1" },
        seededRandom("x"),
      );
      return decision.ok ? decision.entries[0]!.pity[0]!.missesAfter : decision.refusal.code;
    };
    expect(["star", "four", "three"].map((prize) => after("same-tier", prize))).toEqual([6, 0, 6]);
    expect(["star", "four", "three"].map((prize) => after("same-or-higher", prize))).toEqual([
      0, 0, 6,
    ]);
    expect(["star", "four", "three"].map((prize) => after("any-hit", prize))).toEqual([0, 0, 0]);
  });

  it("that were damaged are refused", () => {
    for (const misses of [-1, 0.5, Number.NaN]) {
      expect(() =>
        explainOdds(defineCampaign(banner()), stateWith({ "/1": missed(misses) }), AT),
      ).toThrow(expect.objectContaining({ code: "invalid-state" }));
    }
  });
});

/** A source that rolls the first or the last number of any range. */
function lowRoll(low: boolean) {
  return {
    record: { kind: "seeded" as const, generator: "test", seed: "" },
    nextUint32: () => (low ? 0 : 2 ** 31 - 1),
  };
}

describe("a guarantee while its tier is sold out [lottery-23]", () => {
  it("is owed: the base chance goes by the policies, and the first draw that can pays", () => {
    const counter = counterOf(short({}));
    const owed = () =>
      explainOdds(counter.campaign, counter.stateOf("m1"), AT).prizes.map(
        ({ now }) => `${now.num}/${now.den}`,
      );
    for (let run = 0; run < 6; run += 1) {
      expect(owed()).toEqual(["0/1", "2/5", "3/5"]);
      expect(["pin", "none"]).toContain(counter.draw("m1"));
    }
    expect(counterIn(counter)).toEqual(missed(2));
    const { campaign, member } = counter.stateOf("m1");
    const restocked = { campaign: { ...campaign, restocked: { top: 1 } }, member };
    const paid = draw(
      counter.campaign,
      restocked,
      { id: "paid", at: AT, member: "m1" },
      seededRandom("x"),
    );
    expect(paid.ok && paid.value.prize).toBe("top");
    expect(paid.ok && paid.entries[0]!.pity[0]).toMatchObject({ misses: 2, missesAfter: 0 });
  });

  it("falls back: the whole chance goes by the policies, and counts as a hit", () => {
    const counter = counterOf(short({ whenUnavailable: "fallback" }));
    counter.draw("m1");
    counter.draw("m1");
    expect(counterIn(counter)).toEqual(missed(2));
    expect(counter.draw("m1")).toBe("none");
    expect(counterIn(counter)).toEqual(missed(0));
  });

  it("is refused, and nothing is counted", () => {
    const counter = counterOf(short({ whenUnavailable: "refuse" }));
    counter.draw("m1");
    counter.draw("m1");
    expect(counter.draw("m1")).toBe("guarantee-unavailable");
    expect(counterIn(counter)).toEqual(missed(2));
  });
});

describe("featured prizes [lottery-22]", () => {
  const featured = { featured: { prizes: ["star"], share: "50%" } };
  const campaign = defineCampaign(banner({ ...featured, table: ["100%"] }));

  it("are half of the hits, and the next hit after one that was none", () => {
    const chances = (featuredNext: boolean) =>
      explainOdds(campaign, stateWith({ "/1": missed(0, featuredNext) }), AT)
        .prizes.map(({ now }) => `${now.num}/${now.den}`)
        .slice(0, 2);
    expect(chances(false)).toEqual(["1/2", "1/2"]);
    expect(chances(true)).toEqual(["1/1", "0/1"]);
    const counter = counterOf(banner({ ...featured, table: ["100%"] }));
    const drawn = Array.from({ length: 300 }, () => counter.draw("m1"));
    drawn.forEach((prize, index) => {
      if (prize === "other") expect(drawn[index + 1] ?? "star").toBe("star");
    });
    // Two of three hits are featured in the long run.
    expect(drawn.filter((prize) => prize === "star").length).toBeGreaterThan(170);
    expect(drawn.filter((prize) => prize === "star").length).toBeLessThan(230);
  });

  it("stay owed while they are sold out", () => {
    const input = banner({ ...featured, table: ["100%"] });
    const [star, ...rest] = input.prizes;
    const prizes = [{ ...star!, stock: 0, onStockOut: "renormalise" as const }, ...rest];
    const counter = counterOf({ ...input, prizes });
    expect([1, 2, 3].map(() => counter.draw("m1"))).toEqual(["other", "other", "other"]);
    expect(counterIn(counter)).toEqual(missed(0, true));
  });
});
