/* Checked by the compiler, not run: what the types of check-ins promise. */
import { expectTypeOf } from "vitest";
import type * as z from "zod";
import {
  checkIn,
  type CheckInDefinition,
  type CheckInInput,
  type CheckInRefusal,
  type CheckInResult,
  type checkInSchema,
  defineCheckIn,
  makeUp,
  newCheckInState,
  settleDay,
} from "uptier/points";

declare const definition: CheckInDefinition;

// The documented input type and the schema agree: each is assignable to the other.
type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;
expectTypeOf<CheckInInput>().toExtend<DeepReadonly<z.input<typeof checkInSchema>>>();
expectTypeOf<DeepReadonly<z.input<typeof checkInSchema>>>().toExtend<CheckInInput>();
// @ts-expect-error a milestone of a count needs one
defineCheckIn({ id: "d", zone: "UTC", milestones: [{ id: "m", kind: "streak", reward: [] }] });
// @ts-expect-error a reward is points of a type, or so many of an item
defineCheckIn({ id: "d", zone: "UTC", makeUp: { windowDays: 1, reward: [{ points: 5 }] } });

const decision = checkIn(definition, newCheckInState(), { id: "c", at: new Date(0), member: "m" });
if (decision.ok) expectTypeOf(decision.value).toEqualTypeOf<CheckInResult>();
else expectTypeOf(decision.refusal).toEqualTypeOf<CheckInRefusal>();
// @ts-expect-error the day that is made up is missing
makeUp(definition, newCheckInState(), { id: "c", at: new Date(0), member: "m" });
// The job refuses nothing.
expectTypeOf(
  settleDay(definition, newCheckInState(), { id: "j", at: new Date(0), member: "m" }).ok,
).toEqualTypeOf<true>();
