import { describe, expect, it } from "vitest";
import {
  choiceJsonSchema,
  defineChoice,
  defineLookAlike,
  defineMatrix,
  defineQuadrant,
  defineRfm,
  lookAlikeJsonSchema,
  matrixJsonSchema,
  quadrantJsonSchema,
  type RfmInput,
  rfmJsonSchema,
  rfmTable,
} from "uptier/tiering";

const rfm: RfmInput = {
  id: "shop",
  zone: "Asia/Shanghai",
  currency: "CNY",
  scores: {
    recency: { kind: "quantiles" },
    frequency: { kind: "quantiles" },
    monetary: { kind: "quantiles" },
  },
  segments: rfmTable("table-a"),
};
const axes = [{ id: "posts", unit: "count" }] as const;

describe("definitions of scores and segments", () => {
  it("are frozen, and named by the hash of their input [tiering-52]", () => {
    const definitions = [
      defineRfm(rfm),
      defineQuadrant({ id: "q", currency: "CNY" }),
      defineChoice({ id: "c", axes, quota: 1 }),
      defineMatrix({
        id: "m",
        consumption: { axes: [{ id: "orders", unit: "count" }] },
        interaction: { axes },
      }),
      defineLookAlike({ id: "l", features: axes }),
    ];
    for (const definition of definitions) {
      expect(Object.isFrozen(definition)).toBe(true);
      expect(definition.version).toMatch(/^[0-9a-f]{64}$/);
      expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
    }
    expect(defineRfm({ ...rfm }).version).toBe(definitions[0]!.version);
    expect(defineRfm({ ...rfm, others: "rest" }).version).not.toBe(definitions[0]!.version);
  });

  it("have a JSON Schema [tiering-52]", () => {
    for (const schema of [
      rfmJsonSchema(),
      quadrantJsonSchema(),
      choiceJsonSchema(),
      matrixJsonSchema(),
      lookAlikeJsonSchema(),
    ]) {
      expect(schema).toMatchObject({ type: "object", additionalProperties: false });
    }
  });

  it("refuse what is no object at all [tiering-52]", () => {
    for (const define of [defineRfm, defineQuadrant, defineChoice, defineMatrix, defineLookAlike]) {
      expect(() => define(null as never)).toThrow(
        expect.objectContaining({ code: "invalid-definition" }),
      );
    }
  });

  it("take axes by names that objects inherit [tiering-52]", () => {
    const choice = defineChoice({
      id: "c",
      axes: [{ id: "constructor", unit: "count" }],
      quota: 1,
    });
    expect(choice.axes[0]!.id).toBe("constructor");
  });
});
