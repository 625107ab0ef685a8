import * as z from "zod";
import { ROUNDINGS } from "../kernel/money/rounding";
import { amount, currency, id, text, zone } from "../kernel/schema";

const MAX_LEVELS = 20;
const MAX_RULES = 1_000;
const MAX_VALUES = 1_000;
const MAX_DAYS = 3_650;

/** A rate as text; that it is one, the check says. */
const rate = z.string().max(40);

/** Of which currencies, the check says. */
const amounts = z.record(z.string(), amount);

const terms = { rate: rate.nullish(), flat: amounts.nullish() };

const values = z.array(text).min(1).max(MAX_VALUES).optional();

const months = z.int().min(0).max(1_200).optional();

const daysAfter = z
  .strictObject({
    from: z.enum(["payment", "shipment", "receipt", "service-end"]),
    days: z.int().min(0).max(MAX_DAYS),
  })
  .optional();

const level = z.strictObject({
  ...terms,
  of: z.enum(["sale", "commission", "fee"]).optional(),
  funding: z.enum(["on-top", "carved-out"]).optional(),
  requires: z
    .strictObject({
      minRank: z.int().min(0).max(1_000_000).optional(),
      tiers: values,
      ownSales: amounts.optional(),
    })
    .optional(),
  startsAt: z.enum(["above", "sponsor"]).optional(),
  timing: z.enum(["with-first", "after-first-paid"]).optional(),
});

const rule = z.strictObject({
  id,
  when: z
    .strictObject({
      products: values,
      categories: values,
      earners: values,
      tiers: values,
      customers: values,
      groups: values,
      relationMonths: z.strictObject({ from: months, until: months }).optional(),
    })
    .optional(),
  levels: z.array(z.strictObject(terms).nullable()).min(1).max(MAX_LEVELS).optional(),
  disabled: z.boolean().optional(),
});

const deducted = z.enum(["deducted", "included"]).optional();

/** The zod schema of `ReferralInput`. It sees each value by itself; `defineReferral` sees all. */
export const referralSchema = z.strictObject({
  id,
  name: text.optional(),
  currencies: z.array(currency).min(1).max(20),
  zone,
  levels: z.array(level).min(1).max(MAX_LEVELS),
  base: z
    .strictObject({
      of: z.enum(["price", "margin"]).optional(),
      coupons: deducted,
      points: deducted,
      tax: deducted,
      shipping: z.enum(["excluded", "included"]).optional(),
    })
    .optional(),
  rules: z.array(rule).max(MAX_RULES).optional(),
  matching: z.enum(["most-specific", "precedence", "highest-payout"]).optional(),
  onIneligible: z.enum(["skip", "compress", "stop"]).optional(),
  unclaimedTo: z.enum(["house", "roll-up", "burn", "pool"]).optional(),
  referee: z.strictObject(terms).optional(),
  maxShare: rate.optional(),
  caps: z
    .array(
      z.strictObject({
        id,
        scope: z.enum(["order", "customer", "partner", "partner-customer", "program"]),
        period: z.enum(["all-time", "day", "week", "month", "year"]).optional(),
        max: amounts,
      }),
    )
    .max(20)
    .optional(),
  hold: daysAfter,
  clawbackWindow: daysAfter,
  rounding: z.enum(ROUNDINGS).optional(),
  minimumPayout: amounts.optional(),
});
