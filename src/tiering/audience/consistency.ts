import { type Issue, type Path, UptierError } from "../../kernel/errors";
import { type Draft, type Report, reportError } from "../../kernel/definition";
import { checkRange, type Constant, constantOf, OPERATORS } from "./fact-test";
import type { FactConstant, FactOperator, FactTerms, RangeBounds } from "./input";

/** The most facts that are declared. */
const MAX_FACTS = 200;

/** How deep rules may lie in one another, and the most tests of one rule. */
const MAX_LEVELS = 20;
const MAX_TESTS = 500;

/**
 * Refuses rules that lie too deep in one another, before anything walks through them.
 *
 * @param what - is being defined, for the first line of the error
 * @param around - how many objects lie around a rule
 * @throws UptierError `invalid-definition` with the issue `too-deep`
 */
export function checkDepth(what: string, input: unknown, around: number): void {
  const path = tooDeep(input, [], around + MAX_LEVELS);
  if (path === null) return;
  const message = `lies more than ${MAX_LEVELS} levels deep; make the rule flatter`;
  const issue: Issue = { path, code: "too-deep", message };
  throw new UptierError("invalid-definition", `The ${what} has 1 problem:`, [issue]);
}

/** Where more objects lie in one another than are left; null: nowhere. Lists count by their path. */
function tooDeep(value: unknown, path: Path, left: number): Path | null {
  if (typeof value !== "object" || value === null) return null;
  const inside = Array.isArray(value) ? left : left - 1;
  if (inside < 0 || path.length > 3 * MAX_LEVELS) return path;
  for (const [key, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key;
    const deep = tooDeep(inner, [...path, step], inside);
    if (deep !== null) return deep;
  }
  return null;
}

/** Reports what is wrong with the declaration of facts although each part is right by itself. */
export function checkFactTerms(terms: Draft<FactTerms>, report: Report): void {
  if (terms.facts === undefined) return;
  const types = Object.values(terms.facts);
  if (types.length === 0 || types.length > MAX_FACTS) {
    report(["facts"], "invalid-value", `must be 1 to ${MAX_FACTS}, not ${types.length}`);
  }
  if (terms.currency === undefined && types.includes("money")) {
    report(["currency"], "missing", "is missing; a fact is money, so give a code such as CNY");
  }
}

/** A rule of which parts that are at fault are missing. */
export interface RuleDraft {
  readonly all?: RuleDrafts | undefined;
  readonly any?: RuleDrafts | undefined;
  readonly atLeast?: number | undefined;
  readonly of?: RuleDrafts | undefined;
  readonly not?: RuleDraft | undefined;
  readonly fact?: string | undefined;
  readonly op?: FactOperator | undefined;
  readonly value?: FactConstant | undefined;
  readonly values?: readonly (FactConstant | undefined)[] | undefined;
  readonly from?: FactConstant | undefined;
  readonly to?: FactConstant | undefined;
  readonly includes?: RangeBounds | undefined;
}

type RuleDrafts = readonly (RuleDraft | undefined)[];

/** Reports what is wrong with a rule although each of its values is right by itself. */
export function checkRule(
  rule: RuleDraft,
  terms: Draft<FactTerms>,
  path: Path,
  report: Report,
): void {
  const tests = checkBranch(rule, terms, path, report);
  if (tests > MAX_TESTS) {
    report(path, "too-many-tests", `has ${tests} tests; give at most ${MAX_TESTS}`);
  }
}

/** The number of tests. */
function checkBranch(
  rule: RuleDraft | undefined,
  terms: Draft<FactTerms>,
  path: Path,
  report: Report,
): number {
  if (rule === undefined) return 0;
  if ("fact" in rule) {
    checkTest(rule, terms, path, report);
    return 1;
  }
  if ("not" in rule) return checkBranch(rule.not, terms, [...path, "not"], report);
  const key = "all" in rule ? "all" : "any" in rule ? "any" : "of";
  const branches = rule[key] ?? [];
  if (rule.of !== undefined && rule.atLeast !== undefined && rule.atLeast > branches.length) {
    const message = `must be at most ${branches.length}, the number of rules`;
    report([...path, "atLeast"], "impossible-count", message);
  }
  return branches.reduce(
    (sum, branch, index) => sum + checkBranch(branch, terms, [...path, key, index], report),
    0,
  );
}

function checkTest(
  { fact, op, value, values = [], from, to, includes }: RuleDraft,
  { facts, currency }: Draft<FactTerms>,
  path: Path,
  report: Report,
): void {
  if (facts === undefined || fact === undefined || op === undefined) return;
  if (!Object.hasOwn(facts, fact)) {
    report([...path, "fact"], "unknown-fact", `"${fact}" is not declared under facts`);
    return;
  }
  const type = facts[fact];
  if (type === undefined) return;
  if (!OPERATORS[type].includes(op)) {
    const message = `does not go with ${type}; use ${OPERATORS[type].join(", ")}`;
    report([...path, "op"], "wrong-operator", message);
    return;
  }
  if (type === "money" && currency === undefined) return;
  const read = (constant: FactConstant | undefined, ...keys: Path): Constant | undefined =>
    constant === undefined
      ? undefined
      : reportError(report, [...path, ...keys], () =>
          constantOf(constant, op, type, currency ?? ""),
        );
  read(value, "value");
  values.forEach((one, index) => read(one, "values", index));
  const [first, last] = [read(from, "from"), read(to, "to")];
  if (first === undefined || last === undefined || includes === undefined) return;
  reportError(report, [...path, "to"], () => checkRange(first, last, includes));
}
