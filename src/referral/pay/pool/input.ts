import type { Rounding } from "../../../kernel/money/rounding";

/** A target of a department. */
export interface BonusTargetInput {
  /** The name of the figure, `gmv`; unique in the definition. */
  readonly id: string;
  /** Where the bonus begins, as decimal text. */
  readonly threshold: string;
  /** Where it is unlocked in full. Below the threshold where less is better: returns, complaints. */
  readonly target: string;
  /** How much of the pool depends on it, against the other targets. Default: 1. */
  readonly weight?: number | undefined;
}

/** The bonus pool of a department. Plain JSON. */
export interface BonusPoolInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217. */
  readonly currency: string;
  /** 1 to 20. */
  readonly targets: readonly BonusTargetInput[];
  /** Of what is unlocked. Default: `half-away-from-zero`. */
  readonly rounding?: Rounding | undefined;
}
