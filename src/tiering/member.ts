import { instantText, toMilliseconds } from "../kernel/time/instant";
import { recountAll, takeIn } from "./counting";
import {
  closeEarned,
  type OpenEarned,
  openEarned,
  type OpenGrant,
  openGrant,
  type OpenPending,
  openPending,
} from "./earned";
import { type DoneCommand, rememberActivity, rememberGrant } from "./identity";
import { own, remembered, withOwn } from "./lookup";
import type { Metric, TierProgram } from "./program";
import { emptyQueue, type Queue } from "./queue";
import { sharedWindowsOf } from "./shared-window";
import type { KeptActivity, Membership, TierState } from "./state";
import { damagedState } from "./state-check";
import { copySum, emptySum, type MetricSum } from "./sums";

/**
 * A member as decisions use it: instants are numbers, metrics are sums that advance. Plain states are
 * made of it, and it is made of them.
 */
export interface OpenMember {
  /** Up to when time has been worked off: the instant of the last entry, in copies a later one. */
  at: number;
  version: string | null;
  seq: number;
  membership: Membership | null;
  /** By ref. */
  readonly activities: Map<string, KeptActivity>;
  /** By id, what commands did; not those that are known by an activity of the same id. Null: none. */
  commands: Map<string, DoneCommand> | null;
  /** By place of the metric. */
  deducted: readonly number[];
  /** What was deducted of metrics that the programme no longer has, by metric. */
  deductedBefore: TierState["deducted"];
  earned: OpenEarned | null;
  pending: OpenPending | null;
  grants: readonly OpenGrant[];
  /** By place of the metric; weighted metrics have none. */
  sums: readonly (MetricSum | null)[];
  /** By window of the programme. */
  queues: readonly Queue[];
  /** Whether something was taken back of an activity since it was queued. */
  hasTakenBack: boolean;
}

/** Somebody before the first activity. */
export function emptyMember(program: TierProgram): OpenMember {
  const { metrics } = program;
  return {
    at: -Infinity,
    version: null,
    seq: 0,
    membership: null,
    activities: new Map(),
    commands: null,
    deducted: nothingDeducted(metrics),
    deductedBefore: NOTHING,
    earned: null,
    pending: null,
    grants: NO_GRANTS,
    sums: metrics.map(sumOf),
    queues: sharedWindowsOf(program).map(emptyQueue),
    hasTakenBack: false,
  };
}

/* Shared by members: they are replaced, never changed. */
const NOTHING: TierState["deducted"] = Object.freeze({});
const NO_GRANTS: readonly OpenGrant[] = [];
const nothingDeducted = remembered((metrics: readonly Metric[]): readonly number[] =>
  metrics.map(() => 0),
);

function sumOf(metric: Metric): MetricSum | null {
  return metric.kind === "weighted" ? null : emptySum(metric);
}

/** A member of a plain state. What programmes no longer have is kept in the state and not counted. */
export function openMember(program: TierProgram, state: TierState): OpenMember {
  const member = emptyMember(program);
  member.at = state.at === null ? -Infinity : toMilliseconds(state.at);
  member.version = state.version;
  member.seq = state.seq;
  member.membership = state.membership;
  for (const [metric, amount] of Object.entries(state.deducted)) {
    addDeduction(program, member, metric, amount);
  }
  member.earned = state.earned && openEarned(program, state.earned);
  member.pending = state.pending && openPending(state.pending);
  member.grants = state.grants.map((grant) => openGrant(program, grant));
  for (const grant of state.grants) rememberGrant(member, grant);
  for (const activity of state.activities) takeIn(member, activity);
  if (member.activities.size < state.activities.length) {
    throw damagedState("activities", "twice the same");
  }
  return member;
}

/** The plain state of a member. */
export function closeMember(program: TierProgram, member: OpenMember): TierState {
  return {
    at: member.at === -Infinity ? null : instantText(member.at),
    version: member.version,
    seq: member.seq,
    membership: member.membership,
    activities: [...member.activities.values()],
    deducted: {
      ...member.deductedBefore,
      ...Object.fromEntries(
        program.metrics.flatMap(({ id }, place) =>
          member.deducted[place] === 0 ? [] : [[id, member.deducted[place]!]],
        ),
      ),
    },
    earned: member.earned && closeEarned(member.earned),
    pending: member.pending && member.pending.plain,
    grants: member.grants.map(({ plain }) => plain),
  };
}

/** A copy on which time can pass without changing the member. Activities are shared: none is added. */
export function copyMember(member: OpenMember): OpenMember {
  return {
    ...member,
    sums: member.sums.map((sum) => sum && copySum(sum)),
    queues: member.queues.map((queue) => ({ ...queue })),
  };
}

/** Takes something off a metric for good, or keeps it for one that the programme no longer has. */
export function addDeduction(
  program: TierProgram,
  member: OpenMember,
  metric: string,
  amount: number,
): void {
  const place = program.metrics.findIndex(({ id }) => id === metric);
  if (place >= 0) member.deducted = member.deducted.with(place, member.deducted[place]! + amount);
  else {
    const before = own(member.deductedBefore, metric) ?? 0;
    member.deductedBefore = withOwn(member.deductedBefore, metric, before + amount);
  }
}

/** What a change of a member replaces and does not change in place: all but activities and their sums. */
export type Replaced = Pick<
  OpenMember,
  | "at"
  | "version"
  | "seq"
  | "membership"
  | "deducted"
  | "deductedBefore"
  | "earned"
  | "pending"
  | "grants"
>;

/** Makes a member what they were before a command that failed half-way, with the activity that it names. */
export function goBack(
  member: OpenMember,
  before: Replaced,
  ref: string,
  activity: KeptActivity | undefined,
): void {
  Object.assign(member, before, { commands: null });
  if (activity === undefined) member.activities.delete(ref);
  else member.activities.set(ref, activity);
  for (const { plain } of member.grants) rememberGrant(member, plain);
  for (const kept of member.activities.values()) rememberActivity(member, kept);
  recountAll(member);
}
