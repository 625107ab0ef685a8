import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { quantile } from "uptier/tiering";

const values = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 2, maxLength: 20 });

describe("the quantile of type 7", () => {
  test.prop([values, fc.nat(19), fc.integer({ min: 0, max: 6 })])(
    "is a value of the list at its knots and straight between them [tiering-44]",
    (list, position, sevenths) => {
      const steps = list.length - 1;
      const index = position % steps;
      const sorted = list.toSorted((a, b) => a - b);
      const p = `${7 * index + sevenths}/${7 * steps}`;
      const { num, den } = quantile(list, p);
      const between = 7 * sorted[index]! + sevenths * (sorted[index + 1]! - sorted[index]!);
      expect(num * 7).toBe(between * den);
    },
  );

  test.prop([values, fc.nat(100), fc.integer({ min: 1, max: 5 })])(
    "is the same for decimal text and for shifted whole numbers [tiering-44]",
    (list, percent, decimals) => {
      const scale = 10 ** decimals;
      const texts = list.map((value) => {
        const digits = String(Math.abs(value)).padStart(decimals + 1, "0");
        return `${value < 0 ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
      });
      const [whole, text] = [quantile(list, `${percent}%`), quantile(texts, `${percent}%`)];
      expect(text.num * whole.den * scale).toBe(whole.num * text.den);
    },
  );
});
