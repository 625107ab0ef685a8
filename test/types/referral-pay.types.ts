/* Checked by the compiler, not run: what the types of pay promise. */
import { expectTypeOf } from "vitest";
import type * as z from "zod";
import {
  type BandsInput,
  type BonusPoolInput,
  defineBands,
  definePayPlan,
  type DoubleSidedInput,
  type FeeSharingInput,
  type FeeSharingRefusal,
  type PayoutFeeInput,
  type PayPlanInput,
  type PoolRefusal,
  shareFees,
  type SharedFees,
  type FeeSharing,
  splitPool,
} from "uptier/referral";
import type { bandsSchema } from "../../src/referral/pay/bands/schema";
import type { doubleSidedSchema } from "../../src/referral/pay/double-sided/schema";
import type { feeSharingSchema, payoutFeeSchema } from "../../src/referral/pay/fees/schema";
import type { payPlanSchema } from "../../src/referral/pay/plan/schema";
import type { bonusPoolSchema } from "../../src/referral/pay/pool/schema";

// The documented input types and the schemas agree: each is assignable to the other.
type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;
type Written<Schema extends z.ZodType> = DeepReadonly<z.input<Schema>>;
expectTypeOf<BandsInput>().toExtend<Written<typeof bandsSchema>>();
expectTypeOf<Written<typeof bandsSchema>>().toExtend<BandsInput>();
expectTypeOf<PayPlanInput>().toExtend<Written<typeof payPlanSchema>>();
expectTypeOf<Written<typeof payPlanSchema>>().toExtend<PayPlanInput>();
expectTypeOf<BonusPoolInput>().toExtend<Written<typeof bonusPoolSchema>>();
expectTypeOf<Written<typeof bonusPoolSchema>>().toExtend<BonusPoolInput>();
expectTypeOf<DoubleSidedInput>().toExtend<Written<typeof doubleSidedSchema>>();
expectTypeOf<Written<typeof doubleSidedSchema>>().toExtend<DoubleSidedInput>();
expectTypeOf<FeeSharingInput>().toExtend<Written<typeof feeSharingSchema>>();
expectTypeOf<Written<typeof feeSharingSchema>>().toExtend<FeeSharingInput>();
expectTypeOf<PayoutFeeInput>().toExtend<Written<typeof payoutFeeSchema>>();
expectTypeOf<Written<typeof payoutFeeSchema>>().toExtend<PayoutFeeInput>();

const head = { id: "b", currency: "CNY", per: "period" } as const;
// @ts-expect-error a rate is text
defineBands({ ...head, mode: "step", bands: [{ rate: 0.05 }] });
// @ts-expect-error there is no hybrid of whole and step
defineBands({ ...head, mode: "hybrid", bands: [{ rate: "5%" }] });
// @ts-expect-error an edge makes no difference to steps
defineBands({ ...head, mode: "step", edge: "upper-inclusive", bands: [{ rate: "5%" }] });
// @ts-expect-error an interpolated band has an end and an amount
defineBands({ ...head, mode: "interpolated", bands: [{ rate: "5%" }] });
// @ts-expect-error a draw says whether it is paid back
definePayPlan({ id: "p", currency: "CNY", commissions: [], draw: { amount: "1" } });

declare const sharing: FeeSharing;
const shared = shareFees(sharing, []);
if (shared.ok) expectTypeOf(shared.value).toEqualTypeOf<SharedFees>();
else expectTypeOf(shared.refusal).toEqualTypeOf<FeeSharingRefusal>();
const pool = splitPool({ currency: "CNY", pool: "1", members: [] });
if (!pool.ok) expectTypeOf(pool.refusal).toEqualTypeOf<PoolRefusal>();
