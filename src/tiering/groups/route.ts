import { checkCommand } from "../../kernel/command";
import type { Decision } from "../../kernel/decision";
import { conflictOf, type IdConflict } from "../../kernel/refusal";
import { instantText } from "../../kernel/time/instant";
import { own } from "../lookup";
import {
  chooseGroup,
  groupsFor,
  type GroupSeeker,
  hasEnded,
  hasRoom,
  reasonToMove,
} from "./choice";
import type { Groups } from "./definition";
import { entryHead, type GroupCommand, type GroupEntry, type GroupLeftReason } from "./entries";
import { checkRoom, checkSeats, type GroupRoom, type GroupSeats } from "./state";

/** A member is to be in the right group of a bucket. */
export interface RouteMemberCommand extends GroupCommand {
  /** Their layer or tier at the instant. */
  readonly layer: string;
  /** The channel that they come by: the code that they scanned. Default: none. */
  readonly channel?: string | undefined;
}

/** Where the member is, and how full the bucket is. */
export interface RouteState {
  readonly member: GroupSeats;
  readonly room: GroupRoom;
}

/** The group that a member is in. */
export interface RouteMemberResult {
  readonly group: string;
  /** The group that they were in before; null: none, or the same. */
  readonly from: string | null;
}

/**
 * Why a member was not routed, in the order in which reasons are looked for. They are where they were.
 *
 * 1. `unknown-bucket`: the definition has no such bucket
 * 2. `id-conflict`: the same id stood for another bucket, layer or channel, or for leaving
 * 3. `too-late`: they joined or left a group of the bucket after the instant of the command
 * 4. `overflow`: no group for them has room; `current` is the group that they stay in, if there is one
 */
export type RouteMemberRefusal =
  | { readonly code: "unknown-bucket"; readonly bucket: string; readonly known: readonly string[] }
  | IdConflict
  | { readonly code: "too-late"; readonly since: string }
  | {
      readonly code: "overflow";
      readonly bucket: string;
      readonly layer: string;
      readonly channel: string | null;
      readonly current: string | null;
    };

/** The codes of {@link RouteMemberRefusal} in their order of precedence. */
export const ROUTE_MEMBER_REFUSALS = [
  "unknown-bucket",
  "id-conflict",
  "too-late",
  "overflow",
] as const satisfies readonly RouteMemberRefusal["code"][];

/** Why this group, or none. */
export type RouteMemberReason =
  | { readonly code: "exists" }
  /** The member is in a group of their layer, and stays there even if it is full. */
  | { readonly code: "stays"; readonly group: string }
  | { readonly code: "group-full"; readonly group: string; readonly capacity: number }
  | { readonly code: "group-ended"; readonly group: string; readonly endsAt: string }
  | { readonly code: "moves"; readonly from: string; readonly reason: GroupLeftReason }
  | { readonly code: "joins"; readonly group: string; readonly by: "channel" | "no-channel" };

/** The answer to a {@link RouteMemberCommand}. */
export type RouteMemberDecision = Decision<
  RouteMemberResult,
  GroupEntry,
  RouteMemberRefusal,
  RouteMemberRefusal | RouteMemberReason
>;

/**
 * Puts a member into the right group of a bucket.
 *
 * A member who is in a group of their layer stays, even in a full one and whatever the channel. Else the
 * first group in the order of the definition that is for their layer, of their channel and has room
 * takes them; else the first one for their layer without a channel that has room; else the answer is
 * `overflow`, and they are where they were. A group past its end has no room. Who changes layer moves
 * to a group of the new layer in one decision, and keeps the old place until there is one.
 *
 * Capacity is never exceeded as long as every answer is folded into the states before the next one is
 * decided. Lowering a capacity puts nobody out.
 *
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 *
 * @example
 * ```ts
 * import { defineGroups, newGroupRoom, newGroupSeats, routeMember } from "uptier/tiering";
 *
 * const groups = defineGroups({
 *   id: "shop",
 *   buckets: [{ id: "traffic" }],
 *   groups: [
 *     { id: "g1", bucket: "traffic", layer: "beginner", channel: "a", capacity: 2 },
 *     { id: "g2", bucket: "traffic", layer: "beginner", channel: "a", capacity: 2 },
 *     { id: "g3", bucket: "traffic", layer: "beginner", capacity: 5 },
 *   ],
 * });
 * const state = { member: newGroupSeats(), room: { taken: { g1: 2, g2: 1 } } };
 * const about = { id: "r1", at: "2026-11-21T09:30:00+08:00", member: "m1", bucket: "traffic" };
 * const decision = routeMember(groups, state, { ...about, layer: "beginner", channel: "a" });
 * decision.ok && decision.value.group; // => "g2"
 * decision.why;
 * // => [
 * //   { code: "group-full", group: "g1", capacity: 2 },
 * //   { code: "joins", group: "g2", by: "channel" },
 * // ]
 * ```
 */
