import * as z from "zod";
import { id, text } from "../../kernel/schema";
import { currencyDecimals } from "../../kernel/money/currency";
import type { Axis, AxisInput, Measure, MeasureInput } from "./measure";

/** The most measures of one definition. */
export const MAX_MEASURES = 10;

/** Small, so that weighted ranks of a million members stay exact integers. */
export const weight = z.int().min(1).max(100);

/** The members of a measure, to be put into a strict object. */
export const measureShape = {
  id,
  name: text.optional(),
  unit: z.enum(["count", "money", "decimal"]),
  decimals: z.int().min(1).max(9).optional(),
  weight: weight.optional(),
};

/** The members of an axis. */
export const axisShape = { ...measureShape, better: z.enum(["higher", "lower"]).optional() };

/** A value as definitions state it: a whole number of a count, otherwise decimal text. */
export const bound = z.union([z.int(), z.string().max(40)], {
  error: 'must be a whole number of a count, or decimal text, for example "29.90"',
});

/** Fills in what is left out. */
export function measureOf(input: MeasureInput, currency: string | undefined): Measure {
  const { id, name, unit, decimals, weight } = input;
  return {
    id,
    name: name ?? null,
    unit,
    decimals: unit === "money" ? currencyDecimals(currency!) : (decimals ?? 0),
    weight: weight ?? 1,
  };
}

/** Fills in what is left out. */
export function axisOf(input: AxisInput, currency: string | undefined): Axis {
  return { ...measureOf(input, currency), better: input.better ?? "higher" };
}
