import * as z from "zod";
import { parseDefinition } from "../kernel/definition";
import { contentHash, deepFreeze } from "../kernel/json";
import { fromMinor, toMinor } from "../kernel/money/amount";
import { isCurrency } from "../kernel/money/currency";
import { instantText, toMilliseconds } from "../kernel/time/instant";
import { isTimeZone } from "../kernel/time/zone";
import { checkCampaign } from "./consistency";
import { weightsOf } from "./weights";

/** What a prize is, for the cost report and the page; `nothing` is the "thanks for playing". */
export type PrizeKind = "goods" | "cash" | "coupon" | "points" | "nothing";

/**
 * What happens to the chance of a prize that cannot be given.
 *
 * - `renormalise`: it goes to all other prizes, in the proportion of their weights
 * - `nothing`: it goes to the campaign's prize of kind `nothing`
 * - `{ fallback }`: it goes to the named prize; where that cannot be given either, its own policy
 *   decides
 */
export type UnavailablePolicy = "renormalise" | "nothing" | { readonly fallback: string };

/** A prize as a shop writes it. */
export interface PrizeInput {
  /** Letters, digits, `.`, `-` and `_`, at most 100; kept for ever, because entries name it. */
  readonly id: string;
  readonly name?: string | undefined;
  readonly kind: PrizeKind;
  /**
   * How often it is drawn, in units of `weightTotal`; or `"remaining"`: what the others leave. A
   * prize of weight 0 is given as a fallback only. Either all prizes have weights or all have
   * chances.
   */
  readonly weight?: number | "remaining" | undefined;
  /** The same as text: `"11.9%"`, `"0.119"`, `"119/1000"`, or `"remaining"`. */
  readonly chance?: string | undefined;
  /** How many there are. Default: no limit. */
  readonly stock?: number | undefined;
  /** What one costs the shop, as text in the campaign's currency; `"0"` if it is free. */
  readonly cost?: string | undefined;
  /** Required with `stock`. */
  readonly onStockOut?: UnavailablePolicy | undefined;
  /** Required for a prize that costs something in a campaign with a budget. */
  readonly onBudgetShort?: UnavailablePolicy | undefined;
}

/** A prize campaign as a shop writes it: plain JSON. */
export interface CampaignInput {
  /** As the id of a prize. */
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217 code of all amounts. */
  readonly currency: string;
  /** IANA time zone in which days begin and end. */
  readonly zone: string;
  /** The first instant of the campaign. Default: it has always been open. */
  readonly opensAt?: string | undefined;
  /** The first instant after the campaign. Default: it never closes. */
  readonly closesAt?: string | undefined;
  /** What the weights sum to, 10000 for example; required with weights. */
  readonly weightTotal?: number | undefined;
  /**
   * What a sum of weights below `weightTotal`, or of chances below 100 %, means when no prize has
   * what is `"remaining"`: an error (default), or that the weights are taken as ratios.
   */
  readonly onSumBelow?: "error" | "normalise" | undefined;
  /** 1 to 1,000. */
  readonly prizes: readonly PrizeInput[];
  /** What all prizes together may cost. Default: no limit. */
  readonly budget?: { readonly total: string } | undefined;
  /** How often one member may draw, in the whole campaign and on one day of the zone. */
  readonly limits?:
    | {
        readonly perMember?: number | undefined;
        readonly perMemberPerDay?: number | undefined;
      }
    | undefined;
}

/** A prize of a defined campaign. */
export interface Prize {
  readonly id: string;
  readonly name: string | null;
  readonly kind: PrizeKind;
  /** In units of the campaign's `weightTotal`. */
  readonly weight: number;
  /** Null: no limit. */
  readonly stock: number | null;
  /** What one costs the shop: decimal text with all decimals of the currency. */
  readonly cost: string;
  /** The same in minor units. */
  readonly costMinor: number;
  /** Null where it cannot happen. */
  readonly onStockOut: UnavailablePolicy | null;
  /** Null where it cannot happen. */
  readonly onBudgetShort: UnavailablePolicy | null;
}

/** A valid campaign: plain JSON, deeply frozen, with everything worked out. */
export interface Campaign {
  readonly id: string;
  readonly name: string | null;
  /** The content hash of the input; entries carry it. */
  readonly version: string;
  readonly currency: string;
  readonly zone: string;
  /** ISO 8601 in UTC; null: always. */
  readonly opensAt: string | null;
  /** ISO 8601 in UTC; null: never. */
  readonly closesAt: string | null;
  /** What the weights sum to. */
  readonly weightTotal: number;
  readonly prizes: readonly Prize[];
  /** Null: no limit. */
  readonly budget: { readonly total: string; readonly totalMinor: number } | null;
  /** Null: no limit. */
  readonly limits: { readonly perMember: number | null; readonly perMemberPerDay: number | null };
}

/** The most prizes of one campaign. */
const MAX_PRIZES = 1_000;

/** The most units that a stock or a limit may state. */
const MAX_COUNT = 1_000_000_000;

