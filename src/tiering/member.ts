import { addSafely } from "../kernel/money/amount";
import { scaled } from "../kernel/money/rate";
import { instantText, toMilliseconds } from "../kernel/time/instant";
import type { ReadMetric } from "./condition";
import { type DoneCommand, rememberActivity, rememberGrant } from "./identity";
import { own, remembered, withOwn } from "./lookup";
import type { Metric, TierProgram } from "./program";
import type {
  EarnedTier,
  KeptActivity,
  Membership,
  PendingTier,
  TierGrant,
  TierState,
} from "./state";
import { damagedState } from "./state-check";
import {
  copySum,
  type Counted,
  countIn,
  dayFor,
  emptySum,
  endOf,
  type MetricSum,
  recount,
  rollOff,
  type WindowAnchors,
} from "./sums";

/**
 * A member as decisions use it: instants are numbers, metrics are sums that advance. Plain states are
 * made of it, and it is made of them.
 */
export interface OpenMember {
  /** Up to when time has been worked off: the instant of the last entry, in copies a later one. */
  at: number;
  version: string | null;
  seq: number;
  membership: OpenMembership | null;
  readonly activities: Map<string, OpenActivity>;
  /** By id, what commands did; not those that are known by an activity of the same id. Null: none. */
  commands: Map<string, DoneCommand> | null;
  /** By place of the metric. */
  deducted: readonly number[];
  /** What was deducted of metrics that the programme no longer has, by metric. */
  deductedBefore: TierState["deducted"];
  earned: OpenEarned | null;
  pending: OpenPending | null;
  grants: OpenGrant[];
  /** By place of the metric; weighted metrics have none. */
  sums: (MetricSum | null)[];
}

/** {@link Membership} with instants as numbers. */
export interface OpenMembership {
  readonly plain: Membership;
  readonly anchor: number;
  /** When it began, or ended if it has. */
  readonly turnedAt: number;
}

/** An activity and where it counts. */
export interface OpenActivity {
  readonly kept: KeptActivity;
  readonly at: number;
  /** What is left of it after reversals. */
  readonly amount: number;
  readonly units: number;
  readonly full: boolean;
  /** By place of the metric; null: it does not count there. */
  readonly counted: (Counted | null)[] | null;
}

/** {@link EarnedTier} with instants as numbers; Infinity: never. */
export interface OpenEarned {
  readonly rung: number;
  readonly tier: string | null;
  readonly since: number;
  readonly promotedAt: number;
  readonly from: number;
  readonly until: number;
  readonly reviewAt: number;
  readonly anchor: number;
  readonly term: number;
}

/** {@link PendingTier} with its instant as a number. */
export interface OpenPending {
  readonly plain: PendingTier;
  readonly at: number;
}

/** {@link TierGrant} with its stretch as numbers. */
export interface OpenGrant {
  readonly plain: TierGrant;
  readonly rung: number;
  readonly from: number;
  /** Where it ends, by its own end or because it was closed. */
  readonly to: number;
}

/** Somebody before the first activity. */
export function emptyMember({ metrics }: TierProgram): OpenMember {
  return {
    at: -Infinity,
    version: null,
    seq: 0,
    membership: null,
    activities: new Map(),
    commands: null,
    deducted: nothingDeducted(metrics),
    deductedBefore: NONE,
    earned: null,
    pending: null,
    grants: [],
    sums: emptySums(metrics),
  };
}

const NONE: TierState["deducted"] = Object.freeze({});

/** Shared by the members of a programme: it is replaced, never changed. */
const nothingDeducted = remembered((metrics: readonly Metric[]): readonly number[] =>
  metrics.map(() => 0),
);

function emptySums(metrics: readonly Metric[]): (MetricSum | null)[] {
  return metrics.map((metric) => (metric.kind === "weighted" ? null : emptySum(metric)));
}

/** A member of a plain state. What programmes no longer have is kept in the state and not counted. */
export function openMember(program: TierProgram, state: TierState): OpenMember {
  const member = emptyMember(program);
  member.at = state.at === null ? -Infinity : toMilliseconds(state.at);
  member.version = state.version;
  member.seq = state.seq;
  member.membership = state.membership && openMembership(state.membership);
  for (const [metric, amount] of Object.entries(state.deducted)) {
    addDeduction(program, member, metric, amount);
  }
  member.earned = state.earned && openEarned(program, state.earned);
  member.pending = state.pending && openPending(state.pending);
  member.grants = state.grants.map((grant) => openGrant(program, grant));
  for (const grant of state.grants) rememberGrant(member, grant);
  for (const activity of state.activities) takeIn(program, member, activity);
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
    membership: member.membership && member.membership.plain,
    activities: [...member.activities.values()].map(({ kept }) => kept),
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
  };
}

/** A membership with its instants as numbers. */
export function openMembership(plain: Membership): OpenMembership {
  return {
    plain,
    anchor: toMilliseconds(plain.anchor),
    turnedAt: toMilliseconds(plain.leftAt ?? plain.joinedAt),
  };
}

/** An earned tier with instants as numbers. */
export function openEarned(program: TierProgram, earned: EarnedTier): OpenEarned {
  return {
    rung: program.tiers.findIndex(({ id }) => id === earned.tier),
    tier: earned.tier,
    since: toMilliseconds(earned.since),
    promotedAt: earned.promotedAt === null ? -Infinity : toMilliseconds(earned.promotedAt),
    from: toMilliseconds(earned.from),
    until: endOrNever(earned.until),
    reviewAt: endOrNever(earned.reviewAt),
    anchor: toMilliseconds(earned.anchor),
    term: earned.term,
  };
}

