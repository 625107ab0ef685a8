import { checkCommand } from "../../kernel/command";
import type { Decision } from "../../kernel/decision";
import type { IdConflict } from "../../kernel/refusal";
import { instantText } from "../../kernel/time/instant";
import { own } from "../lookup";
import type { Groups } from "./definition";
import { entryHead, type GroupCommand, type GroupEntry } from "./entries";
import type { RouteState } from "./route";
import { checkRoom, checkSeats } from "./state";

/** What leaving did. */
export interface LeaveGroupResult {
  /** The group that was left; null: it was left by the same command before. */
  readonly left: string | null;
}

/**
 * Why nobody left, in the order in which reasons are looked for.
 *
 * 1. `id-conflict`: the same id put the member into a group
 * 2. `too-late`: they joined or left a group of the bucket after the instant of the command
 * 3. `not-in-group`: they are in no group of the bucket
 */
export type LeaveGroupRefusal =
  | IdConflict
  | { readonly code: "too-late"; readonly since: string }
  | { readonly code: "not-in-group"; readonly bucket: string };

/** The codes of {@link LeaveGroupRefusal} in their order of precedence. */
export const LEAVE_GROUP_REFUSALS = [
  "id-conflict",
  "too-late",
  "not-in-group",
] as const satisfies readonly LeaveGroupRefusal["code"][];

/** The answer to a command of leaving. */
export type LeaveGroupDecision = Decision<
  LeaveGroupResult,
  GroupEntry,
  LeaveGroupRefusal,
  | LeaveGroupRefusal
  | { readonly code: "exists" }
  | { readonly code: "leaves"; readonly group: string }
>;

/**
 * Takes a member out of their group of a bucket; its place is free again.
 *
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function leaveGroup(
  groups: Groups,
  state: RouteState,
  command: GroupCommand,
): LeaveGroupDecision {
  const at = checkCommand(command, ["member", "bucket"]);
  checkSeats(state.member);
  checkRoom(state.room);
  const { id, bucket } = command;
  const refused = (refusal: LeaveGroupRefusal): LeaveGroupDecision => {
    return { ok: false, refusal, why: [refusal] };
  };
  const seat = own(state.member.seats, bucket);
  if (seat?.cause === id) {
    if (seat.group === null) {
      return { ok: true, value: { left: null }, entries: [], why: [{ code: "exists" }] };
    }
    return refused({ code: "id-conflict", field: "group", before: seat.group, now: null });
  }
  if (seat !== undefined && instantText(at) < seat.since) {
    return refused({ code: "too-late", since: seat.since });
  }
  if (seat === undefined || seat.group === null) return refused({ code: "not-in-group", bucket });
  const { group } = seat;
  const head = entryHead(groups, command, at, 1);
  return {
    ok: true,
    value: { left: group },
    entries: [{ ...head, kind: "group-left", group, reason: "left" }],
    why: [{ code: "leaves", group }],
  };
}
