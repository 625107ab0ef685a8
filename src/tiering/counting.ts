import { toMilliseconds } from "../kernel/time/instant";
import { type Window, windowOf } from "../kernel/time/window";
import { localDay } from "../kernel/time/zone";
import { rememberActivity } from "./identity";
import type { OpenMember } from "./member";
import type { Metric } from "./program";
import { dequeue, enqueue, type Queue } from "./queue";
import { type Period, rollingEnd, type SharedWindow } from "./shared-window";
import type { KeptActivity } from "./state";
import { addLeft, addTo, clearSum, type MetricSum } from "./sums";

/*
 * Windowed sums that advance: what enters is added, what leaves is taken off, and nothing is summed
 * anew. An activity costs the same however long a member's history is.
 */

/** Adds an activity to the metrics that count its kind. */
export function takeIn(member: OpenMember, kept: KeptActivity): void {
  count(member, kept);
  member.activities.set(kept.ref, kept);
  rememberActivity(member, kept);
}

function count(member: OpenMember, kept: KeptActivity): void {
  const at = toMilliseconds(kept.at);
  for (let index = 0; index < member.queues.length; index += 1) {
    const queue = member.queues[index]!;
    const { shared } = queue;
    let isPlaced = false;
    for (let one = 0; one < shared.metrics.length; one += 1) {
      const metric = shared.metrics[one]!;
      if (!metric.on.includes(kept.kind)) continue;
      if (!isPlaced) {
        const end = endOf(member, queue, at);
        if (end <= member.at) break;
        enqueue(queue, kept, end);
        isPlaced = true;
      }
      const sum = member.sums[shared.places[one]!]!;
      addTo(sum, dayFor(sum, shared, at), grossOf(metric, kept), netOf(metric, kept));
    }
  }
}

/** Takes something back of an activity, in the metrics in which it still counts. */
export function takeBack(member: OpenMember, before: KeptActivity, kept: KeptActivity): void {
  const at = toMilliseconds(kept.at);
  for (const queue of member.queues) {
    if (!stillCounts(member, queue, at)) continue;
    const { shared } = queue;
    shared.metrics.forEach((metric, one) => {
      if (!metric.on.includes(kept.kind)) return;
      const sum = member.sums[shared.places[one]!]!;
      addLeft(sum, dayFor(sum, shared, at), netOf(metric, kept) - netOf(metric, before));
    });
  }
  member.activities.set(kept.ref, kept);
  member.hasTakenBack = true;
  rememberActivity(member, kept);
}

/** Whether an activity counts now, and adds to the metric at a place. */
export function adds(member: OpenMember, place: number, kept: KeptActivity): boolean {
  return member.queues.some((queue) => {
    const metric = queue.shared.metrics[queue.shared.places.indexOf(place)];
    return (
      metric !== undefined &&
      metric.on.includes(kept.kind) &&
      grossOf(metric, kept) > 0 &&
      stillCounts(member, queue, toMilliseconds(kept.at))
    );
  });
}

/** Counts all activities anew, because their windows are counted from elsewhere. */
export function recountAll(member: OpenMember): void {
  for (const sum of member.sums) if (sum !== null) clearSum(sum);
  for (const queue of member.queues) {
    queue.first = null;
    queue.last = null;
    queue.period = null;
  }
  for (const kept of member.activities.values()) count(member, kept);
}

/** Counts from the last change of the tier on alone, where a window begins with it. */
export function restartAtChange(member: OpenMember): void {
  for (const queue of member.queues) {
    if (queue.shared.window.kind === "since-change") restart(member, queue);
  }
}

function restart(member: OpenMember, queue: Queue): void {
  const { shared } = queue;
  let counted = queue.first;
  queue.first = null;
  queue.last = null;
  for (const place of shared.places) clearSum(member.sums[place]!);
  for (; counted !== null; counted = counted.next) {
    const { kept, end } = counted;
    if (toMilliseconds(kept.at) < changedAtOf(member)) continue;
    enqueue(queue, kept, end);
    addAll(member, shared, kept, 1);
  }
}

/** Lets what no longer counts at an instant leave the metrics. */
export function rollOffAll(member: OpenMember, to: number): void {
  const { queues } = member;
  for (let index = 0; index < queues.length; index += 1) {
    const queue = queues[index]!;
    while (queue.first !== null && queue.first.end <= to) {
      addAll(member, queue.shared, queue.first.kept, -1);
      dequeue(queue);
    }
  }
}

