import * as z from "zod";
import { checkIds, isNothing } from "../../../kernel/checks";
import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { toMinor } from "../../../kernel/money/amount";
import { amount, currency, duration, id, text, zone } from "../../../kernel/schema";
import type { Duration } from "../../../kernel/time/duration";
import { checkPeriod, type Period, period, type PeriodInput, periodOf } from "../period";
import {
  type CampaignReward,
  type CampaignRewardInput,
  checkAmount,
  checkReward,
  reward,
  rewardOf,
} from "../rungs/reward";

/**
 * Partner vouchers, as a shop stores them: spend at a partner, scan the code there, add the shop's owner,
 * and collect a voucher in the shop. Plain JSON.
 */
export interface PartnerVouchersInput extends PeriodInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA zone; days of `lasts` are its days. */
  readonly zone: string;
  /** 1 to 1,000 partners, each with what must be spent there, inclusive. */
  readonly partners: readonly { readonly id: string; readonly minSpend: string }[];
  /** What is collected, once for each person. */
  readonly reward: CampaignRewardInput;
  /** How long it can be collected, from the scan. Default: without an end. */
  readonly lasts?: Duration | undefined;
}

/** Partner vouchers, complete. Plain JSON, frozen. */
export interface PartnerVouchers extends Period {
  readonly id: string;
  /** A hash of the input: the same rules have the same version. */
  readonly version: string;
  readonly name: string | null;
  readonly currency: string;
  readonly zone: string;
  readonly partners: readonly { readonly id: string; readonly minSpendMinor: number }[];
  readonly reward: CampaignReward;
  readonly lasts: Duration | null;
}

/** The schema of {@link PartnerVouchersInput}; it sees each value by itself. */
export const partnerVouchersSchema = z.strictObject({
  id,
  name: text.optional(),
  currency,
  zone,
  ...period,
  partners: z
    .array(z.strictObject({ id, minSpend: amount }))
    .min(1)
    .max(1_000),
  reward,
  lasts: duration.optional(),
});

/**
 * Validates partner vouchers.
 *
 * @param input - plain JSON, see {@link PartnerVouchersInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`,
 * `unknown-currency`, `unknown-zone`. Codes of what does not fit together: `invalid-instant`,
 * `closes-before-it-opens`, `no-time`, `duplicate-id`, `too-many-decimals`, `unsafe-integer`
 *
 * @example
 * ```ts
 * import { definePartnerVouchers } from "uptier/referral";
 *
 * const vouchers = definePartnerVouchers({
 *   id: "street",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   partners: [{ id: "noodle-bar", minSpend: "50.00" }],
 *   reward: { type: "voucher", worth: "20.00" },
 *   lasts: { days: 7 },
 * });
 * vouchers.partners; // => [{ id: "noodle-bar", minSpendMinor: 5000 }]
 * ```
 */
export function definePartnerVouchers(input: PartnerVouchersInput): PartnerVouchers {
  const parsed = parseDefinition("set of partner vouchers", partnerVouchersSchema, input, check);
  const { currency: money } = parsed;
  return deepFreeze<PartnerVouchers>({
    id: parsed.id,
    version: contentHash(input),
    name: parsed.name ?? null,
    currency: money,
    zone: parsed.zone,
    ...periodOf(parsed),
    partners: parsed.partners.map((partner) => ({
      id: partner.id,
      minSpendMinor: toMinor(partner.minSpend, money),
    })),
    reward: rewardOf(parsed.reward, money),
    lasts: parsed.lasts ?? null,
  });
}

function check(draft: Draft<z.output<typeof partnerVouchersSchema>>, report: Report): void {
  checkPeriod(draft, report);
  if (isNothing(draft.lasts)) report(["lasts"], "no-time", "must be longer than nothing");
  const partners = draft.partners ?? [];
  checkIds("partners", partners, report);
  partners.forEach((partner, index) =>
    checkAmount(partner?.minSpend, draft.currency, ["partners", index, "minSpend"], report),
  );
  checkReward(draft.reward, draft.currency, ["reward"], report);
}
