import * as z from "zod";
import { MAX_COUNT, MAX_ID_LENGTH } from "../../kernel/command";
import { type Issue, UptierError } from "../../kernel/errors";
import { issuesOf, narrowest } from "../../kernel/issues";
import { toMinor } from "../../kernel/money/amount";
import { type Fraction, toFraction } from "../../kernel/money/rate";
import { amount, id, text } from "../../kernel/schema";
import { type Instant, toMilliseconds } from "../../kernel/time/instant";

/** One line of an order. Amounts are decimal text in the currency of the plan. */
export interface OrderLine {
  readonly id: string;
  readonly product?: string | undefined;
  readonly category?: string | undefined;
  /** Units. Default: 1. */
  readonly quantity?: number | undefined;
  /** Of the whole line: before discounts, with tax. */
  readonly amount: string;
  /** The tax in what is left of the amount after all discounts, as the invoice has it. Default: 0. */
  readonly tax?: string | undefined;
  /** What is taken off this line alone. Default: 0. */
  readonly discount?: string | undefined;
}

/** An order that earns points. */
export interface OrderFacts {
  readonly kind: "order";
  readonly id: string;
  readonly at: Instant;
  /** At most 1,000. */
  readonly lines: readonly OrderLine[];
  /** With tax. Default: 0. */
  readonly shipping?: string | undefined;
  /** The tax in the shipping. Default: 0. */
  readonly shippingTax?: string | undefined;
  /**
   * What is taken off the order as a whole: a coupon, a reduction for tiers. It is spread over the
   * lines in proportion to what is left of them; what goes beyond them is taken off the shipping.
   */
  readonly discount?: string | undefined;
  /** What was paid with points. Spread in the same way. */
  readonly pointsPaid?: string | undefined;
  readonly memberTier?: string | undefined;
  readonly channel?: string | undefined;
  /** A multiplier that the shop knows, such as that of the member's tier. */
  readonly factor?: string | undefined;
}

/** Anything else that earns points: a check-in, a review, a sign-up, a post. */
export interface EventFacts {
  readonly kind: string;
  readonly id: string;
  readonly at: Instant;
  /** How many of it. Default: 1. */
  readonly units?: number | undefined;
  readonly memberTier?: string | undefined;
  readonly channel?: string | undefined;
  readonly factor?: string | undefined;
}

/** What points are earned for. */
export type EarningFacts = OrderFacts | EventFacts;

/** A line as it is computed with; the shipping is one more, without an id. */
export interface PlainLine {
  readonly id: string | null;
  readonly product: string | null;
  readonly category: string | null;
  readonly quantity: number;
  readonly amountMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
}

/** Facts that were read: amounts in minor units, instants in milliseconds. */
export interface PlainFacts {
  readonly kind: string;
  readonly id: string;
  readonly at: number;
  readonly units: number;
  readonly memberTier: string | null;
  readonly channel: string | null;
  readonly factor: Fraction | null;
  /** Null: not an order. */
  readonly order: {
    readonly lines: readonly PlainLine[];
    readonly shipping: PlainLine;
    readonly discountMinor: number;
    readonly pointsPaidMinor: number;
  } | null;
}

const name = z.string().min(1).max(MAX_ID_LENGTH);

const shared = {
  id: text,
  at: z.union([z.string(), z.date()], { error: "must be an instant: ISO 8601 text or a Date" }),
  memberTier: id.optional(),
  channel: text.optional(),
  factor: z.string().max(40).optional(),
};

const orderSchema = z.strictObject({
  ...shared,
  kind: z.literal("order"),
  lines: z
    .array(
      z.strictObject({
        id: text,
        product: name.optional(),
        category: name.optional(),
        quantity: z.int().min(1).max(MAX_COUNT).optional(),
        amount,
        tax: amount.optional(),
        discount: amount.optional(),
      }),
    )
    .min(1)
    .max(1_000),
  shipping: amount.optional(),
  shippingTax: amount.optional(),
  discount: amount.optional(),
  pointsPaid: amount.optional(),
});

const eventSchema = z.strictObject({
  ...shared,
  kind: id,
  units: z.int().min(1).max(MAX_COUNT).optional(),
});

/**
 * Reads the facts of an order or an event.
 *
 * @throws UptierError `invalid-facts` with every problem of a kind at once: what has the wrong form,
 * then what cannot be read, then what does not fit together
 */
