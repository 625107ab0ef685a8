import type * as z from "zod";
import { checkDaysOfYear, checkIds, isNothing } from "../../kernel/checks";
import type { Draft, Report } from "../../kernel/definition";
import type { Path } from "../../kernel/errors";
import type { tiersSchema } from "../schema";
import { checkLadder } from "./ladder";
import { checkMetrics } from "./metrics";
import { checkTier } from "./tier";

/** A programme as far as it is sound. */
export type TiersDraft = Draft<z.output<typeof tiersSchema>>;

/** Reports what is wrong with a programme although each of its values is right by itself. */
export function checkTiers(draft: TiersDraft, report: Report): void {
  const { metrics = [], tiers = [] } = draft;
  checkIds("metrics", metrics, report);
  checkIds("tiers", tiers, report);
  checkMetrics(draft, report);
  tiers.forEach((tier, index) => {
    if (tier !== undefined) checkTier(draft, tier, ["tiers", index], report);
  });
  checkLadder(tiers, report);
  checkValidity(draft.validity, ["validity"], report);
  if (isNothing(draft.grace?.after) && draft.grace?.round === undefined) {
    report(["grace", "after"], "invalid-grace", "is no time at all; leave grace out instead");
  }
}

/** Reports a validity that ends when it begins, and days that do not exist. */
export function checkValidity(validity: TiersDraft["validity"], path: Path, report: Report): void {
  if (validity?.mode === "dates") checkDaysOfYear(validity.dates, [...path, "dates"], report);
  const roundsUp =
    validity?.mode === "duration" &&
    validity.round !== undefined &&
    validity.round !== "start-of-day";
  if (validity?.mode === "duration" && isNothing(validity.after) && !roundsUp) {
    report(
      [...path, "after"],
      "invalid-validity",
      'is no time at all; give a length of time, a rounding up, or the mode "none"',
    );
  }
}
