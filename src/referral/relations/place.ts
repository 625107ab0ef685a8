import { checkCommand, invalidCommand, textIn } from "../../kernel/command";
import type { Accepted, Command } from "../../kernel/decision";
import { isList } from "../../kernel/list";
import { type IdConflict, refuse } from "../../kernel/refusal";
import { after } from "../../kernel/time/duration";
import { instantText, toMilliseconds } from "../../kernel/time/instant";
import {
  againstBefore,
  bookedAt,
  changeBy,
  entryOf,
  type RelationDecision,
  type RelationReason,
} from "./booking";
import type { BindingPolicy } from "./definition";
import type { RelationEntry } from "./entries";
import type { Binding, MemberRelation } from "./state";
import { isOver, type RelationView } from "./view";

/** Whether somebody may refer at all. */
export type ReferrerStatus = (typeof REFERRER_STATUSES)[number];

/** All of {@link ReferrerStatus}. */
export const REFERRER_STATUSES = ["active", "disabled", "unknown"] as const;

/** A member is to stand below a referrer. */
export interface PlacingCommand extends Command {
  readonly member: string;
  /** Null: the link or the code leads to nobody. */
  readonly referrer: string | null;
  /** Whether the referrer may refer now; the host knows its members. */
  readonly referrerStatus: ReferrerStatus;
  /**
   * For deciders: those above the referrer, the nearest first, at most 1,000. Only a member who has
   * referred somebody needs them; the decision checks that they are as they were read.
   */
  readonly upline?: readonly string[] | undefined;
}

/** A member who is bound. */
export interface BindResult {
  /** Null: the member has been released since. */
  readonly binding: Binding | null;
  /** To whom they were bound until now; null: to nobody. */
  readonly from: string | null;
}

/** What speaks against a referrer, whoever asks; see `BindRefusal`. */
export type PlaceRefusal =
  | IdConflict
  | { readonly code: "self-referral"; readonly member: string }
  | { readonly code: "referrer-unknown"; readonly referrer: string | null }
  | { readonly code: "referrer-disabled"; readonly referrer: string }
  | { readonly code: "referrer-role"; readonly member: string; readonly referrals: number }
  | { readonly code: "cycle"; readonly referrer: string };

/** Those above the referrer are not as the command has them; see `BindRefusal`. */
export interface UplineChanged {
  readonly code: "upline-changed";
  readonly above: string;
}

/** Where a member is to stand, when nothing speaks against the referrer. */
export interface Place {
  readonly referrer: string;
  /** The binding that is not over; null: none. */
  readonly current: Binding | null;
  /** Whose upline could not be seen; null: all of it could. */
  readonly unseen: string | null;
  readonly now: string;
  readonly why: readonly RelationReason[];
}

/** Checks what every command that binds says, and reads its instant. */
export function readPlacing(command: PlacingCommand): number {
  const at = checkCommand(command, command?.referrer === null ? NAMES : NAMES_WITH_REFERRER);
  oneOf("referrerStatus", command.referrerStatus, REFERRER_STATUSES);
  const { upline } = command;
  if (upline === undefined) return at;
  if (!isList(upline) || upline.length > MAX_UPLINE) {
    throw invalidCommand("upline", `a list of at most ${MAX_UPLINE} members`, upline);
  }
  for (const name of upline) {
    if (textIn("upline", name) === null) throw invalidCommand("upline", "members", name);
  }
  return at;
}

/** Refuses what is none of the values that there are. */
export function oneOf(name: string, value: unknown, known: readonly unknown[]): void {
  if (!known.includes(value)) throw invalidCommand(name, `one of ${known.join(", ")}`, value);
}

/** The place that a command asks for; or its answer, where that is settled already. */
export function placeFor(
  { referrersMayBeReferred }: BindingPolicy,
  view: RelationView,
  member: MemberRelation,
  command: PlacingCommand,
  at: number,
): Place | RelationDecision<BindResult, PlaceRefusal> {
  const before = changeBy(member, command);
  if (before !== null) {
    const conflict = againstBefore(before, command.referrer);
    return conflict === null ? unchanged(member, { code: "exists" }) : refuse(conflict);
  }
  const { member: name, referrer, referrerStatus } = command;
  if (referrer === name) return refuse({ code: "self-referral", member: name });
  if (referrer === null || referrerStatus === "unknown") {
    return refuse({ code: "referrer-unknown", referrer });
  }
  if (referrerStatus === "disabled") return refuse({ code: "referrer-disabled", referrer });
  const { referrals, code, binding } = member;
  if (!referrersMayBeReferred && (referrals > 0 || code !== null)) {
    return refuse({ code: "referrer-role", member: name, referrals });
  }
  const { now, late } = bookedAt(member, at);
  // Who has never referred anybody stands above nobody.
  const meeting = referrals === 0 ? "not-met" : view.meets(referrer, name, now);
  if (meeting === "met") return refuse({ code: "cycle", referrer });
  const over = binding !== null && isOver(binding.until, now) ? binding : null;
  const current = over === null ? binding : null;
  if (current?.referrer === referrer)
    return unchanged(member, { code: "already-theirs", referrer });
  return {
    referrer,
    current,
    unseen: meeting === "not-met" ? null : meeting.unseen,
    now,
    why:
      over === null
        ? late
        : [...late, { code: "ran-out", referrer: over.referrer, until: over.until! }],
  };
}

/** Makes the entry of a binding. */
export function bindThere(
  policy: BindingPolicy,
  command: PlacingCommand,
  { referrer, current, now, why }: Place,
  { rule, touch, reason }: Pick<Binding, "rule" | "touch"> & { readonly reason: string | null },
): Accepted<BindResult, RelationEntry, RelationReason> {
  const start = toMilliseconds(now);
  const end = (length: BindingPolicy["lasts"]): string | null =>
    length === null ? null : instantText(after(start, length, policy.zone));
  const binding: Binding = {
    referrer,
    since: now,
    protectedUntil: end(policy.protection),
    until: end(policy.lasts),
    rule,
    touch,
  };
  const from = current?.referrer ?? null;
  const body = { kind: "member-bound", referrer, from, binding, reason } as const;
  return {
    ok: true,
    value: { binding, from },
    entries: [entryOf(policy, command, now, body)],
    why: [{ code: "bound", referrer, from }, ...why],
  };
}

const NAMES = ["member"] as const;
const NAMES_WITH_REFERRER = ["member", "referrer"] as const;
const MAX_UPLINE = 1_000;

function unchanged(
  { binding }: MemberRelation,
  reason: RelationReason,
): Accepted<BindResult, RelationEntry, RelationReason> {
  return {
    ok: true,
    value: { binding, from: binding?.referrer ?? null },
    entries: [],
    why: [reason],
  };
}
