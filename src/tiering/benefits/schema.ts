import * as z from "zod";
export const benefitsSchema = z.array(z.strictObject({ id: z.string() }));
export const benefitRulesSchema = z.strictObject({ rounding: z.string().optional() });
