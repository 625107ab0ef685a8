import type * as z from "zod";
import { deepFreeze } from "../kernel/json";
import { toMinor } from "../kernel/money/amount";
import { toFraction } from "../kernel/money/rate";
import type { Rounding } from "../kernel/money/rounding";
import type { Duration } from "../kernel/time/duration";
import {
  type Benefit,
  type BenefitRules,
  compileBenefitRules,
  compileBenefits,
} from "./benefits/plan";
import type {
  ConditionInput,
  Downgrade,
  EffectiveInput,
  GraceInput,
  ManualMode,
  MetricInput,
  OnEdit,
  RefundEffect,
  Renewal,
  TierWindow,
  ValidityInput,
} from "./input";
import type { tiersSchema } from "./schema";

/** A programme that can be used: validated, complete and frozen. Plain JSON. */
export interface TierProgram {
  readonly id: string;
  /** A hash of the input: the same rules have the same version. */
  readonly version: string;
  readonly name: string | null;
  readonly currency: string;
  readonly zone: string;
  readonly metrics: readonly Metric[];
  /** From the lowest rank to the highest. */
  readonly tiers: readonly Tier[];
  readonly renewal: Renewal;
  readonly downgrade: Downgrade;
  readonly grace: GraceInput | null;
  readonly minStay: Duration | null;
  readonly effective: EffectiveInput;
  readonly refundEffect: RefundEffect;
  readonly manualMode: ManualMode;
  readonly onEdit: OnEdit;
  /** How benefits go together, and how they are rounded. */
  readonly benefits: BenefitRules;
  /** Whether there is a condition that can begin to hold when less is counted. */
  readonly fallsCanRaise: boolean;
}

/** What is counted; see `MetricInput`. */
export interface Metric {
  readonly id: string;
  readonly name: string | null;
  readonly kind: MetricInput["kind"];
  /** Kinds of activities; none for a weighted metric. */
  readonly on: readonly string[];
  readonly window: TierWindow;
  /** Of a weighted metric. */
  readonly terms: readonly WeightedTerm[];
  readonly rounding: Rounding;
}

/** `points` for every `per` of the metric at a place. */
export interface WeightedTerm {
  readonly metric: string;
  /** The place of the metric in the programme. */
  readonly place: number;
  readonly points: number;
  /** In the unit of the metric: minor units, or ones. */
  readonly per: number;
}

/** One tier; see `TierInput`. */
export interface Tier {
  readonly id: string;
  readonly rank: number;
  readonly name: string | null;
  /** Null: everybody has it. */
  readonly entry: Condition | null;
  /** Null: nobody loses it. */
  readonly keep: Condition | null;
  readonly noDowngrade: boolean;
  readonly validity: ValidityInput;
  readonly deduction: Deduction | null;
  /** In the order of the definition. */
  readonly benefits: readonly Benefit[];
}

/** Taken off a metric at the review. */
export interface Deduction {
  readonly metric: string;
  readonly place: number;
  readonly amount: number;
}

/** A bound on one metric, in its unit: minor units, or ones. */
export interface Bound {
  readonly kind: "bound";
  readonly metric: string;
  readonly place: number;
  readonly min: number;
  /** A tier that is held is kept while `value * keepDen >= keepNum`. */
  readonly keepNum: number;
  readonly keepDen: number;
}

/** At least `count` of some conditions. */
export interface Several {
  readonly kind: "all" | "any" | "at-least";
  readonly count: number;
  readonly of: readonly Condition[];
}

/** A condition, compiled. */
export type Condition = Bound | Several | { readonly kind: "not"; readonly of: Condition };

type Parsed = z.output<typeof tiersSchema>;

