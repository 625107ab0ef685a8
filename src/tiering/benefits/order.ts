import * as z from "zod";
import { MAX_COUNT, MAX_ID_LENGTH } from "../../kernel/command";
import { type Issue, UptierError } from "../../kernel/errors";
import { issuesOf, narrowest } from "../../kernel/issues";
import { type MinorUnits, safeInteger, toMinor } from "../../kernel/money/amount";
import { amount, text } from "../../kernel/schema";
import { goodsName } from "./schema";

/** Money of at least 0 in the currency of the programme: decimal text, or whole minor units. */
export type LineAmount = string | MinorUnits;

/** One line of an order. It states the price of a unit, or what all of it costs. */
export type BenefitLine = {
  /** Unique in the order. */
  readonly id: string;
  readonly sku?: string | undefined;
  readonly category?: string | undefined;
  /** Units, 1 to 1,000,000,000. Default: 1. */
  readonly quantity?: number | undefined;
  /** What a promotion has taken off the line already, at most all of it. Default: 0. */
  readonly promotion?: LineAmount | undefined;
} & (
  | { readonly unitPrice: LineAmount; readonly amount?: undefined }
  | { readonly amount: LineAmount; readonly unitPrice?: undefined }
);

/** An order, and who places it. Plain JSON. */
export interface BenefitOrder {
  /** The id of the member's tier; null: none. */
  readonly tier: string | null;
  /** 1 to 1,000. */
  readonly lines: readonly BenefitLine[];
}

/** A line as it is computed with. */
export interface PlainLine {
  readonly id: string;
  readonly sku: string | null;
  readonly category: string | null;
  readonly quantity: number;
  readonly beforeMinor: number;
  readonly promotionMinor: number;
}

const MAX_LINES = 1_000;

const lineAmount = z.union([amount, z.strictObject({ minor: z.int().min(0) })], {
  error: 'must be an amount of at least 0 as text, "29.90", or { "minor": 2990 }',
});

const orderSchema = z.strictObject({
  tier: z.string().max(MAX_ID_LENGTH).nullable(),
  lines: z
    .array(
      z.strictObject({
        id: text,
        sku: goodsName.optional(),
        category: goodsName.optional(),
        quantity: z.int().min(1).max(MAX_COUNT).optional(),
        unitPrice: lineAmount.optional(),
        amount: lineAmount.optional(),
        promotion: lineAmount.optional(),
      }),
    )
    .min(1)
    .max(MAX_LINES),
});

type SoundLine = z.output<typeof orderSchema>["lines"][number];

/**
 * Reads the lines of an order.
 *
 * @throws UptierError `invalid-facts` with every problem of a kind at once: what has the wrong form,
 * then what cannot be read or does not fit together
 */
export function readOrder(order: BenefitOrder, currency: string): readonly PlainLine[] {
  const parsed = orderSchema.safeParse(order, { reportInput: true });
  if (!parsed.success) throw invalidFacts(narrowest(parsed.error.issues).flatMap(issuesOf));
  const issues: Issue[] = [];
  const seen = new Set<string>();
  const lines = parsed.data.lines.map((line, index): PlainLine => {
    const path = ["lines", index];
    const issue = (key: string, code: string, message: string): void => {
      issues.push({ path: [...path, key], code, message });
    };
    if (seen.has(line.id)) issue("id", "duplicate-id", "is taken");
    seen.add(line.id);
    const read = <T>(key: string, compute: () => T): T | null => {
      try {
        return compute();
      } catch (error) {
        if (!(error instanceof UptierError)) throw error;
        issue(key, error.code, error.message);
        return null;
      }
    };
    const before = costOf(line, currency, read, issue);
    const { promotion = { minor: 0 } } = line;
    const promotionMinor = read("promotion", () => toMinor(promotion, currency));
    if (before !== null && promotionMinor !== null && promotionMinor > before) {
      issue("promotion", "invalid-value", "must be at most what the line costs");
    }
    return {
      id: line.id,
      sku: line.sku ?? null,
      category: line.category ?? null,
      quantity: line.quantity ?? 1,
      beforeMinor: before ?? 0,
      promotionMinor: promotionMinor ?? 0,
    };
  });
  const total = lines.reduce((sum, { beforeMinor }) => sum + beforeMinor, 0);
  if (!Number.isSafeInteger(total)) {
    issues.push({ path: ["lines"], code: "unsafe-integer", message: "cost too much to be exact" });
  }
  if (issues.length > 0) throw invalidFacts(issues);
  return lines;
}

/** What a line costs before anything is taken off; null after a problem. */
function costOf(
  { unitPrice, amount, quantity = 1 }: SoundLine,
  currency: string,
  read: (key: string, compute: () => number) => number | null,
  issue: (key: string, code: string, message: string) => void,
): number | null {
  if (unitPrice !== undefined && amount !== undefined) {
    issue("amount", "invalid-value", "must be left out where there is a unitPrice");
    return null;
  }
  if (amount !== undefined) return read("amount", () => toMinor(amount, currency));
  if (unitPrice === undefined) {
    issue(
      "unitPrice",
      "missing",
      "is missing; give the price of a unit, or the amount of the line",
    );
    return null;
  }
  return read("unitPrice", () =>
    safeInteger(BigInt(toMinor(unitPrice, currency)) * BigInt(quantity)),
  );
}

function invalidFacts(issues: readonly Issue[]): UptierError {
  return new UptierError("invalid-facts", "The order cannot be used:", issues);
}
