import { shown, UptierError } from "../../kernel/errors";
import { duplicateEntry } from "../../kernel/replay";
import { type Instant, toMilliseconds } from "../../kernel/time/instant";
import { own, putOwn, withOwn } from "../lookup";
import type { Groups } from "./definition";
import type { GroupEntry } from "./entries";
import {
  checkGroupsState,
  type GroupRoom,
  type GroupSeat,
  type GroupSeats,
  type GroupsState,
  newGroupRoom,
  newGroupSeats,
} from "./state";

/**
 * Where all members are after one more entry. What was passed in stays as it was. It copies all
 * members; to fold many entries use `replayGroups`.
 *
 * @throws UptierError in this order: `invalid-entry`, `foreign-entry`, `invalid-state`, `unknown-link`
 * (somebody leaves a group in which nobody is)
 */
export function applyGroups(groups: Groups, state: GroupsState, entry: GroupEntry): GroupsState {
  checkGroupEntry(groups, entry);
  checkGroupsState(state);
  const { member, bucket } = entry;
  const seats = own(state.members, member) ?? newGroupSeats();
  const room = own(state.rooms, bucket) ?? newGroupRoom();
  return {
    members: withOwn(state.members, member, seatsAfter(seats, entry)),
    rooms: withOwn(state.rooms, bucket, roomAfter(room, entry)),
  };
}

/**
 * Where all members are, from the entries alone.
 *
 * @param entries - in the order in which they were made, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault `invalid-entry`,
 * `foreign-entry`, `duplicate-entry` or `unknown-link`
 */
export function replayGroups(
  groups: Groups,
  entries: Iterable<GroupEntry>,
  asOf?: Instant,
): GroupsState {
  const until = asOf === undefined ? Infinity : toMilliseconds(asOf);
  const seen = new Set<string>();
  const open = openGroups({ members: {}, rooms: {} });
  for (const entry of entries) {
    checkGroupEntry(groups, entry);
    if (seen.has(entry.id)) throw duplicateEntry(entry.id);
    seen.add(entry.id);
    if (toMilliseconds(entry.at) <= until) open.advance(entry);
  }
  return open.state();
}

/** The states of all, copied once and then changed in place. */
export interface OpenGroups {
  seats(member: string): GroupSeats;
  taken(bucket: string): GroupRoom["taken"];
  advance(entry: GroupEntry): void;
  state(): GroupsState;
}

/** Opens the states of all for many decisions. */
export function openGroups(state: GroupsState): OpenGroups {
  const members = { ...state.members };
  const rooms = { ...state.rooms };
  return {
    seats: (member) => own(members, member) ?? newGroupSeats(),
    taken: (bucket) => own(rooms, bucket)?.taken ?? {},
    advance(entry) {
      const { member, bucket } = entry;
      putOwn(members, member, seatsAfter(own(members, member) ?? newGroupSeats(), entry));
      putOwn(rooms, bucket, roomAfter(own(rooms, bucket) ?? newGroupRoom(), entry));
    },
    state: () => ({ members, rooms }),
  };
}

/** Where a member is after one more entry of theirs that is known to be right. */
export function seatsAfter({ seats }: GroupSeats, entry: GroupEntry): GroupSeats {
  const { bucket, at: since, cause } = entry;
  const seat: GroupSeat =
    entry.kind === "group-joined"
      ? { group: entry.group, layer: entry.layer, channel: entry.channel, since, cause }
      : { group: null, layer: null, channel: null, since, cause };
  return { seats: withOwn(seats, bucket, seat) };
}

/** How full a bucket is after one more entry of it that is known to be right. */
export function roomAfter({ taken }: GroupRoom, entry: GroupEntry): GroupRoom {
  const { group } = entry;
  const before = own(taken, group) ?? 0;
  if (entry.kind === "group-joined") return { taken: withOwn(taken, group, before + 1) };
  if (before === 0) {
    throw new UptierError(
      "unknown-link",
      `entry "${entry.id}" leaves group ${shown(group)}, in which nobody is; pass all entries in their order`,
    );
  }
  if (before > 1) return { taken: withOwn(taken, group, before - 1) };
  const others = { ...taken };
  Reflect.deleteProperty(others, group);
  return { taken: others };
}

const PARTS: Readonly<Record<GroupEntry["kind"], string>> = {
  "group-joined": "layer",
  "group-left": "reason",
};

/** Refuses what is no entry, or none of these groups. */
function checkGroupEntry(groups: Groups, entry: GroupEntry): void {
  if (typeof entry !== "object" || entry === null) throw invalid("an entry", entry);
  if (!Object.hasOwn(PARTS, entry.kind)) throw invalid("the kind of an entry", entry.kind);
  const values = entry as unknown as Readonly<Record<string, unknown>>;
  const parts = ["id", "at", "cause", "groups", "member", "bucket", "group", PARTS[entry.kind]];
  for (const key of parts) {
    if (typeof values[key] !== "string") throw invalid(`"${key}" of an entry`, values[key]);
  }
  if (
    entry.kind === "group-joined" &&
    entry.channel !== null &&
    typeof entry.channel !== "string"
  ) {
    throw invalid('"channel" of an entry', entry.channel);
  }
  if (entry.groups !== groups.id) {
    throw new UptierError(
      "foreign-entry",
      `entry "${entry.id}" belongs to groups "${entry.groups}", not to "${groups.id}"`,
    );
  }
}

function invalid(what: string, value: unknown): UptierError {
  return new UptierError(
    "invalid-entry",
    `${what} is ${shown(value)}; pass entries exactly as they were made`,
  );
}
