import { dayKey, type DayKey, type DayNumber } from "../kernel/time/day";
import { instantText } from "../kernel/time/instant";
import { localDay } from "../kernel/time/zone";
import type { Campaign } from "./campaign";

/** An instant, and its day in the zone of the campaign. */
export interface Clock {
  readonly at: number;
  /** As entries have it. */
  readonly text: string;
  readonly day: DayKey;
  readonly dayNumber: DayNumber;
}

/** An instant and its day in the zone of the campaign. */
export function clockOf({ zone }: Campaign, at: number): Clock {
  const dayNumber = localDay(at, zone);
  return { at, text: instantText(at), dayNumber, day: dayKey(dayNumber) };
}
