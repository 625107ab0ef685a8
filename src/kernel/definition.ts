import type * as z from "zod";
import { type Issue, type Path, UptierError } from "./errors";
import { issuesOf, narrowest, type ZodIssue } from "./issues";
import { deepFreeze } from "./json";

/** What is sound of an input: a broken part, and only that part, is missing. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

/** Takes down one problem. */
export type Report = (path: Path, code: string, message: string) => void;

/**
 * Validates a definition and returns it frozen, or throws with *every* problem at once.
 *
 * The schema judges each value by itself; `check` judges how they fit together (sums, references,
 * duplicates). `check` runs even when the schema found problems, so that one typing error does not
 * hide the next: it then gets the input without the parts at fault, and what it says of a value
 * that has a part at fault is left out.
 *
 * @param what - what is being defined, for the first line of the error: "campaign"
 * @param schema - a zod schema; strict objects turn unknown keys into problems
 * @param input - plain JSON, as a settings page posts it
 * @param check - reports what the schema cannot see
 * @returns the parsed value, with the schema's defaults filled in, deeply frozen
 * @throws UptierError `invalid-definition` with one issue per problem: `too-deep` alone for more than
 * 100 levels or a cycle; else those of the schema in its own order (codes `missing`, `invalid-type`,
 * `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`), then those of `check`
 */
export function parseDefinition<Schema extends z.ZodType>(
  what: string,
  schema: Schema,
  input: unknown,
  check: (draft: Draft<z.output<Schema>>, report: Report) => void,
): z.output<Schema> {
  if (isTooDeep(input)) {
    const message = `lies in more than ${MAX_LEVELS} lists and objects; make it flatter`;
    throw new UptierError("invalid-definition", `The ${what} has 1 problem:`, [
      { path: [], code: "too-deep", message },
    ]);
  }
  const parsed = schema.safeParse(input, { reportInput: true });
  const issues: Issue[] = parsed.success ? [] : narrowest(parsed.error.issues).flatMap(issuesOf);
  const faults = parsed.success ? [] : faultsOf(parsed.error.issues);
  const draft: unknown = parsed.success ? parsed.data : without(input, faults);
  if (typeof draft === "object" && draft !== null) {
    check(draft as Draft<z.output<Schema>>, (path, code, message) => {
      if (!faults.some((fault) => path.every((key, depth) => fault[depth] === key))) {
        issues.push({ path, code, message });
      }
    });
  }
  if (issues.length > 0 || !parsed.success) {
    const count = issues.length === 1 ? "1 problem" : `${issues.length} problems`;
    throw new UptierError("invalid-definition", `The ${what} has ${count}:`, issues);
  }
  return deepFreeze(parsed.data);
}

/** How deep lists and objects of a definition may lie in one another. */
const MAX_LEVELS = 100;

/** Whether a value has too many levels, or contains itself: reading it would not end. */
function isTooDeep(value: unknown, level = 0): boolean {
  if (typeof value !== "object" || value === null) return false;
  return level === MAX_LEVELS || Object.values(value).some((inner) => isTooDeep(inner, level + 1));
}

/**
 * Computes a value for a check; an error that it throws is reported as a problem at `path`.
 *
 * @returns the value, or undefined after a problem
 */
export function reportError<T>(report: Report, path: Path, compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof UptierError)) throw error;
    report(path, error.code, error.message);
    return undefined;
  }
}

/** Where values are at fault; an unknown key is no value of the definition. */
function faultsOf(issues: readonly ZodIssue[]): readonly (readonly PropertyKey[])[] {
  return issues.filter((issue) => issue.code !== "unrecognized_keys").map((issue) => issue.path);
}

/** A copy of a value in which the parts at fault are undefined. */
function without(value: unknown, faults: readonly (readonly PropertyKey[])[]): unknown {
  if (faults.some((path) => path.length === 0)) return undefined;
  if (faults.length === 0 || typeof value !== "object" || value === null) return value;
  const inner = (key: PropertyKey): unknown =>
    without(
      (value as Record<PropertyKey, unknown>)[key],
      faults.filter((path) => path[0] === key).map((path) => path.slice(1)),
    );
  return Array.isArray(value)
    ? value.map((_, index) => inner(index))
    : Object.fromEntries(Object.keys(value).map((key) => [key, inner(key)]));
}
