import { UptierError } from "../../kernel/errors";
import { type Instant, instantText, toMilliseconds } from "../../kernel/time/instant";
import {
  compareTags,
  isInForce,
  type KnownTag,
  shadowReason,
  type ShadowReason,
  textOrder,
} from "./ranking";
import { checkTagState, endOf, type Tag, type TagState } from "./state";

/** How a member is tagged at an instant. */
export interface TagsView {
  readonly asOf: string;
  /** One per key that has a tag in force, by key. */
  readonly effective: readonly EffectiveTag[];
  /** The first instant after `asOf` at which another tag becomes effective, or none; null: never. */
  readonly nextChangeAt: string | null;
}

/** The tag that counts for a key. */
export interface EffectiveTag extends ShownTag {
  /** The first instant at which it is no longer effective; null: it stays. */
  readonly until: string | null;
  /** The tags in force behind it, the next in line first. */
  readonly shadowed: readonly ShadowedTag[];
}

/** A tag in force that does not count. */
export interface ShadowedTag extends ShownTag {
  /** In what it is behind the effective one. */
  readonly reason: ShadowReason;
}

/** A tag as pages show it. */
export interface ShownTag extends Omit<Tag, "removedAt"> {
  readonly tag: string;
}

/**
 * How a member is tagged at an instant: the effective value of each key, and what is behind it.
 *
 * Of the tags of one key that are in force, on `[setAt, expiresAt)` unless they were removed before, the
 * effective one is manual before import before rule; within one source that of the higher confidence,
 * then the one set later, then the first id by UTF-16 code unit. The others are `shadowed`: each takes
 * over when all before it are over. Reading changes nothing, and no job has to run.
 *
 * @param state - of the member
 * @throws UptierError in this order: `invalid-instant`, `invalid-state`, `tags-not-kept` (tags that were
 * over by then may be forgotten)
 *
 * @example
 * ```ts
 * import { applyTags, defineTags, newTagState, setTag, tagsAt } from "uptier/tiering";
 *
 * const tags = defineTags({ id: "shop", keys: [{ id: "status" }] });
 * const about = { at: "2026-05-01T09:00:00+08:00", member: "m1", key: "status" } as const;
 * let state = newTagState();
 * for (const command of [
 *   { ...about, id: "t1", value: "vip", source: "manual", by: "li", expiresAt: "2026-06-01T00:00:00+08:00" },
 *   { ...about, id: "t2", value: "regular", source: "rule", by: "spend-90-days" },
 * ] as const) {
 *   const decision = setTag(tags, state, command);
 *   if (decision.ok) for (const entry of decision.entries) state = applyTags(tags, state, entry);
 * }
 * const may = tagsAt(state, "2026-05-31T23:59:59+08:00");
 * may.effective[0]?.value; // => "vip"
 * may.effective[0]?.shadowed.map(({ value, reason }) => [value, reason]);
 * // => [["regular", "lower-source"]]
 * may.nextChangeAt; // => "2026-05-31T16:00:00.000Z"
 * tagsAt(state, "2026-06-01T00:00:00+08:00").effective[0]?.value; // => "regular"
 * ```
 */
export function tagsAt(state: TagState, asOf: Instant): TagsView {
  const at = instantText(toMilliseconds(asOf));
  checkTagState(state);
  if (state.keptFrom !== null && at < state.keptFrom) {
    throw new UptierError(
      "tags-not-kept",
      `tags that were over before ${state.keptFrom} are forgotten, and ${at} is earlier; replay the entries up to that instant`,
    );
  }
  const keys = [...byKey(state)].sort(([a], [b]) => textOrder(a, b));
  const effective: EffectiveTag[] = [];
  const changes: string[] = [];
  for (const [, tags] of keys) {
    const inForce = tags.filter((tag) => isInForce(tag, at));
    const [winner, ...losers] = inForce;
    const until = nextChange(tags, winner, at);
    if (until !== null) changes.push(until);
    if (winner === undefined) continue;
    effective.push({
      ...shownTag(winner),
      until,
      shadowed: losers.map((tag) => ({ ...shownTag(tag), reason: shadowReason(winner, tag) })),
    });
  }
  const nextChangeAt = changes.reduce<string | null>(
    (first, change) => (first === null || change < first ? change : first),
    null,
  );
  return { asOf: at, effective, nextChangeAt };
}

/** The tag that counts for a key at an instant. */
export function effectiveTag(state: TagState, key: string, at: string): KnownTag | undefined {
  return byKey(state)
    .get(key)
    ?.find((tag) => isInForce(tag, at));
}

/** The tags of each key, the one that would count first. */
function byKey({ tags }: TagState): Map<string, KnownTag[]> {
  const keys = new Map<string, KnownTag[]>();
  for (const [id, tag] of Object.entries(tags)) {
    const others = keys.get(tag.key);
    if (others === undefined) keys.set(tag.key, [{ ...tag, id }]);
    else others.push({ ...tag, id });
  }
  for (const list of keys.values()) list.sort(compareTags);
  return keys;
}

/** When another tag than the one that counts now will count, or none. */
function nextChange(
  tags: readonly KnownTag[],
  winner: KnownTag | undefined,
  at: string,
): string | null {
  const end = winner === undefined ? null : endOf(winner);
  let next = end;
  for (const tag of tags) {
    // The tags are in order: those behind the winner cannot come before its end.
    if (tag === winner) break;
    const begins = tag.setAt > at && isInForce(tag, tag.setAt);
    if (begins && (next === null || tag.setAt < next)) next = tag.setAt;
  }
  return next;
}

function shownTag(known: KnownTag): ShownTag {
  const { id, key, value, source, confidence, by, setAt, expiresAt } = known;
  return { tag: id, key, value, source, confidence, by, setAt, expiresAt };
}
