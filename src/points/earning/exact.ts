import { safeInteger } from "../../kernel/money/amount";
import { type Rounding, roundQuotient } from "../../kernel/money/rounding";

/** An exact number of at least 0, of any size; `den` is above 0. Computed with, never kept. */
export interface Exact {
  readonly num: bigint;
  readonly den: bigint;
}

export const NOTHING: Exact = { num: 0n, den: 1n };

export function exact(num: number, den = 1): Exact {
  return { num: BigInt(num), den: BigInt(den) };
}

export function plus(a: Exact, b: Exact): Exact {
  if (a.den === b.den) return { num: a.num + b.num, den: a.den };
  return lowest({ num: a.num * b.den + b.num * a.den, den: a.den * b.den });
}

export function times(a: Exact, b: Exact): Exact {
  return lowest({ num: a.num * b.num, den: a.den * b.den });
}

export function isBelow(a: Exact, b: Exact): boolean {
  return a.num * b.den < b.num * a.den;
}

/** The whole number it rounds to. */
export function rounded({ num, den }: Exact, rounding: Rounding): number {
  return safeInteger(roundQuotient(num, den, rounding));
}

/** As entries keep it: `"3/2"`, `"2"`. */
export function exactText(value: Exact): string {
  const { num, den } = lowest(value);
  return den === 1n ? String(num) : `${num}/${den}`;
}

/** The number of such a text. */
export function exactOf(text: string): Exact {
  const [num = "", den = "1"] = text.split("/");
  return { num: BigInt(num), den: BigInt(den) };
}

function lowest({ num, den }: Exact): Exact {
  if (den === 1n) return { num, den };
  let [a, b] = [num, den];
  while (b !== 0n) [a, b] = [b, a % b];
  return { num: num / a, den: den / a };
}
