import { checkCommand } from "../../kernel/command";
import type { Command, Decision } from "../../kernel/decision";
import { type Issue, shown, UptierError } from "../../kernel/errors";
import { conflictOf, type IdConflict } from "../../kernel/refusal";
import { isPlainText } from "../../kernel/text";
import { type Instant, instantText, toMilliseconds } from "../../kernel/time/instant";
import { own } from "../lookup";
import type { Tags } from "./definition";
import { entryHead, type TagEntry, type TagSet } from "./entries";
import { advanced } from "./fold";
import { keepFrom } from "./horizon";
import { TAG_SOURCES, type TagSource } from "./input";
import { compareTags, type KnownTag, shadowReason, type ShadowReason } from "./ranking";
import { checkTagState, MAX_TAGS, type Tag, type TagState } from "./state";
import { effectiveTag } from "./tags-at";

/** Somebody tags a member. The tag is known by the id of the command. */
export interface SetTagCommand extends Command {
  readonly member: string;
  readonly key: string;
  /** 1 to 200 characters. */
  readonly value: string;
  readonly source: TagSource;
  /** How sure the source is, 0 to 100. Default 100. */
  readonly confidence?: number | undefined;
  /** The first instant at which it is no longer in force. Default: it does not expire. */
  readonly expiresAt?: Instant | null | undefined;
  /** Who, which file, which rule. */
  readonly by: string;
}

/** What a tag did. */
export interface SetTagResult {
  readonly tag: string;
  /** The tag that counts for the key at the instant of the command; null: none. */
  readonly effective: Pick<KnownTag, "id" | "value" | "source"> | null;
}

/**
 * Why a member was not tagged, in the order in which reasons are looked for.
 *
 * 1. `too-late`: the instant lies before the time that is kept, so that nobody can say whether the tag was
 *    set before
 * 2. `id-conflict`: another tag was set under this id
 * 3. `already-removed`: it was set, and removed
 * 4. `unknown-tag-key`: the definition has no such key
 * 5. `unknown-tag-value`: the key does not have this value
 * 6. `too-many-tags`: as many as are kept are there
 */
export type SetTagRefusal =
  | { readonly code: "too-late"; readonly keptFrom: string }
  | IdConflict
  | { readonly code: "already-removed"; readonly tag: string; readonly removedAt: string }
  | { readonly code: "unknown-tag-key"; readonly key: string; readonly known: readonly string[] }
  | { readonly code: "unknown-tag-value"; readonly key: string; readonly value: string }
  | { readonly code: "too-many-tags"; readonly limit: number };

/** The codes of {@link SetTagRefusal} in their order of precedence. */
export const SET_TAG_REFUSALS = [
  "too-late",
  "id-conflict",
  "already-removed",
  "unknown-tag-key",
  "unknown-tag-value",
  "too-many-tags",
] as const satisfies readonly SetTagRefusal["code"][];

/** Why a tag counts, or does not, as it was set. */
export type SetTagReason =
  | { readonly code: "exists" }
  | { readonly code: "effective"; readonly tag: string }
  /** The tag before counts no more. */
  | { readonly code: "shadows"; readonly tag: string; readonly reason: ShadowReason }
  /** The tag does not count: another one is in front. */
  | {
      readonly code: "shadowed-by";
      readonly tag: string;
      readonly source: TagSource;
      readonly reason: ShadowReason;
    };

/** The answer to a {@link SetTagCommand}. */
export type SetTagDecision = Decision<
  SetTagResult,
  TagEntry,
  SetTagRefusal,
  SetTagRefusal | SetTagReason
>;

/**
 * Tags a member. Nothing is overwritten: what was set before stays and is shadowed, or shadows the new
 * tag, and the answer says which. A rule that runs every night sets tags that expire the night after.
 *
 * The same id with the same content again is accepted without entries, with the reason `exists`; the
 * instant is not compared.
 *
 * @param state - of the member
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 *
 * @example
 * ```ts
 * import { applyTags, defineTags, newTagState, setTag } from "uptier/tiering";
 *
 * const tags = defineTags({ id: "shop", keys: [{ id: "status", values: ["vip", "regular"] }] });
 * const about = { at: "2026-05-01T09:00:00+08:00", member: "m1", key: "status" } as const;
 * const manual = setTag(tags, newTagState(), {
 *   ...about,
 *   id: "t1",
 *   value: "vip",
 *   source: "manual",
 *   by: "li",
 * });
 * let state = newTagState();
 * if (manual.ok) for (const entry of manual.entries) state = applyTags(tags, state, entry);
 * const rule = setTag(tags, state, {
 *   ...about,
 *   id: "t2",
 *   value: "regular",
 *   source: "rule",
 *   confidence: 80,
 *   by: "spend-90-days",
 * });
 * rule.ok && rule.value.effective; // => { id: "t1", value: "vip", source: "manual" }
 * rule.why;
 * // => [{ code: "shadowed-by", tag: "t1", source: "manual", reason: "lower-source" }]
 * ```
 */
