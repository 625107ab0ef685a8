import type { OverCap } from "./caps";
import type { SkipCause } from "./conditions";
import type { FrozenRule } from "./frozen";

/** One step of the explanation of what an order or event gives. */
export type EarningReason =
  | {
      readonly code: "rule-applied";
      readonly rule: string;
      readonly type: string;
      /** The amount that the rate was applied to; null: the rule is not about an amount. */
      readonly basis: string | null;
      /** Before multipliers. */
      readonly base: number;
      readonly factor: string;
      /** Ids and factors of the multipliers; a null id is the factor that came with the facts. */
      readonly multipliers: FrozenRule["multipliers"];
      /** After multipliers, rounding and caps. */
      readonly points: number;
    }
  | ({ readonly code: "rule-skipped"; readonly rule: string } & SkipCause)
  | ({
      readonly code: "multiplier-skipped";
      readonly multiplier: string | null;
      /** Null: for all rules. */
      readonly rule: string | null;
    } & SkipCause)
  | OverCap;
