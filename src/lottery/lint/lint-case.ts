import { checkListed } from "../../kernel/finding";
import type { AmountInput } from "../../kernel/money/amount";
import type { Campaign } from "../campaign";
import { amountAtLeastZero } from "../forecast/expected";
import { drawsSoFar } from "../forecast/stock-forecast";
import { LINT_REGIONS, type LintRegion } from "./finding";

/** What members can read before they take part. */
export const PUBLISHED_ITEMS = [
  "odds",
  "quantities",
  "conditions",
  "redemption",
  "exchange-rules",
] as const;

/**
 * - `odds`: the chance of every prize
 * - `quantities`: how many there are of every prize
 * - `conditions`: who can take part and how, and how an upgrade is earned
 * - `redemption`: when, where and how a prize is handed over, and when it lapses
 * - `exchange-rules`: what points and vouchers are good for, for how long, with which limits
 */
export type PublishedItem = (typeof PUBLISHED_ITEMS)[number];

/** What the definition of a campaign does not say, and a judgement needs. */
export interface LintOptions {
  /** Whose law is looked at. Default: none, arithmetic alone. */
  readonly region?: LintRegion | readonly LintRegion[];
  /** The most draws that are planned for the first day, the second day, ...; 1 to 1,000 days. */
  readonly plan?: { readonly drawsByDay: readonly number[] };
  /**
   * The smallest purchase that lets somebody take part, in the campaign's currency; `"0"`: none is
   * needed. Default: the price of a draw, if it has one in money; otherwise it is not known.
   */
  readonly purchase?: AmountInput;
  /** Of the goods that the campaign promotes, while it runs, in the campaign's currency. */
  readonly expectedSales?: AmountInput;
  /** What is published. Default: it is not known, and is asked for by warnings in place of errors. */
  readonly published?: readonly PublishedItem[];
  /** Whether there is also a way to take part that costs nothing. Default: no. */
  readonly freeEntry?: boolean;
}

/** A campaign and all that is known about it. */
export interface LintCase {
  readonly campaign: Campaign;
  readonly regions: readonly LintRegion[];
  readonly plan: Plan | null;
  readonly purchaseMinor: number | null;
  readonly expectedSalesMinor: number | null;
  readonly published: readonly PublishedItem[] | null;
  readonly freeEntry: boolean;
}

/** Planned draws, of which there is at least one day. */
export interface Plan {
  readonly drawsByDay: readonly number[];
  /** In all. */
  readonly draws: number;
}

/**
 * Reads the options.
 *
 * @throws UptierError as `lintCampaign`
 */
export function lintCaseOf(campaign: Campaign, options: LintOptions): LintCase {
  const { region = [], plan, purchase, expectedSales, published, freeEntry = false } = options;
  const { currency, price } = campaign;
  const regions = typeof region === "string" ? [region] : region;
  checkListed(regions, LINT_REGIONS, "unknown-region", "region");
  const planned = plan === undefined ? null : planOf(plan.drawsByDay);
  const minor = (amount: AmountInput | undefined, what: string): number | null =>
    amount === undefined ? null : amountAtLeastZero(amount, currency, what);
  const purchaseMinor = minor(purchase, "purchase");
  const expectedSalesMinor = minor(expectedSales, "expectedSales");
  if (published !== undefined) {
    checkListed(published, PUBLISHED_ITEMS, "unknown-item", "published");
  }
  return {
    campaign,
    regions: LINT_REGIONS.filter((name) => regions.includes(name)),
    plan: planned,
    purchaseMinor: purchaseMinor ?? (price?.unit === "money" ? price.due : null),
    expectedSalesMinor,
    published: published ?? null,
    freeEntry,
  };
}

/** Whether members have to pay for taking part. */
export function paymentOf({ campaign, purchaseMinor }: LintCase): "needed" | "none" | "unknown" {
  if (campaign.price?.unit === "money") return "needed";
  if (purchaseMinor === null) return "unknown";
  return purchaseMinor > 0 ? "needed" : "none";
}

function planOf(drawsByDay: readonly number[]): Plan {
  return { drawsByDay, draws: drawsSoFar(drawsByDay).at(-1)! };
}
