import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { seededRandom } from "uptier/kernel";
import {
  type CampaignInput,
  defineCampaign,
  explainOdds,
  openSession,
  releasePrize,
  restock,
  scheduleMoments,
} from "uptier/lottery";
import { CHI_SQUARE_999, chiSquare } from "../../kernel/random/chi-square";
import { AT } from "../campaigns";
import { type Counter, counterOf } from "../shop";
import { runs } from "../../runs";

const base = { id: "paced", currency: "CNY", zone: "Asia/Shanghai" };

const deck: CampaignInput = {
  ...base,
  weightTotal: 10,
  prizes: [
    { id: "cup", kind: "goods", weight: 1, cost: "12" },
    { id: "tea", kind: "goods", weight: 3, cost: "3", claimWithinHours: 1 },
    { id: "thanks", kind: "nothing", weight: 6 },
  ],
  budget: { total: "21" },
  pacing: { mode: "deck" },
};

describe("a deck [lottery-17]", () => {
  test.prop([fc.string()], runs(50))("gives exactly its cards at exactly its cost", (seed) => {
    const counter = counterOf(deck, seededRandom(seed));
    const drawn = Array.from({ length: 10 }, (_, index) => counter.draw(`m${index}`));
    expect(drawn.sort()).toEqual(["cup", "tea", "tea", "tea", ...Array<string>(6).fill("thanks")]);
    const { spentMinor, reservedMinor } = counter.stateOf("m0").campaign;
    expect([spentMinor, reservedMinor]).toEqual([1_200, 900]);
    expect(counter.draw("late")).toBe("sold-out");
  });

  it("is fair: each place in the row has the cup equally often", () => {
    const random = seededRandom("exchangeable");
    const places = Array<number>(10).fill(0);
    const campaign = defineCampaign(deck);
    for (let run = 0; run < 1_000; run += 1) {
      const session = openSession(campaign);
      const prizes = places.map((_, place) => {
        const decision = session.draw({ id: `d${place}`, at: AT, member: "m1" }, random);
        return decision.ok ? decision.value.prize : decision.refusal.code;
      });
      places[prizes.indexOf("cup")]! += 1;
    }
    expect(chiSquare(places, Array<number>(10).fill(1))).toBeLessThan(CHI_SQUARE_999[9]!);
  });

  it("has a card back that was not claimed, and no other can be added", () => {
    const counter = counterOf({
      ...deck,
      weightTotal: 1,
      prizes: [{ ...deck.prizes[1]!, weight: 1 }],
    });
    expect(counter.draw("m1")).toBe("tea");
    expect(counter.draw("m2")).toBe("sold-out");
    const release = counter.tell("m1", (state) =>
      releasePrize(counter.campaign, state, { id: "r", at: AT, member: "m1", draw: "d1" }),
    );
    expect(release).toBe("prize-released");
    expect(counter.draw("m2")).toBe("tea");
    const more = { id: "more", at: AT, prize: "tea", units: 1 };
    expect(counter.tell("m1", ({ campaign }) => restock(counter.campaign, campaign, more))).toBe(
      "no-stock",
    );
  });
});

const moments = (unclaimed: "roll-over" | "void", units = 4): CampaignInput => ({
  ...base,
  opensAt: "2026-11-01T00:00:00Z",
  closesAt: "2026-11-05T00:00:00Z",
  weightTotal: units,
  prizes: [
    { id: "cup", kind: "goods", weight: units, cost: "12" },
    { id: "thanks", kind: "nothing", weight: 0 },
  ],
  pacing: { mode: "moments", unclaimed },
});

function schedule(counter: Counter, seed = "secret"): string {
  return counter.tell("m1", ({ campaign }) =>
    scheduleMoments(
      counter.campaign,
      campaign,
      { id: "schedule", at: "2026-10-31T00:00:00Z" },
      seededRandom(seed),
    ),
  );
}

