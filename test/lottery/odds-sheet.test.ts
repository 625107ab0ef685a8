import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { seededRandom } from "uptier/kernel";
import {
  type CampaignInput,
  defineCampaign,
  type OddsRange,
  oddsSheet,
  oddsSheetText,
  pacingReport,
  type PrizeDrawn,
  verifyDraw,
} from "uptier/lottery";
import { runs } from "../runs";
import { anyFullCampaign } from "./any-campaign";
import { packageCard } from "./campaigns";
import { anySteps, booksInHand, decide, inOrder, openShop, SERVER_SEED } from "./shop";

/** All draws that a campaign makes of a list of steps. */
function drawsOf(
  input: Parameters<typeof defineCampaign>[0],
  steps: Parameters<typeof inOrder>[0],
  seed: string,
): PrizeDrawn[] {
  const campaign = defineCampaign(input);
  const books = booksInHand(campaign);
  const random = seededRandom(seed);
  const entries = openShop(campaign, books, random);
  inOrder(steps).forEach((step, index) => {
    const decision = decide(campaign, books, step, index, random);
    books.keep(decision);
    if (decision.ok) entries.push(...decision.entries);
  });
  return entries.filter((entry) => entry.kind === "prize-drawn");
}

function isWithin({ lowest, highest }: OddsRange, weight: number, total: number): boolean {
  return weight * lowest.den >= total * lowest.num && weight * highest.den <= total * highest.num;
}

describe("the lowest and highest odds [lottery-17]", () => {
  test.prop([anyFullCampaign, anySteps, fc.string()], runs(150))(
    "hold for every draw that is ever made",
    (input, steps, seed) => {
      const { prizes } = pacingReport(defineCampaign(input));
      for (const { weights, weightTotal } of drawsOf(input, steps, seed)) {
        weights.forEach((weight, index) => {
          expect([prizes[index], weight, weightTotal]).toSatisfy(
            ([range, of, total]: [OddsRange, number, number]) => isWithin(range, of, total),
          );
        });
      }
    },
  );

  it("are the stated ones where nothing moves them", () => {
    const campaign = defineCampaign({
      id: "still",
      currency: "CNY",
      zone: "Asia/Shanghai",
      prizes: [
        { id: "tea", kind: "goods", chance: "1/3", cost: "3" },
        { id: "thanks", kind: "nothing", chance: "remaining" },
      ],
    });
    const report = pacingReport(campaign);
    expect(report).toMatchObject({ mode: "none", equalBeforehand: true, movedBy: [] });
    for (const { stated, lowest, highest } of report.prizes) {
      expect([lowest, highest]).toEqual([stated, stated]);
    }
  });

  it("go as far as the policies lead: by fallback, to nothing, to all", () => {
    const { prizes, movedBy } = pacingReport(defineCampaign(packageCard));
    expect(movedBy).toEqual(["stock", "budget"]);
    // 2 % of the gift and 0.5 % of the cash packet can come to the coupon.
    expect(prizes[1]).toMatchObject({ lowest: { num: 0, den: 1 }, highest: { num: 13, den: 40 } });
    // Everything can come to nothing.
    expect(prizes[3]).toMatchObject({
      lowest: { num: 27, den: 40 },
      highest: { num: 1, den: 1 },
    });
  });

  it("are 0 and 1 in a deck, whose odds are equal before it is opened", () => {
    const deck = defineCampaign({
      id: "deck",
      currency: "CNY",
      zone: "Asia/Shanghai",
      weightTotal: 10,
      prizes: [
        { id: "tea", kind: "goods", weight: 2, cost: "3" },
        { id: "blank", kind: "nothing", weight: "remaining" },
      ],
      pacing: { mode: "deck" },
    });
    expect(pacingReport(deck)).toMatchObject({ equalBeforehand: true, movedBy: ["deck"] });
    expect(oddsSheet(deck).prizes[0]).toMatchObject({ quantity: 2, percent: "20" });
  });
});

describe("oddsSheet [lottery-06]", () => {
  const campaign = defineCampaign({
    ...packageCard,
    name: "包裹刮刮卡",
    organiser: "某某小店",
    opensAt: "2026-12-01T00:00:00+08:00",
    closesAt: "2027-01-01T00:00:00+08:00",
  });
  const sheet = oddsSheet(campaign);

  it("has the odds, quantities and version of the definition that draws", () => {
    expect(sheet.version).toBe(campaign.version);
    expect(sheet.prizes.map(({ odds, percent, quantity }) => [odds, percent, quantity])).toEqual([
      [{ num: 1, den: 50 }, "2", 3],
      [{ num: 3, den: 10 }, "30", null],
      [{ num: 1, den: 200 }, "0.5", 1],
      [{ num: 27, den: 40 }, "67.5", null],
    ]);
    expect(JSON.parse(JSON.stringify(sheet))).toEqual(sheet);
  });

  it("is a table in Markdown and lines of text, in Chinese and English", () => {
    const markdown = oddsSheetText(sheet, "markdown");
    expect(markdown).toContain("| gift | 3 份 | 2 % | 1/50 | 0/1 – 4/199 |");
    expect(markdown).toContain("- 主办方：某某小店");
    expect(markdown).toContain("- 活动时间：2026-12-01 00:00 至 2027-01-01 00:00");
    expect(markdown).toContain(campaign.version);
    const text = oddsSheetText(sheet, "text", "en");
    expect(text.split("\n")[1]).toBe("gift: quantity 3, odds 2 % (1/50)");
    expect(text).toContain("When a prize is used up, its odds pass on as the rules say.");
  });

  it("keeps a table whole whatever a prize is called", () => {
    const { prizes } = packageCard;
    const named = defineCampaign({
      ...packageCard,
      prizes: prizes.map((prize) => ({ ...prize, name: `${prize.id} | 1` })),
    });
    for (const line of oddsSheetText(oddsSheet(named), "markdown").split("\n")) {
      if (line.startsWith("|")) expect(line.replaceAll("\\|", "").split("|")).toHaveLength(7);
    }
  });
});