/** Fills in what the input leaves out, and turns amounts into integers. The input has been checked. */
export function compileTiers(input: Parsed, version: string): TierProgram {
  const { currency } = input;
  const placeOf = new Map(input.metrics.map(({ id }, place) => [id, place]));
  const unitsOf = (metric: string, quantity: string | number): number =>
    input.metrics[placeOf.get(metric)!]?.kind === "money"
      ? toMinor(quantity as string, currency)
      : (quantity as number);
  const condition = (node: ConditionInput): Condition => {
    if ("not" in node) return { kind: "not", of: condition(node.not) };
    if ("all" in node) return { kind: "all", count: node.all.length, of: node.all.map(condition) };
    if ("any" in node) return { kind: "any", count: 1, of: node.any.map(condition) };
    if ("of" in node) return { kind: "at-least", count: node.atLeast, of: node.of.map(condition) };
    const min = unitsOf(node.metric, node.min);
    const ratio = toFraction(node.keepRatio ?? "1");
    return {
      kind: "bound",
      metric: node.metric,
      place: placeOf.get(node.metric)!,
      min,
      keepNum: node.keepMin === undefined ? ratio.num * min : unitsOf(node.metric, node.keepMin),
      keepDen: ratio.den,
    };
  };
  const optional = (node: ConditionInput | undefined): Condition | null =>
    node === undefined ? null : condition(node);

  return deepFreeze<TierProgram>({
    id: input.id,
    version,
    name: input.name ?? null,
    currency,
    zone: input.zone,
    metrics: input.metrics.map((metric): Metric => ({
      id: metric.id,
      name: metric.name ?? null,
      kind: metric.kind,
      on: metric.kind === "weighted" ? [] : metric.on,
      window: "window" in metric ? (metric.window ?? LIFETIME) : LIFETIME,
      terms:
        metric.kind !== "weighted"
          ? []
          : metric.terms.map((term) => ({
              metric: term.metric,
              place: placeOf.get(term.metric)!,
              points: term.points,
              per: unitsOf(term.metric, term.per ?? 1),
            })),
      rounding: metric.kind === "weighted" ? (metric.rounding ?? "floor") : "floor",
    })),
    tiers: input.tiers
      .toSorted((a, b) => a.rank - b.rank)
      .map((tier): Tier => ({
        id: tier.id,
        rank: tier.rank,
        name: tier.name ?? null,
        entry: optional(tier.entry),
        keep: optional(tier.keep ?? tier.entry),
        noDowngrade: tier.noDowngrade ?? false,
        validity: tier.validity ?? input.validity ?? { mode: "none" },
        deduction:
          tier.deduction === undefined
            ? null
            : {
                metric: tier.deduction.metric,
                place: placeOf.get(tier.deduction.metric)!,
                amount: unitsOf(tier.deduction.metric, tier.deduction.amount),
              },
        benefits: compileBenefits(tier.benefits, input),
      })),
    renewal: input.renewal ?? "on-review",
    downgrade: input.downgrade ?? "recalculate",
    grace: input.grace ?? null,
    minStay: input.minStay ?? null,
    effective: input.effective ?? { mode: "immediate" },
    refundEffect: input.refundEffect ?? "next-review",
    manualMode: input.manualMode ?? "floor",
    onEdit: input.onEdit ?? "upgrade-only",
    benefits: compileBenefitRules(input.benefits),
    fallsCanRaise:
      input.tiers.some(({ entry }) => entry !== undefined && hasNot(entry)) ||
      input.metrics.some(
        (metric) => metric.kind === "weighted" && metric.terms.some(({ points }) => points < 0),
      ),
  });
}

function hasNot(node: ConditionInput): boolean {
  if ("not" in node) return true;
  if ("all" in node) return node.all.some(hasNot);
  if ("any" in node) return node.any.some(hasNot);
  return "of" in node && node.of.some(hasNot);
}

const LIFETIME: TierWindow = { kind: "lifetime" };

/** Where a tier stands in the ladder; -1: below all, without a tier. */
export function rungOf({ tiers }: TierProgram, id: string | null): number {
  return id === null ? -1 : tiers.findIndex((tier) => tier.id === id);
}
