import { describe, expect, test } from "vitest";
import { defineTiers, keepsTier, standingFromTotals } from "uptier/tiering";

/** A tier that asks for so much, and is kept with a share of it. */
const club = (min: number, keepRatio: string) =>
  defineTiers({
    id: "club",
    currency: "CNY",
    zone: "Asia/Shanghai",
    metrics: [{ id: "days", kind: "days", on: ["visit"] }],
    tiers: [
      { id: "basic", rank: 0 },
      { id: "regular", rank: 1, entry: { metric: "days", min, keepRatio } },
    ],
  });

describe("a bound", () => {
  test.each([
    [50, "90%", 45],
    [50, "9/10", 45],
    [100, "2/3", 67],
    [7, "1/3", 3],
    [9, "1/3", 3],
    // Where the product is more than a number can hold.
    [900_719_925_475, "999/10000", 89_981_920_555],
    [9, "1000000000000001/1000000000000002", 9],
  ])("of %i that is kept with %s is lost below %i [tiering-11]", (min, ratio, least) => {
    const program = club(min, ratio);
    expect(keepsTier(program, { days: least }, "regular")).toBe(true);
    expect(keepsTier(program, { days: least - 1 }, "regular")).toBe(false);
    expect(standingFromTotals(program, { days: min }).tier).toBe("regular");
    expect(standingFromTotals(program, { days: min - 1 }).tier).toBe("basic");
    const { keep } = standingFromTotals(program, { days: 0 }, "regular");
    expect(keep?.bounds[0]).toMatchObject({ need: least, min: least });
  });
});
