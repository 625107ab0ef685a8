import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { releasedShare } from "uptier/kernel";
import type { BenefitReason } from "../../../src/tiering/benefits/reasons";
import {
  anyBenefits,
  anyDiscounts,
  anyLines,
  anyRounding,
  anyRules,
  goldQuote,
  minorOf,
  text,
  uncapped,
  withoutPromotions,
} from "./program";

const sum = (numbers: readonly number[]): number => numbers.reduce((before, n) => before + n, 0);

/** What the reasons of a line say was taken off. */
const offOf = (why: readonly BenefitReason[]): number =>
  sum(why.map((reason) => ("off" in reason ? minorOf(reason.off) : 0)));

const byId = <T extends { readonly id: string }>(lines: readonly T[]): readonly T[] =>
  [...lines].sort((a, b) => (a.id < b.id ? -1 : 1));

describe("what an order costs the holders of a tier [tiering-22]", () => {
  test.prop([anyBenefits, anyLines, anyRules])(
    "every line says what was taken off it, none costs less than nothing, and they sum to the total",
    (benefits, lines, rules) => {
      const quote = goldQuote(benefits, lines, rules);
      expect(quote.lines.map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
      for (const { before, after, afterMinor, why } of quote.lines) {
        expect(afterMinor).toBeGreaterThanOrEqual(0);
        expect(minorOf(after)).toBe(afterMinor);
        expect(afterMinor).toBe(minorOf(before) - offOf(why));
      }
      expect(sum(quote.lines.map(({ afterMinor }) => afterMinor))).toBe(quote.afterMinor);
      expect(sum(quote.lines.map(({ before }) => minorOf(before)))).toBe(minorOf(quote.before));
      expect(minorOf(quote.after)).toBe(quote.afterMinor);
      const reasons = quote.lines.flatMap(({ why }) => why);
      for (const { benefit, off } of quote.off) {
        const own = reasons.filter((reason) => "benefit" in reason && reason.benefit === benefit);
        expect(minorOf(off)).toBe(offOf(own));
      }
    },
  );

  test.prop([
    anyBenefits,
    anyLines.chain((lines) =>
      fc.tuple(
        fc.constant(lines),
        fc.shuffledSubarray([...lines], { minLength: lines.length, maxLength: lines.length }),
      ),
    ),
    anyRules,
  ])("the order of the lines plays no part", (benefits, [lines, shuffled], rules) => {
    const a = goldQuote(benefits, lines, rules);
    const b = goldQuote(benefits, shuffled, rules);
    expect({ ...b, lines: byId(b.lines) }).toEqual({ ...a, lines: byId(a.lines) });
  });

  test.prop([anyBenefits, anyLines, anyRounding, fc.nat(8)])(
    "a line that is split in two costs at most one minor unit more or less, without caps",
    (benefits, lines, rounding, place) => {
      const whole = withoutPromotions(lines);
      const line = whole[place % whole.length]!;
      const quantity = line.quantity ?? 1;
      const first = Math.floor(quantity / 2);
      if (first === 0) return;
      const split = whole.flatMap((each) =>
        each === line
          ? [
              { ...line, id: "a", quantity: first },
              { ...line, id: "b", quantity: quantity - first },
            ]
          : [each],
      );
      const a = goldQuote(uncapped(benefits), whole, { rounding }).afterMinor;
      const b = goldQuote(uncapped(benefits), split, { rounding }).afterMinor;
      expect(Math.abs(a - b)).toBeLessThanOrEqual(1);
    },
  );

  test.prop([anyBenefits, anyLines, anyRules, anyRounding, fc.array(fc.nat(9))])(
    "a line that comes back unit by unit gives back exactly what it cost",
    (benefits, lines, rules, rounding, steps) => {
      const quote = goldQuote(benefits, lines, rules);
      quote.lines.forEach(({ afterMinor }, index) => {
        const units = lines[index]!.quantity ?? 1;
        let done = 0;
        let back = 0;
        for (const step of [...steps, units]) {
          const next = Math.min(units, done + step);
          const slice =
            releasedShare(afterMinor, next, units, rounding) -
            releasedShare(afterMinor, done, units, rounding);
          expect(slice).toBeGreaterThanOrEqual(0);
          [done, back] = [next, back + slice];
        }
        expect(back).toBe(afterMinor);
      });
    },
  );

  it("leaves the question and the programme as they were", () => {
    const lines = Object.freeze([Object.freeze({ id: "a", amount: "10.00" })]);
    const quote = goldQuote([{ kind: "discount", id: "d", rate: "5%" }], lines);
    expect(quote.after).toBe("9.50");
  });
});

describe("caps of discounts [tiering-35]", () => {
  test.prop([anyBenefits, anyLines, anyRules])(
    "no discount takes more than its cap off, and where it says so it would have",
    (benefits, lines, rules) => {
      const quote = goldQuote(benefits, lines, rules);
      const offs = new Map(quote.off.map(({ benefit, off }) => [benefit, minorOf(off)]));
      for (const benefit of benefits) {
        if (benefit.kind !== "discount" || benefit.maxPerOrder === undefined) continue;
        expect(offs.get(benefit.id)).toBeLessThanOrEqual(minorOf(benefit.maxPerOrder));
      }
      for (const { cap, uncapped: without } of quote.why) {
        expect(minorOf(without)).toBeGreaterThan(minorOf(cap));
      }
    },
  );

  test.prop([anyDiscounts, anyLines, anyRounding])(
    "one capped discount takes exactly its cap off, where it would take more",
    (discounts, lines, rounding) => {
      const [first] = discounts;
      if (first === undefined) return;
      const plain = withoutPromotions(lines);
      const free = minorOf(goldQuote(uncapped([first]), plain, { rounding }).off[0]!.off);
      const cap = first.kind === "discount" ? first.maxPerOrder : undefined;
      const expected = cap === undefined ? free : Math.min(free, minorOf(cap));
      const quote = goldQuote([first], plain, { rounding });
      expect(minorOf(quote.off[0]!.off)).toBe(expected);
      expect(quote.why.length).toBe(expected < free ? 1 : 0);
    },
  );
});

describe("ties for the last units of a cap [tiering-35]", () => {
  const equal = fc.integer({ min: 2, max: 8 }).chain((count) => {
    const lines = Array.from({ length: count }, (_, at) => ({ id: `l${at}`, amount: "5.00" }));
    const all = { minLength: count, maxLength: count };
    return fc.tuple(fc.shuffledSubarray(lines, all), fc.integer({ min: 1, max: 50 * count - 1 }));
  });

  test.prop([equal])("go by the ids of the lines, wherever they stand", ([lines, cap]) => {
    const quote = goldQuote(
      [{ kind: "discount", id: "d", rate: "10%", maxPerOrder: text(cap) }],
      lines,
    );
    const [each, more] = [Math.floor(cap / lines.length), cap % lines.length];
    byId(quote.lines).forEach(({ afterMinor }, place) => {
      expect(afterMinor).toBe(500 - each - (place < more ? 1 : 0));
    });
  });
});

describe("how benefits go together [tiering-34]", () => {
  test.prop([anyDiscounts, anyLines, anyRounding])(
    "best takes no more than compound, compound no more than additive, additive at most all",
    (discounts, lines, rounding) => {
      const plain = withoutPromotions(lines);
      const [best, compound, additive] = (["best", "compound", "additive"] as const).map((rule) =>
        goldQuote(uncapped(discounts), plain, { discounts: rule, rounding }),
      );
      plain.forEach((_, index) => {
        const after = (quote = best): number => quote!.lines[index]!.afterMinor;
        expect(after(compound)).toBeLessThanOrEqual(after(best));
        expect(after(additive)).toBeLessThanOrEqual(after(compound));
        expect(after(additive)).toBeGreaterThanOrEqual(0);
      });
    },
  );

  test.prop([anyBenefits, anyLines, anyRounding])(
    "by best, all benefits together cost the member no more than any one of them alone, caps included",
    (benefits, lines, rounding) => {
      const plain = withoutPromotions(lines);
      const together = goldQuote(benefits, plain, { rounding }).afterMinor;
      for (const benefit of benefits) {
        const alone = goldQuote([benefit], plain, { rounding }).afterMinor;
        expect(together).toBeLessThanOrEqual(alone);
      }
    },
  );

  test.prop([anyBenefits, anyLines, anyRounding])(
    "by best, a line without caps costs the least of what it costs with each benefit or the promotion",
    (benefits, lines, rounding) => {
      const free = uncapped(benefits);
      const quote = goldQuote(free, lines, { rounding });
      const singles = [
        goldQuote([], lines),
        ...free.map((each) => goldQuote([each], lines, { rounding })),
      ];
      quote.lines.forEach(({ afterMinor }, index) => {
        expect(afterMinor).toBe(Math.min(...singles.map((each) => each.lines[index]!.afterMinor)));
      });
    },
  );

  test.prop([anyBenefits, anyLines, anyRules])(
    "beside a promotion: excluded, or off what it left",
    (benefits, lines, rules) => {
      const excluded = goldQuote(benefits, lines, { ...rules, promotions: "exclude" });
      const reduced = lines.map(({ promotion }) => (promotion as { minor: number }).minor);
      excluded.lines.forEach(({ before, afterMinor }, index) => {
        if (reduced[index] === 0) return;
        expect(afterMinor).toBe(minorOf(before) - reduced[index]!);
      });
      const added = goldQuote(benefits, lines, { ...rules, promotions: "add-up" });
      const left = excluded.lines.map(({ before }, index) => minorOf(before) - reduced[index]!);
      const net = goldQuote(
        benefits,
        lines.map(({ id, sku, category, quantity }, index) => ({
          id,
          sku,
          category,
          quantity,
          amount: { minor: left[index]! },
        })),
        rules,
      );
      expect(added.lines.map(({ afterMinor }) => afterMinor)).toEqual(
        net.lines.map(({ afterMinor }) => afterMinor),
      );
    },
  );
});
