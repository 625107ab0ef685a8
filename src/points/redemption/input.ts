/** What points of a type are worth as money on an order. */
export interface ConversionInput {
  /** The id of a type of points. */
  readonly type: string;
  /** One step: points are redeemed in whole multiples of it. 0 switches the conversion off. */
  readonly points: number;
  /** What one step is worth. `"0"` switches the conversion off. */
  readonly money: string;
  /** Fewer points than this are not redeemed. Default: one step. */
  readonly minimum?: number | undefined;
  /** The most of an order that points pay: `"50%"`. Default: all of it. */
  readonly maxShare?: string | undefined;
}

/** Something that points are spent on: a coupon, a trial, goods, a service. */
export interface CatalogueRewardInput {
  /** Kept for ever, because entries name it. */
  readonly id: string;
  readonly name?: string | undefined;
  readonly kind: "coupon" | "trial" | "goods" | "service";
  /** The id of a type of points. */
  readonly type: string;
  /** In points. */
  readonly cost: number;
  /** What it is worth, for reports. Default: not stated. */
  readonly value?: string | undefined;
  /** Default: all members. */
  readonly memberTiers?: readonly string[] | undefined;
  /** Units there are in all. Default: no limit. */
  readonly stock?: number | undefined;
  /** Units for one member. Default: no limit. */
  readonly perMember?: number | undefined;
  /** From `from` (included) until `until` (excluded). Default: always. */
  readonly window?:
    { readonly from?: string | undefined; readonly until?: string | undefined } | undefined;
}

/** How points are spent. */
export interface RedemptionInput {
  /** At most one for each type. */
  readonly conversions?: readonly ConversionInput[] | undefined;
  readonly rewards?: readonly CatalogueRewardInput[] | undefined;
}

/** How points are spent, with all that a definition by itself needs. */
export interface RedemptionDefinitionInput extends RedemptionInput {
  /** ISO 4217. */
  readonly currency: string;
}
