import type * as z from "zod";
import { deepFreeze } from "../kernel/json";
import type {
  Clawback,
  HoldInput,
  OnShortage,
  RestoreExpiredInput,
  RestoreOnPartial,
  TransferExpiry,
} from "./input";
import type { ExpiryInput } from "./expiry-input";
import { compileEarning, type EarningPlan } from "./earning/plan";
import { compileRedemption, type RedemptionPlan } from "./redemption/plan";
import type { pointsSchema } from "./schema";

/** A programme that can be used: validated, complete and frozen. Plain JSON. */
export interface PointsProgram {
  readonly id: string;
  /** A hash of the input: the same rules have the same version. */
  readonly version: string;
  readonly name: string | null;
  readonly currency: string;
  readonly zone: string;
  readonly types: readonly PointType[];
  /** Null: points are credited by the shop alone. */
  readonly earning: EarningPlan | null;
  /** Null: points have no stated value. */
  readonly redemption: RedemptionPlan | null;
}

/** One kind of points; see `PointTypeInput`. */
export interface PointType {
  readonly id: string;
  readonly name: string | null;
  readonly expiry: ExpiryInput;
  readonly hold: HoldInput;
  readonly burnKinds: readonly string[];
  readonly onShortage: OnShortage;
  readonly clawback: Clawback;
  readonly restoreExpired: RestoreExpiredInput;
  readonly restoreOnPartial: RestoreOnPartial;
  readonly transferExpiry: TransferExpiry;
}

/** Fills in what the input leaves out. */
export function compilePoints(
  input: z.output<typeof pointsSchema>,
  version: string,
): PointsProgram {
  return deepFreeze({
    id: input.id,
    version,
    name: input.name ?? null,
    currency: input.currency,
    zone: input.zone,
    types: input.types.map((type): PointType => ({
      id: type.id,
      name: type.name ?? null,
      expiry: type.expiry ?? { mode: "never" },
      hold: type.hold ?? { mode: "none" },
      burnKinds: type.burnKinds ?? [],
      onShortage: type.onShortage ?? "reject",
      clawback: type.clawback ?? "to-zero",
      restoreExpired: type.restoreExpired ?? "original",
      restoreOnPartial: type.restoreOnPartial ?? "pro-rata",
      transferExpiry: type.transferExpiry ?? "keep",
    })),
    earning:
      input.earning === undefined
        ? null
        : compileEarning(input.earning, {
            currency: input.currency,
            zone: input.zone,
            weekStart: "monday",
          }),
    redemption:
      input.redemption === undefined
        ? null
        : compileRedemption(input.redemption, { currency: input.currency }),
  });
}

/** The point type of an id; undefined: the programme has none. */
export function typeOf({ types }: PointsProgram, id: string): PointType | undefined {
  return types.find((type) => type.id === id);
}
