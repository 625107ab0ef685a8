import { shown, UptierError } from "../../../kernel/errors";
import { fromMinor, toMinor } from "../../../kernel/money/amount";
import { countOf } from "../measure";
import { checkMembers, checkPrevious, ofMember, wasBefore } from "../members";
import { RFM_AXES, type RfmAxis } from "./axes";
import { cutPoints, type RfmCuts, scoreOf, type Thresholds } from "./cuts";
import type { Rfm, RfmBox } from "./definition";
import type { RfmMember } from "./inputs";

/** Members with their scores and segments. Plain JSON. */
export interface RfmReport {
  readonly rfm: string;
  /** The version of the definition. */
  readonly version: string;
  readonly cuts: Readonly<Record<RfmAxis, RfmCuts>>;
  /** In the order in which they were given. */
  readonly members: readonly RfmResult[];
  /** How many members each segment has, in the order of the definition; the rest last. */
  readonly segments: readonly { readonly segment: string; readonly members: number }[];
  /** How many members have no order, and so no score. */
  readonly unscored: number;
}

/** Where a member stands. */
export interface RfmResult {
  readonly member: string;
  /** Recency, frequency and money in one text, `"543"`; null: the member has no order. */
  readonly code: string | null;
  /** 1 to 5, of which 5 is best; null: the member has no order. */
  readonly scores: RfmScores | null;
  /** Null: the member has no order. */
  readonly segment: string | null;
  readonly why: readonly RfmReason[];
}

/** A score on each axis. */
export type RfmScores = Readonly<Record<RfmAxis, number>>;

/** Why a member has a score or a segment. */
export type RfmReason =
  | { readonly code: "no-orders" }
  | {
      readonly code: "scored";
      readonly axis: RfmAxis;
      /** Days, orders, or decimal text of money. */
      readonly value: number | string;
      readonly score: number;
    }
  | {
      readonly code: "segment-entered" | "segment-kept" | "no-segment-matches";
      readonly segment: string;
    };

/**
 * Scores members from 1 to 5 on recency, frequency and money, and names their segments.
 *
 * A score is 1 plus the number of cut points that the value reaches; for recency, where less is
 * better, 6 minus that. On a given cut point a value is above it; on a derived one, a quantile of the
 * members of this call that have orders, it is below. The first segment whose box has the scores wins;
 * for the segment that a member was in before, the box to stay in. Members without orders get no score.
 *
 * @param members - at most 1,000,000, each once; `rfmInputs` makes them from orders
 * @param previous - the segment that members were in before, for boxes to stay in. Default: none
 * @throws UptierError in this order: `invalid-members` (no list, ids; orders without days or days
 * without orders, money below 0), `invalid-previous`, `invalid-count` (days, orders), those of `toMinor`
 *
 * @example
 * ```ts
 * import { defineRfm, rfmTable, scoreRfm } from "uptier/tiering";
 *
 * const rfm = defineRfm({
 *   id: "tea-shop",
 *   zone: "Asia/Shanghai",
 *   currency: "CNY",
 *   scores: {
 *     recency: { kind: "cuts", cuts: [115, 181, 297, 482] },
 *     frequency: { kind: "cuts", cuts: [4, 5, 6, 8] },
 *     monetary: { kind: "cuts", cuts: ["256", "382", "506", "666"] },
 *   },
 *   segments: rfmTable("table-a"),
 * });
 * const report = scoreRfm(rfm, [
 *   { member: "m1", recencyDays: 205, orders: 6, money: "472" },
 *   { member: "m2", recencyDays: 140, orders: 3, money: "340" },
 * ]);
 * report.members.map(({ code, segment }) => [code, segment]);
 * // => [["343", "potential-loyalist"], ["412", "new-customers"]]
 * ```
 */
export function scoreRfm(
  rfm: Rfm,
  members: readonly RfmMember[],
  previous: Readonly<Record<string, string | null>> = {},
): RfmReport {
  checkMembers(members);
  checkPrevious(previous);
  const figures = members.map((member) => figuresOf(member, rfm.currency));
  const scored = figures.filter((one) => one !== null);
  const { thresholds, cuts } = cutPoints(rfm, {
    recency: scored.map(({ recency }) => recency),
    frequency: scored.map(({ frequency }) => frequency),
    monetary: scored.map(({ monetary }) => monetary),
  });
  const counts = new Map([...rfm.segments.map(({ id }) => id), rfm.others].map((id) => [id, 0]));
  const results = members.map(({ member }, index): RfmResult => {
    const figure = figures[index]!;
    if (figure === null) {
      return { member, code: null, scores: null, segment: null, why: [{ code: "no-orders" }] };
    }
    const result = resultOf(rfm, member, figure, thresholds, wasBefore(previous, member));
    counts.set(result.segment!, counts.get(result.segment!)! + 1);
    return result;
  });
  return {
    rfm: rfm.id,
    version: rfm.version,
    cuts,
    members: results,
    segments: Array.from(counts, ([segment, count]) => ({ segment, members: count })),
    unscored: members.length - scored.length,
  };
}

type Figures = Readonly<Record<RfmAxis, number>>;

/** Integers: days, orders, minor units; null: the member has no order. */
function figuresOf(
  { member, recencyDays, orders, money }: RfmMember,
  currency: string,
): Figures | null {
  const frequency = ofMember(member, "orders", () => countOf(orders));
  const monetary = ofMember(member, "money", () => toMinor(money, currency));
  if (monetary < 0) throw invalid(`money of member "${member}" must not be below 0`);
  if ((frequency === 0) !== (recencyDays === null)) {
    throw invalid(
      `member "${member}" has ${frequency} orders and ${shown(recencyDays)} as the days since the last; give both or neither (0 and null)`,
    );
  }
  if (recencyDays === null) return null;
  return {
    recency: ofMember(member, "recencyDays", () => countOf(recencyDays)),
    frequency,
    monetary,
  };
}

function resultOf(
  { segments, others, currency }: Rfm,
  member: string,
  figures: Figures,
  thresholds: Thresholds,
  before: string | null,
): RfmResult {
  const scores = {
    recency: scoreOf("recency", figures.recency, thresholds),
    frequency: scoreOf("frequency", figures.frequency, thresholds),
    monetary: scoreOf("monetary", figures.monetary, thresholds),
  };
  const { recency, frequency, monetary } = scores;
  const found = segments.find(({ id, enter, stay }) =>
    isInside(scores, id === before ? stay : enter),
  );
  const kept = found !== undefined && !isInside(scores, found.enter);
  const segment = found?.id ?? others;
  const code =
    found === undefined ? "no-segment-matches" : kept ? "segment-kept" : "segment-entered";
  return {
    member,
    code: `${recency}${frequency}${monetary}`,
    scores,
    segment,
    why: [
      { code: "scored", axis: "recency", value: figures.recency, score: recency },
      { code: "scored", axis: "frequency", value: figures.frequency, score: frequency },
      {
        code: "scored",
        axis: "monetary",
        value: fromMinor(figures.monetary, currency),
        score: monetary,
      },
      { code, segment },
    ],
  };
}

/** Whether every score is within its bounds. */
export function isInside(scores: RfmScores, box: RfmBox): boolean {
  return RFM_AXES.every((axis) => scores[axis] >= box[axis][0] && scores[axis] <= box[axis][1]);
}

function invalid(message: string): UptierError {
  return new UptierError("invalid-members", message);
}
