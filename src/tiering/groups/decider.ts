import type { Decider, Decision, Reason, Stream } from "../../kernel/decision";
import type { Groups } from "./definition";
import type { GroupCommand, GroupEntry } from "./entries";
import { roomAfter, seatsAfter } from "./fold";
import { leaveGroup, type LeaveGroupRefusal, type LeaveGroupResult } from "./leave";
import {
  routeMember,
  type RouteMemberCommand,
  type RouteMemberRefusal,
  type RouteMemberResult,
  type RouteState,
} from "./route";
import { type GroupRoom, type GroupSeats, newGroupRoom, newGroupSeats } from "./state";

/** What a runner needs to make groups durable: a decider for each verb. */
export interface GroupDeciders {
  readonly routeMember: Decider<
    RouteMemberCommand,
    RouteMemberResult,
    GroupEntry,
    RouteMemberRefusal,
    Reason
  >;
  readonly leaveGroup: Decider<
    GroupCommand,
    LeaveGroupResult,
    GroupEntry,
    LeaveGroupRefusal,
    Reason
  >;
}

/**
 * The decisions of groups for a runner such as the SQL store. Both share one name, so that no two of their
 * commands may have the same id. Each touches the stream of the member and that of the bucket: the next
 * group in line depends on how full those before it are, and so the places of a bucket are given one
 * after another.
 *
 * @example
 * ```ts
 * import { defineGroups, groupDeciders } from "uptier/tiering";
 *
 * const groups = defineGroups({
 *   id: "shop",
 *   buckets: [{ id: "vip" }],
 *   groups: [{ id: "v1", bucket: "vip", capacity: 200 }],
 * });
 * const about = { id: "l1", at: "2026-11-21T09:30:00+08:00", member: "m1", bucket: "vip" };
 * groupDeciders(groups).leaveGroup.streams(about).map(({ key }) => key);
 * // => ["tiering/groups/shop/member/m1", "tiering/groups/shop/bucket/vip"]
 * ```
 */
export function groupDeciders(groups: Groups): GroupDeciders {
  const decider = <C extends GroupCommand, V, R extends Reason>(
    decide: (groups: Groups, state: RouteState, command: C) => Decision<V, GroupEntry, R, Reason>,
  ): Decider<C, V, GroupEntry, R, Reason> => ({
    name: `tiering/groups/${groups.id}`,
    streams: ({ member, bucket }) => [
      groupMemberStream(groups.id, member),
      groupRoomStream(groups.id, bucket),
    ],
    decide: (read, command) =>
      decide(
        groups,
        {
          member: read(groupMemberStream(groups.id, command.member)),
          room: read(groupRoomStream(groups.id, command.bucket)),
        },
        command,
      ),
  });
  return { routeMember: decider(routeMember), leaveGroup: decider(leaveGroup) };
}

/** The stream of a member: where they are. */
export function groupMemberStream(groups: string, member: string): Stream<GroupSeats, GroupEntry> {
  return {
    key: `tiering/groups/${groups}/member/${member}`,
    initial: newGroupSeats,
    apply: seatsAfter,
  };
}

/** The stream of a bucket: how full its groups are. */
export function groupRoomStream(groups: string, bucket: string): Stream<GroupRoom, GroupEntry> {
  return {
    key: `tiering/groups/${groups}/bucket/${bucket}`,
    initial: newGroupRoom,
    apply: roomAfter,
  };
}
