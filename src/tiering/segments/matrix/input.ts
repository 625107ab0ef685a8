import type { BarInput } from "../bar-input";
import type { HighLowCell } from "../cell";
import type { AxisInput } from "../measure";

/** A matrix of two pools as it enters: what members buy, and what they do. Plain JSON. */
export interface MatrixInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217 code; needed where an axis is money. */
  readonly currency?: string | undefined;
  /** What members buy: turnover of 30 days, order value, days between orders. */
  readonly consumption: MatrixPoolInput;
  /** What members do: posts, likes received, events joined. */
  readonly interaction: MatrixPoolInput;
  /** How the pools weigh in the score. Default {@link MATRIX_WEIGHTS}. */
  readonly weights?: { readonly [Phase in MatrixPhase]?: MatrixWeights | undefined } | undefined;
  /** What the members of each cell are called, consumption first. Default {@link MATRIX_TAGS}. */
  readonly tags?: { readonly [Cell in HighLowCell]?: string | undefined } | undefined;
}

/** One pool. */
export interface MatrixPoolInput {
  /** 1 to 10; ids are unique in both pools together. */
  readonly axes: readonly AxisInput[];
  /**
   * Where a high score of the pool begins: at a score of 0 to 1, or at a quantile of the scores.
   * Default: at the upper tercile, quantile `"2/3"`.
   */
  readonly high?: BarInput<string> | undefined;
}

/** How much each pool weighs. 1 to 100 each. */
export interface MatrixWeights {
  readonly consumption: number;
  readonly interaction: number;
}

/** What a list is made for. `promotion`: before and in a promotion; `ordinary`: at any other time. */
export type MatrixPhase = (typeof MATRIX_PHASES)[number];

/** The phases. */
export const MATRIX_PHASES = ["promotion", "ordinary"] as const;

/** How the pools weigh where a definition does not say: consumption first before promotions. */
export const MATRIX_WEIGHTS: Readonly<Record<MatrixPhase, MatrixWeights>> =
  /* @__PURE__ */ Object.freeze({
    promotion: { consumption: 70, interaction: 30 },
    ordinary: { consumption: 40, interaction: 60 },
  });

/** What the members of each cell are called where a definition does not say. */
export const MATRIX_TAGS: Readonly<Record<HighLowCell, string>> = /* @__PURE__ */ Object.freeze({
  hiHi: "super-user",
  hiLo: "silent-spender",
  loHi: "potential-koc",
  loLo: "onlooker",
});
