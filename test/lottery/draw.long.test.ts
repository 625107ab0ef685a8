import { describe, expect, it } from "vitest";
import { seededRandom } from "uptier/kernel";
import { defineCampaign, draw, explainOdds, newDrawState } from "uptier/lottery";
import { CHI_SQUARE_999, chiSquare } from "../kernel/random/chi-square";
import { AT, packageCard } from "./campaigns";

const definition = defineCampaign(packageCard);

describe("draw", () => {
  it("gives each prize as often as its odds say, before and after a prize is sold out [lottery-04]", () => {
    for (const awarded of [{}, { gift: 3 }, { cash: 1 }, { gift: 3, cash: 1 }]) {
      const fresh = newDrawState();
      const state = { ...fresh, campaign: { ...fresh.campaign, awarded } };
      const random = seededRandom(`gate ${Object.keys(awarded).join()}`);
      const counts = definition.prizes.map(() => 0);
      for (let run = 0; run < 20_000; run += 1) {
        const decision = draw(definition, state, { id: "d", at: AT, member: "m" }, random);
        if (!decision.ok) throw new Error(decision.refusal.code);
        counts[definition.prizes.findIndex((prize) => prize.id === decision.value.prize)]! += 1;
      }
      const { prizes } = explainOdds(definition, state, AT);
      const weights = prizes.map(({ now }) => now.num / now.den);
      const cells = weights.filter((weight) => weight > 0).length;
      expect(chiSquare(counts, weights)).toBeLessThan(CHI_SQUARE_999[cells - 1]!);
    }
  });
});
