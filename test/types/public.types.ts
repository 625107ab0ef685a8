/*
 * Checked by the compiler, not run: what the public types promise. A line under "ts-expect-error"
 * must not compile.
 */
import type { LuckyGrid, LuckyWheel } from "lucky-canvas";
import { expectTypeOf } from "vitest";
import type * as z from "zod";
import { allocate, type Decision, type Entry, type Reason, split } from "uptier/kernel";
import {
  type Campaign,
  campaignDeciders,
  type CampaignInput,
  type campaignSchema,
  defineCampaign,
  draw,
  type DrawRefusal,
  type DrawResult,
  type LuckyGridData,
  type LuckyWheelData,
  type PrizeDrawn,
  newDrawState,
} from "uptier/lottery";
import type { Store } from "uptier/store";
import type { RandomSource } from "uptier/kernel";

declare const campaign: Campaign;
declare const random: RandomSource;
declare const store: Store;

// The documented input type and the schema agree, in both directions.
type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;
type SchemaInput = DeepReadonly<z.input<typeof campaignSchema>>;
expectTypeOf<CampaignInput>().toEqualTypeOf<SchemaInput>();
// @ts-expect-error an amount is text
defineCampaign({ id: "c", currency: "CNY", zone: "UTC", prizes: [], budget: { total: 5 } });
// @ts-expect-error a misspelt key
defineCampaign({ id: "c", currency: "CNY", zone: "UTC", prises: [] });

// Allocation gives the type of its total, and null only where a weight may be null.
expectTypeOf(allocate(5, [1, 2])).toEqualTypeOf<number[]>();
expectTypeOf(allocate(5n, [1, 2])).toEqualTypeOf<bigint[]>();
expectTypeOf(allocate(5, [1, null])).toEqualTypeOf<(number | null)[]>();
expectTypeOf(split(5n, 2)).toEqualTypeOf<bigint[]>();
// @ts-expect-error weights are numbers
allocate(5, [1n]);
// @ts-expect-error a strategy of another name
allocate(5, [1], { strategy: "random" });

// A decision is one of two shapes, told apart by `ok`.
const decision = draw(campaign, newDrawState(), { id: "d", at: new Date(0), member: "m" }, random);
if (decision.ok) {
  expectTypeOf(decision.value).toEqualTypeOf<DrawResult>();
  expectTypeOf(decision.entries).toEqualTypeOf<readonly PrizeDrawn[]>();
  expectTypeOf(decision).not.toHaveProperty("refusal");
} else {
  expectTypeOf(decision.refusal).toEqualTypeOf<DrawRefusal>();
  expectTypeOf(decision).not.toHaveProperty("value");
}
expectTypeOf(decision).toExtend<Decision<unknown, Entry, Reason, Reason>>();
// @ts-expect-error the random source is an argument, always
draw(campaign, newDrawState(), { id: "d", at: new Date(0), member: "m" });
// @ts-expect-error a definition is frozen
campaign.prizes[0].stock = 5;

// A store stamps a command without an instant; the pure function does not.
void store.decide(campaignDeciders(campaign).draw, { id: "d", member: "m" });
// @ts-expect-error the member is missing
void store.decide(campaignDeciders(campaign).draw, { id: "d" });
// @ts-expect-error the instant is missing
draw(campaign, newDrawState(), { id: "d", member: "m" }, random);

// What is given to lucky-canvas is what its own types ask for.
type LuckyInput<T extends abstract new (config: never, data: never) => unknown> = Omit<
  ConstructorParameters<T>[1],
  "width" | "height"
>;
expectTypeOf<LuckyWheelData>().toExtend<LuckyInput<typeof LuckyWheel>>();
expectTypeOf<LuckyGridData>().toExtend<LuckyInput<typeof LuckyGrid>>();
