import type { Command, Decider, Decision, Reason, Stream } from "../../kernel/decision";
import type { Tags } from "./definition";
import type { TagEntry } from "./entries";
import { advanced } from "./fold";
import {
  removeTag,
  type RemoveTagCommand,
  type RemoveTagRefusal,
  type RemoveTagResult,
} from "./remove-tag";
import { setTag, type SetTagCommand, type SetTagRefusal, type SetTagResult } from "./set-tag";
import { newTagState, type TagState } from "./state";

/** What a runner needs to make tags durable: a decider for each verb. */
export interface TagDeciders {
  readonly setTag: Decider<SetTagCommand, SetTagResult, TagEntry, SetTagRefusal, Reason>;
  readonly removeTag: Decider<
    RemoveTagCommand,
    RemoveTagResult,
    TagEntry,
    RemoveTagRefusal,
    Reason
  >;
}

/**
 * The decisions of tags for a runner such as the SQL store. Both share one name, so that no two of their
 * commands may have the same id. Each touches the stream of one member.
 *
 * @example
 * ```ts
 * import { defineTags, tagDeciders } from "uptier/tiering";
 *
 * const tags = defineTags({ id: "shop", keys: [{ id: "status" }] });
 * const command = { id: "r1", at: "2026-11-21T09:30:00+08:00", member: "m1", tag: "t1" };
 * const { removeTag } = tagDeciders(tags);
 * removeTag.streams({ ...command, source: "manual", by: "li" })[0]?.key;
 * // => "tiering/tags/shop/member/m1"
 * ```
 */
export function tagDeciders(tags: Tags): TagDeciders {
  const decider = <C extends Command & { readonly member: string }, V, R extends Reason>(
    decide: (tags: Tags, state: TagState, command: C) => Decision<V, TagEntry, R, Reason>,
  ): Decider<C, V, TagEntry, R, Reason> => ({
    name: `tiering/tags/${tags.id}`,
    streams: ({ member }) => [tagStream(tags.id, member)],
    decide: (read, command) => decide(tags, read(tagStream(tags.id, command.member)), command),
  });
  return { setTag: decider(setTag), removeTag: decider(removeTag) };
}

/** The stream of a member's tags. */
export function tagStream(tags: string, member: string): Stream<TagState, TagEntry> {
  return { key: `tiering/tags/${tags}/member/${member}`, initial: newTagState, apply: advanced };
}
