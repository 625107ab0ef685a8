/*
 * In the first host zone properties try all of their cases. In the others only the zone is new, and
 * one case in five is enough to see whether it shows. Where days and zones themselves are tested,
 * all cases are tried everywhere.
 */
const share = process.env["UPTIER_TEST_CASES"] === "fifth" ? 5 : 1;

/** How many cases a property tries; `all` of them in the first host zone. */
export function runs(all: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(all / share) };
}
