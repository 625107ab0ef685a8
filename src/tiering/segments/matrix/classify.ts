import { shown, UptierError } from "../../../kernel/errors";
import { type Fraction, toFraction } from "../../../kernel/money/rate";
import { type Bar, fixedBar, levelOf, quantileBar } from "../bar";
import { cellOf, type HighLowCell, levelsBefore, noMembers } from "../cell";
import { fractionText, lowestTerms } from "../exact";
import { byText, checkPrevious, wasBefore } from "../members";
import { checkMeasuredMembers, type MeasuredMember } from "../values";
import {
  type RankedReason,
  rankedReasons,
  scoreAt,
  type WeightedRanks,
  weightedRanks,
} from "../weighted";
import type { Matrix, MatrixPool } from "./definition";
import { MATRIX_PHASES, type MatrixPhase } from "./input";

/** Members with their cells and scores. Plain JSON. */
export interface MatrixReport {
  readonly matrix: string;
  /** The version of the definition. */
  readonly version: string;
  readonly phase: MatrixPhase;
  /** The scores from which a pool is high, to six decimals at most; null: there are no members. */
  readonly highFrom: { readonly consumption: string | null; readonly interaction: string | null };
  /** In the order in which they were given. */
  readonly members: readonly MatrixResult[];
  /** By score, the best first; of equal ones the lower id. */
  readonly ranking: readonly string[];
  readonly cells: Readonly<Record<HighLowCell, number>>;
}

/** Where a member stands. */
export interface MatrixResult {
  readonly member: string;
  readonly cell: HighLowCell;
  readonly tag: string;
  /** The scores of the pools and of both together, 0 to 1, exactly. */
  readonly consumption: Fraction;
  readonly interaction: Fraction;
  readonly score: Fraction;
  /** 1 and the number of members with a higher score: equal ones share a place. */
  readonly place: number;
  readonly why: readonly MatrixReason[];
}

/** Why a member is in a cell and has a score. `kept`: only because the pool was high before. */
export type MatrixReason =
  | RankedReason
  | {
      readonly code:
        | "consumption-high"
        | "consumption-kept"
        | "consumption-low"
        | "interaction-high"
        | "interaction-kept"
        | "interaction-low";
      readonly score: Fraction;
    }
  | {
      readonly code: "pools-weighted";
      readonly phase: MatrixPhase;
      readonly consumption: number;
      readonly interaction: number;
    };

/**
 * Puts members into one of four cells by what they buy and what they do, and ranks them by both.
 *
 * The score of a pool is the weighted mean of percentile ranks within the members of this call, as in
 * `choose`; it is high from the bar on. The score of a member is the mean of the pools with the
 * weights of the phase, so that the list before a promotion leans on spending and the one of other
 * times on activity. Nothing is remembered: after a refund, call it again with the figures as they
 * are then.
 *
 * @param members - at most 1,000,000, each once, with a value on every axis
 * @param phase - `promotion` or `ordinary`
 * @param previous - the cell that members were in before, for bars with a `leave`. Default: none
 * @throws UptierError in this order: `invalid-members`, `unknown-phase`, `invalid-previous`, then of
 * values `invalid-count`, those of `toMinor`
 *
 * @example
 * ```ts
 * import { classifyMatrix, defineMatrix } from "uptier/tiering";
 *
 * const matrix = defineMatrix({
 *   id: "community",
 *   currency: "CNY",
 *   consumption: { axes: [{ id: "turnover", unit: "money" }] },
 *   interaction: { axes: [{ id: "posts", unit: "count" }] },
 * });
 * const members = [
 *   { member: "m1", values: { turnover: "900", posts: 0 } },
 *   { member: "m2", values: { turnover: "30", posts: 9 } },
 *   { member: "m3", values: { turnover: "0", posts: 1 } },
 * ];
 * const report = classifyMatrix(matrix, members, "promotion");
 * report.members.map(({ tag }) => tag); // => ["silent-spender", "potential-koc", "onlooker"]
 * report.ranking; // => ["m1", "m2", "m3"]
 * classifyMatrix(matrix, members, "ordinary").ranking; // => ["m2", "m1", "m3"]
 * ```
 */
