import { UptierError } from "../../kernel/errors";
import { deepFreeze } from "../../kernel/json";
import { toMinor } from "../../kernel/money/amount";
import { type Fraction, toFraction } from "../../kernel/money/rate";
import { instantText, toMilliseconds } from "../../kernel/time/instant";
import type { ConversionInput, RedemptionInput, CatalogueRewardInput } from "./input";

/** What points of a type are worth as money. */
export interface Conversion {
  readonly type: string;
  readonly stepPoints: number;
  readonly stepMinor: number;
  readonly minimum: number;
  readonly maxShare: Fraction;
}

/** Something that points are spent on. Null: not stated, or no limit. */
export interface CatalogueReward {
  readonly id: string;
  readonly name: string | null;
  readonly kind: CatalogueRewardInput["kind"];
  readonly type: string;
  readonly cost: number;
  readonly valueMinor: number | null;
  readonly memberTiers: readonly string[] | null;
  readonly stock: number | null;
  readonly perMember: number | null;
  /** ISO 8601 in UTC. */
  readonly from: string | null;
  readonly until: string | null;
}

/** How points are spent: plain JSON, deeply frozen, with everything worked out. */
export interface RedemptionPlan {
  readonly currency: string;
  readonly conversions: readonly Conversion[];
  readonly rewards: readonly CatalogueReward[];
}

/** Works out a section that has been checked. */
export function compileRedemption(
  input: RedemptionInput,
  { currency }: { readonly currency: string },
): RedemptionPlan {
  return deepFreeze({
    currency,
    conversions: (input.conversions ?? []).map((conversion) =>
      conversionWith(conversion, currency),
    ),
    rewards: (input.rewards ?? []).map((reward) => rewardWith(reward, currency)),
  });
}

/**
 * The conversion of a type.
 *
 * @throws UptierError `no-conversion`
 */
export function conversionOf({ conversions }: RedemptionPlan, type: string): Conversion {
  const conversion = conversions.find((each) => each.type === type);
  if (conversion !== undefined) return conversion;
  const known = conversions.map((each) => each.type).join(", ");
  throw new UptierError(
    "no-conversion",
    `points of type "${type}" have no value in money; there are conversions for: ${known || "none"}`,
  );
}

function conversionWith(input: ConversionInput, currency: string): Conversion {
  return {
    type: input.type,
    stepPoints: input.points,
    stepMinor: toMinor(input.money, currency),
    minimum: input.minimum ?? input.points,
    maxShare: toFraction(input.maxShare ?? "100%"),
  };
}

function rewardWith(input: CatalogueRewardInput, currency: string): CatalogueReward {
  const { value, window } = input;
  return {
    id: input.id,
    name: input.name ?? null,
    kind: input.kind,
    type: input.type,
    cost: input.cost,
    valueMinor: value === undefined ? null : toMinor(value, currency),
    memberTiers: input.memberTiers ?? null,
    stock: input.stock ?? null,
    perMember: input.perMember ?? null,
    from: window?.from === undefined ? null : instantText(toMilliseconds(window.from)),
    until: window?.until === undefined ? null : instantText(toMilliseconds(window.until)),
  };
}
