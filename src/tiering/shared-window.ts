import { canonicalJson } from "../kernel/json";
import { MILLISECONDS_PER_DAY } from "../kernel/time/instant";
import { windowOf } from "../kernel/time/window";
import { localDay, startOfDay } from "../kernel/time/zone";
import type { TierWindow } from "./input";
import { remembered } from "./lookup";
import type { Metric, TierProgram } from "./program";

/**
 * A window with the metrics that have it: those that follow one another in the programme, so that metrics
 * are counted in its order. An activity stops counting in all of them at once.
 */
export interface SharedWindow {
  readonly window: TierWindow;
  readonly zone: string;
  readonly metrics: readonly Metric[];
  /** Where each of them stands in the programme. */
  readonly places: readonly number[];
  /** The day that was looked up last: of many members' activities most are of one day. */
  day: MovingDay | null;
  /** The period that was looked up last, where it is the same for all members. */
  period: Period | null;
}

/** A day, in which the end of a rolling window moves with the instant. */
interface MovingDay {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** A half-open stretch of time in which activities stop counting together. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The windows of a programme. Weighted metrics have none: they are worked out of others. */
export const sharedWindowsOf = remembered(
  ({ metrics, zone }: TierProgram): readonly SharedWindow[] => {
    const shared: (SharedWindow & { metrics: Metric[]; places: number[] })[] = [];
    metrics.forEach((metric, place) => {
      if (metric.kind === "weighted") return;
      const { window } = metric;
      const last = shared.at(-1);
      if (last !== undefined && canonicalJson(last.window) === canonicalJson(window)) {
        last.metrics.push(metric);
        last.places.push(place);
      } else {
        shared.push({ window, zone, metrics: [metric], places: [place], day: null, period: null });
      }
    });
    return shared;
  },
);

/** The end of a rolling window, which is the same time of another day. */
export function rollingEnd(shared: SharedWindow, at: number): number {
  const { day } = shared;
  return day !== null && at >= day.from && at < day.to ? at + day.length : lookUpEnd(shared, at);
}

function lookUpEnd(shared: SharedWindow, at: number): number {
  const { window, zone } = shared;
  const end = windowOf(window as Extract<TierWindow, { kind: "rolling" }>, at, zone)!.to!;
  const day = dayOf(at, zone);
  const last = dayOf(end, zone);
  // On days on which the clocks change each instant is worked out.
  if (day.length === MILLISECONDS_PER_DAY && last.length === MILLISECONDS_PER_DAY) {
    shared.day = { from: day.from, to: day.to, length: end - at };
  }
  return end;
}

function dayOf(at: number, zone: string): MovingDay {
  const day = localDay(at, zone);
  const from = startOfDay(day, zone);
  const to = startOfDay(day + 1, zone);
  return { from, to, length: to - from };
}
