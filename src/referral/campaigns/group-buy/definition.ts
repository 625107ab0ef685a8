import * as z from "zod";
import { isNothing } from "../../../kernel/checks";
import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { count, currency, duration, id, text, zone } from "../../../kernel/schema";
import type { Duration } from "../../../kernel/time/duration";
import { checkPeriod, type Period, period, type PeriodInput, periodOf } from "../period";

/** A group-buy, as a shop stores it. Plain JSON. */
export interface GroupBuyInput extends PeriodInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217; of what orders pay. */
  readonly currency: string;
  /** IANA zone; days of `lasts` are its days. */
  readonly zone: string;
  /** How many orders fill a group, that of its head included. 2 to 1,000. */
  readonly size: number;
  /** How long a group has to fill, from the moment at which its head opens it. */
  readonly lasts: Duration;
  /** How many units there are. Default: without a limit. */
  readonly stock?: number | undefined;
  /** The most units of one order. Default: without a limit. */
  readonly maxPerOrder?: number | undefined;
  /** The most units that one member buys in all, orders that were refunded left out. Default: without a limit. */
  readonly maxPerMember?: number | undefined;
  /**
   * How many orders may be missing at expiry for the group to succeed all the same. Nobody is invented:
   * the group succeeds with those it has. Default 0.
   */
  readonly virtualFill?: number | undefined;
}

/** A group-buy, complete. Plain JSON, frozen. */
export interface GroupBuy extends Period {
  readonly id: string;
  /** A hash of the input: the same rules have the same version. */
  readonly version: string;
  readonly name: string | null;
  readonly currency: string;
  readonly zone: string;
  readonly size: number;
  readonly lasts: Duration;
  readonly stock: number | null;
  readonly maxPerOrder: number | null;
  readonly maxPerMember: number | null;
  readonly virtualFill: number;
}

/** The most orders of one group. */
const MAX_SIZE = 1_000;

/** The schema of {@link GroupBuyInput}; it sees each value by itself. */
export const groupBuySchema = z.strictObject({
  id,
  name: text.optional(),
  currency,
  zone,
  ...period,
  size: z.int().min(2).max(MAX_SIZE),
  lasts: duration,
  stock: count.optional(),
  maxPerOrder: count.optional(),
  maxPerMember: count.optional(),
  virtualFill: z.int().min(0).max(MAX_SIZE).optional(),
});

/**
 * Validates a group-buy.
 *
 * @param input - plain JSON, see {@link GroupBuyInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`,
 * `unknown-currency`, `unknown-zone`. Codes of what does not fit together: `invalid-instant`,
 * `closes-before-it-opens`, `no-time`, `always-filled` (the head alone would do), `never-filled` (the stock is too
 * small)
 *
 * @example
 * ```ts
 * import { defineGroupBuy } from "uptier/referral";
 *
 * const groupBuy = defineGroupBuy({
 *   id: "tea-for-three",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   size: 3,
 *   lasts: { hours: 24 },
 *   stock: 100,
 *   maxPerOrder: 2,
 * });
 * groupBuy.virtualFill; // => 0
 * ```
 */
export function defineGroupBuy(input: GroupBuyInput): GroupBuy {
  const parsed = parseDefinition("group-buy", groupBuySchema, input, check);
  return deepFreeze<GroupBuy>({
    id: parsed.id,
    version: contentHash(input),
    name: parsed.name ?? null,
    currency: parsed.currency,
    zone: parsed.zone,
    ...periodOf(parsed),
    size: parsed.size,
    lasts: parsed.lasts,
    stock: parsed.stock ?? null,
    maxPerOrder: parsed.maxPerOrder ?? null,
    maxPerMember: parsed.maxPerMember ?? null,
    virtualFill: parsed.virtualFill ?? 0,
  });
}

function check(draft: Draft<z.output<typeof groupBuySchema>>, report: Report): void {
  checkPeriod(draft, report);
  if (isNothing(draft.lasts)) report(["lasts"], "no-time", "must be longer than nothing");
  const { size, stock, virtualFill = 0 } = draft;
  if (size === undefined) return;
  if (virtualFill >= size - 1) {
    report(
      ["virtualFill"],
      "always-filled",
      `must be below ${size - 1}, or the head alone fills it`,
    );
  } else if (stock !== undefined && stock < size - virtualFill) {
    report(["stock"], "never-filled", `must be at least ${size - virtualFill}, or no group fills`);
  }
}
