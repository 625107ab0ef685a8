import { shown, UptierError } from "../../kernel/errors";
import { isRecord } from "../lookup";
import { TAG_SOURCES, type TagSource } from "./input";

/** How a member is tagged. Plain JSON. */
export interface TagState {
  /** Tags that were over before this instant are no longer known. Null: none is forgotten yet. */
  readonly keptFrom: string | null;
  /** By the id of the command that set it. At most 10,000. */
  readonly tags: Readonly<Record<string, Tag>>;
}

/** One value that somebody gave a member; in force from `setAt` until it expires or is removed. */
export interface Tag {
  readonly key: string;
  readonly value: string;
  readonly source: TagSource;
  /** 0 to 100. */
  readonly confidence: number;
  /** Who, which file, which rule. */
  readonly by: string;
  readonly setAt: string;
  /** Null: it does not expire. */
  readonly expiresAt: string | null;
  /** Null: it was not removed. */
  readonly removedAt: string | null;
}

/** The most tags of a member that are known at a time. */
export const MAX_TAGS = 10_000;

/**
 * A member without tags.
 *
 * @example
 * ```ts
 * import { newTagState } from "uptier/tiering";
 *
 * newTagState(); // => { keptFrom: null, tags: {} }
 * ```
 */
export function newTagState(): TagState {
  return { keptFrom: null, tags: {} };
}

/** The first instant at which a tag is no longer in force; null: it has no end. */
export function endOf({ expiresAt, removedAt }: Tag): string | null {
  if (expiresAt === null || removedAt === null) return expiresAt ?? removedAt;
  return removedAt < expiresAt ? removedAt : expiresAt;
}

/**
 * Refuses a state that was damaged on its way.
 *
 * @throws UptierError `invalid-state`
 */
export function checkTagState(state: TagState): void {
  const sound =
    isRecord(state) &&
    (state.keptFrom === null || typeof state.keptFrom === "string") &&
    isRecord(state.tags);
  if (!sound) throw invalid(state);
  for (const tag of Object.values(state.tags)) if (!isTag(tag)) throw invalid(tag);
}

/** Whether something has all parts of a tag. */
export function isTag(tag: Tag): boolean {
  return (
    isRecord(tag) &&
    [tag.key, tag.value, tag.by, tag.setAt].every((text) => typeof text === "string") &&
    [tag.expiresAt, tag.removedAt].every((text) => text === null || typeof text === "string") &&
    TAG_SOURCES.includes(tag.source) &&
    Number.isInteger(tag.confidence)
  );
}

function invalid(value: unknown): UptierError {
  return new UptierError(
    "invalid-state",
    `the state of tags is damaged at ${shown(value)}: replay the entries`,
  );
}
