import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { UptierError } from "./errors";
import { isWellFormed } from "./text";

/** What can be stored, sent and compared without loss. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * The one text of a JSON value: no white space, keys sorted by UTF-16 code unit, numbers as
 * JavaScript writes them (RFC 8785, JSON Canonicalization Scheme). Two values are the same content
 * exactly when these texts are equal. A key whose value is `undefined` counts as absent.
 *
 * @throws UptierError `not-json` for anything that JSON cannot hold: NaN and the infinities,
 * bigint, functions, symbols, dates and other class instances, `undefined` in a list, a cycle, half a
 * surrogate pair, more than 1,000 levels.
 *
 * @example
 * ```ts
 * import { canonicalJson } from "uptier/kernel";
 *
 * canonicalJson({ b: [1, 2.5e3], a: "ü" }); // => "{\"a\":\"ü\",\"b\":[1,2500]}"
 * ```
 */
export function canonicalJson(value: unknown): string {
  return write(value, []);
}

/**
 * SHA-256 of the canonical JSON text in UTF-8, as 64 hexadecimal digits: the version of a
 * definition, and the proof that two parties hold the same one.
 *
 * @throws UptierError `not-json`, as {@link canonicalJson}.
 *
 * @example
 * ```ts
 * import { contentHash } from "uptier/kernel";
 *
 * contentHash({ a: 1, b: 2 }) === contentHash({ b: 2, a: 1 }); // => true
 * ```
 */
export function contentHash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}

/** Freezes a plain value with everything in it, in place, and returns it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

/** How deep lists and objects may lie in one another. */
const MAX_LEVELS = 1_000;

function write(value: unknown, ancestors: readonly object[]): string {
  if (typeof value === "string") return textOf(value);
  if (value === null || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw notJson(String(value));
    return JSON.stringify(value);
  }
  if (typeof value !== "object") throw notJson(typeof value);
  if (ancestors.includes(value)) throw notJson("a value that contains itself");
  if (ancestors.length === MAX_LEVELS) throw notJson(`more than ${MAX_LEVELS} levels`);
  const inside = [...ancestors, value];
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item) => write(item, inside)).join(",")}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw notJson("an instance of a class");
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${textOf(key)}:${write(member, inside)}`);
  return `{${members.join(",")}}`;
}

function textOf(text: string): string {
  if (!isWellFormed(text)) throw notJson("half a surrogate pair");
  return JSON.stringify(text);
}

function notJson(what: string): UptierError {
  return new UptierError(
    "not-json",
    `JSON cannot hold ${what}; pass text, finite numbers, true, false, null, lists and plain objects`,
  );
}
