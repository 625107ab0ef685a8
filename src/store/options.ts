import { type Issue, shown, UptierError } from "../kernel/errors";

/** What an option must be: a text, a function, or an object that has a method. */
interface Kind {
  readonly noun: string;
  readonly test: (value: unknown) => boolean;
}

const DATABASES = ["folder", "pglite", "pool", "kysely"];

const kinds: ReadonlyMap<string, Kind> = new Map([
  ["folder", { noun: "the path of a folder", test: (v) => typeof v === "string" && v !== "" }],
  ["pglite", { noun: "a PGlite instance", test: (v) => hasMethod(v, "query") }],
  ["pool", { noun: "a connection pool of pg", test: (v) => hasMethod(v, "connect") }],
  ["kysely", { noun: "a kysely instance", test: (v) => hasMethod(v, "transaction") }],
  ["random", { noun: "a RandomSource", test: (v) => hasMethod(v, "nextUint32") }],
  ["clock", { noun: "a function that gives an instant", test: (v) => typeof v === "function" }],
]);

/**
 * Refuses options that would quietly open another database than the one that was meant.
 *
 * @throws UptierError `invalid-options` with one issue per problem
 */
export function checkOptions(options: unknown): void {
  if (typeof options !== "object" || options === null) {
    throw new UptierError(
      "invalid-options",
      `the options must be an object, not ${shown(options)}`,
    );
  }
  const issues = Object.entries(options).flatMap(([key, value]) => issuesOf(key, value));
  if (issues.length > 0) {
    throw new UptierError("invalid-options", "The store cannot be opened:", issues);
  }
  if (DATABASES.filter((key) => key in options).length > 1) {
    throw new UptierError(
      "invalid-options",
      `more than one database is given; keep one of ${DATABASES.join(", ")}`,
    );
  }
}

function issuesOf(key: string, value: unknown): Issue[] {
  const kind = kinds.get(key);
  if (kind === undefined) {
    const known = [...kinds.keys()].join(", ");
    return [{ path: [key], code: "unknown-key", message: `is no option; there are ${known}` }];
  }
  if (kind.test(value)) return [];
  const message = `must be ${kind.noun}, not ${shown(value)}; leave it out for the default`;
  return [{ path: [key], code: "invalid-value", message }];
}

function hasMethod(value: unknown, name: string): boolean {
  const holder = value as Record<string, unknown> | null | undefined;
  return typeof holder === "object" && holder !== null && typeof holder[name] === "function";
}