export function routeMember(
  groups: Groups,
  state: RouteState,
  command: RouteMemberCommand,
): RouteMemberDecision {
  const at = checkRoute(command);
  checkSeats(state.member);
  checkRoom(state.room);
  return decideRoute(groups, state.member, state.room.taken, command, at);
}

/** Checks a command and reads its instant. */
export function checkRoute(command: RouteMemberCommand): number {
  const channel = command?.channel === undefined ? [] : (["channel"] as const);
  return checkCommand(command, ["member", "bucket", "layer", ...channel]);
}

/** The same of what is known to be sound. */
export function decideRoute(
  groups: Groups,
  { seats }: GroupSeats,
  taken: GroupRoom["taken"],
  command: RouteMemberCommand,
  at: number,
): RouteMemberDecision {
  const seeker: GroupSeeker = { ...command, channel: command.channel ?? null };
  const now = instantText(at);
  const refused = refusalFor(groups, seats, command, seeker, now);
  if (refused !== null) return { ok: false, refusal: refused, why: [refused] };
  const seat = own(seats, seeker.bucket);
  const from = seat?.group ?? null;
  if (from !== null && seat?.cause === command.id) {
    return {
      ok: true,
      value: { group: from, from: null },
      entries: [],
      why: [{ code: "exists" }],
    };
  }
  const leaves =
    seat === undefined || from === null ? null : reasonToMove(groups, seat, seeker, now);
  if (from !== null && leaves === null) {
    return {
      ok: true,
      value: { group: from, from: null },
      entries: [],
      why: [{ code: "stays", group: from }],
    };
  }
  const candidates = groupsFor(groups, seeker);
  const chosen = chooseGroup(candidates, taken, seeker, now);
  const passed = candidates
    .slice(0, chosen === undefined ? undefined : candidates.indexOf(chosen))
    .filter(({ channel }) => channel === null || channel === seeker.channel)
    .flatMap((group): RouteMemberReason[] => {
      const { id, endsAt, capacity } = group;
      if (endsAt !== null && hasEnded(group, now)) {
        return [{ code: "group-ended", group: id, endsAt }];
      }
      return hasRoom(group, taken) ? [] : [{ code: "group-full", group: id, capacity }];
    });
  if (chosen === undefined) {
    const { bucket, layer, channel } = seeker;
    const current = leaves === "layer-changed" ? from : null;
    const refusal: RouteMemberRefusal = { code: "overflow", bucket, layer, channel, current };
    return { ok: false, refusal, why: [...passed, refusal] };
  }
  const entries: GroupEntry[] = [];
  const why: RouteMemberReason[] = [...passed];
  if (from !== null && leaves !== null) {
    const head = entryHead(groups, command, at, 1);
    entries.push({ ...head, kind: "group-left", group: from, reason: leaves });
    why.push({ code: "moves", from, reason: leaves });
  }
  entries.push({
    ...entryHead(groups, command, at, entries.length + 1),
    kind: "group-joined",
    group: chosen.id,
    layer: seeker.layer,
    channel: seeker.channel,
  });
  const by = chosen.channel === null ? "no-channel" : "channel";
  why.push({ code: "joins", group: chosen.id, by });
  return { ok: true, value: { group: chosen.id, from }, entries, why };
}

function refusalFor(
  { buckets }: Groups,
  seats: GroupSeats["seats"],
  { id }: RouteMemberCommand,
  { bucket, layer, channel }: GroupSeeker,
  now: string,
): RouteMemberRefusal | null {
  if (!buckets.some((one) => one.id === bucket)) {
    return { code: "unknown-bucket", bucket, known: buckets.map((one) => one.id) };
  }
  const known = Object.entries(seats).find(([, { cause }]) => cause === id);
  if (known !== undefined) {
    const [before, seat] = known;
    return conflictOf({
      bucket: [before, bucket],
      layer: [seat.layer, layer],
      channel: [seat.channel, channel],
    });
  }
  const seat = own(seats, bucket);
  return seat !== undefined && now < seat.since ? { code: "too-late", since: seat.since } : null;
}
