import { describe, expect, it } from "vitest";
import { defineTiers, TIER_PRESETS, tierPreset } from "uptier/tiering";

describe("programmes to start from", () => {
  it.each(TIER_PRESETS)("%s is plain JSON that can be used as it is [tiering-80]", (name) => {
    const input = tierPreset(name);
    expect(JSON.parse(JSON.stringify(input))).toEqual(input);
    expect(defineTiers(input).id).toBe(name);
  });

  it("is made anew at each call, for a shop to edit [tiering-80]", () => {
    const input = tierPreset("jd");
    (input as { currency: string }).currency = "USD";
    expect(tierPreset("jd").currency).toBe("CNY");
  });
});
