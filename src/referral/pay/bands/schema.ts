import * as z from "zod";
import { ROUNDINGS } from "../../../kernel/money/rounding";
import { amount, currency, id, text } from "../../../kernel/schema";

const MAX_BANDS = 100;

/** Which of the two it must be depends on the measure; the check says. */
const upTo = z.union([z.string().max(40), z.int().min(1)], {
  error: 'must be an amount, "1000", a share of the plan, "80%", or a whole number of at least 1',
});

const rate = z.string().max(40);

const shared = {
  per: z.enum(["transaction", "period", "cumulative"]),
  rounding: z.enum(ROUNDINGS).optional(),
};

const measure = z.enum(["amount", "count", "attainment"]).optional();

function bandList<Band extends z.ZodType>(band: Band): z.ZodArray<Band> {
  return z.array(band).min(1).max(MAX_BANDS);
}

/** The rules of each mode, for whatever has rules among its own keys. */
export const bandShapes = {
  whole: {
    ...shared,
    mode: z.literal("whole"),
    measure,
    edge: z.enum(["lower-inclusive", "upper-inclusive"]).optional(),
    bands: bandList(z.strictObject({ upTo: upTo.optional(), rate, base: amount.optional() })),
  },
  step: {
    ...shared,
    mode: z.literal("step"),
    measure: z.enum(["amount", "attainment"]).optional(),
    bands: bandList(z.strictObject({ upTo: upTo.optional(), rate })),
  },
  interpolated: {
    ...shared,
    mode: z.literal("interpolated"),
    measure,
    bands: bandList(z.strictObject({ upTo, amount })),
  },
} as const;

/** What an unknown mode is told. */
export const MODE_ERROR = 'must be { "mode": "whole" | "step" | "interpolated" }';

const head = { id, name: text.optional(), currency };

/** The zod schema of `BandsInput`. It sees each value by itself; `defineBands` sees all. */
export const bandsSchema = z.discriminatedUnion(
  "mode",
  [
    z.strictObject({ ...head, ...bandShapes.whole }),
    z.strictObject({ ...head, ...bandShapes.step }),
    z.strictObject({ ...head, ...bandShapes.interpolated }),
  ],
  { error: MODE_ERROR },
);