export function classifyMatrix(
  matrix: Matrix,
  members: readonly MeasuredMember[],
  phase: MatrixPhase,
  previous: Readonly<Record<string, string | null>> = {},
): MatrixReport {
  checkMeasuredMembers(members);
  if (!MATRIX_PHASES.includes(phase)) {
    throw new UptierError(
      "unknown-phase",
      `${shown(phase)} is not a phase; name one of ${MATRIX_PHASES.join(", ")}`,
    );
  }
  checkPrevious(previous);
  const consumption = weightedRanks(matrix.consumption.axes, matrix.currency, members);
  const interaction = weightedRanks(matrix.interaction.axes, matrix.currency, members);
  const bars = {
    consumption: barOf(matrix.consumption, consumption),
    interaction: barOf(matrix.interaction, interaction),
  };
  const { parts, whole } = together(matrix, phase, consumption, interaction);
  const places = placesOf(parts);
  const cells = noMembers();
  const results = members.map(({ member }, index): MatrixResult => {
    const was = levelsBefore(wasBefore(previous, member));
    const scores = {
      consumption: scoreAt(consumption, index),
      interaction: scoreAt(interaction, index),
    };
    const bought = levelOf(scores.consumption, bars.consumption!, was.first);
    const did = levelOf(scores.interaction, bars.interaction!, was.second);
    const cell = cellOf(bought.high, did.high);
    cells[cell] += 1;
    return {
      member,
      cell,
      tag: matrix.tags[cell],
      ...scores,
      score: lowestTerms(parts[index]!, whole),
      place: places.get(parts[index]!)!,
      why: [
        ...rankedReasons(consumption, index),
        { code: `consumption-${levelText(bought)}`, score: scores.consumption },
        ...rankedReasons(interaction, index),
        { code: `interaction-${levelText(did)}`, score: scores.interaction },
        { code: "pools-weighted", phase, ...matrix.weights[phase] },
      ],
    };
  });
  return {
    matrix: matrix.id,
    version: matrix.version,
    phase,
    highFrom: {
      consumption: bars.consumption && fractionText(bars.consumption.enter),
      interaction: bars.interaction && fractionText(bars.interaction.enter),
    },
    members: results,
    ranking: results
      .toSorted((a, b) => a.place - b.place || byText(a.member, b.member))
      .map(({ member }) => member),
    cells,
  };
}

/** Both pools over one denominator: below 2^49 with a million members, ten axes and full weights. */
function together(
  { weights }: Matrix,
  phase: MatrixPhase,
  consumption: WeightedRanks,
  interaction: WeightedRanks,
): { readonly parts: readonly number[]; readonly whole: number } {
  const { consumption: first, interaction: second } = weights[phase];
  // Ranks of one call have the same denominator, so that only the weights of the axes differ.
  const others = consumption.columns[0]!.ranks.whole;
  const [byFirst, bySecond] = [consumption.whole / others, interaction.whole / others];
  return {
    parts: consumption.parts.map(
      (part, index) => first * part * bySecond + second * interaction.parts[index]! * byFirst,
    ),
    whole: (first + second) * byFirst * bySecond * others,
  };
}

/** The place of each value: 1 and the number of higher ones. */
function placesOf(values: readonly number[]): Map<number, number> {
  const places = new Map<number, number>();
  Float64Array.from(values)
    .sort()
    .reverse()
    .forEach((value, index) => {
      if (!places.has(value)) places.set(value, index + 1);
    });
  return places;
}

function barOf({ high }: MatrixPool, { parts, whole }: WeightedRanks): Bar | null {
  const enter = toFraction(high.enter);
  const leave = high.leave === undefined ? null : toFraction(high.leave);
  if (high.kind === "cutoff") return fixedBar(enter, leave);
  return quantileBar(
    parts.map((num) => ({ num, den: whole })),
    enter,
    leave,
  );
}

function levelText({ high, kept }: { readonly high: boolean; readonly kept: boolean }) {
  return kept ? "kept" : high ? "high" : "low";
}
