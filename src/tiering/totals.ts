import { invalidCommand } from "../kernel/command";
import { shown, UptierError } from "../kernel/errors";
import { type AmountInput, toMinor } from "../kernel/money/amount";
import { highestRung, holds, type ReadMetric } from "./condition";
import { isRecord } from "./lookup";
import { weighted } from "./member";
import { rungOf, type TierProgram } from "./program";
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
 * @throws UptierError in this order: `unknown-metric`, `invalid-total`, those of `toMinor`,
 * `unknown-tier`
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
  const tier = program.tiers[rung];
  const above = program.tiers[rung + 1];
  return {
    tier: tier?.id ?? null,
    next: above === undefined ? null : progressTo(program, above, "entry", tier, read),
    keep: held === undefined ? null : keepOf(program, held, read),
  };
}

/**
 * Whether totals keep a tier that is held.
 *
 * @throws UptierError as {@link standingFromTotals}
 */
export function keepsTier(program: TierProgram, totals: MetricTotals, held: string): boolean {
  const read = readerOf(program, totals);
  return holds(heldTier(program, held).keep, "keep", read);
}

function keepOf(program: TierProgram, held: string, read: ReadMetric): TierProgress {
  return progressTo(program, heldTier(program, held), "keep", undefined, read);
}

function heldTier(program: TierProgram, held: string): TierProgram["tiers"][number] {
  const tier = program.tiers[rungOf(program, held)];
  if (tier !== undefined) return tier;
  const known = program.tiers.map(({ id }) => id).join(", ");
  throw new UptierError("unknown-tier", `${shown(held)} is not a tier; name one of ${known}`);
}

function readerOf(program: TierProgram, totals: MetricTotals): ReadMetric {
  const { metrics, currency } = program;
  if (!isRecord(totals)) {
    throw invalidCommand("totals", "an object with a total for each metric", totals);
  }
  const values = new Array<number>(metrics.length).fill(0);
  const read: ReadMetric = (place) => values[place]!;
  let given = 0;
  for (let place = 0; place < metrics.length; place += 1) {
    const metric = metrics[place]!;
    const total = totalIn(totals, metric.id);
    if (total === undefined) continue;
    given += 1;
    values[place] = totalOf(metric.id, metric.kind === "money" ? currency : null, total);
  }
  checkNames(program, totals, given);
  for (let place = 0; place < metrics.length; place += 1) {
    const metric = metrics[place]!;
    if (metric.kind === "weighted" && totalIn(totals, metric.id) === undefined) {
      values[place] = Math.max(0, weighted(metric, read));
    }
  }
  return read;
}

/** A metric may have the name of what every object has, such as `constructor`. */
function totalIn(totals: MetricTotals, metric: string): AmountInput | number | undefined {
  return Object.hasOwn(totals, metric) ? totals[metric] : undefined;
}

function totalOf(metric: string, currency: string | null, total: AmountInput | number): number {
  if (typeof total === "number") {
    if (Number.isSafeInteger(total)) return Math.max(0, total);
  } else if (currency !== null) return Math.max(0, toMinor(total, currency));
  throw new UptierError(
    "invalid-total",
    `the total of "${metric}" is ${shown(total)}; give a whole number${currency === null ? "" : ", or an amount as text"}`,
  );
}

function checkNames({ metrics }: TierProgram, totals: MetricTotals, given: number): void {
  let names = 0;
  for (const name in totals) if (totalIn(totals, name) !== undefined) names += 1;
  if (names === given) return;
  const unknown = Object.keys(totals).find(
    (name) => totals[name] !== undefined && metrics.every(({ id }) => id !== name),
  );
  const known = metrics.map(({ id }) => id).join(", ");
  throw new UptierError(
    "unknown-metric",
    `"${String(unknown)}" is not a metric; name one of ${known}`,
  );
}
