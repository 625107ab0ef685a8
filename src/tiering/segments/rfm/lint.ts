import { RFM_AXES, type RfmAxis } from "./axes";
import { cutPoints, scoreOf } from "./cuts";
import type { Rfm, RfmSegment } from "./definition";
import { isInside, type RfmScores } from "./score";

/**
 * What is found in RFM segments.
 *
 * - `never-matches`: segments before it (`by`) take every cell of its box
 * - `partly-covered`: they take some; it gets `cells` of the `box` cells that it names
 * - `score-never-given`: equal cut points leave no value for a score
 * - `uncovered`: cells that no box has; their members are in the segment of the rest
 */
export type RfmFinding =
  | { readonly code: "never-matches"; readonly segment: string; readonly by: readonly string[] }
  | {
      readonly code: "partly-covered";
      readonly segment: string;
      readonly by: readonly string[];
      readonly cells: number;
      readonly box: number;
    }
  | { readonly code: "score-never-given"; readonly axis: RfmAxis; readonly score: number }
  | { readonly code: "uncovered"; readonly cells: readonly string[] };

/** What RFM segments cover. */
export interface RfmLint {
  readonly findings: readonly RfmFinding[];
  /** How many of the 125 cells each segment gets, in the order of the definition; the rest last. */
  readonly segments: readonly { readonly segment: string; readonly cells: number }[];
}

/**
 * Looks for segments that can never match, or match less than they name, because segments before
 * them match first; for scores that no value gets; and for the cells, of the 125 combinations of
 * scores, that no segment has. Boxes to stay in are left out of account: they only delay.
 *
 * @returns findings in the order of the definition: segments, scores, uncovered cells
 *
 * @example
 * ```ts
 * import { defineRfm, lintRfm } from "uptier/tiering";
 *
 * const rfm = defineRfm({
 *   id: "tea-shop",
 *   zone: "Asia/Shanghai",
 *   currency: "CNY",
 *   scores: {
 *     recency: { kind: "quantiles" },
 *     frequency: { kind: "quantiles" },
 *     monetary: { kind: "quantiles" },
 *   },
 *   segments: [
 *     { id: "active", recency: [2, 5] },
 *     { id: "champions", recency: [5, 5], frequency: [5, 5] },
 *     { id: "lost", recency: [1, 1] },
 *   ],
 * });
 * lintRfm(rfm).findings; // => [{ code: "never-matches", segment: "champions", by: ["active"] }]
 * ```
 */
export function lintRfm(rfm: Rfm): RfmLint {
  const cells = CELLS.map((scores) => ({
    scores,
    winner: rfm.segments.find(({ enter }) => isInside(scores, enter)) ?? null,
  }));
  const uncovered = cells
    .filter(({ winner }) => winner === null)
    .map(({ scores }) => codeOf(scores));
  const won = (segment: RfmSegment) => cells.filter(({ winner }) => winner === segment).length;
  const findings = rfm.segments.flatMap((segment): RfmFinding[] => {
    const box = cells.filter(({ scores }) => isInside(scores, segment.enter));
    const [count, id] = [won(segment), segment.id];
    if (count === box.length) return [];
    const takers = new Set(box.map(({ winner }) => winner!.id));
    const by = rfm.segments
      .map((other) => other.id)
      .filter((other) => other !== id && takers.has(other));
    if (count === 0) return [{ code: "never-matches", segment: id, by }];
    return [{ code: "partly-covered", segment: id, by, cells: count, box: box.length }];
  });
  return {
    findings: [
      ...findings,
      ...scoresNeverGiven(rfm),
      ...(uncovered.length === 0 ? [] : [{ code: "uncovered", cells: uncovered } as const]),
    ],
    segments: [
      ...rfm.segments.map((segment) => ({ segment: segment.id, cells: won(segment) })),
      { segment: rfm.others, cells: uncovered.length },
    ],
  };
}

const SCORES = [1, 2, 3, 4, 5] as const;

const CELLS: readonly RfmScores[] = /* @__PURE__ */ SCORES.flatMap((recency) =>
  SCORES.flatMap((frequency) => SCORES.map((monetary) => ({ recency, frequency, monetary }))),
);

function codeOf({ recency, frequency, monetary }: RfmScores): string {
  return `${recency}${frequency}${monetary}`;
}

/** Given cut points: a score is given to the value of a cut point, or to the one below the first. */
function scoresNeverGiven(rfm: Rfm): RfmFinding[] {
  const { thresholds } = cutPoints(rfm, { recency: [], frequency: [], monetary: [] });
  return RFM_AXES.flatMap((axis) => {
    const cuts = thresholds[axis];
    if (cuts.length === 0) return [];
    const least = axis === "frequency" ? 1 : 0;
    const values = [least, ...cuts.filter((cut) => cut >= least)];
    const given = new Set(values.map((value) => scoreOf(axis, value, thresholds)));
    return SCORES.filter((score) => !given.has(score)).map(
      (score) => ({ code: "score-never-given", axis, score }) as const,
    );
  });
}