/** The plain form of an earned tier. */
export function closeEarned(earned: OpenEarned): EarnedTier {
  return {
    tier: earned.tier,
    since: instantText(earned.since),
    promotedAt: earned.promotedAt === -Infinity ? null : instantText(earned.promotedAt),
    from: instantText(earned.from),
    until: textOrNull(earned.until),
    reviewAt: textOrNull(earned.reviewAt),
    anchor: instantText(earned.anchor),
    term: earned.term,
  };
}

/** A planned change with its instant as a number. */
export function openPending(plain: PendingTier): OpenPending {
  return { plain, at: toMilliseconds(plain.at) };
}

/** A grant with its stretch as numbers. */
export function openGrant(program: TierProgram, plain: TierGrant): OpenGrant {
  return {
    plain,
    rung: program.tiers.findIndex(({ id }) => id === plain.tier),
    from: toMilliseconds(plain.from),
    to: endOrNever(plain.closedAt ?? plain.to),
  };
}

/** Adds an activity to the metrics that count its kind. */
export function takeIn(program: TierProgram, member: OpenMember, kept: KeptActivity): void {
  const at = toMilliseconds(kept.at);
  const left = leftOf(kept);
  const anchors = anchorsOf(member);
  let counted: (Counted | null)[] | null = null;
  for (let place = 0; place < program.metrics.length; place += 1) {
    const metric = program.metrics[place]!;
    const sum = member.sums[place]!;
    if (sum === null || !metric.on.includes(kept.kind)) continue;
    const end = endOf(metric, sum, at, program.zone, anchors);
    if (end === null || end <= member.at) continue;
    const gross = measure(metric, kept.amount ?? 0, kept.units ?? 0, false);
    const net = measure(metric, left.amount, left.units, left.full);
    const one = { at, end, gross, net, day: dayFor(metric, at, program.zone) };
    countIn(metric, sum, one);
    counted ??= new Array<Counted | null>(program.metrics.length).fill(null);
    counted[place] = one;
  }
  member.activities.set(kept.ref, { kept, at, ...left, counted });
  rememberActivity(member, kept);
}

/** Takes something back of an activity, in the metrics in which it still counts. */
export function takeBack(program: TierProgram, member: OpenMember, kept: KeptActivity): void {
  const activity = member.activities.get(kept.ref)!;
  const left = leftOf(kept);
  activity.counted?.forEach((one, place) => {
    if (one === null || !counts(member, program.metrics[place]!, one)) return;
    const net = measure(program.metrics[place]!, left.amount, left.units, left.full);
    recount(member.sums[place]!, one, net);
  });
  member.activities.set(kept.ref, { ...activity, ...left, kept });
  rememberActivity(member, kept);
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

/** Counts all activities anew, because their windows are counted from elsewhere. */
export function recountAll(program: TierProgram, member: OpenMember): void {
  member.sums = emptySums(program.metrics);
  for (const { kept } of [...member.activities.values()]) takeIn(program, member, kept);
}

/** Makes a member what they were before a command that failed half-way, with the activity that it names. */
export function goBack(
  program: TierProgram,
  member: OpenMember,
  before: OpenMember,
  ref: string,
  activity: OpenActivity | undefined,
): void {
  Object.assign(member, before, { commands: null });
  for (const { plain } of member.grants) rememberGrant(member, plain);
  if (activity === undefined) member.activities.delete(ref);
  else member.activities.set(ref, activity);
  recountAll(program, member);
}

/** Lets what no longer counts at an instant leave the metrics. */
export function rollOffAll({ sums }: OpenMember, to: number): void {
  for (const sum of sums) if (sum !== null) rollOff(sum, to);
}

/** Where the windows of a member are counted from. */
export function anchorsOf({ membership, earned }: OpenMember): WindowAnchors {
  return {
    anchor: membership?.anchor ?? Infinity,
    changedAt: earned?.since ?? membership?.turnedAt ?? -Infinity,
  };
}

/** Reads the metrics of a member: as they are, or as if nothing had been refunded. */
export function metricsOf(
  program: TierProgram,
  member: OpenMember,
  side: "net" | "gross" = "net",
): ReadMetric {
  const read: ReadMetric = (place) => {
    const sum = member.sums[place]!;
    const value = sum !== null ? sum[side] : weighted(program.metrics[place]!, read);
    return Math.max(0, value - member.deducted[place]!);
  };
  return read;
}

/** The value of a weighted metric: each term is rounded by itself. */
export function weighted({ terms, rounding }: Metric, read: ReadMetric): number {
  let value = 0;
  for (const { place, points, per } of terms) {
    value = addSafely(value, scaled(read(place), points, per, rounding));
  }
  return value;
}

/** What an activity adds to a metric that counts its kind. */
function measure({ kind }: Metric, amount: number, units: number, full: boolean): number {
  switch (kind) {
    case "money":
      return amount;
    case "sum":
      return Math.max(0, units);
    case "balance":
      return units;
    default:
      return full ? 0 : 1;
  }
}

function leftOf({
  amount,
  units,
  reversals,
}: KeptActivity): Pick<OpenActivity, "amount" | "units" | "full"> {
  const left = { amount: amount ?? 0, units: units ?? 0, full: false };
  for (const reversal of reversals) {
    left.amount -= reversal.amount;
    left.units -= reversal.units;
    left.full ||= reversal.full;
  }
  return left;
}

function counts(member: OpenMember, { window }: Metric, { at, end }: Counted): boolean {
  if (window.kind === "since-change") return at >= anchorsOf(member).changedAt;
  return end > member.at;
}

function endOrNever(end: string | null): number {
  return end === null ? Infinity : toMilliseconds(end);
}

function textOrNull(instant: number): string | null {
  return instant === Infinity ? null : instantText(instant);
}
