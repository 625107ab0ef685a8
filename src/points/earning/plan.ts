import { deepFreeze } from "../../kernel/json";
import { toMinor } from "../../kernel/money/amount";
import { type Fraction, toFraction } from "../../kernel/money/rate";
import type { Weekday } from "../../kernel/time/calendar";
import { instantText, toMilliseconds } from "../../kernel/time/instant";
import type { LotExpiryInput } from "../expiry-input";
import type {
  EarningBasisInput,
  EarningCapInput,
  EarningCapScope,
  EarningConditionsInput,
  EarningInput,
  EarningRounding,
  EarningRuleInput,
  EarningWindowInput,
  EarnInput,
  ItemFilterInput,
  MultiplierInput,
} from "./input";

/** What of an order counts. */
export type EarningBasis = {
  readonly [Key in keyof EarningBasisInput]-?: NonNullable<EarningBasisInput[Key]>;
};

/** Lines of an order; null: all of them. */
export type ItemFilter = {
  readonly products: readonly string[];
  readonly categories: readonly string[];
} | null;

/** What a rule gives. */
export type Earn =
  | {
      readonly kind: "per-amount";
      /** 0: the rate is switched off. */
      readonly perMinor: number;
      readonly points: number;
      readonly basis: EarningBasis;
      readonly items: ItemFilter;
    }
  | {
      readonly kind: "per-item";
      readonly points: number;
      readonly each: "unit" | "line";
      readonly items: ItemFilter;
    }
  | { readonly kind: "per-event"; readonly event: string; readonly points: number };

/** When, and for whom. Null: always, everybody, every order. */
export interface EarningTerms {
  readonly id: string;
  readonly stackable: boolean;
  readonly priority: number;
  /** ISO 8601 in UTC. */
  readonly from: string | null;
  readonly until: string | null;
  readonly memberTiers: readonly string[] | null;
  readonly channels: readonly string[] | null;
  readonly orderAtLeastMinor: number | null;
  readonly withItem: ItemFilter;
}

/** The most that is earned. */
export interface EarningCap {
  readonly scope: EarningCapScope;
  readonly points: number;
  readonly onCap: "clamp" | "reject";
}

/** A way to earn points, worked out. */
export interface EarningRule extends EarningTerms {
  readonly type: string;
  readonly earn: Earn;
  readonly firstTimeOnly: boolean;
  readonly cooldownDays: number | null;
  readonly caps: readonly EarningCap[];
  /** Null: as the `earn` says, else as the type. */
  readonly expiry: LotExpiryInput | null;
}

/** Multiplies what rules give. */
export interface Multiplier extends EarningTerms {
  readonly factor: Fraction;
  /** Null: all rules. */
  readonly rules: readonly string[] | null;
}

/** How points are earned: plain JSON, deeply frozen, with everything worked out. */
export interface EarningPlan {
  readonly currency: string;
  readonly zone: string;
  readonly weekStart: Weekday;
  readonly rules: readonly EarningRule[];
  readonly multipliers: readonly Multiplier[];
  readonly stacking: "compound" | "additive" | "highest";
  readonly rounding: EarningRounding;
  readonly caps: readonly (EarningCap & { readonly type: string })[];
}

/** What the definition around a section says. */
export interface EarningContext {
  readonly currency: string;
  readonly zone: string;
  readonly weekStart: Weekday;
}

/** Works out a section that has been checked. */
export function compileEarning(input: EarningInput, context: EarningContext): EarningPlan {
  const { currency, zone, weekStart } = context;
  return deepFreeze({
    currency,
    zone,
    weekStart,
    rules: input.rules.map((rule) => ruleOf(rule, currency)),
    multipliers: (input.multipliers ?? []).map((multiplier) => ({
      ...termsOf(multiplier, currency),
      factor: toFraction(multiplier.factor),
      rules: multiplier.rules ?? null,
    })),
    stacking: input.stacking ?? "compound",
    rounding: input.rounding ?? "floor",
    caps: (input.caps ?? []).map((cap) => ({ ...capOf(cap), type: cap.type })),
  });
}

function ruleOf(rule: EarningRuleInput, currency: string): EarningRule {
  return {
    ...termsOf(rule, currency),
    type: rule.type,
    earn: earnOf(rule.earn, currency),
    firstTimeOnly: rule.firstTimeOnly ?? false,
    cooldownDays: rule.cooldownDays ?? null,
    caps: (rule.caps ?? []).map(capOf),
    expiry: rule.expiry ?? null,
  };
}

function earnOf(earn: EarnInput, currency: string): Earn {
  switch (earn.kind) {
    case "per-amount":
      return {
        kind: earn.kind,
        perMinor: toMinor(earn.per, currency),
        points: earn.points,
        basis: {
          of: earn.basis?.of ?? "items",
          tax: earn.basis?.tax ?? "included",
          discounts: earn.basis?.discounts ?? "after",
          shipping: earn.basis?.shipping ?? false,
          pointsPaid: earn.basis?.pointsPaid ?? false,
        },
        items: filterOf(earn.items),
      };
    case "per-item":
      return {
        kind: earn.kind,
        points: earn.points,
        each: earn.each ?? "unit",
        items: filterOf(earn.items),
      };
    case "per-event":
      return { kind: earn.kind, event: earn.event, points: earn.points };
  }
}

function termsOf(input: EarningRuleInput | MultiplierInput, currency: string): EarningTerms {
  const conditions: EarningConditionsInput = input.conditions ?? {};
  const window: EarningWindowInput = input.window ?? {};
  const { orderAtLeast } = conditions;
  return {
    id: input.id,
    stackable: input.stackable ?? true,
    priority: input.priority ?? 0,
    from: utc(window.from),
    until: utc(window.until),
    memberTiers: conditions.memberTiers ?? null,
    channels: conditions.channels ?? null,
    orderAtLeastMinor: orderAtLeast === undefined ? null : toMinor(orderAtLeast, currency),
    withItem: filterOf(conditions.withItem),
  };
}

function capOf({ scope, points, onCap = "clamp" }: EarningCapInput): EarningCap {
  return { scope, points, onCap };
}

function filterOf(input: ItemFilterInput | undefined): ItemFilter {
  if (input === undefined) return null;
  return { products: input.products ?? [], categories: input.categories ?? [] };
}

function utc(text: string | undefined): string | null {
  return text === undefined ? null : instantText(toMilliseconds(text));
}
