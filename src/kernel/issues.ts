import type * as z from "zod";
import { type Issue, shown } from "./errors";

/** A problem as zod finds it, with the input that it is about. */
export type ZodIssue = z.core.$ZodIssue;

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
      const inside = issue.errors.find((branch) => branch.some((inner) => inner.path.length > 0));
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
      return [{ path, code: "too-small", message: `${atLeast(issue)}, not ${shown(issue.input)}` }];
    case "too_big":
      return [{ path, code: "too-big", message: `${atMost(issue)}, not ${shown(issue.input)}` }];
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
  const unit = unitOf(issue.origin);
  return `must ${unit === "" ? "be" : "have"} at least ${String(issue.minimum)}${unit}`;
}

function atMost(issue: Extract<Bound, { code: "too_big" }>): string {
  const unit = unitOf(issue.origin);
  return `must ${unit === "" ? "be" : "have"} at most ${String(issue.maximum)}${unit}`;
}

function unitOf(origin: string): string {
  if (origin === "string") return " characters";
  return origin === "array" ? " items" : "";
}
