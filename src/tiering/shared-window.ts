import { canonicalJson } from "../kernel/json";
import { windowOf } from "../kernel/time/window";
import type { TierWindow } from "./input";
import { remembered } from "./lookup";
import { isOf, type MovingDay, movingDay } from "./moving-day";
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
  /** Of a rolling window, the day that was looked up last. */
  day: MovingDay | null;
  /** The period that was looked up last, where it is the same for all members. */
  period: Period | null;
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

/**
 * The end of a rolling window, which is the same time of another day.
 *
 * @param isNew - whether the day is remembered: activities that are recorded follow one another
 */
export function rollingEnd(
  shared: SharedWindow,
  window: Extract<TierWindow, { kind: "rolling" }>,
  at: number,
  isNew: boolean,
): number {
  const { day, zone } = shared;
  if (isOf(day, at)) return at + day.length;
  const end = windowOf(window, at, zone)!.to!;
  if (isNew) shared.day = movingDay(at, end, zone);
  return end;
}