/** The next instant at which something stops counting; Infinity: none. */
export function nextEnd({ queues }: OpenMember): number {
  let next = Infinity;
  for (let index = 0; index < queues.length; index += 1) {
    const { first } = queues[index]!;
    if (first !== null && first.end < next) next = first.end;
  }
  return next;
}

/** Adds a queued activity to the metrics of a window, or takes it off them. */
function addAll(
  member: OpenMember,
  shared: SharedWindow,
  queued: KeptActivity,
  times: 1 | -1,
): void {
  const kept = member.hasTakenBack ? member.activities.get(queued.ref)! : queued;
  for (let one = 0; one < shared.metrics.length; one += 1) {
    const metric = shared.metrics[one]!;
    if (!metric.on.includes(kept.kind)) continue;
    const sum = member.sums[shared.places[one]!]!;
    const day = sum.days === null ? 0 : localDay(toMilliseconds(kept.at), shared.zone);
    addTo(sum, day, times * grossOf(metric, kept), times * netOf(metric, kept));
  }
}

/** What anniversaries are counted from; Infinity: they are not yet. */
export function anchorOf({ membership }: OpenMember): number {
  return membership === null ? Infinity : toMilliseconds(membership.anchor);
}

/** When the tier last changed. */
export function changedAtOf({ earned, membership }: OpenMember): number {
  if (earned !== null) return earned.since;
  return membership === null ? -Infinity : toMilliseconds(membership.leftAt ?? membership.joinedAt);
}

/** The end of what is recorded of an instant, in a window; -Infinity: it never counts in it. */
function endOf(member: OpenMember, queue: Queue, at: number): number {
  const { shared } = queue;
  const { window } = shared;
  switch (window.kind) {
    case "lifetime":
      return Infinity;
    case "since-change":
      return at >= changedAtOf(member) ? Infinity : -Infinity;
    case "rolling":
      return rollingEnd(shared, window, at, true);
    default:
      return periodOf(member, queue, window, at)?.to ?? -Infinity;
  }
}

/** Whether an activity that was recorded still counts in a window. */
function stillCounts(member: OpenMember, queue: Queue, at: number): boolean {
  const { shared } = queue;
  const { window } = shared;
  switch (window.kind) {
    case "lifetime":
      return true;
    case "since-change":
      return at >= changedAtOf(member);
    case "rolling":
      return rollingEnd(shared, window, at, false) > member.at;
    default: {
      const { period } = keeperOf(queue);
      // A later period has begun.
      if (period !== null && at < period.from && period.from <= member.at) return false;
      return endOf(member, queue, at) > member.at;
    }
  }
}

/** The period of an instant. Activities follow one another within it: it is looked up once. */
function periodOf(member: OpenMember, queue: Queue, window: Window, at: number): Period | null {
  const keeper = keeperOf(queue);
  const { period } = keeper;
  if (period !== null && at >= period.from && at < period.to) return period;
  const anchor = window.kind === "anniversary" ? anchorOf(member) : undefined;
  const span = windowOf(window, at, queue.shared.zone, anchor);
  if (span === null) return null;
  keeper.period = { from: span.from!, to: span.to! };
  return keeper.period;
}

/** What remembers the period: the members have one together, but of anniversaries each their own. */
function keeperOf(queue: Queue): Pick<Queue, "period"> {
  return queue.shared.window.kind === "anniversary" ? queue : queue.shared;
}

/** The local day of an activity, where the metric asks for it. */
function dayFor({ days }: MetricSum, { zone }: SharedWindow, at: number): number {
  return days === null ? 0 : localDay(at, zone);
}

/** What an activity adds to a metric that counts its kind, before reversals. */
function grossOf({ kind }: Metric, { amount, units }: KeptActivity): number {
  return measure(kind, amount ?? 0, units ?? 0, false);
}

/** What is left of it after them. */
function netOf(metric: Metric, kept: KeptActivity): number {
  if (kept.reversals.length === 0) return grossOf(metric, kept);
  const { amount, units, full } = leftOf(kept);
  return measure(metric.kind, amount, units, full);
}

function measure(kind: Metric["kind"], amount: number, units: number, full: boolean): number {
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

/** What is left of an activity after reversals. */
export interface Left {
  readonly amount: number;
  readonly units: number;
  readonly full: boolean;
}

/** What is left of an activity after reversals. */
export function leftOf({ amount, units, reversals }: KeptActivity): Left {
  const left = { amount: amount ?? 0, units: units ?? 0, full: false };
  for (const reversal of reversals) {
    left.amount -= reversal.amount;
    left.units -= reversal.units;
    left.full ||= reversal.full;
  }
  return left;
}
