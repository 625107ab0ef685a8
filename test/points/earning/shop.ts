import { fc } from "@fast-check/vitest";
import type {
  EarningDefinitionInput,
  EarningFacts,
  EarningHistory,
  EarningQuote,
  EarningRuleInput,
  OrderFacts,
} from "uptier/points";
import { defineEarning, newEarningHistory, quoteEarning } from "uptier/points";

export const AT = "2026-11-21T09:30:00+08:00";

/** A definition in yuan and Shanghai. */
export const inYuan = (
  input: Omit<EarningDefinitionInput, "currency" | "zone">,
): EarningDefinitionInput => ({ currency: "CNY", zone: "Asia/Shanghai", ...input });

export const onePerYuan: EarningRuleInput = {
  id: "spend",
  type: "points",
  earn: { kind: "per-amount", per: "1.00", points: 1 },
};

export function orderOf(amount: string, rest: Partial<OrderFacts> = {}): OrderFacts {
  return { kind: "order", id: "o1", at: AT, lines: [{ id: "a", amount }], ...rest };
}

/** What is earned of the type "points"; the code of the refusal where it is refused. */
export function pointsOf(quote: EarningQuote): number | string {
  return quote.ok ? (quote.value.points["points"] ?? 0) : quote.refusal.code;
}

/** Points of one order or event of a member who has earned nothing yet. */
export function earnedBy(
  input: EarningDefinitionInput,
  facts: EarningFacts,
  history: EarningHistory = newEarningHistory(),
): number | string {
  return pointsOf(quoteEarning(defineEarning(input), facts, history));
}

export const text = (minor: number): string =>
  `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;

const factor = fc.constantFrom("2", "1.5", "3/7", "1.1", "150%", "0.3");

const conditions = fc.option(
  fc.record({ orderAtLeast: fc.nat(20_000).map((minor) => text(minor)) }),
  { nil: undefined },
);

const caps = fc.option(
  fc.array(
    fc.record({
      scope: fc.constant("transaction" as const),
      points: fc.nat(300).map((n) => n + 1),
    }),
    {
      minLength: 1,
      maxLength: 2,
    },
  ),
  { nil: undefined },
);

const items = fc.option(fc.constant({ categories: ["shoes"] }), { nil: undefined });

const basis = fc.record({
  tax: fc.constantFrom("included" as const, "excluded" as const),
  discounts: fc.constantFrom("before" as const, "after" as const),
  pointsPaid: fc.boolean(),
});

const earn = fc.oneof(
  fc.record({
    kind: fc.constant("per-amount" as const),
    per: fc.constantFrom("1.00", "0.30", "0.01", "7.77"),
    points: fc.nat(5),
    basis,
    items,
  }),
  fc.record({
    kind: fc.constant("per-amount" as const),
    per: fc.constantFrom("1.00", "0.30"),
    points: fc.nat(5),
    basis: fc.record({ of: fc.constant("order" as const), shipping: fc.boolean() }),
  }),
  fc.record({
    kind: fc.constant("per-item" as const),
    points: fc.nat(50),
    each: fc.constantFrom("unit" as const, "line" as const),
    items,
  }),
  fc.record({
    kind: fc.constant("per-event" as const),
    event: fc.constant("order"),
    points: fc.nat(100),
  }),
);

const rules = fc
  .array(
    fc.record({
      earn,
      stackable: fc.boolean(),
      priority: fc.nat(3),
      conditions,
      caps,
      type: fc.constantFrom("points", "growth"),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((list): EarningRuleInput[] => list.map((rule, index) => ({ id: `r${index}`, ...rule })));

/** Any way to earn by orders. */
export const anyEarning: fc.Arbitrary<EarningDefinitionInput> = fc
  .record({
    rules,
    multipliers: fc.option(
      fc
        .array(fc.record({ factor, stackable: fc.boolean(), priority: fc.nat(3) }), {
          minLength: 1,
          maxLength: 3,
        })
        .map((list) => list.map((multiplier, index) => ({ id: `m${index}`, ...multiplier }))),
      { nil: undefined },
    ),
    stacking: fc.constantFrom("compound" as const, "additive" as const, "highest" as const),
    rounding: fc.constantFrom("floor" as const, "half-away-from-zero" as const, "ceil" as const),
    caps: fc.option(
      fc.tuple(
        fc.record({
          type: fc.constant("points"),
          scope: fc.constant("transaction" as const),
          points: fc.nat(500).map((n) => n + 1),
        }),
      ),
      { nil: undefined },
    ),
  })
  .map((input) => inYuan(input));

const line = fc
  .record({
    category: fc.constantFrom("shoes", "tea"),
    quantity: fc.integer({ min: 1, max: 4 }),
    amount: fc.nat(20_000),
    discount: fc.nat(100),
    tax: fc.nat(10),
  })
  .map(({ category, quantity, amount, discount, tax }) => {
    const discountMinor = Math.floor((amount * discount) / 100);
    const paidMinor = amount - discountMinor;
    return { category, quantity, amount, discountMinor, paidMinor, tax };
  });

/** An order, and what each line and the shipping can be refunded for. */
export const anyOrder = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    shipping: fc.nat(2_000),
    coupon: fc.nat(100),
    points: fc.nat(100),
  })
  .map(({ lines, shipping, coupon, points }): OrderFacts => {
    const goods = lines.reduce((sum, { paidMinor }) => sum + paidMinor, 0);
    // At most a half goes off, and taxes are small, so that no tax is above what was paid.
    const couponMinor = Math.floor((goods * coupon) / 200);
    const pointsMinor = Math.floor(((goods - couponMinor) * points) / 100);
    return orderOf("0", {
      lines: lines.map(({ category, quantity, amount, discountMinor, paidMinor, tax }, index) => ({
        id: `l${index}`,
        category,
        quantity,
        amount: text(amount),
        discount: text(discountMinor),
        tax: text(Math.floor((paidMinor * tax) / 25)),
      })),
      shipping: text(shipping),
      discount: text(couponMinor),
      pointsPaid: text(pointsMinor),
    });
  });