describe("winning moments [lottery-17]", () => {
  it("are drawn once, before the first draw", () => {
    const counter = counterOf(moments("void"));
    expect(counter.draw("m1", { at: "2026-11-02T00:00:00Z" })).toBe("moments-not-scheduled");
    expect(schedule(counter)).toBe("moments-scheduled");
    expect(schedule(counter)).toBe("already-scheduled");
    expect(schedule(counterOf(deck))).toBe("no-moments");
  });

  test.prop([fc.integer({ min: 1, max: 400 }), fc.string()], runs(40))(
    "lie one in each slot, in order, inside the campaign",
    (units, seed) => {
      const counter = counterOf(moments("void", units));
      schedule(counter, seed);
      const times = counter.stateOf("m1").campaign.moments!.map(({ at }) => Date.parse(at));
      const [opens, span] = [Date.parse("2026-11-01T00:00:00Z"), 4 * 86_400_000];
      expect(times.map((at) => Math.floor(((at - opens + 0.5) * units) / span))).toEqual(
        times.map((_, slot) => slot),
      );
    },
  );

  it("that nobody took stay, or end with the next one", () => {
    const drawn = (unclaimed: "roll-over" | "void") => {
      const counter = counterOf(moments(unclaimed));
      schedule(counter);
      const days = ["01T00:00", "03T23:59", "03T23:59", "03T23:59", "04T23:59", "04T23:59"];
      const prizes = days.map((at) => counter.draw("m1", { at: `2026-11-${at}:59Z` }));
      return { prizes, over: counter.stateOf("m1").campaign.momentsOver };
    };
    expect(drawn("roll-over")).toEqual({
      prizes: ["thanks", "cup", "cup", "cup", "cup", "thanks"],
      over: 4,
    });
    expect(drawn("void")).toEqual({
      prizes: ["thanks", "cup", "thanks", "thanks", "cup", "thanks"],
      over: 4,
    });
  });
});

describe("a throttle [lottery-17]", () => {
  const throttled: CampaignInput = {
    ...base,
    opensAt: "2026-11-01T00:00:00Z",
    closesAt: "2026-11-11T00:00:00Z",
    weightTotal: 2,
    prizes: [
      { id: "cup", kind: "goods", weight: 1, cost: "10", onBudgetShort: "nothing" },
      { id: "thanks", kind: "nothing", weight: 1 },
    ],
    budget: { total: "100" },
    pacing: { mode: "throttle" },
  };

  it("holds a prize back to the instant at which the line pays for it", () => {
    const counter = counterOf(throttled);
    const closedAt = (at: string) =>
      explainOdds(counter.campaign, counter.stateOf("m1"), at).prizes[0]!.closed;
    expect(closedAt("2026-11-01T12:00:00Z")).toEqual({
      code: "prize-throttled",
      prize: "cup",
      policy: "nothing",
      until: "2026-11-02T00:00:00.000Z",
    });
    expect(closedAt("2026-11-01T23:59:59.999Z")?.code).toBe("prize-throttled");
    expect(closedAt("2026-11-02T00:00:00Z")).toBeNull();
  });

  test.prop(
    [fc.array(fc.integer({ min: 0, max: 14_399 }), { maxLength: 60 }), fc.string()],
    runs(60),
  )("never commits more than the line allows", (minutes, seed) => {
    const counter = counterOf(throttled, seededRandom(seed));
    const [opens, span] = [Date.parse("2026-11-01T00:00:00Z"), 10 * 86_400_000];
    for (const minute of minutes.sort((a, b) => a - b)) {
      const at = opens + minute * 60_000;
      counter.draw("m1", { at: new Date(at).toISOString() });
      const { spentMinor } = counter.stateOf("m1").campaign;
      expect(spentMinor).toBeLessThanOrEqual((10_000 * (at - opens)) / span);
    }
  });

  it("follows a line of its own, rounded down to whole minor units", () => {
    const campaign = defineCampaign({
      ...throttled,
      pacing: {
        mode: "throttle",
        line: [
          { at: "2026-11-02T00:00:00Z", spent: "10" },
          { at: "2026-11-03T00:00:00Z", spent: "10" },
          { at: "2026-11-04T00:00:00Z", spent: "20" },
        ],
      },
    });
    const counter = counterOf(throttled);
    const closedAt = (at: string, spentMinor: number) => {
      const { campaign: shared, member } = counter.stateOf("m1");
      const { prizes } = explainOdds(campaign, { campaign: { ...shared, spentMinor }, member }, at);
      return prizes[0]!.closed;
    };
    expect(closedAt("2026-11-01T23:59:59Z", 0)).toMatchObject({
      until: "2026-11-02T00:00:00.000Z",
    });
    expect(closedAt("2026-11-02T00:00:00Z", 0)).toBeNull();
    expect(closedAt("2026-11-02T12:00:00Z", 1)).toMatchObject({
      // A thousandth of the day rounded up: 86.4 s.
      until: "2026-11-03T00:01:26.400Z",
    });
    expect(closedAt("2026-11-03T00:01:26.399Z", 1)?.code).toBe("prize-throttled");
    expect(closedAt("2026-11-03T00:01:26.400Z", 1)).toBeNull();
    // The line ends at 20 of 100: the rest of the budget is kept back for good.
    expect(closedAt("2026-11-09T00:00:00Z", 1_001)).toMatchObject({ code: "prize-throttled" });
    expect(closedAt("2026-11-09T00:00:00Z", 1_001)).not.toHaveProperty("until");
  });
});
