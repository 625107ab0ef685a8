import { describe, expect, it } from "vitest";
import { defineLayers, layerEligibility, layerOf, type LayersInput } from "uptier/tiering";
import { UptierError } from "uptier/kernel";

const AT = "2026-11-21T09:30:00+08:00";

const input: LayersInput = {
  id: "shop",
  zone: "Asia/Shanghai",
  currency: "CNY",
  facts: { orders: "number", spent: "money" },
  layers: [
    {
      id: "senior",
      rule: { fact: "spent", op: "at-least", value: "5000.00" },
      activities: ["yearly-plan", "tasting"],
    },
    { id: "middle", rule: { fact: "orders", op: "at-least", value: 3 }, activities: ["tasting"] },
    { id: "beginner", activities: ["scratch-card"] },
  ],
};
const layers = defineLayers(input);

describe("layers [tiering-24]", () => {
  it("are tried from the highest down, the bounds included; the last is for all others", () => {
    const of = (orders: number, spent: string) => layerOf(layers, { orders, spent }, AT).layer;
    expect([of(9, "5000.00"), of(9, "4999.99"), of(2, "4999.99"), of(0, "5000")]).toEqual([
      "senior",
      "middle",
      "beginner",
      "senior",
    ]);
  });

  it("pass over what nobody can say, and say so", () => {
    const { layer, undecided, missing, why } = layerOf(layers, {}, AT);
    expect([layer, undecided, missing]).toEqual([
      "beginner",
      ["senior", "middle"],
      ["spent", "orders"],
    ]);
    expect(why.map(({ code }) => code)).toEqual([
      "layer-undecided",
      "layer-undecided",
      "default-layer",
    ]);
  });

  it("report what does not fit together", () => {
    const rule = { fact: "orders", op: "at-least", value: 1 } as const;
    const bad = [{ id: "a" }, { id: "b", rule: { ...rule, fact: "x" } }, { id: "a", rule }];
    let issues: unknown;
    try {
      defineLayers({ ...input, layers: bad });
    } catch (error) {
      if (!(error instanceof UptierError)) throw error;
      issues = error.issues.map(({ path, code }) => [path.join("."), code]);
    }
    expect(issues).toEqual([
      ["layers.0.rule", "missing"],
      ["layers.1.rule.fact", "unknown-fact"],
      ["layers.2.id", "duplicate-id"],
      ["layers.2.rule", "default-with-rule"],
    ]);
  });
});

describe("eligibility by layer [tiering-26]", () => {
  it("is what the layer lists, not what those below it list", () => {
    const may = (layer: string, activity: string) =>
      layerEligibility(layers, layer, activity).eligible;
    expect([may("beginner", "scratch-card"), may("senior", "scratch-card")]).toEqual([true, false]);
    expect(layerEligibility(layers, "middle", "tasting").layers).toEqual(["senior", "middle"]);
  });

  it("is an error for a layer or an activity that does not exist, not a silent no", () => {
    expect(() => layerEligibility(layers, "expert", "tasting")).toThrow(
      expect.objectContaining({ code: "unknown-layer" }),
    );
    expect(() => layerEligibility(layers, "senior", "tastings")).toThrow(
      expect.objectContaining({ code: "unknown-activity" }),
    );
  });
});