describe("verifyDraw [lottery-26]", () => {
  test.prop([anyFullCampaign, anySteps, fc.string()], runs(150))(
    "says yes to every draw that was made, and checks the roll of keyed ones",
    (input, steps, seed) => {
      const campaign = defineCampaign(input);
      for (const entry of drawsOf(input, steps, seed)) {
        const kept = JSON.parse(JSON.stringify(entry)) as PrizeDrawn;
        const { ok, wrong, unchecked } = verifyDraw(kept, campaign, SERVER_SEED);
        expect([ok, wrong]).toEqual([true, []]);
        expect(unchecked.includes("roll")).toBe(entry.random.kind !== "keyed");
      }
    },
  );

  const campaign = defineCampaign(packageCard);
  const drawn = drawsOf(packageCard, [], "x");
  it("has nothing to say where nothing was drawn", () => expect(drawn).toEqual([]));

  const record = ((): PrizeDrawn => {
    const step = { verb: "draw", member: "m1", minutes: 0, pick: 0, score: 0, kept: true } as const;
    const [first] = drawsOf(packageCard, [step as never], "x");
    return first!;
  })();

  it.each([
    ["other-campaign", { campaign: "another" }],
    ["other-version", { version: "0".repeat(64) }],
    ["table-differs", { weights: [100, 100, 0, 0] }],
    ["table-differs", { closed: [{ code: "prize-sold-out", prize: "gift", policy: "nothing" }] }],
    ["wrong-weight", { weight: record.weight + 1 }],
    ["wrong-weight", { weightTotal: record.weightTotal + 1 }],
    ["wrong-prize", { prize: record.prize === "gift" ? "coupon" : "gift" }],
    ["wrong-prize", { roll: -1 }],
    ["wrong-prize", { prize: "yacht" }],
    ["wrong-cost", { costMinor: record.costMinor + 1 }],
    ["wrong-cost", { currency: "USD" }],
    ["wrong-day", { day: "1999-01-01" }],
    ["wrong-pity", { pity: [{ key: "/1", misses: 0 }] }],
    ["unknown-source", { random: { kind: "system" } }],
  ] as const)("says %s of a record that was changed: %j", (fault, change) => {
    expect(verifyDraw(record, campaign).wrong).toEqual([]);
    const { ok, wrong } = verifyDraw({ ...record, ...(change as object) }, campaign);
    expect(ok).toBe(false);
    expect(wrong).toContain(fault);
  });

  it("asks for a keyed roll where the campaign promises one, and for every pity counter", () => {
    const strict: CampaignInput = {
      id: "strict",
      currency: "CNY",
      zone: "Asia/Shanghai",
      fairness: "keyed",
      prizes: [
        { id: "cup", kind: "goods", tier: 1, chance: "1%", cost: "9" },
        { id: "thanks", kind: "nothing", chance: "remaining" },
      ],
      pity: [{ tier: 1, table: ["1%", "1%", "100%"], resetBy: "same-tier" }],
    };
    const step = { verb: "draw", member: "m1", minutes: 0, pick: 0, score: 0, kept: true } as const;
    const [drawnOnce] = drawsOf(strict, [step as never], "x");
    const campaignOf = defineCampaign(strict);
    expect(verifyDraw(drawnOnce!, campaignOf, SERVER_SEED).wrong).toEqual([]);
    const random = { kind: "crypto" } as const;
    expect(verifyDraw({ ...drawnOnce!, random }, campaignOf).wrong).toContain("not-keyed");
    expect(verifyDraw({ ...drawnOnce!, pity: [] }, campaignOf).wrong).toContain("wrong-pity");
    const [counter] = drawnOnce!.pity;
    const pity = [{ ...counter!, missesAfter: 0 }];
    expect(verifyDraw({ ...drawnOnce!, pity }, campaignOf).wrong).toContain("wrong-pity");
  });

  it.each([null, {}, { ...record, weights: null }, { ...record, random: null }, "x"])(
    "refuses what is no record: %j",
    (none) => {
      expect(() => verifyDraw(none as never, campaign)).toThrow(
        expect.objectContaining({ code: "invalid-entry" }),
      );
    },
  );
});
