import type { BandRulesInput } from "../bands/input";

/** One commission of a pay plan: on own sales, on those of a team, on those of a store. */
export type PayCommissionInput = BandRulesInput & {
  /** Unique in the plan: `own`, `team`. */
  readonly id: string;
  readonly name?: string | undefined;
};

/**
 * What a period pays at least, on top of the base. `recoverable`: an advance, which later commissions
 * pay back. Not recoverable: a guarantee, which nobody pays back.
 */
export interface DrawInput {
  readonly amount: string;
  readonly recoverable: boolean;
}

/** How somebody is paid: staff, a team leader, the head of a store. Plain JSON. */
export interface PayPlanInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217. */
  readonly currency: string;
  /** Paid every period, whatever happens. Default: none. */
  readonly base?: string | undefined;
  /** 1 to 20. */
  readonly commissions: readonly PayCommissionInput[];
  /** Default: none. */
  readonly draw?: DrawInput | undefined;
}
