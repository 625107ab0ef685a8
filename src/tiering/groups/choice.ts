import { own } from "../lookup";
import type { Group, Groups } from "./definition";
import type { GroupLeftReason } from "./entries";
import type { GroupRoom, GroupSeat } from "./state";

/** Who looks for a group. */
export interface GroupSeeker {
  readonly bucket: string;
  readonly layer: string;
  readonly channel: string | null;
}

/** The groups of a bucket that are for a layer, in the order in which they are filled. */
export function groupsFor({ groups }: Groups, { bucket, layer }: GroupSeeker): readonly Group[] {
  return groups.filter((group) => group.bucket === bucket && isFor(group, layer));
}

/**
 * The first group of the seeker's channel that has room, else the first one of no channel that has;
 * undefined: none has.
 */
export function chooseGroup(
  candidates: readonly Group[],
  taken: GroupRoom["taken"],
  { channel }: GroupSeeker,
  at: string,
): Group | undefined {
  const open = (wanted: string | null): Group | undefined =>
    candidates.find(
      (group) => group.channel === wanted && hasRoom(group, taken) && !hasEnded(group, at),
    );
  return (channel === null ? undefined : open(channel)) ?? open(null);
}

/** Why a member does not stay where they are; null: they stay, even in a full group. */
export function reasonToMove(
  { groups }: Groups,
  { group: id }: GroupSeat,
  { bucket, layer }: GroupSeeker,
  at: string,
): Exclude<GroupLeftReason, "left"> | null {
  const group = groups.find((one) => one.id === id && one.bucket === bucket);
  if (group === undefined) return "group-gone";
  if (hasEnded(group, at)) return "group-ended";
  return isFor(group, layer) ? null : "layer-changed";
}

/** Whether a group takes one more member. */
export function hasRoom({ id, capacity }: Group, taken: GroupRoom["taken"]): boolean {
  return (own(taken, id) ?? 0) < capacity;
}

/** Whether a group is over and archived. */
export function hasEnded({ endsAt }: Group, at: string): boolean {
  return endsAt !== null && at >= endsAt;
}

function isFor(group: Group, layer: string): boolean {
  return group.layer === null || group.layer === layer;
}
