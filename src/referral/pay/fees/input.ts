import type { Rounding } from "../../../kernel/money/rounding";

/** How the fee of a sale is shared with those who get a share of its price. Plain JSON. */
export interface FeeSharingInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217. */
  readonly currency: string;
  /** `shared`: everybody bears the fee at their rate. `seller`: the seller bears all of it. */
  readonly feeBearer: "shared" | "seller";
  /** The rates that a partner may have, bounds included. Default: 0 to 100 %. */
  readonly rates?: { readonly min: string; readonly max: string } | undefined;
  /** Of every credit. Default: `toward-zero`. */
  readonly rounding?: Rounding | undefined;
}

/** What it costs to pay somebody out. Plain JSON. */
export interface PayoutFeeInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217. */
  readonly currency: string;
  /** Of what is above the free limit. */
  readonly rate: string;
  /** Payouts up to this, together, are free of the rate. Default: none are. */
  readonly freeLimit?: string | undefined;
  /** What a way of paying costs of the whole payout, free limit or not; at most 20. Default: nothing. */
  readonly methods?: readonly { readonly id: string; readonly cost: string }[] | undefined;
  /** Of a fast transfer. Default: it is not offered. */
  readonly fastSurcharge?: string | undefined;
  /** Of each part by itself. Default: `half-away-from-zero`. */
  readonly rounding?: Rounding | undefined;
}
