import { describe, expect, it } from "vitest";
import { defineTiers, tiersJsonSchema } from "uptier/tiering";
import { CLUB } from "./club";

describe("a membership programme", () => {
  it("is plain JSON in, plain frozen JSON out, ordered by rank [tiering-01]", () => {
    const shuffled = { ...CLUB, tiers: CLUB.tiers.toReversed() };
    const program = defineTiers(shuffled);
    expect(program.tiers.map(({ id, rank }) => [id, rank])).toEqual([
      ["basic", 0],
      ["silver", 1],
      ["gold", 2],
    ]);
    expect(JSON.parse(JSON.stringify(program))).toEqual(program);
    expect(Object.isFrozen(program.tiers[1]?.entry)).toBe(true);
  });

  it("has a version that changes with its rules alone [tiering-01]", () => {
    expect(defineTiers({ ...CLUB }).version).toBe(defineTiers(CLUB).version);
    expect(defineTiers({ ...CLUB, downgrade: "never" }).version).not.toBe(
      defineTiers(CLUB).version,
    );
  });

  it("states its defaults [tiering-01]", () => {
    expect(defineTiers(CLUB)).toMatchObject({
      renewal: "on-review",
      downgrade: "recalculate",
      grace: null,
      minStay: null,
      effective: { mode: "immediate" },
      refundEffect: "next-review",
      manualMode: "floor",
      onEdit: "upgrade-only",
    });
    expect(defineTiers(CLUB).tiers[1]?.validity).toEqual({ mode: "none" });
  });

  it("has a JSON Schema for editors [tiering-01]", () => {
    expect(Object.keys(tiersJsonSchema()["properties"] as object)).toContain("refundEffect");
  });
});
