import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { seededRandom } from "uptier/kernel";
import { apply, defineCampaign, draw, drawMany, newDrawState } from "uptier/lottery";
import { runs } from "../runs";
import { anyFullCampaign, AT } from "./campaigns";
import { booksInHand, openShop } from "./shop";

const campaign = defineCampaign({
  id: "ten",
  currency: "CNY",
  zone: "Asia/Shanghai",
  prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "3" }],
  price: { unit: "money", amount: "0.10" },
  limits: { perMemberPerDay: 4 },
});

const command = { id: "d", at: AT, member: "m1" };

describe("drawMany [lottery-07]", () => {
  it("ends where the balance or a limit ends, and says which", () => {
    const ask = (balance: string) => {
      const wish = { ...command, draws: 10, balance };
      const decision = drawMany(campaign, newDrawState(), wish, seededRandom("x"));
      return decision.ok
        ? [decision.value.draws.length, decision.value.stoppedBy?.code]
        : decision.refusal.code;
    };
    expect(ask("0.35")).toEqual([3, "insufficient-balance"]);
    expect(ask("9")).toEqual([4, "over-daily-limit"]);
    expect(ask("0.09")).toBe("insufficient-balance");
  });

  it("refuses the id of a draw whose prize the member still holds", () => {
    const held = defineCampaign({
      id: "held",
      currency: "CNY",
      zone: "Asia/Shanghai",
      prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "3", claimWithinHours: 1 }],
    });
    const many = drawMany(held, newDrawState(), { ...command, draws: 1 }, seededRandom("x"));
    if (!many.ok) throw new Error(many.refusal.code);
    const state = apply(held, newDrawState(), many.entries[0]!);
    expect(() => draw(held, state, { ...command, id: "d/1" }, seededRandom("x"))).toThrow(
      expect.objectContaining({ code: "duplicate-draw" }),
    );
  });

  it("makes 1 to 100 draws", () => {
    for (const draws of [0, 101, 1.5, Number.NaN, "10" as unknown as number]) {
      expect(() =>
        drawMany(campaign, newDrawState(), { ...command, draws }, seededRandom("x")),
      ).toThrow(expect.objectContaining({ code: "invalid-command" }));
    }
  });

  test.prop([anyFullCampaign, fc.integer({ min: 1, max: 20 }), fc.string()], runs(150))(
    "is draws one after the other, in any campaign",
    (input, draws, seed) => {
      const any = defineCampaign({ ...input, fairness: "open", price: undefined });
      const books = booksInHand(any);
      openShop(any, books, seededRandom(`${seed} before`));
      const state = books.stateOf("m1");
      const many = drawMany(any, state, { ...command, draws }, seededRandom(seed));
      const random = seededRandom(seed);
      let now = state;
      const entries = [];
      let stoppedBy = null;
      for (let count = 1; count <= draws; count += 1) {
        const id = `d/${count}`;
        const one = draw(any, now, { ...command, id }, random);
        if (!one.ok) {
          stoppedBy = one.refusal;
          break;
        }
        now = apply(any, now, one.entries[0]!);
        entries.push({ ...one.entries[0]!, id, cause: "d" });
      }
      if (entries.length === 0) {
        expect(many).toMatchObject({ ok: false, refusal: stoppedBy });
        return;
      }
      expect(many.ok && many.entries).toEqual(entries);
      expect(many.ok && many.value.stoppedBy).toEqual(stoppedBy);
    },
  );
});
