import { test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { benefitsGained } from "../../../src/tiering/benefits/gained";
import { compileBenefitRules, compileBenefits } from "../../../src/tiering/benefits/plan";
import { anyBenefits, programOf } from "./program";

describe("what changes from one tier to another [tiering-36]", () => {
  const currency = "CNY";
  const program = {
    currency,
    benefits: compileBenefitRules(),
    tiers: [
      {
        id: "silver",
        benefits: compileBenefits(
          [
            { kind: "discount", id: "off", rate: "2%" },
            { kind: "perk", id: "gift" },
            { kind: "perk", id: "welcome", quantity: 1 },
          ],
          { currency },
        ),
      },
      {
        id: "gold",
        benefits: compileBenefits(
          [
            { kind: "multiplier", id: "points", factor: "2" },
            { kind: "discount", id: "off", rate: "1/20" },
            { kind: "perk", id: "gift" },
          ],
          { currency },
        ),
      },
    ],
  };

  it("is gained, lost, or given in another measure", () => {
    const up = benefitsGained(program, "silver", "gold");
    expect(up.gained.map(({ id }) => id)).toEqual(["points"]);
    expect(up.lost.map(({ id }) => id)).toEqual(["welcome"]);
    expect(up.changed).toMatchObject([
      { from: { rate: { num: 1, den: 50 } }, to: { rate: { num: 1, den: 20 } } },
    ]);
    expect(() => benefitsGained(program, "silver", "jade")).toThrow(
      expect.objectContaining({ code: "unknown-tier" }),
    );
  });

  test.prop([anyBenefits])("is all of a tier from none, and nothing from itself", (benefits) => {
    const { tiers } = programOf(benefits);
    const gold = programOf(benefits);
    expect(benefitsGained(gold, null, "gold")).toEqual({
      gained: tiers[1]!.benefits,
      lost: [],
      changed: [],
    });
    expect(benefitsGained(gold, "gold", "base")).toEqual({
      gained: [],
      lost: tiers[1]!.benefits,
      changed: [],
    });
    const same = JSON.parse(JSON.stringify(gold)) as typeof gold;
    expect(benefitsGained(same, "gold", "gold")).toEqual({ gained: [], lost: [], changed: [] });
  });
});
