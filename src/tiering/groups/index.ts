export { type GroupDeciders, groupDeciders, groupMemberStream, groupRoomStream } from "./decider";
export {
  defineGroups,
  type Group,
  type GroupBucket,
  type Groups,
  groupsJsonSchema,
  groupsSchema,
} from "./definition";
export type {
  GroupCommand,
  GroupEntry,
  GroupJoined,
  GroupLeft,
  GroupLeftReason,
  GroupsEntry,
} from "./entries";
export { applyGroups, replayGroups } from "./fold";
export { type GroupOccupancy, groupsAt } from "./groups-at";
export type { GroupBucketInput, GroupBucketKind, GroupInput, GroupsInput } from "./input";
export {
  LEAVE_GROUP_REFUSALS,
  leaveGroup,
  type LeaveGroupDecision,
  type LeaveGroupRefusal,
  type LeaveGroupResult,
} from "./leave";
export {
  ROUTE_MEMBER_REFUSALS,
  routeMember,
  type RouteMemberCommand,
  type RouteMemberDecision,
  type RouteMemberReason,
  type RouteMemberRefusal,
  type RouteMemberResult,
  type RouteState,
} from "./route";
export {
  type RoutedMembers,
  routeMembers,
  type RouteMembersCommand,
  type RouteMembersItem,
} from "./route-members";
export {
  type GroupRoom,
  type GroupSeat,
  type GroupSeats,
  type GroupsState,
  newGroupRoom,
  newGroupSeats,
  newGroupsState,
} from "./state";