export function setTag(tags: Tags, state: TagState, command: SetTagCommand): SetTagDecision {
  const at = checkCommand(command, ["member", "key", "by"]);
  const set = tagOf(command, at);
  checkTagState(state);
  const refused = refusalFor(tags, state, command, set);
  if (refused !== null) return { ok: false, refusal: refused, why: [refused] };
  const { id } = command;
  if (own(state.tags, id) !== undefined) {
    return { ok: true, value: resultOf(state, set, id), entries: [], why: [{ code: "exists" }] };
  }
  const entry: TagSet = {
    ...entryHead(tags, command, at),
    kind: "tag-set",
    tag: id,
    set,
    keepFrom: keepFrom(tags, state, at),
  };
  const next = advanced(state, entry);
  if (Object.keys(next.tags).length > MAX_TAGS) {
    const refusal = { code: "too-many-tags", limit: MAX_TAGS } as const;
    return { ok: false, refusal, why: [refusal] };
  }
  return {
    ok: true,
    value: resultOf(next, set, id),
    entries: [entry],
    why: [standing(state, { ...set, id }), ...shadowing(state, { ...set, id })],
  };
}

function refusalFor(
  { keys }: Tags,
  { keptFrom, tags }: TagState,
  { id }: SetTagCommand,
  set: Tag,
): SetTagRefusal | null {
  if (keptFrom !== null && set.setAt < keptFrom) return { code: "too-late", keptFrom };
  const known = own(tags, id);
  if (known !== undefined) {
    if (known.removedAt === null) return conflictBetween(known, set);
    return (
      conflictBetween(known, set) ?? {
        code: "already-removed",
        tag: id,
        removedAt: known.removedAt,
      }
    );
  }
  const key = keys.find((one) => one.id === set.key);
  if (key === undefined) {
    return { code: "unknown-tag-key", key: set.key, known: keys.map((one) => one.id) };
  }
  if (key.values !== null && !key.values.includes(set.value)) {
    return { code: "unknown-tag-value", key: set.key, value: set.value };
  }
  return null;
}

function conflictBetween(known: Tag, set: Tag): IdConflict | null {
  return conflictOf({
    key: [known.key, set.key],
    value: [known.value, set.value],
    source: [known.source, set.source],
    confidence: [known.confidence, set.confidence],
    expiresAt: [known.expiresAt, set.expiresAt],
    by: [known.by, set.by],
  });
}

function resultOf(state: TagState, set: Tag, tag: string): SetTagResult {
  const winner = effectiveTag(state, set.key, set.setAt);
  if (winner === undefined) return { tag, effective: null };
  const { id, value, source } = winner;
  return { tag, effective: { id, value, source } };
}

/** Whether the new tag counts from its instant on. */
function standing(before: TagState, tag: KnownTag): SetTagReason {
  const winner = effectiveTag(before, tag.key, tag.setAt);
  if (winner === undefined || compareTags(tag, winner) < 0) {
    return { code: "effective", tag: tag.id };
  }
  const { id, source } = winner;
  return { code: "shadowed-by", tag: id, source, reason: shadowReason(winner, tag) };
}

function shadowing(before: TagState, tag: KnownTag): SetTagReason[] {
  const winner = effectiveTag(before, tag.key, tag.setAt);
  if (winner === undefined || compareTags(tag, winner) > 0) return [];
  return [{ code: "shadows", tag: winner.id, reason: shadowReason(tag, winner) }];
}

const MAX_VALUE_LENGTH = 200;

function tagOf(command: SetTagCommand, at: number): Tag {
  const { key, value, source, confidence = 100, by } = command;
  const issues: Issue[] = [];
  const check = (name: string, sound: boolean, needs: string, given: unknown): void => {
    if (sound) return;
    const message = `must be ${needs}, not ${shown(given)}`;
    issues.push({ path: [name], code: "invalid-value", message });
  };
  check(
    "value",
    isPlainText(value) && value.length > 0 && value.length <= MAX_VALUE_LENGTH,
    `a text of 1 to ${MAX_VALUE_LENGTH} characters without control characters`,
    value,
  );
  check("source", TAG_SOURCES.includes(source), TAG_SOURCES.join(" or "), source);
  check(
    "confidence",
    Number.isInteger(confidence) && confidence >= 0 && confidence <= 100,
    "a whole number from 0 to 100",
    confidence,
  );
  const ends = endOf(command.expiresAt ?? null);
  check(
    "expiresAt",
    ends === null || (ends !== undefined && ends > at),
    "an instant with an offset, later than at",
    command.expiresAt,
  );
  if (issues.length > 0) {
    throw new UptierError("invalid-command", "The command cannot be used:", issues);
  }
  return {
    key,
    value,
    source,
    confidence: confidence + 0,
    by,
    setAt: instantText(at),
    expiresAt: ends === null || ends === undefined ? null : instantText(ends),
    removedAt: null,
  };
}

/** In milliseconds; null: no end; undefined: no instant. */
function endOf(expiresAt: Instant | null): number | null | undefined {
  if (expiresAt === null) return null;
  try {
    return toMilliseconds(expiresAt);
  } catch (error) {
    if (!(error instanceof UptierError)) throw error;
    return undefined;
  }
}
