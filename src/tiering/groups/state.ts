import { shown, UptierError } from "../../kernel/errors";
import { isRecord } from "../lookup";

/** Where one member is. Plain JSON. */
export interface GroupSeats {
  /** By bucket. */
  readonly seats: Readonly<Record<string, GroupSeat>>;
}

/** Where a member is in one bucket, or that they left it. */
export interface GroupSeat {
  /** Null: they left. */
  readonly group: string | null;
  /** The layer that they were routed by; null: they left. */
  readonly layer: string | null;
  /** The channel that they came by; null: none was named, or they left. */
  readonly channel: string | null;
  /** Since when. */
  readonly since: string;
  /** The id of the command. */
  readonly cause: string;
}

/** How full the groups of one bucket are. Plain JSON. */
export interface GroupRoom {
  /** Members by group; a group without members is missing. */
  readonly taken: Readonly<Record<string, number>>;
}

/** Where all members are. Plain JSON. */
export interface GroupsState {
  /** By the id of the member. */
  readonly members: Readonly<Record<string, GroupSeats>>;
  /** By bucket. */
  readonly rooms: Readonly<Record<string, GroupRoom>>;
}

/**
 * A member who is in no group.
 *
 * @example
 * ```ts
 * import { newGroupSeats } from "uptier/tiering";
 *
 * newGroupSeats(); // => { seats: {} }
 * ```
 */
export function newGroupSeats(): GroupSeats {
  return { seats: {} };
}

/**
 * A bucket whose groups are empty.
 *
 * @example
 * ```ts
 * import { newGroupRoom } from "uptier/tiering";
 *
 * newGroupRoom(); // => { taken: {} }
 * ```
 */
export function newGroupRoom(): GroupRoom {
  return { taken: {} };
}

/**
 * Groups in which nobody is.
 *
 * @example
 * ```ts
 * import { newGroupsState } from "uptier/tiering";
 *
 * newGroupsState(); // => { members: {}, rooms: {} }
 * ```
 */
export function newGroupsState(): GroupsState {
  return { members: {}, rooms: {} };
}

/**
 * Refuses the state of a member that was damaged on its way.
 *
 * @throws UptierError `invalid-state`
 */
export function checkSeats(state: GroupSeats): void {
  if (!isRecord(state) || !isRecord(state.seats)) throw invalid(state);
  for (const seat of Object.values(state.seats)) {
    const sound =
      isRecord(seat) &&
      [seat.since, seat.cause].every((text) => typeof text === "string") &&
      [seat.group, seat.layer, seat.channel].every(
        (text) => text === null || typeof text === "string",
      );
    if (!sound) throw invalid(seat);
  }
}

/**
 * Refuses the state of a bucket that was damaged on its way.
 *
 * @throws UptierError `invalid-state`
 */
export function checkRoom(state: GroupRoom): void {
  if (!isRecord(state) || !isRecord(state.taken)) throw invalid(state);
  for (const taken of Object.values(state.taken)) {
    if (!Number.isSafeInteger(taken) || taken < 1) throw invalid(taken);
  }
}

/**
 * Refuses the state of all that was damaged on its way.
 *
 * @throws UptierError `invalid-state`
 */
export function checkGroupsState(state: GroupsState): void {
  if (!isRecord(state) || !isRecord(state.members) || !isRecord(state.rooms)) throw invalid(state);
  Object.values(state.members).forEach(checkSeats);
  Object.values(state.rooms).forEach(checkRoom);
}

function invalid(value: unknown): UptierError {
  return new UptierError(
    "invalid-state",
    `the state of groups is damaged at ${shown(value)}: replay the entries`,
  );
}