const id = z
  .string()
  .max(100)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, {
    error: "must start with a letter or digit and go on with letters, digits, dots, - or _",
  });

const name = z.string().min(1).max(200).optional();

const amount = z
  .string()
  .max(40)
  .regex(/^\d+(\.\d+)?$/, { error: 'must be an amount as text, for example "29.90"' });

const instant = z.string().max(40).optional();

const limit = z.int().min(1).max(MAX_COUNT).optional();

const policy = z
  .union([z.enum(["renormalise", "nothing"]), z.strictObject({ fallback: id })], {
    error: 'must be "renormalise", "nothing" or { "fallback": "<id of a prize>" }',
  })
  .optional();

const prize = z.strictObject({
  id,
  name,
  kind: z.enum(["goods", "cash", "coupon", "points", "nothing"]),
  weight: z
    .union([z.int().min(0), z.literal("remaining")], {
      error: 'must be a whole number of at least 0, or "remaining"',
    })
    .optional(),
  chance: z.string().max(100).optional(),
  stock: z.int().min(0).max(MAX_COUNT).optional(),
  cost: amount.optional(),
  onStockOut: policy,
  onBudgetShort: policy,
});

/** The zod schema of {@link CampaignInput}. It sees each value by itself; `defineCampaign` sees all. */
export const campaignSchema = z.strictObject({
  id,
  name,
  currency: z.string().refine(isCurrency, {
    error: 'must be an ISO 4217 code in capitals, for example "CNY"',
    params: { code: "unknown-currency" },
  }),
  zone: z.string().refine(isTimeZone, {
    error: 'must be an IANA time zone, for example "Asia/Shanghai"',
    params: { code: "unknown-zone" },
  }),
  opensAt: instant,
  closesAt: instant,
  weightTotal: z.int().min(1).optional(),
  onSumBelow: z.enum(["error", "normalise"]).optional(),
  prizes: z.array(prize).min(1).max(MAX_PRIZES),
  budget: z.strictObject({ total: amount }).optional(),
  limits: z.strictObject({ perMember: limit, perMemberPerDay: limit }).optional(),
});

/**
 * Validates a campaign and works out everything that draws need.
 *
 * @param input - plain JSON, see {@link CampaignInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-currency`, `unknown-zone`. Codes of what does not fit together, in this
 * order: `invalid-instant`, `closes-before-it-opens`, `duplicate-id`, `second-nothing`,
 * `not-for-nothing`, `missing` (cost, policies), `too-many-decimals`, `unsafe-integer`,
 * `no-nothing-prize`, `unknown-prize`, `fallback-cycle`, `weight-and-chance`, `invalid-rate`,
 * `invalid-chances`, `invalid-weights`, `budget-below-fallback`
 *
 * @example
 * ```ts
 * import { defineCampaign } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "spring-card",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [
 *     { id: "gift", kind: "goods", chance: "1%", cost: "18.50", stock: 100, onStockOut: "nothing" },
 *     { id: "coupon", kind: "coupon", chance: "60%", cost: "0" },
 *     { id: "thanks", kind: "nothing", chance: "remaining" },
 *   ],
 * });
 * campaign.prizes.map((prize) => prize.weight); // => [1, 60, 39]
 * campaign.weightTotal; // => 100
 * ```
 */
export function defineCampaign(input: CampaignInput): Campaign {
  const parsed = parseDefinition("campaign", campaignSchema, input, checkCampaign);
  const { weights, total } = weightsOf(parsed);
  const { currency } = parsed;
  const instantOf = (text: string | undefined): string | null =>
    text === undefined ? null : instantText(toMilliseconds(text));
  const budgetMinor = parsed.budget === undefined ? null : toMinor(parsed.budget.total, currency);
  return deepFreeze({
    id: parsed.id,
    name: parsed.name ?? null,
    version: contentHash(input),
    currency,
    zone: parsed.zone,
    opensAt: instantOf(parsed.opensAt),
    closesAt: instantOf(parsed.closesAt),
    weightTotal: total,
    prizes: parsed.prizes.map((prize, index): Prize => {
      const costMinor = toMinor(prize.cost ?? "0", currency);
      return {
        id: prize.id,
        name: prize.name ?? null,
        kind: prize.kind,
        weight: weights[index]!,
        stock: prize.stock ?? null,
        cost: fromMinor(costMinor, currency),
        costMinor,
        onStockOut: prize.stock === undefined ? null : (prize.onStockOut ?? null),
        onBudgetShort:
          budgetMinor === null || costMinor === 0 ? null : (prize.onBudgetShort ?? null),
      };
    }),
    budget:
      budgetMinor === null
        ? null
        : { total: fromMinor(budgetMinor, currency), totalMinor: budgetMinor },
    limits: {
      perMember: parsed.limits?.perMember ?? null,
      perMemberPerDay: parsed.limits?.perMemberPerDay ?? null,
    },
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link CampaignInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { campaignJsonSchema } from "uptier/lottery";
 *
 * campaignJsonSchema()["type"]; // => "object"
 * ```
 */
export function campaignJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(campaignSchema, { io: "input" });
}
