/** The way to one value inside a JSON document: keys of objects, indices of lists. */
export type Path = readonly (string | number)[];

/** One problem of an input. Plain JSON, so that a settings page can show it beside the field. */
export interface Issue {
  /** Where the problem is; the empty path is the input as a whole. */
  readonly path: Path;
  /** A stable kebab-case word for programs. */
  readonly code: string;
  /** What is wrong and what to write instead, for people. */
  readonly message: string;
}

/**
 * The only error that this library throws: something was used wrongly, and the message says what to
 * change. What can happen in normal business ("sold out") is never thrown; it is a refusal.
 *
 * `code` is stable and listed in the error guide; `message` may be reworded. An invalid definition
 * carries every problem found in `issues`, in the order of the definition.
 *
 * @example
 * ```ts
 * import { toMinor, UptierError } from "uptier/kernel";
 *
 * try {
 *   toMinor("29.90", "XXQ");
 * } catch (error) {
 *   if (error instanceof UptierError) error.code; // => "unknown-currency"
 * }
 * ```
 */
export class UptierError extends Error {
  override readonly name = "UptierError";

  constructor(
    /** Kebab-case and stable. */
    readonly code: string,
    message: string,
    /** Every problem found, where there can be several. */
    readonly issues: readonly Issue[] = [],
  ) {
    super(issues.length === 0 ? message : `${message}\n${issues.map(lineOf).join("\n")}`);
  }

  /** What a log or an HTTP answer needs; `JSON.stringify` of an ordinary error would be `{}`. */
  toJSON(): { code: string; message: string; issues: readonly Issue[] } {
    return { code: this.code, message: this.message, issues: this.issues };
  }
}

/**
 * A path in the notation of the language: `prizes[1].weight`.
 *
 * @example
 * ```ts
 * import { pathText } from "uptier/kernel";
 *
 * pathText(["prizes", 1, "weight"]); // => "prizes[1].weight"
 * ```
 */
export function pathText(path: Path): string {
  return path
    .map((key, depth) => (typeof key === "number" ? `[${key}]` : depth === 0 ? key : `.${key}`))
    .join("");
}

const SHOWN_LENGTH = 60;

/** A value as an error message shows it: short, and without a look inside lists and objects. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(
        value.length <= SHOWN_LENGTH ? value : `${value.slice(0, SHOWN_LENGTH)}...`,
      );
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "a list" : "an object";
    case "function":
      return "a function";
    case "undefined":
      return "nothing";
    default:
      return String(value);
  }
}

function lineOf(issue: Issue): string {
  return issue.path.length === 0
    ? `- ${issue.message}`
    : `- ${pathText(issue.path)}: ${issue.message}`;
}
