import * as z from "zod";
import { isNothing } from "../../../kernel/checks";
import { type Draft, parseDefinition, type Report, reportError } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { toMinor } from "../../../kernel/money/amount";
import { type Fraction, toFraction } from "../../../kernel/money/rate";
import { amount, count, currency, duration, id, text, zone } from "../../../kernel/schema";
import type { Duration } from "../../../kernel/time/duration";
import { checkPeriod, type Period, period, type PeriodInput, periodOf } from "../period";
import { checkAmount } from "../rungs/reward";

/** A bargain, as a shop stores it: friends cut the price down to the floor. Plain JSON. */
export interface BargainInput extends PeriodInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA zone; days of `lasts` are its days. */
  readonly zone: string;
  /** How long friends can cut. */
  readonly lasts: Duration;
  /** Where the price starts. */
  readonly price: string;
  /** Where it ends. */
  readonly floor: string;
  /** How many friends it takes: the last one cuts to the floor, wherever the price is by then. 1 to 1,000. */
  readonly friends: number;
  /** How much one cut takes, of what is left down to the floor: `{ "min": "5%", "max": "20%" }`. */
  readonly cut: { readonly min: string; readonly max: string };
  /** In how many bargains one friend can cut. Default: without a limit. */
  readonly cutsPerFriend?: number | undefined;
}

/** A bargain, complete. Plain JSON, frozen. */
export interface Bargain extends Period, BargainTerms {
  readonly id: string;
  /** A hash of the input: the same rules have the same version. */
  readonly version: string;
  readonly name: string | null;
  readonly currency: string;
  readonly zone: string;
  readonly lasts: Duration;
  readonly cutsPerFriend: number | null;
}

/** What a bargain is about, in minor units. */
export interface BargainTerms {
  readonly priceMinor: number;
  readonly floorMinor: number;
  readonly friends: number;
  readonly cut: { readonly min: Fraction; readonly max: Fraction };
}

/** The most friends that one bargain takes. */
const MAX_FRIENDS = 1_000;

/** A rate as text; that it is one, the check says. */
const rate = z.string().max(40);

/** The schema of {@link BargainInput}; it sees each value by itself. */
export const bargainSchema = z.strictObject({
  id,
  name: text.optional(),
  currency,
  zone,
  ...period,
  lasts: duration,
  price: amount,
  floor: amount,
  friends: z.int().min(1).max(MAX_FRIENDS),
  cut: z.strictObject({ min: rate, max: rate }),
  cutsPerFriend: count.optional(),
});

/**
 * Validates a bargain.
 *
 * @param input - plain JSON, see {@link BargainInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`,
 * `unknown-currency`, `unknown-zone`. Codes of what does not fit together: `invalid-instant`,
 * `closes-before-it-opens`, `no-time`, `too-many-decimals`, `unsafe-integer`, `too-little-to-cut` (each
 * friend cuts at least one minor unit), `invalid-rate`, `rate-above-one`, `empty-range`
 *
 * @example
 * ```ts
 * import { defineBargain } from "uptier/referral";
 *
 * const bargain = defineBargain({
 *   id: "teapot",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   lasts: { hours: 24 },
 *   price: "100.00",
 *   floor: "60.00",
 *   friends: 5,
 *   cut: { min: "10%", max: "40%" },
 * });
 * bargain.floorMinor; // => 6000
 * ```
 */
export function defineBargain(input: BargainInput): Bargain {
  const parsed = parseDefinition("bargain", bargainSchema, input, check);
  return deepFreeze<Bargain>({
    id: parsed.id,
    version: contentHash(input),
    name: parsed.name ?? null,
    currency: parsed.currency,
    zone: parsed.zone,
    ...periodOf(parsed),
    lasts: parsed.lasts,
    priceMinor: toMinor(parsed.price, parsed.currency),
    floorMinor: toMinor(parsed.floor, parsed.currency),
    friends: parsed.friends,
    cut: { min: toFraction(parsed.cut.min), max: toFraction(parsed.cut.max) },
    cutsPerFriend: parsed.cutsPerFriend ?? null,
  });
}

function check(draft: Draft<z.output<typeof bargainSchema>>, report: Report): void {
  checkPeriod(draft, report);
  if (isNothing(draft.lasts)) report(["lasts"], "no-time", "must be longer than nothing");
  const price = checkAmount(draft.price, draft.currency, ["price"], report);
  const floor = checkAmount(draft.floor, draft.currency, ["floor"], report);
  const { friends } = draft;
  if (price !== undefined && floor !== undefined && price - floor < (friends ?? 1)) {
    report(
      ["floor"],
      "too-little-to-cut",
      `must be at least ${friends ?? 1} minor units below the price: each friend cuts one or more`,
    );
  }
  const [min, max] = [checkShare("min", draft, report), checkShare("max", draft, report)];
  if (min !== undefined && max !== undefined && isAbove(min, max)) {
    report(["cut", "max"], "empty-range", "must not be less than min");
  }
}

function checkShare(
  bound: "min" | "max",
  { cut }: Draft<z.output<typeof bargainSchema>>,
  report: Report,
): Fraction | undefined {
  const text = cut?.[bound];
  if (text === undefined) return undefined;
  const share = reportError(report, ["cut", bound], () => toFraction(text));
  if (share === undefined || share.num <= share.den) return share;
  report(["cut", bound], "rate-above-one", 'must not be more than "100%"');
  return undefined;
}

function isAbove(a: Fraction, b: Fraction): boolean {
  return BigInt(a.num) * BigInt(b.den) > BigInt(b.num) * BigInt(a.den);
}
