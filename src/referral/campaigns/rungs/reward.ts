import * as z from "zod";
import { type Draft, type Report, reportError } from "../../../kernel/definition";
import type { Path } from "../../../kernel/errors";
import { toMinor } from "../../../kernel/money/amount";
import { amount, count, id } from "../../../kernel/schema";

/** What a rung or a voucher gives. The library has no wallet: it is for the shop to hand out. */
export interface CampaignRewardInput {
  /** `points`, `coupon-20`, `gift`: whatever the shop knows. */
  readonly type: string;
  /** How many of them. Default 1. */
  readonly units?: number | undefined;
  /** What all of it is worth, in the currency of the campaign: `"20.00"`. */
  readonly worth: string;
}

/** A reward, complete. */
export interface CampaignReward {
  readonly type: string;
  readonly units: number;
  /** In minor units. */
  readonly worthMinor: number;
}

/** The schema of {@link CampaignRewardInput}. */
export const reward = z.strictObject({ type: id, units: count.optional(), worth: amount });

/** Reports an amount that the currency cannot hold. */
export function checkAmount(
  text: string | undefined,
  currency: string | undefined,
  path: Path,
  report: Report,
): number | undefined {
  if (text === undefined || currency === undefined) return undefined;
  return reportError(report, path, () => toMinor(text, currency));
}

/** Reports a reward whose worth the currency cannot hold. */
export function checkReward(
  draft: Draft<CampaignRewardInput> | undefined,
  currency: string | undefined,
  path: Path,
  report: Report,
): void {
  checkAmount(draft?.worth, currency, [...path, "worth"], report);
}

/** A reward, complete. */
export function rewardOf(input: CampaignRewardInput, currency: string): CampaignReward {
  const { type, units, worth } = input;
  return { type, units: units ?? 1, worthMinor: toMinor(worth, currency) };
}
