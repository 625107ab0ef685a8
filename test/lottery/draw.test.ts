import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { type RandomSource, seededRandom, toMilliseconds } from "uptier/kernel";
import {
  apply,
  type Campaign,
  type CampaignInput,
  type CampaignState,
  defineCampaign,
  draw,
  type DrawDecision,
  DRAW_REFUSALS,
  explainOdds,
  type LotteryEntry,
  type MemberState,
  newDrawState,
  replay,
} from "uptier/lottery";
import { runs } from "../runs";
import { anyCampaign, AT, packageCard } from "./campaigns";

const campaignWith = (part: Partial<CampaignState>): CampaignState => ({
  ...newDrawState().campaign,
  ...part,
});

const memberWith = (part: Partial<MemberState>): MemberState => ({
  ...newDrawState().member,
  ...part,
});

/** Draws by several members on several days, as a shop without a store would. */
class Shop {
  campaign: CampaignState = newDrawState().campaign;
  readonly members = new Map<string, MemberState>();
  readonly entries: LotteryEntry[] = [];

  constructor(
    readonly definition: Campaign,
    readonly random: RandomSource,
  ) {}

  stateOf(member: string) {
    return { campaign: this.campaign, member: this.members.get(member) ?? newDrawState().member };
  }

  draw(member: string, at: string = AT): DrawDecision {
    const id = `d${this.entries.length}`;
    const decision = draw(this.definition, this.stateOf(member), { id, at, member }, this.random);
    if (decision.ok) {
      for (const entry of decision.entries) {
        const next = apply(this.definition, this.stateOf(member), entry);
        this.campaign = next.campaign;
        this.members.set(member, next.member);
        this.entries.push(entry);
      }
    }
    return decision;
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

const commands = fc.array(
  fc.record({
    member: fc.constantFrom("m1", "m2", "会员"),
    day: fc.integer({ min: 1, max: 3 }),
    hour: fc.integer({ min: 0, max: 23 }),
  }),
  { maxLength: 60 },
);

describe("any campaign, any order of draws", () => {
  test.prop([anyCampaign, commands, fc.string()], runs(300))(
    "never gives more than stock and budget, and never lets a member exceed a limit [lottery-08] [lottery-15]",
    (input, list, seed) => {
      const definition = defineCampaign(input);
      const shop = new Shop(definition, seededRandom(seed));
      for (const { member, day, hour } of list) {
        shop.draw(member, `2026-11-0${day}T${String(hour).padStart(2, "0")}:00:00+08:00`);
        expect(shop.campaign.spentMinor).toBeLessThanOrEqual(
          definition.budget?.totalMinor ?? Infinity,
        );
      }
      for (const { id, stock } of definition.prizes) {
        expect(shop.campaign.awarded[id] ?? 0).toBeLessThanOrEqual(stock?.total ?? Infinity);
      }
      for (const { draws, drawsByDay } of shop.members.values()) {
        expect(draws).toBeLessThanOrEqual(definition.limits.perMember ?? Infinity);
        for (const drawn of Object.values(drawsByDay)) {
          expect(drawn).toBeLessThanOrEqual(definition.limits.perMemberPerDay ?? Infinity);
        }
      }
    },
  );

  test.prop([anyCampaign, commands, fc.string()], runs(300))(
    "is told by its entries alone: their replay is the state, in any order [lottery-38]",
    (input, list, seed) => {
      const shop = new Shop(defineCampaign(input), seededRandom(seed));
      for (const { member } of list) shop.draw(member);
      const expected = { campaign: shop.campaign, members: Object.fromEntries(shop.members) };
      expect(replay(shop.definition, shop.entries)).toEqual(expected);
      expect(replay(shop.definition, shop.entries.toReversed())).toEqual(expected);
      const kept = JSON.parse(JSON.stringify(shop.entries)) as LotteryEntry[];
      expect(replay(shop.definition, kept)).toEqual(expected);
      const spent = shop.entries.reduce(
        (sum, entry) => sum + (entry.kind === "prize-drawn" ? entry.costMinor : 0),
        0,
      );
      expect(shop.campaign.spentMinor).toBe(spent);
    },
  );

  test.prop([anyCampaign, commands, fc.string()], runs(300))(
    "draws what it explains: odds sum to 1, and the prize had the odds that its entry states [lottery-04]",
    (input, list, seed) => {
      const shop = new Shop(defineCampaign(input), seededRandom(seed));
      for (const { member } of list) {
        const odds = explainOdds(shop.definition, shop.stateOf(member), AT);
        const decision = shop.draw(member);
        const parts = odds.prizes.map(({ now }) => now.num / now.den);
        const sum = parts.reduce((before, part) => before + part, 0);
        expect(sum).toBeCloseTo(decision.ok ? 1 : 0, 9);
        if (!decision.ok) {
          expect(decision.refusal).toEqual(odds.refusal);
          continue;
        }
        expect(odds.refusal).toBeNull();
        const [entry] = decision.entries;
        const of = odds.prizes.find(({ prize }) => prize === decision.value.prize);
        expect(of?.now.num).toBeGreaterThan(0);
        expect(of!.now.num * entry!.weightTotal).toBe(of!.now.den * entry!.weight);
        const closed = odds.prizes.flatMap((prize) => prize.closed ?? []);
        expect(entry!.closed).toEqual(closed);
      }
    },
  );

  test.prop([anyCampaign, fc.string()])(
    "changes nothing that it is given [lottery-39]",
    (input, seed) => {
      const definition = defineCampaign(deepFreeze(input));
      const state = deepFreeze(newDrawState());
      const command = deepFreeze({ id: "d1", at: AT, member: "m1" });
      const decision = deepFreeze(draw(definition, state, command, seededRandom(seed)));
      if (decision.ok) apply(definition, state, decision.entries[0]!);
      expect(state).toEqual(newDrawState());
    },
  );
});

describe("draw", () => {
  const definition = defineCampaign({ ...packageCard, budget: { total: "100000" }, limits: {} });

  it("has a golden sequence, which changes only with a major version [lottery-01]", () => {
    const shop = new Shop(definition, seededRandom("golden"));
    const prizes = Array.from({ length: 60 }, (_, index) => {
      const decision = shop.draw(`m${index}`);
      return decision.ok ? decision.value.prize.slice(0, 2) : decision.refusal.code;
    });
    expect(prizes.join(" ")).toBe(
      "co th co th th th th th th th co th th th th th co co co co th co th th co th th th th co th th th co th th ca co co th th co th co th th co co th th gi co th th th th th co th th",
    );
  });

  it("stops exactly at the stock: the last unit is given, the next is not [lottery-08] [lottery-15]", () => {
    const shop = new Shop(
      defineCampaign({
        id: "three-cups",
        currency: "CNY",
        zone: "Asia/Shanghai",
        prizes: [
          {
            id: "cup",
            kind: "goods",
            chance: "100%",
            cost: "5",
            stock: 3,
            onStockOut: "renormalise",
          },
        ],
      }),
      seededRandom("three"),
    );
    const answers = ["a", "b", "c", "d", "e"].map((member) => {
      const decision = shop.draw(member);
      return decision.ok ? decision.value.prize : decision.refusal.code;
    });
    expect(answers).toEqual(["cup", "cup", "cup", "sold-out", "sold-out"]);
    expect(shop.campaign).toEqual(
      campaignWith({ currency: "CNY", draws: 3, spentMinor: 1500, awarded: { cup: 3 } }),
    );
  });

  it("counts days by the zone of the campaign, whatever the order in which draws come [lottery-13]", () => {
    const shop = new Shop(defineCampaign(packageCard), seededRandom("days"));
    // 23:59 and 00:01 in Shanghai, both on the 20th in UTC.
    const codes = [
      "2026-11-20T15:59:00Z",
      "2026-11-20T16:01:00Z",
      "2026-11-20T15:58:00Z",
      "2026-11-20T16:02:00Z",
      "2026-11-20T15:57:00Z",
      "2026-11-20T15:56:00Z",
      "2026-11-20T16:03:00Z",
      "2026-11-20T16:04:00Z",
    ].map((at) => {
      const decision = shop.draw("m1", at);
      return decision.ok ? "ok" : decision.refusal.code;
    });
    expect(codes).toEqual([
      "ok",
      "ok",
      "ok",
      "ok",
      "ok",
      "over-daily-limit",
      "ok",
      "over-daily-limit",
    ]);
    expect(shop.members.get("m1")).toMatchObject({
      draws: 6,
      drawsByDay: { "2026-11-20": 3, "2026-11-21": 3 },
    });
  });

  it("says when the member may draw again [lottery-13]", () => {
    const full = memberWith({ draws: 3, drawsByDay: { "2026-11-21": 3 } });
    const state = { ...newDrawState(), member: full };
    const command = { id: "d", at: AT, member: "m1" };
    const decision = draw(defineCampaign(packageCard), state, command, seededRandom("x"));
    expect(decision).toMatchObject({
      ok: false,
      refusal: { code: "over-daily-limit", nextAt: "2026-11-21T16:00:00.000Z" },
    });
    if (decision.ok || decision.refusal.code !== "over-daily-limit") throw new Error("not refused");
    const next = { ...command, at: decision.refusal.nextAt };
    expect(draw(defineCampaign(packageCard), state, next, seededRandom("x")).ok).toBe(true);
  });

  it("gives refusals in their stated order: with one cause after another removed [lottery-37]", () => {
    const input: CampaignInput = {
      id: "strict",
      currency: "CNY",
      zone: "Asia/Shanghai",
      opensAt: "2026-11-01T00:00:00+08:00",
      closesAt: "2026-12-01T00:00:00+08:00",
      prizes: [
        {
          id: "a",
          kind: "goods",
          chance: "50%",
          cost: "5",
          stock: 1,
          onStockOut: "renormalise",
          onBudgetShort: "renormalise",
        },
        { id: "b", kind: "goods", chance: "50%", cost: "5", onBudgetShort: "renormalise" },
      ],
      budget: { total: "5" },
      limits: { perMember: 2, perMemberPerDay: 1 },
    };
    const strict = defineCampaign(input);
    const soldOut = defineCampaign({ ...input, prizes: [{ ...input.prizes[0]!, chance: "100%" }] });
    const campaign = campaignWith({ draws: 1, spentMinor: 500, awarded: { a: 1 } });
    const drawn = (draws: number, today: number) =>
      memberWith({ draws, drawsByDay: { "2026-11-21": today } });
    const ask = (
      of: Campaign,
      at: string,
      member: MemberState,
      state: CampaignState = campaign,
    ) => {
      const command = { id: "d", at, member: "m" };
      const decision = draw(of, { campaign: state, member }, command, seededRandom("x"));
      return decision.ok ? "ok" : decision.refusal.code;
    };
    const codes = [
      ask(strict, "2026-10-01T00:00:00Z", drawn(2, 1)),
      ask(strict, "2026-12-24T00:00:00Z", drawn(2, 1)),
      ask(strict, AT, drawn(2, 1)),
      ask(strict, AT, drawn(1, 1)),
      ask(soldOut, AT, drawn(0, 0)),
      ask(strict, AT, drawn(0, 0)),
    ];
    expect(codes).toEqual([
      "not-open",
      "closed",
      "over-member-limit",
      "over-daily-limit",
      "sold-out",
      "budget-exhausted",
    ]);
    expect(DRAW_REFUSALS.filter((code) => codes.includes(code))).toEqual(codes);
    expect(ask(strict, AT, drawn(0, 0), newDrawState().campaign)).toBe("ok");
  });

  it("refuses a command that is none, and then draws nothing [lottery-37]", () => {
    const unused: RandomSource = {
      record: { kind: "crypto" },
      nextUint32: () => {
        throw new Error("rolled");
      },
    };
    expect(() =>
      draw(definition, newDrawState(), { id: "d", at: "tomorrow", member: "m" }, unused),
    ).toThrow(expect.objectContaining({ code: "invalid-command" }));
  });

  it("refuses a state that was damaged, since NaN would pass every limit [lottery-15]", () => {
    const { campaign, member } = newDrawState();
    const damaged = [
      { campaign: { ...campaign, spentMinor: Number.NaN }, member },
      { campaign: { ...campaign, spentMinor: "0" as unknown as number }, member },
      { campaign: { ...campaign, awarded: { gift: Number.NaN } }, member },
      { campaign: { ...campaign, awarded: { gift: -1 } }, member },
      { campaign, member: { ...member, draws: undefined as unknown as number } },
      { campaign, member: { ...member, drawsByDay: { "2026-11-21": 0.5 } } },
    ];
    const limited = defineCampaign(packageCard);
    for (const state of damaged) {
      const command = { id: "d", at: AT, member: "m" };
      const invalid = expect.objectContaining({ code: "invalid-state" }) as Error;
      expect(() => draw(limited, state, command, seededRandom("x"))).toThrow(invalid);
      expect(() => explainOdds(limited, state, AT)).toThrow(invalid);
    }
  });

  it("rolls once, whatever is closed: nothing is drawn again [lottery-10]", () => {
    let rolls = 0;
    const random = seededRandom("once");
    const counted: RandomSource = {
      record: random.record,
      nextUint32: () => {
        rolls += 1;
        return random.nextUint32() % 2 ** 31;
      },
    };
    const state = {
      ...newDrawState(),
      campaign: campaignWith({ draws: 4, awarded: { gift: 3, cash: 1 } }),
    };
    for (let run = 0; run < 100; run += 1) {
      draw(definition, state, { id: "d", at: AT, member: "m" }, counted);
    }
    expect(rolls).toBe(100);
  });

  it("records what decided it: version, table, roll, source, and what was closed [lottery-25]", () => {
    const state = {
      ...newDrawState(),
      campaign: campaignWith({ draws: 3, awarded: { gift: 3 } }),
    };
    const decision = draw(definition, state, { id: "d9", at: AT, member: "m" }, seededRandom("r"));
    if (!decision.ok) throw new Error("refused");
    expect(decision.entries).toEqual([
      {
        id: "d9/1",
        kind: "prize-drawn",
        at: "2026-11-21T01:30:00.000Z",
        cause: "d9",
        campaign: "package-card",
        version: definition.version,
        member: "m",
        draw: "d9",
        day: "2026-11-21",
        prize: "coupon",
        prizeKind: "coupon",
        unit: 1,
        field: null,
        currency: "CNY",
        costMinor: 2000,
        claim: null,
        weight: 64,
        weightTotal: 200,
        weights: [0, 64, 1, 135],
        closed: [{ code: "prize-sold-out", prize: "gift", policy: { fallback: "coupon" } }],
        pool: null,
        pity: [],
        moment: null,
        paid: null,
        committedMinor: 0,
        windows: [],
        inDayBudget: false,
        sampler: "alias/1",
        roll: expect.any(Number) as number,
        random: { kind: "seeded", generator: "seedrandom/alea@3", seed: "r" },
      },
    ]);
    expect(toMilliseconds(decision.entries[0]!.at)).toBe(toMilliseconds(AT));
  });
});
