import {
  applyTags,
  defineTags,
  newTagState,
  removeTag,
  type RemoveTagCommand,
  type RemoveTagDecision,
  setTag,
  type SetTagCommand,
  type SetTagDecision,
  type TagEntry,
  type Tags,
  type TagsInput,
  type TagState,
} from "uptier/tiering";

export const AT = "2026-05-01T09:00:00+08:00";

/** A member of a shop that keeps what is decided. */
export interface TaggedMember {
  readonly tags: Tags;
  readonly entries: readonly TagEntry[];
  state(): TagState;
  set(id: string, more?: Partial<SetTagCommand>): SetTagDecision;
  remove(id: string, tag: string, more?: Partial<RemoveTagCommand>): RemoveTagDecision;
}

export function taggedMember(input: TagsInput): TaggedMember {
  const tags = defineTags(input);
  const entries: TagEntry[] = [];
  let state = newTagState();
  const keep = <D extends SetTagDecision | RemoveTagDecision>(decision: D): D => {
    if (decision.ok) {
      for (const entry of decision.entries) {
        state = applyTags(tags, state, entry);
        entries.push(entry);
      }
    }
    return decision;
  };
  const about = { at: AT, member: "m1", source: "rule", by: "spend-90-days" } as const;
  return {
    tags,
    entries,
    state: () => state,
    set: (id, more) =>
      keep(setTag(tags, state, { ...about, id, key: "status", value: "regular", ...more })),
    remove: (id, tag, more) => keep(removeTag(tags, state, { ...about, id, tag, ...more })),
  };
}
