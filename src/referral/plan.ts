import type * as z from "zod";
import { deepFreeze } from "../kernel/json";
import { toMinor } from "../kernel/money/amount";
import { type Fraction, toFraction } from "../kernel/money/rate";
import type { Rounding } from "../kernel/money/rounding";
import type {
  AmountsInput,
  BaseInput,
  CapInput,
  HoldInput,
  OnIneligible,
  RuleMatching,
  TermsInput,
  UnclaimedTo,
} from "./input";
import type { referralSchema } from "./schema";

/** A plan of referral rewards that can be used: validated, complete and frozen. Plain JSON. */
export interface ReferralPlan {
  readonly id: string;
  /** A hash of the input: the same rules have the same version. */
  readonly version: string;
  readonly name: string | null;
  readonly currencies: readonly string[];
  readonly zone: string;
  readonly levels: readonly RewardLevel[];
  readonly base: Required<BaseInput>;
  readonly rules: readonly RewardRule[];
  readonly matching: RuleMatching;
  readonly onIneligible: OnIneligible;
  readonly unclaimedTo: UnclaimedTo;
  readonly referee: RewardTerms | null;
  readonly maxShare: Fraction;
  readonly caps: readonly RewardCap[];
  readonly hold: HoldInput;
  /** Null: it has no end. */
  readonly clawbackWindow: HoldInput | null;
  readonly rounding: Rounding;
  readonly minimumPayout: MinorAmounts;
}

/** Minor units by currency. */
export type MinorAmounts = Readonly<Record<string, number>>;

/** A rate, or flat amounts; see `TermsInput`. */
export interface RewardTerms {
  readonly rate: Fraction | null;
  readonly flat: MinorAmounts | null;
}

/** A paid level; see `LevelInput`. */
export interface RewardLevel extends RewardTerms {
  readonly of: "sale" | "commission" | "fee";
  readonly funding: "on-top" | "carved-out";
  readonly requires: {
    readonly minRank: number | null;
    readonly tiers: readonly string[] | null;
    readonly ownSales: MinorAmounts | null;
  };
  readonly startsAt: "above" | "sponsor";
  readonly timing: "with-first" | "after-first-paid";
}

/** Other terms where it matches; see `RewardRuleInput`. */
export interface RewardRule {
  readonly id: string;
  readonly when: RuleDimensions;
  readonly levels: readonly (RewardTerms | null)[];
  readonly disabled: boolean;
}

/** What a rule asks for; null: it does not ask. */
export interface RuleDimensions {
  readonly products: readonly string[] | null;
  readonly categories: readonly string[] | null;
  readonly earners: readonly string[] | null;
  readonly tiers: readonly string[] | null;
  readonly customers: readonly string[] | null;
  readonly groups: readonly string[] | null;
  readonly relationMonths: { readonly from: number; readonly until: number | null } | null;
}

/** A cap; see `CapInput`. */
export interface RewardCap {
  readonly id: string;
  readonly scope: CapInput["scope"];
  readonly period: NonNullable<CapInput["period"]>;
  readonly max: MinorAmounts;
}

const WHOLE: Fraction = { num: 1, den: 1 };

/** Fills in what the input leaves out. The input has been checked. */
export function compileReferral(
  input: z.output<typeof referralSchema>,
  version: string,
): ReferralPlan {
  return deepFreeze<ReferralPlan>({
    id: input.id,
    version,
    name: input.name ?? null,
    currencies: input.currencies,
    zone: input.zone,
    levels: input.levels.map((level) => ({
      ...compileTerms(level),
      of: level.of ?? "sale",
      funding: level.funding ?? "on-top",
      requires: {
        minRank: level.requires?.minRank ?? null,
        tiers: level.requires?.tiers ?? null,
        ownSales: level.requires?.ownSales === undefined ? null : minor(level.requires.ownSales),
      },
      startsAt: level.startsAt ?? "above",
      timing: level.timing ?? "with-first",
    })),
    base: {
      of: input.base?.of ?? "price",
      coupons: input.base?.coupons ?? "deducted",
      points: input.base?.points ?? "deducted",
      tax: input.base?.tax ?? "included",
      shipping: input.base?.shipping ?? "excluded",
    },
    rules: (input.rules ?? []).map(({ id, when = {}, levels = [], disabled = false }) => ({
      id,
      when: {
        products: when.products ?? null,
        categories: when.categories ?? null,
        earners: when.earners ?? null,
        tiers: when.tiers ?? null,
        customers: when.customers ?? null,
        groups: when.groups ?? null,
        relationMonths:
          when.relationMonths === undefined
            ? null
            : {
                from: when.relationMonths.from ?? 0,
                until: when.relationMonths.until ?? null,
              },
      },
      levels: levels.map((terms) => (terms === null ? null : compileTerms(terms))),
      disabled,
    })),
    matching: input.matching ?? "most-specific",
    onIneligible: input.onIneligible ?? "skip",
    unclaimedTo: input.unclaimedTo ?? "house",
    referee: input.referee === undefined ? null : compileTerms(input.referee),
    maxShare: input.maxShare === undefined ? WHOLE : toFraction(input.maxShare),
    caps: (input.caps ?? []).map(({ id, scope, period, max }) => ({
      id,
      scope,
      period: period ?? "all-time",
      max: minor(max),
    })),
    hold: input.hold ?? { from: "payment", days: 0 },
    clawbackWindow: input.clawbackWindow ?? null,
    rounding: input.rounding ?? "half-away-from-zero",
    minimumPayout: minor(input.minimumPayout ?? {}),
  });
}

function compileTerms({ rate, flat }: TermsInput): RewardTerms {
  return {
    rate: rate === undefined || rate === null ? null : toFraction(rate),
    flat: flat === undefined || flat === null ? null : minor(flat),
  };
}

function minor(amounts: AmountsInput): MinorAmounts {
  return Object.fromEntries(
    Object.entries(amounts).map(([currency, amount]) => [currency, toMinor(amount, currency)]),
  );
}
