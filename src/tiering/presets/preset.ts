import { shown, UptierError } from "../../kernel/errors";
import type { TierProgramInput } from "../input";
import { discourseTrustLevel3 } from "./discourse";
import { jd } from "./jd";
import { mallGrowthValue } from "./mall";
import { omneo } from "./omneo";
import { talonOne } from "./talon-one";
import { voucherifyBalance, voucherifyPeriod } from "./voucherify";
import { calendarYear, rollingYear } from "./year";

/** The name of a programme to start from. */
export type TierPresetName =
  | "voucherify-balance"
  | "voucherify-period"
  | "talon-one"
  | "omneo"
  | "jd"
  | "discourse-trust-level-3"
  | "calendar-year"
  | "rolling-year"
  | "mall-growth-value";

const PRESETS: Readonly<Record<TierPresetName, () => TierProgramInput>> = {
  "voucherify-balance": voucherifyBalance,
  "voucherify-period": voucherifyPeriod,
  "talon-one": talonOne,
  omneo,
  jd,
  "discourse-trust-level-3": discourseTrustLevel3,
  "calendar-year": calendarYear,
  "rolling-year": rollingYear,
  "mall-growth-value": mallGrowthValue,
};

/** The names of all programmes to start from. */
export const TIER_PRESETS: readonly TierPresetName[] = Object.freeze(
  Object.keys(PRESETS) as TierPresetName[],
);

/**
 * A well-known programme to start from: plain JSON, made anew at each call, for a shop to edit and to
 * hand to `defineTiers`. Currency, zone, names and thresholds are meant to be changed; the rules are what
 * makes the programme.
 *
 * - `voucherify-balance`: the balance of points decides, 30 days protected
 * - `voucherify-period`: the points of a calendar month, valid to the end of the next
 * - `talon-one`: active points, a year from reaching the tier
 * - `omneo`: attain on twelve months, maintain once a year at a lower threshold
 * - `jd`: growth value, of which a year costs an amount
 * - `discourse-trust-level-3`: many metrics of 100 days, 90 % keeps, a cap on flags
 * - `calendar-year`: the spend of a year, valid to the end of the next (LoyaltyLion, Yotpo)
 * - `rolling-year`: the spend of the last twelve months at every moment
 * - `mall-growth-value`: growth value (成长值) of Chinese malls, for life
 *
 * @throws UptierError `unknown-preset`
 *
 * @example
 * ```ts
 * import { defineTiers, tierPreset } from "uptier/tiering";
 *
 * const preset = tierPreset("calendar-year");
 * const program = defineTiers({ ...preset, id: "club", currency: "EUR", zone: "Europe/Paris" });
 * program.tiers.map(({ id }) => id); // => ["base", "silver", "gold"]
 * ```
 */
export function tierPreset(name: TierPresetName): TierProgramInput {
  if (Object.hasOwn(PRESETS, name)) return PRESETS[name]();
  const known = TIER_PRESETS.join(", ");
  throw new UptierError("unknown-preset", `${shown(name)} is not a preset; name one of ${known}`);
}
