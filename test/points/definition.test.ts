import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "uptier/kernel";
import { definePoints, type PointsInput, pointsJsonSchema } from "uptier/points";

const input: PointsInput = {
  id: "club",
  currency: "CNY",
  zone: "Asia/Shanghai",
  types: [{ id: "points" }],
};

describe("definePoints", () => {
  it("fills in the defaults that the paper states first [points-12] [points-18]", () => {
    expect(definePoints(input)).toMatchObject({
      name: null,
      earning: null,
      redemption: null,
      types: [
        {
          name: null,
          expiry: { mode: "never" },
          hold: { mode: "none" },
          burnKinds: [],
          onShortage: "reject",
          clawback: "to-zero",
          restoreExpired: "original",
          restoreOnPartial: "pro-rata",
          transferExpiry: "keep",
        },
      ],
    });
  });

  it("is plain JSON, deeply frozen, and leaves what it was given [points-01]", () => {
    const given = structuredClone(input);
    const program = definePoints(given);
    expect(given).toEqual(input);
    expect(Object.isFrozen(given.types)).toBe(false);
    expect(JSON.parse(JSON.stringify(program))).toEqual(program);
    const frozen = (value: unknown): boolean =>
      typeof value !== "object" ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(program)).toBe(true);
  });

  it("has a version: the hash of what was written, and of nothing else [points-01]", () => {
    const hash = createHash("sha256").update(canonicalJson(input)).digest("hex");
    expect(definePoints(input).version).toBe(hash);
    expect(definePoints({ ...input, name: "x" }).version).not.toBe(hash);
  });

  it("says every problem at once, those of its sections too [points-12]", () => {
    const broken = {
      ...input,
      currency: "RMB",
      types: [
        { id: "points", clawback: "all", expiry: { mode: "rolling", after: { days: 0 } } },
        { id: "points", hold: { mode: "dates", dates: ["02-30"] } },
      ],
      earning: {
        rules: [{ id: "a", type: "coins", earn: { kind: "per-amount", per: "1.00", points: 1 } }],
      },
    } as unknown as PointsInput;
    let issues: unknown;
    try {
      definePoints(broken);
    } catch (error) {
      ({ issues } = error as { readonly issues: unknown });
    }
    expect(issues).toMatchObject([
      { path: ["currency"], code: "unknown-currency" },
      { path: ["types", 0, "clawback"], code: "invalid-value" },
      { path: ["types", 1, "id"], code: "duplicate-id" },
      { path: ["types", 0, "expiry", "after"], code: "invalid-expiry" },
      { path: ["types", 1, "hold", "dates", 0], code: "invalid-day" },
      { path: ["earning", "rules", 0, "type"], code: "unknown-type" },
    ]);
  });
});

describe("pointsJsonSchema", () => {
  it("describes the members of the input and allows no others [points-12]", () => {
    expect(pointsJsonSchema()).toMatchObject({
      additionalProperties: false,
      required: ["id", "currency", "zone", "types"],
    });
  });
});
