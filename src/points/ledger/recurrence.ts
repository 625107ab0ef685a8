import { addCalendar, type CalendarUnit } from "../../kernel/time/calendar";
import { MILLISECONDS_PER_DAY, toMilliseconds } from "../../kernel/time/instant";
import type { Recurrence } from "../entries";

/** The first recurrence after an instant; all count from the anchor. */
export function nextRecurrence({ every, unit, anchor, zone }: Recurrence, from: number): number {
  const first = toMilliseconds(anchor);
  const at = (count: number): number => addCalendar(first, count * every, unit, zone);
  // Counted in the shortest units there are, so many have not passed yet.
  const days = every * SHORTEST_DAYS[unit];
  let low = 0;
  let high = Math.max(1, Math.ceil((from - first) / MILLISECONDS_PER_DAY / days) + 2);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(middle) > from) high = middle;
    else low = middle + 1;
  }
  return at(low);
}

const SHORTEST_DAYS: Readonly<Record<CalendarUnit, number>> = {
  day: 1,
  week: 7,
  month: 28,
  quarter: 90,
  "half-year": 181,
  year: 365,
};
