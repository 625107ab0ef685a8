import { fc } from "@fast-check/vitest";

/** A list, and the same list in another order. */
export function withOrder<T>(
  lists: fc.Arbitrary<T[]>,
): fc.Arbitrary<{ readonly list: T[]; readonly shuffled: T[] }> {
  return lists.chain((list) =>
    fc
      .shuffledSubarray(list, { minLength: list.length, maxLength: list.length })
      .map((shuffled) => ({ list, shuffled })),
  );
}

/** Results by member, to compare lists in any order. */
export function byMember<T extends { readonly member: string }>(
  results: readonly T[],
): Map<string, T> {
  return new Map(results.map((result) => [result.member, result]));
}

/** A number that a fraction stands for; for comparisons of fractions that are far apart or equal. */
export function numberOf({ num, den }: { readonly num: number; readonly den: number }): number {
  return num / den;
}
