import type { Command, Entry } from "../../kernel/decision";
import { instantText } from "../../kernel/time/instant";
import type { Groups } from "./definition";

/** The entries of groups. */
export type GroupEntry = GroupJoined | GroupLeft;

/** What every entry of groups says. */
export interface GroupsEntry extends Entry {
  /** The id of the set of groups. */
  readonly groups: string;
  /** Of the definition. */
  readonly version: string;
  readonly member: string;
  readonly bucket: string;
  readonly group: string;
}

/** A member was put into a group. */
export interface GroupJoined extends GroupsEntry {
  readonly kind: "group-joined";
  /** The layer that decided it. */
  readonly layer: string;
  /** The channel that the member came by; null: none was named. */
  readonly channel: string | null;
}

/** A member left a group. */
export interface GroupLeft extends GroupsEntry {
  readonly kind: "group-left";
  readonly reason: GroupLeftReason;
}

/**
 * Why a member left.
 *
 * - `left`: they, or somebody for them, said so
 * - `layer-changed`: the group is not for their layer any more
 * - `group-ended`: it was over
 * - `group-gone`: the definition has it no more
 */
export type GroupLeftReason = "left" | "layer-changed" | "group-ended" | "group-gone";

/** What a command about a member and a bucket says. */
export interface GroupCommand extends Command {
  readonly member: string;
  readonly bucket: string;
}

/** What the entries of a command start with. */
export function entryHead(
  { id, version }: Groups,
  command: GroupCommand,
  at: number,
  place: number,
): Omit<GroupsEntry, "kind" | "group"> {
  return {
    id: `${command.id}/${place}`,
    at: instantText(at),
    cause: command.id,
    groups: id,
    version,
    member: command.member,
    bucket: command.bucket,
  };
}
