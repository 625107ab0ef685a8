import type { Command, Entry } from "../../kernel/decision";
import { instantText } from "../../kernel/time/instant";
import type { Tags } from "./definition";
import type { TagSource } from "./input";
import type { Tag } from "./state";

/** The entries of tags. */
export type TagEntry = TagSet | TagRemoved;

/** What every entry of tags says. */
export interface TagsEntry extends Entry {
  /** The id of the set of tags. */
  readonly tags: string;
  /** Of the definition. */
  readonly version: string;
  readonly member: string;
  /** The id of the tag. */
  readonly tag: string;
  /** Tags that were over before this instant are forgotten. */
  readonly keepFrom: string;
}

/** A member was tagged. */
export interface TagSet extends TagsEntry {
  readonly kind: "tag-set";
  readonly set: Tag;
}

/** A tag was taken off a member. */
export interface TagRemoved extends TagsEntry {
  readonly kind: "tag-removed";
  readonly source: TagSource;
  readonly by: string;
}

/** What the entry of a command starts with. */
export function entryHead(
  { id, version }: Tags,
  command: Command & { readonly member: string },
  at: number,
): Omit<TagsEntry, "kind" | "tag" | "keepFrom"> {
  return {
    id: `${command.id}/1`,
    at: instantText(at),
    cause: command.id,
    tags: id,
    version,
    member: command.member,
  };
}
