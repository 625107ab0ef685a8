import { allocate } from "../../kernel/allocation/allocate";
import { addSafely, safeInteger } from "../../kernel/money/amount";
import type { LotExpiryInput } from "../expiry-input";
import { exact, type Exact, exactOf, isBelow, NOTHING, plus, rounded, times } from "./exact";
import type { EarningRounding } from "./input";
import type { Remaining } from "./remaining";

/**
 * What a type of points earned in one lot, with everything that priced it. Plain JSON: kept in the entry, so
 * that a refund years later is computed by the terms of the day, whatever the definition says then.
 */
export interface FrozenEarning {
  /** The type of points. */
  readonly type: string;
  readonly points: number;
  readonly currency: string;
  readonly rounding: EarningRounding;
  /** What the caps of the type left; null: no cap. */
  readonly room: number | null;
  /** What can be refunded, and the points that fell on each line. Empty: not an order. */
  readonly lines: readonly {
    readonly line: string;
    readonly paidMinor: number;
    readonly points: number;
  }[];
  readonly shippingPaidMinor: number;
  readonly rules: readonly FrozenRule[];
  /** When they lapse, as the rules or the `earn` say; null: as the type does. */
  readonly expiry: LotExpiryInput | null;
}

/** What one rule gave, and by which terms. */
export interface FrozenRule {
  readonly rule: string;
  /** Its part of the points of the type. */
  readonly points: number;
  readonly rate: FrozenRate;
  /** The product, sum or highest of the multipliers: `"3/2"`, `"2"`. */
  readonly factor: string;
  /** A null id is the factor that came with the facts. */
  readonly multipliers: readonly { readonly id: string | null; readonly factor: string }[];
  /** Null: no such condition. */
  readonly orderAtLeastMinor: number | null;
  /** What the caps of the rule left; null: no cap. */
  readonly room: number | null;
}

/** The rate of a rule and what it was applied to. */
export type FrozenRate =
  | {
      readonly kind: "per-amount";
      readonly perMinor: number;
      readonly points: number;
      /** The basis by line. */
      readonly lines: readonly { readonly line: string; readonly basisMinor: number }[];
      readonly shippingBasisMinor: number;
    }
  | {
      readonly kind: "per-item";
      readonly points: number;
      readonly each: "unit" | "line";
      readonly lines: readonly { readonly line: string; readonly units: number }[];
    }
  | {
      readonly kind: "per-event";
      readonly event: string;
      readonly points: number;
      readonly units: number;
    };

/** The points of a rule before multipliers, on what remains of the order. */
export function baseOf(rate: FrozenRate, remaining: Remaining): Exact {
  const { any, hasLine, ofLine, goodsShare, shippingShare } = remaining;
  switch (rate.kind) {
    case "per-amount": {
      if (rate.perMinor === 0) return NOTHING;
      const goods = rate.lines.reduce(
        (sum, { line, basisMinor }) => sum + ofLine(line, basisMinor),
        0,
      );
      const basis = plus(
        times(exact(goods), goodsShare),
        times(exact(rate.shippingBasisMinor), shippingShare),
      );
      const steps = rounded(times(basis, exact(1, rate.perMinor)), "floor");
      return times(exact(steps), exact(rate.points));
    }
    case "per-item": {
      if (rate.each === "line") {
        const lines = any ? rate.lines.filter(({ line }) => hasLine(line)) : [];
        return times(exact(lines.length), exact(rate.points));
      }
      const points = rate.lines.reduce(
        (sum, { line, units }) => addSafely(sum, ofLine(line, safeInteger(units * rate.points))),
        0,
      );
      return times(exact(points), goodsShare);
    }
    case "per-event":
      return any ? times(exact(rate.points), exact(rate.units)) : NOTHING;
  }
}

/** The points of a rule, before they are rounded. */
export function pointsOfRule(rule: Omit<FrozenRule, "points">, remaining: Remaining): Exact {
  const { orderAtLeastMinor, room } = rule;
  if (orderAtLeastMinor !== null && remaining.goodsMinor < orderAtLeastMinor) {
    return NOTHING;
  }
  const points = times(baseOf(rule.rate, remaining), exactOf(rule.factor));
  return room !== null && isBelow(exact(room), points) ? exact(room) : points;
}

/**
 * The points of a type: the exact sum of its rules, rounded once. Parts are differences of the
 * rounded running sum, so that they add up to it, and never go beyond the room of their rule.
 */
export function roundedParts(
  exacts: readonly Exact[],
  rounding: EarningRounding,
  room: number | null,
): { readonly points: number; readonly parts: readonly number[] } {
  let sum = NOTHING;
  let points = 0;
  const parts = exacts.map((value) => {
    sum = plus(sum, value);
    const before = points;
    const after = rounded(sum, rounding);
    points = room === null ? after : Math.min(after, room);
    return points - before;
  });
  return { points, parts };
}

/** The points of a rule on each of its lines, by line; what falls on no line is left out. */
export function pointsByLine(points: number, rate: FrozenRate): ReadonlyMap<string, number> {
  if (rate.kind === "per-event") return new Map();
  const weights =
    rate.kind === "per-amount"
      ? [...rate.lines.map(({ basisMinor }) => basisMinor), rate.shippingBasisMinor]
      : rate.lines.map(({ units }) => (rate.each === "unit" ? units : 1));
  if (weights.every((weight) => weight === 0)) return new Map();
  const parts = allocate(points, weights, { tie: "index" });
  return new Map(rate.lines.map(({ line }, index) => [line, parts[index]!]));
}
