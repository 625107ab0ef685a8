import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  defineEarning,
  earnedAgain,
  type FrozenEarning,
  newEarningHistory,
  quoteEarning,
  type Refunded,
} from "uptier/points";
import { anyEarning, anyOrder, text } from "./shop";

const shares = fc.array(fc.nat(100), { minLength: 6, maxLength: 6 });

/** A refund of some percent of each line, of the shipping, and of what is left. */
function refundOf(earning: FrozenEarning, percents: readonly number[]): Refunded {
  const part = (minor: number, index: number) => Math.floor((minor * percents[index]!) / 100);
  const own = earning.lines.map(({ paidMinor }, index) => part(paidMinor, index));
  const shipping = part(earning.shippingPaidMinor, 4);
  const left =
    earning.lines.reduce((sum, { paidMinor }, index) => sum + paidMinor - own[index]!, 0) +
    (earning.shippingPaidMinor - shipping);
  return {
    lines: Object.fromEntries(earning.lines.map(({ line }, index) => [line, text(own[index]!)])),
    shipping: text(shipping),
    amount: text(part(left, 5)),
  };
}

function earningsOf(
  input: Parameters<typeof defineEarning>[0],
  order: Parameters<typeof quoteEarning>[1],
): readonly FrozenEarning[] {
  const quote = quoteEarning(defineEarning(input), order, newEarningHistory());
  if (!quote.ok) throw new Error("nothing rejects here");
  return JSON.parse(JSON.stringify(quote.value.earnings)) as FrozenEarning[];
}

describe("frozen terms on what is left of an order [points-14]", () => {
  test.prop([anyEarning, anyOrder])("give the same while nothing is refunded", (input, order) => {
    for (const earning of earningsOf(input, order)) {
      expect(earnedAgain(earning, {})).toBe(earning.points);
    }
  });

  test.prop([anyEarning, anyOrder])("give 0 when everything is refunded", (input, order) => {
    for (const earning of earningsOf(input, order)) {
      expect(earnedAgain(earning, "everything")).toBe(0);
      const costs = earning.lines.reduce((sum, { paidMinor }) => sum + paidMinor, 0);
      if (costs === 0) continue;
      const all = text(costs + earning.shippingPaidMinor);
      expect(earnedAgain(earning, { amount: all })).toBe(0);
      expect(earnedAgain(earning, refundOf(earning, [100, 100, 100, 100, 100, 0]))).toBe(0);
    }
  });

  test.prop([anyEarning, anyOrder, shares, shares])(
    "never give more for a larger refund, by line, by amount or both",
    (input, order, some, more) => {
      const least = some.map((percent, index) => Math.min(percent, more[index]!));
      for (const earning of earningsOf(input, order)) {
        // Each kind by itself, and lines together with shipping.
        for (const keep of [[0, 1, 2, 3], [4], [5], [0, 1, 2, 3, 4]]) {
          const only = (percents: readonly number[]) =>
            percents.map((percent, index) => (keep.includes(index) ? percent : 0));
          const smaller = earnedAgain(earning, refundOf(earning, only(least)));
          const larger = earnedAgain(earning, refundOf(earning, only(more)));
          expect(larger).toBeLessThanOrEqual(smaller);
          expect(smaller).toBeLessThanOrEqual(earning.points);
        }
        const both = earnedAgain(earning, refundOf(earning, more));
        const lines = more.map((percent, index) => (index === 5 ? 0 : percent));
        expect(both).toBeLessThanOrEqual(earnedAgain(earning, refundOf(earning, lines)));
      }
    },
  );

  test.prop([anyEarning, anyOrder, shares, shares])(
    "never give more when a line comes back beside the same amount",
    (input, order, some, more) => {
      const least = some.map((percent, index) => Math.min(percent, more[index]!));
      for (const earning of earningsOf(input, order)) {
        const larger = refundOf(earning, more);
        const smaller = refundOf(earning, least);
        if (larger === "everything" || smaller === "everything") continue;
        expect(earnedAgain(earning, larger)).toBeLessThanOrEqual(
          earnedAgain(earning, { ...smaller, amount: larger.amount }),
        );
      }
    },
  );

  test.prop([anyEarning, anyOrder, fc.array(fc.nat(10_000), { maxLength: 6 })])(
    "take back what was earned in all, whatever the slices",
    (input, order, slices) => {
      for (const earning of earningsOf(input, order)) {
        const whole =
          earning.lines.reduce((sum, { paidMinor }) => sum + paidMinor, 0) +
          earning.shippingPaidMinor;
        let refunded = 0;
        let clawed = 0;
        for (const slice of [...slices, whole]) {
          refunded = Math.min(whole, refunded + slice);
          const left =
            refunded === whole
              ? earnedAgain(earning, "everything")
              : earnedAgain(earning, { amount: text(refunded) });
          const claw = earning.points - left - clawed;
          expect(claw).toBeGreaterThanOrEqual(0);
          clawed += claw;
        }
        expect(clawed).toBe(earning.points);
      }
    },
  );
});
