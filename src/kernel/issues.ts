import type * as z from "zod";
import { type Issue, shown } from "./errors";

/** A problem as zod finds it, with the input that it is about. */
export type ZodIssue = z.core.$ZodIssue;

/**
 * The problems without zod's own bound of whole numbers, 2^53 - 1, where the schema has a narrower one
 * for the same value.
 */
export function narrowest(issues: readonly ZodIssue[]): ZodIssue[] {
  return issues.filter(
    (issue) =>
      !("note" in issue) ||
      !issues.some(
        (other) => other !== issue && other.code === issue.code && samePath(other.path, issue.path),
      ),
  );
}

function samePath(a: readonly PropertyKey[], b: readonly PropertyKey[]): boolean {
  return a.length === b.length && a.every((key, depth) => key === b[depth]);
}

/** The same problem in our words: one issue, or one for each unknown key or branch of a union. */
export function issuesOf(issue: ZodIssue): Issue[] {
  const path = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: "unknown-key",
        message: "is not a known key here; remove it or correct its spelling",
      }));
    case "invalid_union": {
      const inside = likeliest(issue.errors);
      if (inside === undefined) return [{ path, code: "invalid-value", message: issue.message }];
      return inside.flatMap((inner) => issuesOf({ ...inner, path: [...path, ...inner.path] }));
    }
    case "invalid_type":
      return issue.input === undefined
        ? [{ path, code: "missing", message: `is missing; give ${nounOf(issue.expected)}` }]
        : [
            {
              path,
              code: "invalid-type",
              message: `must be ${nounOf(issue.expected)}, not ${shown(issue.input)}`,
            },
          ];
    case "too_small":
      return [{ path, code: "too-small", message: `${atLeast(issue)}, not ${sizeShown(issue)}` }];
    case "too_big":
      return [{ path, code: "too-big", message: `${atMost(issue)}, not ${sizeShown(issue)}` }];
    case "invalid_value":
      return [
        {
          path,
          code: issue.input === undefined ? "missing" : "invalid-value",
          message: `must be ${issue.values.map(shown).join(" or ")}, not ${shown(issue.input)}`,
        },
      ];
    case "custom": {
      const code: unknown = issue.params?.["code"];
      return [
        { path, code: typeof code === "string" ? code : "invalid-value", message: issue.message },
      ];
    }
    default:
      return [{ path, code: issue.code.replaceAll("_", "-"), message: issue.message }];
  }
}

/**
 * The branch of a union that was most likely meant: of those with a problem inside, the one whose own
 * members fit best; the first of equals.
 */
function likeliest(branches: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] | undefined {
  const unfit = (branch: readonly ZodIssue[]): number =>
    branch.filter(({ path }) => path.length <= 1).length;
  const [first, ...others] = branches.filter((branch) =>
    branch.some(({ path }) => path.length > 0),
  );
  if (first === undefined) return undefined;
  return others.reduce((best, branch) => (unfit(branch) < unfit(best) ? branch : best), first);
}

const nouns: Readonly<Record<string, string>> = {
  string: "a text",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function nounOf(type: string): string {
  return nouns[type] ?? type;
}

type Bound = Extract<ZodIssue, { code: "too_small" | "too_big" }>;

function atLeast(issue: Extract<Bound, { code: "too_small" }>): string {
  const unit = unitOf(issue.origin, issue.minimum);
  return `must ${unit === "" ? "be" : "have"} at least ${String(issue.minimum)}${unit}`;
}

function atMost(issue: Extract<Bound, { code: "too_big" }>): string {
  const unit = unitOf(issue.origin, issue.maximum);
  return `must ${unit === "" ? "be" : "have"} at most ${String(issue.maximum)}${unit}`;
}

function unitOf(origin: string, size: number | bigint): string {
  const plural = Number(size) === 1 ? "" : "s";
  if (origin === "string") return ` character${plural}`;
  return origin === "array" ? ` item${plural}` : "";
}

/** A value as it is compared with its bound: of a list the number of its items. */
function sizeShown({ input }: Bound): string {
  return Array.isArray(input) ? String(input.length) : shown(input);
}
