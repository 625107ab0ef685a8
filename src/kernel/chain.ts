import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { shown, UptierError } from "./errors";
import { canonicalJson } from "./json";

/** One line of a log in which every line depends on all lines before it. Plain JSON. */
export interface ChainedEntry<E> {
  /** SHA-256 of the hash before, a line feed and the canonical JSON of the entry, as hexadecimal. */
  readonly hash: string;
  readonly entry: E;
}

/** Whether a log is as it was written. */
export type ChainCheck =
  | {
      readonly ok: true;
      /** The hash of the last line: what is published, and what the next line follows. */
      readonly head: string;
    }
  | {
      readonly ok: false;
      /** The index of the first line at fault; those before it are as they were written. */
      readonly at: number;
      /**
       * `not-a-line`: without a hash or an entry. `hash-differs`: this entry was changed, or one
       * before it was taken out, put in or moved.
       */
      readonly code: "not-a-line" | "hash-differs";
    };

/** What the first line of a log follows. */
const START = "";

/**
 * Chains entries so that none of them can be changed, taken out, put in or moved unnoticed: each
 * line carries the hash of its entry together with the hash of the line before.
 *
 * Publish the hash of the last line from time to time (in a post, to an auditor): without that,
 * who holds the whole log can write all of it anew, or cut off its end. One log has one writer at a
 * time; several writers that follow the same line would fork it, so give each a log of its own.
 *
 * @param entries - any JSON, in order
 * @param previous - the hash of the last line that is there already. Default: none is
 * @throws UptierError in this order: `invalid-hash` (`previous`), `not-json`
 *
 * @example
 * ```ts
 * import { chainEntries, checkChain } from "uptier/kernel";
 *
 * const log = chainEntries([{ id: "d1", prize: "tea" }, { id: "d2", prize: "cup" }]);
 * const jsonLines = log.map((line) => JSON.stringify(line)).join("\n");
 * const read = jsonLines.split("\n").map((line) => JSON.parse(line));
 * checkChain(read).ok; // => true
 *
 * read[0].entry.prize = "car";
 * checkChain(read); // => { ok: false, at: 0, code: "hash-differs" }
 * ```
 */
export function chainEntries<E>(entries: readonly E[], previous = START): ChainedEntry<E>[] {
  checkHash(previous);
  let before = previous;
  return entries.map((entry) => {
    before = hashAfter(before, entry);
    return { hash: before, entry };
  });
}

/**
 * Checks the lines of a log against one another, and with `previous` against what came before.
 * That nothing is missing at the end shows when `head` is the hash that was published.
 *
 * @param lines - as {@link chainEntries} made them, read back from JSON
 * @param previous - the hash of the line before the first of these. Default: there is none
 * @throws UptierError in this order: `invalid-hash` (`previous`), `not-json`
 *
 * @example
 * ```ts
 * import { chainEntries, checkChain } from "uptier/kernel";
 *
 * const first = chainEntries([1, 2]);
 * const head = first[1]!.hash;
 * checkChain(chainEntries([3], head), head).ok; // => true
 * checkChain(chainEntries([3]), head); // => { ok: false, at: 0, code: "hash-differs" }
 * ```
 */
export function checkChain(lines: readonly unknown[], previous = START): ChainCheck {
  checkHash(previous);
  let head = previous;
  for (const [at, line] of lines.entries()) {
    if (!isLine(line)) return { ok: false, at, code: "not-a-line" };
    const hash = hashAfter(head, line.entry);
    if (hash !== line.hash) return { ok: false, at, code: "hash-differs" };
    head = hash;
  }
  return { ok: true, head };
}

function hashAfter(previous: string, entry: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(`${previous}\n${canonicalJson(entry)}`)));
}

function isLine(line: unknown): line is ChainedEntry<unknown> {
  if (typeof line !== "object" || line === null) return false;
  const { hash, entry } = line as Partial<ChainedEntry<unknown>>;
  return typeof hash === "string" && entry !== undefined;
}

function checkHash(previous: string): void {
  if (previous !== START && !/^[0-9a-f]{64}$/.test(previous)) {
    throw new UptierError(
      "invalid-hash",
      `${shown(previous)} is not the hash of a line; give its 64 hexadecimal digits, or nothing`,
    );
  }
}
