import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "uptier/kernel";
import {
  campaignJsonSchema,
  type CampaignInput,
  campaignSchema,
  defineCampaign,
} from "uptier/lottery";
import { packageCard } from "./campaigns";

describe("defineCampaign", () => {
  const campaign = defineCampaign(packageCard);

  it("works out exact weights, costs in minor units and what was left out [lottery-01]", () => {
    expect(campaign).toMatchObject({
      weightTotal: 200,
      budget: { total: "300.00", totalMinor: 30_000 },
      opensAt: null,
      closesAt: null,
      name: null,
      limits: { perMember: 20, perMemberPerDay: 3 },
    });
    expect(campaign.prizes.map(({ weight, costMinor }) => [weight, costMinor])).toEqual([
      [4, 1850],
      [60, 2000],
      [1, 8888],
      [135, 0],
    ]);
    expect(campaign.prizes[1]).toMatchObject({ stock: null, onStockOut: null });
  });

  it("is plain JSON, deeply frozen [lottery-01]", () => {
    expect(JSON.parse(JSON.stringify(campaign))).toEqual(campaign);
    const frozen = (value: unknown): boolean =>
      typeof value !== "object" ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(campaign)).toBe(true);
  });

  it("has a version: the hash of what was written, and of nothing else [lottery-05]", () => {
    const text = canonicalJson(packageCard);
    expect(campaign.version).toBe(createHash("sha256").update(text).digest("hex"));
    expect(defineCampaign({ ...packageCard }).version).toBe(campaign.version);
    expect(defineCampaign({ ...packageCard, name: "x" }).version).not.toBe(campaign.version);
  });

  it("leaves what it was given as it was [lottery-01]", () => {
    const input = structuredClone(packageCard);
    defineCampaign(input);
    expect(input).toEqual(packageCard);
    expect(Object.isFrozen(input.prizes)).toBe(false);
  });

  it("tells a person what to change, for every problem at once [lottery-36]", () => {
    const input = {
      ...packageCard,
      currency: "RMB",
      budget: { total: "5" },
      prizes: [
        { id: "gift", kind: "goods", chance: "2%", stock: -1, cost: 18.5 },
        { id: "coupon", kind: "coupon", chance: "3O%", cost: "20", onBudgetShort: "nothing" },
        { id: "cash", kind: "cash", chance: "0.5%", cost: "88.88", onBudgetShort: "respin" },
        { id: "thanks", kind: "nothing", chance: "remaining" },
      ],
    };
    expect(() => defineCampaign(input as unknown as CampaignInput)).toThrow(
      [
        "The campaign has 5 problems:",
        '- currency: must be an ISO 4217 code in capitals, for example "CNY"',
        "- prizes[0].stock: must be at least 0, not -1",
        "- prizes[0].cost: must be a text, not 18.5",
        '- prizes[2].onBudgetShort: must be "renormalise", "nothing", "downgrade", "largest-remaining" or { "fallback": "<id of a prize>" }',
        '- prizes[1].chance: "3O%" is not a rate: write "2.5%", "0.025" or "1/40"',
      ].join("\n"),
    );
  });

  it("says in numbers how far a sum is off [lottery-02]", () => {
    const two = (first: string, second: string) => () =>
      defineCampaign({
        ...packageCard,
        budget: undefined,
        prizes: [
          { id: "a", kind: "goods", chance: first, cost: "0" },
          { id: "b", kind: "goods", chance: second, cost: "0" },
        ],
      });
    expect(two("60%", "30%")).toThrow("the chances sum to 9 of 10; correct them, give one prize");
    expect(two("60%", "50%")).toThrow("the chances sum to 11 of 10; make them smaller");
  });

  it("takes a thousand prizes and no more [lottery-36]", () => {
    const of = (count: number): CampaignInput => ({
      ...packageCard,
      budget: undefined,
      weightTotal: count,
      prizes: Array.from({ length: count }, (_, index) => ({
        id: `p${index}`,
        kind: "goods",
        weight: 1,
        cost: "0",
        stock: 1,
        // The longest chain of fallbacks there is.
        onStockOut: index + 1 < count ? { fallback: `p${index + 1}` } : "renormalise",
      })),
    });
    expect(defineCampaign(of(1_000)).prizes).toHaveLength(1_000);
    expect(() => defineCampaign(of(1_001))).toThrow("must have at most 1000 items");
  });

  it("takes ids in any script, and names that objects inherit [lottery-01]", () => {
    const ids = ["奖品-1", "constructor", "toString", "a.b_c"];
    const { prizes } = defineCampaign({
      ...packageCard,
      id: "春节",
      budget: undefined,
      weightTotal: 4,
      prizes: ids.map((id) => ({ id, kind: "goods", weight: 1, cost: "0" })),
    });
    expect(prizes.map((prize) => prize.id)).toEqual(ids);
  });
});

describe("campaignJsonSchema", () => {
  it("describes the same keys as the zod schema, and allows no others [lottery-36]", () => {
    const schema = campaignJsonSchema();
    expect(Object.keys(schema["properties"] as object)).toEqual(Object.keys(campaignSchema.shape));
    expect(schema).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      additionalProperties: false,
      required: ["id", "currency", "zone", "prizes"],
    });
  });
});
