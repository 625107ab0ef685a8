import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { ROUNDINGS, toMinor } from "uptier/kernel";
import {
  defineFeeSharing,
  definePayoutFee,
  FEE_SHARING_REFUSALS,
  payoutFee,
  shareFees,
} from "uptier/referral";

const cents = (text: string): number => toMinor(text, "USD");
const bearer = fc.constantFrom("shared" as const, "seller" as const);

const lines = fc.array(
  fc.record({
    price: fc.nat(1_000_000),
    fee: fc.nat(100_000),
    points: fc.array(fc.nat(3_333), { maxLength: 3 }),
  }),
  { maxLength: 6 },
);

describe("shared fees [referral-67]", () => {
  test.prop([bearer, lines, fc.constantFrom(...ROUNDINGS)])(
    "every product sums to its price, every credit is within a unit of its exact share",
    (feeBearer, list, rounding) => {
      const sharing = defineFeeSharing({ id: "s", currency: "USD", feeBearer, rounding });
      const answer = shareFees(
        sharing,
        list.map(({ price, fee, points }, index) => ({
          id: `l${index}`,
          price: { minor: price },
          fee: { minor: fee },
          partners: points.map((rate, partner) => ({ id: `p${partner}`, rate: `${rate}/10000` })),
        })),
      );
      expect(answer.ok).toBe(true);
      if (!answer.ok) return;
      let [credits, seller] = [0, 0];
      answer.value.lines.forEach((line, index) => {
        const { price, fee, points } = list[index]!;
        const given = line.partners.reduce((sum, { credit }) => sum + cents(credit), 0);
        expect(fee + given + cents(line.seller)).toBe(price);
        line.partners.forEach(({ gross, feeShare, credit }, partner) => {
          const base = feeBearer === "shared" ? Math.max(price - fee, 0) : price;
          const exact = (base * points[partner]!) / 10_000;
          expect(Math.abs(cents(credit) - exact)).toBeLessThan(1);
          expect(cents(credit)).toBeGreaterThanOrEqual(0);
          expect(cents(gross)).toBe(cents(credit) + cents(feeShare));
          expect(cents(feeShare)).toBeGreaterThanOrEqual(0);
        });
        credits += given;
        seller += cents(line.seller);
      });
      const byPartner = answer.value.credits.reduce((sum, { credit }) => sum + cents(credit), 0);
      expect([byPartner, cents(answer.value.seller)]).toEqual([credits, seller]);
    },
  );

  it("refuses in the stated order, product by product", () => {
    const sharing = defineFeeSharing({
      id: "s",
      currency: "USD",
      feeBearer: "shared",
      rates: { min: "1%", max: "75%" },
    });
    const line = (id: string, ...rates: string[]) => ({
      id,
      price: "1",
      fee: "0",
      partners: rates.map((rate, index) => ({ id: `p${index}`, rate })),
    });
    const codeOf = (...list: ReturnType<typeof line>[]) => {
      const answer = shareFees(sharing, list);
      return answer.ok ? null : answer.refusal.code;
    };
    expect(codeOf(line("a", "75%", "25%"))).toBe(null);
    expect(codeOf(line("a", "75%", "26%", "76%"))).toBe(FEE_SHARING_REFUSALS[0]);
    expect(codeOf(line("a", "75%", "26%"), line("b", "0%"))).toBe(FEE_SHARING_REFUSALS[1]);
    expect(shareFees(sharing, [line("a", "0.5%")])).toMatchObject({
      refusal: {
        line: "a",
        partner: "p0",
        rate: { num: 1, den: 200 },
        min: { num: 1, den: 100 },
        max: { num: 3, den: 4 },
      },
    });
  });
});

describe("payout fees [referral-68]", () => {
  const fees = definePayoutFee({
    id: "p",
    currency: "USD",
    rate: "2.5%",
    freeLimit: "500",
    methods: [{ id: "card", cost: "2.9%" }],
    fastSurcharge: "0.30",
  });

  test.prop([fc.nat(200_000), fc.nat(100_000), fc.boolean(), fc.boolean()])(
    "are the rate above the free limit, the method on all, and the surcharge; parts sum to the fee",
    (amount, used, card, fast) => {
      const result = payoutFee(fees, {
        amount: { minor: amount },
        used: { minor: used },
        method: card ? "card" : undefined,
        fast,
      });
      const charged = Math.max(0, amount - Math.max(0, 50_000 - used));
      const half = (tenThousandths: number): number =>
        Math.floor((tenThousandths + 5_000) / 10_000);
      expect(cents(result.fee)).toBe(
        half(charged * 250) + (card ? half(amount * 290) : 0) + (fast ? 30 : 0),
      );
      const parts = result.why.map((reason) => ("amount" in reason ? cents(reason.amount) : 0));
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(cents(result.fee));
      expect(cents(result.used)).toBe(used + amount);
    },
  );

  test.prop([fc.array(fc.nat(30_000), { maxLength: 9 })])(
    "the free limit is used up once, in whatever payouts",
    (amounts) => {
      let used = "0";
      let free = 0;
      for (const minor of amounts) {
        const result = payoutFee(fees, { amount: { minor }, used });
        for (const reason of result.why) if ("free" in reason) free += cents(reason.free);
        used = result.used;
      }
      const sum = amounts.reduce((before, amount) => before + amount, 0);
      expect(free).toBe(Math.min(sum, 50_000));
    },
  );

  it("knows its methods, and offers fast transfers only at a price", () => {
    const plain = definePayoutFee({ id: "p", currency: "USD", rate: "3%" });
    for (const wrong of [{ method: "cash" }, { fast: true }]) {
      expect(() => payoutFee(plain, { amount: "1", ...wrong })).toThrow(
        expect.objectContaining({ code: "invalid-input" }),
      );
    }
  });
});
