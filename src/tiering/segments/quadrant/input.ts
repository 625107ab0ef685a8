import type { BarInput } from "../bar-input";
import type { HighLowCell } from "../cell";

/** A quadrant of order value and frequency as it enters. Plain JSON. */
export interface QuadrantInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217 code of the amounts. */
  readonly currency: string;
  /** Where a high average order value begins, in decimal text. Default: the median. */
  readonly orderValue?: BarInput<string> | undefined;
  /** Where a high number of orders begins. Default: the median. */
  readonly frequency?: BarInput<number> | undefined;
  /** What members without orders are: `unclassified` (default), or `low` on both axes. */
  readonly noOrders?: "unclassified" | "low" | undefined;
  /** What is done with each cell, average order value first; default {@link QUADRANT_STRATEGIES}. */
  readonly strategies?: { readonly [Cell in HighLowCell]?: string | undefined } | undefined;
}

/** What is done with each cell, where a definition does not say. */
export const QUADRANT_STRATEGIES: Readonly<Record<HighLowCell, string>> =
  /* @__PURE__ */ Object.freeze({
    hiHi: "VIP 1:1",
    hiLo: "referral and upsell",
    loHi: "group and repeat pushes",
    loLo: "light touch",
  });
