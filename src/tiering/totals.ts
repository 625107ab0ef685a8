import { invalidCommand } from "../kernel/command";
import { shown, UptierError } from "../kernel/errors";
import { type AmountInput, toMinor } from "../kernel/money/amount";
import { highestRung, holds, type ReadMetric } from "./condition";
import { isRecord, own, remembered } from "./lookup";
import { weighted } from "./metric-values";
import { type Metric, rungOf, type TierProgram } from "./program";
import { progressTo, type TierProgress } from "./progress";

/**
 * What a member has done, added up elsewhere, by metric: of money metrics an amount, `"1200.00"` or
 * `{ minor: 120000 }`, or its minor units as a whole number; of others a whole number. Metrics that are
 * left out are 0; weighted ones are worked out unless they are given.
 */
export type MetricTotals = Readonly<Record<string, AmountInput | number>>;

/** Where totals put a member. Plain JSON. */
export interface TotalsStanding {
  /** The highest tier whose condition of entry holds; null: none. */
  readonly tier: string | null;
  /** How far the tier above it is; null: there is none. */
  readonly next: TierProgress | null;
  /** Of the tier that the member holds: whether the totals keep it; null: none was named. */
  readonly keep: TierProgress | null;
}

/**
 * The tier of a member from totals that are added up already, in a report or a database: the same
 * conditions as `recordActivity` judges by, without windows and reviews, for which the totals stand.
 *
 * @param totals - by metric
 * @param held - the tier that the member holds. Default: none is named
 * @throws UptierError in this order: for the first total that is at fault `unknown-metric`,
 * `invalid-total` or one of those of `toMinor`; then `unknown-tier`
 *
 * @example
 * ```ts
 * import { defineTiers, standingFromTotals } from "uptier/tiering";
 *
 * const program = defineTiers({
 *   id: "mall",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "spend", kind: "money", on: ["order"] }],
 *   tiers: [
 *     { id: "basic", rank: 0 },
 *     { id: "silver", rank: 1, entry: { metric: "spend", min: "1000" } },
 *     { id: "gold", rank: 2, entry: { metric: "spend", min: "5000" } },
 *   ],
 * });
 * const { tier, next } = standingFromTotals(program, { spend: "2500.00" });
 * tier; // => "silver"
 * next; // => { tier: "gold", met: false, percent: 37, bounds: [{ metric: "spend", value: "2500.00", min: "5000.00", need: "2500.00", percent: 37 }] }
 * ```
 */
export function standingFromTotals(
  program: TierProgram,
  totals: MetricTotals,
  held?: string,
): TotalsStanding {
  const read = readerOf(program, totals);
  const rung = highestRung(program, read);
  const { tiers } = program;
  const above = rung + 1;
  return {
    tier: tiers[rung]?.id ?? null,
    next: above === tiers.length ? null : progressTo(program, above, "entry", rung, read),
    keep:
      held === undefined ? null : progressTo(program, heldRung(program, held), "keep", -1, read),
  };
}

/**
 * Whether totals keep a tier that is held.
 *
 * @throws UptierError as {@link standingFromTotals}
 */
export function keepsTier(program: TierProgram, totals: MetricTotals, held: string): boolean {
  const read = readerOf(program, totals);
  return holds(program.tiers[heldRung(program, held)]!.keep, "keep", read);
}

function heldRung(program: TierProgram, held: string): number {
  const rung = rungOf(program, held);
  if (rung >= 0) return rung;
  const known = program.tiers.map(({ id }) => id).join(", ");
  throw new UptierError("unknown-tier", `${shown(held)} is not a tier; name one of ${known}`);
}

const placesOf = remembered(
  ({ metrics }: TierProgram) => new Map(metrics.map(({ id }, place) => [id, place])),
);

function readerOf(program: TierProgram, totals: MetricTotals): ReadMetric {
  const { metrics, currency } = program;
  if (!isRecord(totals)) {
    throw invalidCommand("totals", "an object with a total for each metric", totals);
  }
  const places = placesOf(program);
  const values = new Array<number>(metrics.length).fill(0);
  for (const name in totals) {
    const total = own(totals, name);
    if (total === undefined) continue;
    const place = places.get(name);
    if (place === undefined) throw unknownMetric(program, name);
    values[place] = totalOf(metrics[place]!, currency, total);
  }
  const read: ReadMetric = (place) => values[place]!;
  for (let place = 0; place < metrics.length; place += 1) {
    const metric = metrics[place]!;
    if (metric.kind === "weighted" && own(totals, metric.id) === undefined) {
      values[place] = Math.max(0, weighted(metric, read));
    }
  }
  return read;
}

function totalOf({ id, kind }: Metric, currency: string, total: AmountInput | number): number {
  if (typeof total === "number") {
    if (Number.isSafeInteger(total)) return Math.max(0, total);
  } else if (kind === "money") return Math.max(0, toMinor(total, currency));
  throw new UptierError(
    "invalid-total",
    `the total of "${id}" is ${shown(total)}; give a whole number${kind === "money" ? ", or an amount as text" : ""}`,
  );
}

function unknownMetric({ metrics }: TierProgram, name: string): UptierError {
  const known = metrics.map(({ id }) => id).join(", ");
  return new UptierError("unknown-metric", `"${name}" is not a metric; name one of ${known}`);
}
