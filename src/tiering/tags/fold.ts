import { shown, UptierError } from "../../kernel/errors";
import { duplicateEntry } from "../../kernel/replay";
import { type Instant, toMilliseconds } from "../../kernel/time/instant";
import { own, putOwn } from "../lookup";
import type { Tags } from "./definition";
import type { TagEntry } from "./entries";
import { isForgotten } from "./horizon";
import { checkTagState, isTag, newTagState, type Tag, type TagState } from "./state";

/** A state to be changed in place. */
interface OpenTagState {
  keptFrom: string | null;
  tags: Record<string, Tag>;
}

/**
 * The state of a member after one more entry of theirs. What was passed in stays as it was.
 *
 * @throws UptierError in this order: `invalid-entry`, `foreign-entry`, `invalid-state`
 */
export function applyTags(tags: Tags, state: TagState, entry: TagEntry): TagState {
  checkTagEntry(tags, entry);
  checkTagState(state);
  return advanced(state, entry);
}

/**
 * The states of all members, from the entries alone.
 *
 * @param entries - those of one member in the order in which they were made, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @returns by the id of the member; those without entries are missing
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault
 * `invalid-entry`, `foreign-entry` or `duplicate-entry`
 */
export function replayTags(
  tags: Tags,
  entries: Iterable<TagEntry>,
  asOf?: Instant,
): Record<string, TagState> {
  const until = asOf === undefined ? Infinity : toMilliseconds(asOf);
  const seen = new Set<string>();
  const members = new Map<string, OpenTagState>();
  for (const entry of entries) {
    checkTagEntry(tags, entry);
    if (seen.has(entry.id)) throw duplicateEntry(entry.id);
    seen.add(entry.id);
    if (toMilliseconds(entry.at) > until) continue;
    const state = members.get(entry.member) ?? opened(newTagState());
    advance(state, entry);
    members.set(entry.member, state);
  }
  return Object.fromEntries(members);
}

/** The state after one more entry that is known to be right. */
export function advanced(state: TagState, entry: TagEntry): TagState {
  const next = opened(state);
  advance(next, entry);
  return next;
}

function opened({ keptFrom, tags }: TagState): OpenTagState {
  return { keptFrom, tags: { ...tags } };
}

function advance(state: OpenTagState, entry: TagEntry): void {
  forget(state, entry.keepFrom);
  if (entry.kind === "tag-set") {
    putOwn(state.tags, entry.tag, entry.set);
    return;
  }
  const tag = own(state.tags, entry.tag);
  if (tag !== undefined) putOwn(state.tags, entry.tag, { ...tag, removedAt: entry.at });
}

/** Forgets what was over before an instant: a midnight of UTC, so that this looks once a day. */
function forget(state: OpenTagState, from: string): void {
  if (state.keptFrom !== null && from <= state.keptFrom) return;
  state.keptFrom = from;
  for (const [id, tag] of Object.entries(state.tags)) {
    if (isForgotten(tag, from)) Reflect.deleteProperty(state.tags, id);
  }
}

/** Refuses what is no entry, or none of these tags. */
function checkTagEntry(tags: Tags, entry: TagEntry): void {
  if (typeof entry !== "object" || entry === null) throw invalid("an entry", entry);
  const { kind } = entry as { readonly kind: unknown };
  if (kind !== "tag-set" && kind !== "tag-removed") throw invalid("the kind of an entry", kind);
  const values = entry as unknown as Readonly<Record<string, unknown>>;
  for (const key of ["id", "at", "cause", "tags", "member", "tag", "keepFrom"]) {
    if (typeof values[key] !== "string") throw invalid(`"${key}" of an entry`, values[key]);
  }
  if (entry.kind === "tag-set" && !isTag(entry.set)) throw invalid('"set" of an entry', entry.set);
  if (entry.tags !== tags.id) {
    throw new UptierError(
      "foreign-entry",
      `entry "${entry.id}" belongs to tags "${entry.tags}", not to "${tags.id}"`,
    );
  }
}

function invalid(what: string, value: unknown): UptierError {
  return new UptierError(
    "invalid-entry",
    `${what} is ${shown(value)}; pass entries exactly as they were made`,
  );
}
