import { readFile } from "node:fs/promises";
import { currencyDecimals, type Fraction } from "uptier/kernel";
import { definePoints, type PointsInput, type PointsProgram } from "uptier/points";

/** The only type of points that the programme of the demo has. */
export const TYPE = "points";

/** The programme of the file beside this one, in the currency and zone of the orders. */
export async function readProgram(currency: string, zone: string): Promise<PointsProgram> {
  const text = await readFile(new URL("program.json", import.meta.url), "utf8");
  return definePoints({
    ...(JSON.parse(text) as Omit<PointsInput, "currency" | "zone">),
    currency,
    zone,
  });
}

/** What one point pays, in the unit of the currency. */
export function pointValue({ currency, redemption }: PointsProgram): Fraction {
  const { stepMinor, stepPoints } = redemption!.conversions[0]!;
  return { num: stepMinor, den: stepPoints * 10 ** currencyDecimals(currency) };
}
