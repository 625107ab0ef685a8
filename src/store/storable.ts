import type { Stream } from "../kernel/decision";
import { type Issue, type Path, shown, UptierError } from "../kernel/errors";
import { canonicalJson } from "../kernel/json";

/**
 * Refuses what PostgreSQL cannot keep as it is: a text or key with a zero character or half a
 * surrogate pair, and what is no JSON.
 *
 * @param what - begins the message: "the decision"
 * @throws UptierError in this order: `not-storable` (its issues name every such text), `not-json`
 */
export function checkStorable(what: string, value: unknown): void {
  const issues = issuesIn(value, [], new Set());
  if (issues.length > 0) {
    throw new UptierError("not-storable", `${what} has texts that databases cannot keep:`, issues);
  }
  canonicalJson(value);
}

/** The longest name: an index of PostgreSQL has room for two of any script. */
const MAX_KEY_LENGTH = 400;

/** Whether the name of a stream or decider, or the id of an entry, can be kept. */
export function isStorableKey(key: unknown): key is string {
  return (
    typeof key === "string" &&
    key.length > 0 &&
    key.length <= MAX_KEY_LENGTH &&
    !notStorable.test(key)
  );
}

/**
 * Refuses what only an untyped caller can pass for a decider.
 *
 * @throws UptierError `invalid-decider`
 */
export function checkDecider(decider: { readonly name: string; readonly streams: unknown }): void {
  if (
    typeof decider !== "object" ||
    decider === null ||
    !isStorableKey(decider.name) ||
    typeof decider.streams !== "function"
  ) {
    throw new UptierError(
      "invalid-decider",
      `${shown(decider)} is not a decider, with a name of 1 to ${MAX_KEY_LENGTH} characters; pass one of those that campaignDeciders gives, for example`,
    );
  }
}

/**
 * Refuses what is no stream, or one whose key cannot be kept.
 *
 * @throws UptierError `invalid-stream`
 */
export function checkStream(stream: Stream<unknown, never>): void {
  if (typeof stream !== "object" || stream === null || !isStorableKey(stream.key)) {
    throw new UptierError(
      "invalid-stream",
      `${shown(stream)} is not a stream with a key of 1 to ${MAX_KEY_LENGTH} characters without zero characters and halves of surrogate pairs`,
    );
  }
}

/* With the flag u only a half without its other half is a character of the class Cs. */
const notStorable = /[\0\p{Cs}]/u;

/** Deeper than JSON may be: what lies there is refused for that. */
const MAX_DEPTH = 1_000;

function issuesIn(value: unknown, path: Path, seen: Set<unknown>): Issue[] {
  if (typeof value === "string") return notStorable.test(value) ? [issueOf(value, path)] : [];
  if (typeof value !== "object" || value === null) return [];
  if (seen.has(value) || path.length > MAX_DEPTH) return [];
  seen.add(value);
  const members: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return members.flatMap(([key, member]) => {
    const inner = [...path, key];
    const keyIssues = typeof key === "string" && notStorable.test(key) ? [issueOf(key, inner)] : [];
    return [...keyIssues, ...issuesIn(member, inner, seen)];
  });
}

function issueOf(text: string, path: Path): Issue {
  return {
    path,
    code: "not-storable",
    message: `${shown(text)} has a zero character or half a surrogate pair; take it out`,
  };
}
