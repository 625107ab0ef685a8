import { fc, test } from "@fast-check/vitest";
import { describe, expect, expectTypeOf, it } from "vitest";
import type * as z from "zod";
import {
  defineEarning,
  type EarningDefinitionInput,
  newEarningHistory,
  quoteEarning,
} from "uptier/points";
import type { earningDefinitionSchema } from "../../../src/points/earning/schema";
import { anyEarning, anyOrder, AT, earnedBy, inYuan, onePerYuan, orderOf, text } from "./shop";

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

it("the documented input and the schema agree", () => {
  expectTypeOf<EarningDefinitionInput>().toEqualTypeOf<
    DeepReadonly<z.input<typeof earningDefinitionSchema>>
  >();
});

describe("earning rules [points-14]", () => {
  test.prop([fc.nat(10_000_000), fc.integer({ min: 1, max: 5_000 }), fc.nat(100)])(
    "a rate counts whole steps [PR1] [PR15]",
    (minor, per, points) => {
      const earn = { kind: "per-amount", per: text(per), points } as const;
      const expected = ((minor - (minor % per)) / per) * points;
      expect(earnedBy(inYuan({ rules: [{ ...onePerYuan, earn }] }), orderOf(text(minor)))).toBe(
        expected,
      );
    },
  );

  test.prop([
    fc.nat(1_000_000),
    fc.integer({ min: 1, max: 999 }),
    fc.integer({ min: 1, max: 999 }),
  ])(
    "factors are multiplied exactly and rounded once, against integers of our own",
    (yuan, a, b) => {
      const multipliers = [a, b].map((n, index) => ({ id: `m${index}`, factor: `${n}/100` }));
      const by = (rounding: "floor" | "half-away-from-zero" | "ceil") =>
        earnedBy(inYuan({ rules: [onePerYuan], multipliers, rounding }), orderOf(text(100 * yuan)));
      const product = BigInt(yuan) * BigInt(a) * BigInt(b);
      expect(by("floor")).toBe(Number(product / 10_000n));
      expect(by("half-away-from-zero")).toBe(Number((product + 5_000n) / 10_000n));
      expect(by("ceil")).toBe(Number((product + 9_999n) / 10_000n));
    },
  );

  test.prop([anyEarning, anyOrder])("parts of rules and of lines add up", (input, order) => {
    const quote = quoteEarning(defineEarning(input), order, newEarningHistory());
    if (!quote.ok) throw new Error("nothing rejects here");
    for (const { points, rules, lines } of quote.value.earnings) {
      expect(Number.isSafeInteger(points) && points > 0).toBe(true);
      expect(rules.reduce((sum, rule) => sum + rule.points, 0)).toBe(points);
      for (const rule of rules) {
        expect(rule.points).toBeGreaterThanOrEqual(0);
        if (rule.room !== null) expect(rule.points).toBeLessThanOrEqual(rule.room);
      }
      const onLines = lines.reduce((sum, line) => sum + line.points, 0);
      expect(onLines).toBeLessThanOrEqual(points);
      const withoutLines = rules.some(
        ({ rate }) =>
          rate.kind === "per-event" || (rate.kind === "per-amount" && rate.shippingBasisMinor > 0),
      );
      if (!withoutLines) expect(onLines).toBe(points);
    }
  });

  it("says why nothing came, in the order in which reasons are looked for", () => {
    const rule = {
      ...onePerYuan,
      window: { from: "2026-12-01T00:00:00+08:00" },
      conditions: { memberTiers: ["gold"] },
    };
    const earning = defineEarning(inYuan({ rules: [rule] }));
    expect(quoteEarning(earning, orderOf("5.00"), newEarningHistory()).why).toEqual([
      { code: "rule-skipped", rule: "spend", because: "not-open" },
    ]);
    const later = orderOf("5.00", { at: "2026-12-01T00:00:00+08:00" });
    expect(quoteEarning(earning, later, newEarningHistory()).why).toEqual([
      { code: "rule-skipped", rule: "spend", because: "other-tier" },
    ]);
  });

  it("takes ids that are words of the language", () => {
    const rule = { ...onePerYuan, id: "constructor", type: "valueOf", cooldownDays: 1 };
    const earning = defineEarning(inYuan({ rules: [rule] }));
    const quote = quoteEarning(earning, orderOf("5.00"), newEarningHistory());
    expect(quote.ok && quote.value.points).toEqual({ valueOf: 5 });
  });
});

describe("the dry run [points-26]", () => {
  test.prop([anyEarning, anyOrder])(
    "changes nothing, and answers the same when it is asked again",
    (input, order) => {
      const earning = defineEarning(input);
      const history = Object.freeze(newEarningHistory());
      const before = JSON.stringify([earning, order, history]);
      const first = quoteEarning(earning, order, history);
      expect(quoteEarning(earning, order, history)).toEqual(first);
      expect(JSON.stringify([earning, order, history])).toBe(before);
      // Plain JSON: what is kept is what was answered.
      expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    },
  );
});

describe("actions that earn [points-27]", () => {
  it("check-ins, posts, reviews and sign-ups earn, and orders as cashback", () => {
    const action = (event: string, points: number) => ({
      id: event,
      type: "points",
      earn: { kind: "per-event" as const, event, points },
    });
    const cashback = {
      id: "cashback",
      type: "points",
      earn: { kind: "per-amount" as const, per: "1.00", points: 5 },
    };
    const input = inYuan({
      rules: [
        action("check-in", 2),
        action("post", 10),
        action("review", 20),
        { ...action("sign-up", 100), firstTimeOnly: true },
        cashback,
      ],
    });
    const of = (kind: string) => earnedBy(input, { kind, id: "e", at: AT });
    expect(["check-in", "post", "review", "sign-up", "like"].map(of)).toEqual([2, 10, 20, 100, 0]);
    expect(earnedBy(input, orderOf("99.90"))).toBe(495);
  });
});
