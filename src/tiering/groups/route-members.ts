import { checkIsCommand } from "../../kernel/command";
import type { Command } from "../../kernel/decision";
import { shown, UptierError } from "../../kernel/errors";
import type { Groups } from "./definition";
import type { GroupEntry } from "./entries";
import { openGroups } from "./fold";
import {
  checkRoute,
  decideRoute,
  type RouteMemberCommand,
  type RouteMemberRefusal,
  type RouteMemberResult,
} from "./route";
import { checkGroupsState, type GroupsState } from "./state";

/** Members who are to be in the right groups of a bucket, in the order in which they are served. */
export interface RouteMembersCommand extends Command {
  readonly bucket: string;
  /** At most 100,000, each once. */
  readonly members: readonly RouteMembersItem[];
}

/** One of them. */
export interface RouteMembersItem {
  readonly member: string;
  readonly layer: string;
  readonly channel?: string | undefined;
}

/** Where they are then. */
export interface RoutedMembers {
  readonly placed: readonly ({ readonly member: string } & RouteMemberResult)[];
  readonly refused: readonly { readonly member: string; readonly refusal: RouteMemberRefusal }[];
  readonly entries: readonly GroupEntry[];
  readonly state: GroupsState;
}

/** The most members of one command. */
const MAX_MEMBERS = 100_000;

/**
 * Routes many members, each as `routeMember` does and in the order given: first come, first served. The
 * command of the third one has the id `<id>/3`.
 *
 * @param state - of all; what was passed in stays as it was
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 *
 * @example
 * ```ts
 * import { defineGroups, newGroupsState, routeMembers } from "uptier/tiering";
 *
 * const groups = defineGroups({
 *   id: "shop",
 *   buckets: [{ id: "vip" }],
 *   groups: [{ id: "v1", bucket: "vip", layer: "senior", capacity: 1 }],
 * });
 * const { placed, refused } = routeMembers(groups, newGroupsState(), {
 *   id: "monday",
 *   at: "2026-11-21T09:30:00+08:00",
 *   bucket: "vip",
 *   members: [
 *     { member: "m1", layer: "senior" },
 *     { member: "m2", layer: "senior" },
 *   ],
 * });
 * placed; // => [{ member: "m1", group: "v1", from: null }]
 * refused.map(({ member, refusal }) => [member, refusal.code]); // => [["m2", "overflow"]]
 * ```
 */
export function routeMembers(
  groups: Groups,
  state: GroupsState,
  command: RouteMembersCommand,
): RoutedMembers {
  const commands = commandsOf(command);
  checkGroupsState(state);
  const open = openGroups(state);
  const placed: ({ member: string } & RouteMemberResult)[] = [];
  const refused: { member: string; refusal: RouteMemberRefusal }[] = [];
  const entries: GroupEntry[] = [];
  for (const { at, one } of commands) {
    const { member, bucket } = one;
    const decision = decideRoute(groups, open.seats(member), open.taken(bucket), one, at);
    if (!decision.ok) {
      refused.push({ member, refusal: decision.refusal });
      continue;
    }
    placed.push({ member, ...decision.value });
    for (const entry of decision.entries) {
      open.advance(entry);
      entries.push(entry);
    }
  }
  return { placed, refused, entries, state: open.state() };
}

function commandsOf(
  command: RouteMembersCommand,
): readonly { readonly at: number; readonly one: RouteMemberCommand }[] {
  checkIsCommand(command);
  const { id, at, bucket, members } = command;
  if (!Array.isArray(members) || members.length > MAX_MEMBERS) {
    throw invalid(["members"], `must be a list of at most ${MAX_MEMBERS}`);
  }
  const seen = new Set<string>();
  return (members as readonly (RouteMembersItem | null)[]).map((item, index) => {
    if (typeof item !== "object" || item === null) {
      throw invalid(["members", index], `must be an object, not ${shown(item)}`);
    }
    const { member, layer, channel } = item;
    const one = {
      id: typeof id === "string" && id !== "" ? `${id}/${index + 1}` : id,
      at,
      bucket,
      member,
      layer,
      ...(channel === undefined ? {} : { channel }),
    };
    const instant = checkRoute(one);
    if (seen.has(member)) {
      throw invalid(["members", index, "member"], `${shown(member)} is there twice; give it once`);
    }
    seen.add(member);
    return { at: instant, one };
  });
}

function invalid(path: readonly (string | number)[], message: string): UptierError {
  return new UptierError("invalid-command", "The command cannot be used:", [
    { path, code: "invalid-value", message },
  ]);
}
