import { shown, UptierError } from "../../kernel/errors";

/** Members who get one fixed prize and nothing else. */
export interface BlacklistRule {
  readonly prize: number;
  readonly users: readonly string[];
}

/** The prizes that are drawn from at a score of at least the threshold. */
export interface WeightRule {
  readonly threshold: number;
  readonly prizes: readonly number[];
}

/** The prize that is given instead of one that cannot be. */
export interface LuckAward {
  readonly prize: number;
  /** As it was written. */
  readonly value: string;
  /** Where the value is two whole numbers: points from one to the other, both included. */
  readonly points: { readonly from: number; readonly to: number } | null;
}

/** The longest rule. */
const MAX_RULE_LENGTH = 100_000;

/**
 * Reads a blacklist of the "big-market" family of lottery systems: `prize:user,user`. White space
 * around the parts does not count.
 *
 * @param rule - at most 100,000 characters
 * @throws UptierError `invalid-rule-string` (no colon, a prize that is no whole number, an empty
 * user, a user twice, too long)
 *
 * @example
 * ```ts
 * import { parseBlacklist } from "uptier/lottery";
 *
 * parseBlacklist("101:user001, user002");
 * // => { prize: 101, users: ["user001", "user002"] }
 * ```
 */
export function parseBlacklist(rule: string): BlacklistRule {
  const [prize, list] = halves(rule, "prize:user,user");
  return { prize: wholeNumber(prize, rule), users: items(list, rule) };
}

/**
 * Reads the pools by score of the same family: `threshold:prize,prize`, separated by white space,
 * in any order. White space beside a comma or a colon does not separate.
 *
 * @param rule - at most 100,000 characters
 * @returns the pools in the order in which they were written
 * @throws UptierError `invalid-rule-string` (nothing in it, no colon, anything that is no whole
 * number, a threshold twice, a prize twice in one pool, too long)
 *
 * @example
 * ```ts
 * import { parseWeightRules } from "uptier/lottery";
 *
 * parseWeightRules("4000:102,103 5000:102,103,104");
 * // => [
 * //   { threshold: 4000, prizes: [102, 103] },
 * //   { threshold: 5000, prizes: [102, 103, 104] },
 * // ]
 * ```
 */
export function parseWeightRules(rule: string): WeightRule[] {
  checkText(rule);
  const pools = rule
    .trim()
    .replace(/\s*([,:])\s*/g, "$1")
    .split(/\s+/)
    .map((pool) => {
      const [threshold, list] = halves(pool, "threshold:prize,prize");
      const prizes = items(list, pool).map((prize) => wholeNumber(prize, pool));
      checkDistinct(prizes, pool);
      return { threshold: wholeNumber(threshold, pool), prizes };
    });
  checkDistinct(
    pools.map(({ threshold }) => threshold),
    rule,
  );
  return pools;
}

/**
 * Reads the fallback prize of the same family: `prize:value`. The value is kept as text; where it
 * is `from,to`, it stands for a number of points between the two.
 *
 * @param rule - at most 100,000 characters
 * @throws UptierError `invalid-rule-string` (no colon, a prize that is no whole number, no value, a
 * range that runs backwards, too long)
 *
 * @example
 * ```ts
 * import { parseLuckAward } from "uptier/lottery";
 *
 * parseLuckAward("101:1,100"); // => { prize: 101, value: "1,100", points: { from: 1, to: 100 } }
 * parseLuckAward("101:a mug"); // => { prize: 101, value: "a mug", points: null }
 * ```
 */
export function parseLuckAward(rule: string): LuckAward {
  const [prize, value] = halves(rule, "prize:value");
  const award = { prize: wholeNumber(prize, rule), value };
  if (value === "") throw invalidRule(rule, "write a value after the colon");
  const range = /^(\d+)\s*,\s*(\d+)$/.exec(value);
  if (range === null) return { ...award, points: null };
  const [from, to] = [wholeNumber(range[1]!, rule), wholeNumber(range[2]!, rule)];
  if (from > to) throw invalidRule(rule, `the range runs backwards; write "${to},${from}"`);
  return { ...award, points: { from, to } };
}

/**
 * The pool of a score: the one with the highest threshold that is not above it.
 *
 * @param score - points spent so far; a finite number
 * @param pools - in any order
 * @returns null below all thresholds: the draw is from all prizes
 * @throws UptierError `invalid-score`
 *
 * @example
 * ```ts
 * import { parseWeightRules, poolOf } from "uptier/lottery";
 *
 * const pools = parseWeightRules("4000:102,103 5000:102,103,104");
 * poolOf(4999, pools)?.threshold; // => 4000
 * poolOf(5000, pools)?.threshold; // => 5000
 * poolOf(3999, pools); // => null
 * ```
 */
export function poolOf(score: number, pools: readonly WeightRule[]): WeightRule | null {
  if (!Number.isFinite(score)) {
    throw new UptierError("invalid-score", `the score ${shown(score)} must be a finite number`);
  }
  return pools
    .filter(({ threshold }) => threshold <= score)
    .reduce<WeightRule | null>(
      (best, pool) => (best === null || pool.threshold > best.threshold ? pool : best),
      null,
    );
}

/** What stands before the first colon and what stands after it, trimmed. */
function halves(rule: string, form: string): [string, string] {
  checkText(rule);
  const colon = rule.indexOf(":");
  if (colon < 0) throw invalidRule(rule, `there is no colon (":"); write "${form}"`);
  return [rule.slice(0, colon).trim(), rule.slice(colon + 1).trim()];
}

function items(list: string, rule: string): string[] {
  const trimmed = list.split(",").map((item) => item.trim());
  if (trimmed.includes("")) throw invalidRule(rule, "there is an empty item between the commas");
  checkDistinct(trimmed, rule);
  return trimmed;
}

function wholeNumber(text: string, rule: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number)) {
    throw invalidRule(rule, `${shown(text)} must be a whole number up to 2^53 - 1`);
  }
  return number;
}

function checkDistinct(list: readonly (string | number)[], rule: string): void {
  const twice = list.find((item, index) => list.indexOf(item) !== index);
  if (twice !== undefined) throw invalidRule(rule, `${shown(twice)} is in it twice; keep one`);
}

function checkText(rule: string): void {
  if (typeof rule !== "string" || rule.length > MAX_RULE_LENGTH) {
    throw invalidRule(rule, `a rule is text of at most ${MAX_RULE_LENGTH} characters`);
  }
}

function invalidRule(rule: unknown, advice: string): UptierError {
  return new UptierError(
    "invalid-rule-string",
    `the rule ${shown(rule)} cannot be read: ${advice}`,
  );
}