export function readFacts(facts: EarningFacts, currency: string): PlainFacts {
  const isOrder = (facts as { kind?: unknown } | null)?.kind === "order";
  const parsed = (isOrder ? orderSchema : eventSchema).safeParse(facts, { reportInput: true });
  if (!parsed.success) throw invalidFacts(narrowest(parsed.error.issues).flatMap(issuesOf));
  const sound: z.output<typeof orderSchema> | z.output<typeof eventSchema> = parsed.data;
  const issues: Issue[] = [];
  const read = <T>(path: Issue["path"], compute: () => T): T | null => {
    try {
      return compute();
    } catch (error) {
      if (!(error instanceof UptierError)) throw error;
      issues.push({ path, code: error.code, message: error.message });
      return null;
    }
  };
  const minor = (path: Issue["path"], amount = "0"): number =>
    read(path, () => toMinor(amount, currency)) ?? 0;
  const { factor } = sound;
  const plain: PlainFacts = {
    kind: sound.kind,
    id: sound.id,
    at: read(["at"], () => toMilliseconds(sound.at)) ?? 0,
    units: "units" in sound ? (sound.units ?? 1) : 1,
    memberTier: sound.memberTier ?? null,
    channel: sound.channel ?? null,
    factor: factor === undefined ? null : read(["factor"], () => toFraction(factor)),
    order: "lines" in sound ? orderOf(sound, minor) : null,
  };
  if (issues.length === 0) issues.push(...inconsistencies(plain));
  if (issues.length > 0) throw invalidFacts(issues);
  return plain;
}

function orderOf(
  order: z.output<typeof orderSchema>,
  minor: (path: Issue["path"], amount?: string) => number,
): NonNullable<PlainFacts["order"]> {
  return {
    lines: order.lines.map((line, index) => ({
      id: line.id,
      product: line.product ?? null,
      category: line.category ?? null,
      quantity: line.quantity ?? 1,
      amountMinor: minor(["lines", index, "amount"], line.amount),
      discountMinor: minor(["lines", index, "discount"], line.discount),
      taxMinor: minor(["lines", index, "tax"], line.tax),
    })),
    shipping: {
      id: null,
      product: null,
      category: null,
      quantity: 1,
      amountMinor: minor(["shipping"], order.shipping),
      discountMinor: 0,
      taxMinor: minor(["shippingTax"], order.shippingTax),
    },
    discountMinor: minor(["discount"], order.discount),
    pointsPaidMinor: minor(["pointsPaid"], order.pointsPaid),
  };
}

/** What does not fit together although each value is right by itself. */
function inconsistencies({ order, factor }: PlainFacts): Issue[] {
  const issues: Issue[] = [];
  if (factor?.num === 0) {
    issues.push({ path: ["factor"], code: "invalid-value", message: "must be above 0" });
  }
  if (order === null) return issues;
  const seen = new Set<string | null>();
  let total = order.shipping.amountMinor;
  let left = total;
  for (const [index, { id, amountMinor, discountMinor }] of order.lines.entries()) {
    if (seen.has(id)) {
      issues.push({ path: ["lines", index, "id"], code: "duplicate-id", message: "is taken" });
    }
    seen.add(id);
    if (discountMinor > amountMinor) {
      const message = "must be at most the amount of the line";
      issues.push({ path: ["lines", index, "discount"], code: "invalid-value", message });
    }
    total += amountMinor;
    left += amountMinor - discountMinor;
  }
  if (!Number.isSafeInteger(total)) {
    issues.push({ path: ["lines"], code: "unsafe-integer", message: "cost too much to be exact" });
  }
  if (issues.length > 0) return issues;
  if (order.discountMinor > left) {
    const message = "must be at most what the order costs";
    issues.push({ path: ["discount"], code: "invalid-value", message });
  } else if (order.pointsPaidMinor > left - order.discountMinor) {
    const message = "must be at most what the order costs after discounts";
    issues.push({ path: ["pointsPaid"], code: "invalid-value", message });
  }
  return issues;
}

/** The error for facts that cannot be used. */
export function invalidFacts(issues: readonly Issue[]): UptierError {
  return new UptierError("invalid-facts", "The facts cannot be used:", issues);
}
