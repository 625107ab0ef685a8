import type * as z from "zod";
import { type Draft, type Report, reportError } from "../../../kernel/definition";
import type { Path } from "../../../kernel/errors";
import { toMinor } from "../../../kernel/money/amount";
import { DEFAULT_OTHERS, RFM_AXES } from "./axes";
import type { rfmSchema } from "./schema";

type RfmDraft = Draft<z.output<typeof rfmSchema>>;
type SegmentDraft = NonNullable<NonNullable<RfmDraft["segments"]>[number]>;

/** Reports what is wrong with RFM segments although each of their values is right by itself. */
export function checkRfm(draft: RfmDraft, report: Report): void {
  const { currency, scores, segments, others } = draft;
  for (const axis of RFM_AXES) {
    const scale = scores?.[axis];
    if (scale?.kind !== "cuts" || scale.cuts === undefined) continue;
    const cuts = scale.cuts.map((cut, index) => {
      if (typeof cut !== "string") return cut;
      if (currency === undefined) return undefined;
      const path = ["scores", axis, "cuts", index];
      return reportError(report, path, () => toMinor(cut, currency));
    });
    checkCuts(cuts, ["scores", axis, "cuts"], report);
  }
  const seen = new Set([others ?? DEFAULT_OTHERS]);
  segments?.forEach((segment, index) => {
    if (segment === undefined) return;
    if (segment.id !== undefined && seen.has(segment.id)) {
      const message = `"${segment.id}" is there already; rename one`;
      report(["segments", index, "id"], "duplicate-id", message);
    }
    if (segment.id !== undefined) seen.add(segment.id);
    checkBoxes(segment, ["segments", index], report);
  });
}

function checkCuts(cuts: readonly (number | undefined)[], path: Path, report: Report): void {
  cuts.forEach((cut, index) => {
    const before = cuts[index - 1];
    if (cut !== undefined && before !== undefined && cut < before) {
      report([...path, index], "invalid-cuts", "must not be below the cut point before it");
    }
  });
}

function checkBoxes(segment: SegmentDraft, path: Path, report: Report): void {
  for (const axis of RFM_AXES) {
    const [entry, stay] = [segment[axis], segment.stay?.[axis]];
    for (const [bounds, at] of [
      [entry, [...path, axis]],
      [stay, [...path, "stay", axis]],
    ] as const) {
      if (bounds?.[0] !== undefined && bounds[1] !== undefined && bounds[0] > bounds[1]) {
        report(at, "invalid-bounds", "must have the lower score first");
      }
    }
    const [low, high] = [entry?.[0] ?? 1, entry?.[1] ?? 5];
    if ((stay?.[0] ?? 1) > low || (stay?.[1] ?? 5) < high) {
      if (stay === undefined) continue;
      report(
        [...path, "stay", axis],
        "invalid-bounds",
        `must include ${low} to ${high}, the scores with which the segment is entered`,
      );
    }
  }
}
