/* The local date of an event, which decides the day that a limit counts. */
import { tz, TZDate } from "@date-fns/tz";
import { startOfDay as startOfDayFns } from "date-fns/startOfDay";
import { localDay, startOfDay, windowOf } from "../../dist/kernel.js";

export const title = "Local date of events over a year, in a zone with clock changes";
export const base = "date-fns startOfDay with @date-fns/tz";

const ZONE = "America/New_York";
const START = Date.UTC(2026, 0);
const YEAR = 365 * 86_400_000;

const repeat = (operation) => (count) => {
  let sum = 0;
  for (let index = 0; index < count; index += 1)
    sum ^= operation(START + ((index * 7_919_777) % YEAR));
  return sum;
};

export const candidates = {
  "uptier localDay": () => repeat((instant) => localDay(instant, ZONE)),
  "uptier startOfDay": () => repeat((instant) => startOfDay(localDay(instant, ZONE), ZONE)),
  "uptier calendar month": () =>
    repeat((instant) => windowOf({ kind: "calendar", unit: "month" }, instant, ZONE).to),
  "date-fns startOfDay with @date-fns/tz": () => {
    const inZone = { in: tz(ZONE) };
    return repeat((instant) => Number(startOfDayFns(new Date(instant), inZone)));
  },
  "TZDate getDate": () => repeat((instant) => new TZDate(instant, ZONE).getDate()),
  "Intl.DateTimeFormat format": () => {
    const format = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });
    return repeat((instant) => format.format(instant).length);
  },
  "limit: UTC day by division": () => repeat((instant) => Math.floor(instant / 86_400_000)),
};
