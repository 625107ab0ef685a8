import type { Period, SharedWindow } from "./shared-window";
import type { KeptActivity } from "./state";

/** The activities of a member that count in one window, in the order in which they will stop. */
export interface Queue {
  readonly shared: SharedWindow;
  first: Counted | null;
  last: Counted | null;
  /** The period that was looked up last, where each member has their own. */
  period: Period | null;
}

/** An activity that counts. Copies of a queue share it, and each begins where it has come to. */
interface Counted {
  /** As it was recorded, without later reversals. */
  readonly kept: KeptActivity;
  /** The first instant at which it no longer counts; Infinity: it counts for good. */
  readonly end: number;
  previous: Counted | null;
  next: Counted | null;
}

/** The queue of somebody who has done nothing. */
export function emptyQueue(shared: SharedWindow): Queue {
  return { shared, first: null, last: null, period: null };
}

/** Puts an activity in its place; what counts for good and is not dated needs none. */
export function enqueue(queue: Queue, kept: KeptActivity, end: number): void {
  if (queue.shared.window.kind === "lifetime") return;
  let previous = queue.last;
  while (previous !== null && previous.end > end) {
    previous = previous === queue.first ? null : previous.previous;
  }
  const next = previous === null ? queue.first : previous.next;
  const counted = { kept, end, previous, next };
  if (previous === null) queue.first = counted;
  else previous.next = counted;
  if (next === null) queue.last = counted;
  else next.previous = counted;
}

/** Takes out the activity that is first. */
export function dequeue(queue: Queue): void {
  queue.first = queue.first!.next;
  if (queue.first === null) queue.last = null;
}
