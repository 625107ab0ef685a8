import { dayKey } from "../../kernel/time/day";
import { endOfCalendar, startOfCalendar } from "../../kernel/time/calendar";
import { instantText } from "../../kernel/time/instant";
import { localDay } from "../../kernel/time/zone";
import type { BadgeSeason } from "./input";

/** One season of a badge; half-open. */
export interface BadgeSeasonSpan {
  /** `2026-11`, `2026-q4`, `2026`, or the id of a window; empty: the badge has no seasons. */
  readonly id: string;
  /** Null: it has no beginning. */
  readonly from: string | null;
  /** Null: it has no end. */
  readonly to: string | null;
}

const FOR_EVER: BadgeSeasonSpan = Object.freeze({ id: "", from: null, to: null });

/** The season that an instant lies in; null: none of the windows has it. */
export function seasonAt(
  season: BadgeSeason | null,
  at: number,
  zone: string,
): BadgeSeasonSpan | null {
  if (season === null) return FOR_EVER;
  if (season.kind === "windows") {
    const window = season.windows.find(
      ({ from, to }) => at >= Date.parse(from) && at < Date.parse(to),
    );
    return window ?? null;
  }
  const from = startOfCalendar(at, season.unit, zone);
  return {
    id: nameOf(season.unit, dayKey(localDay(from, zone))),
    from: instantText(from),
    to: instantText(endOfCalendar(at, season.unit, zone)),
  };
}

function nameOf(unit: "month" | "quarter" | "year", firstDay: string): string {
  const [year, month] = [firstDay.slice(0, 4), firstDay.slice(5, 7)];
  if (unit === "year") return year;
  return unit === "month" ? `${year}-${month}` : `${year}-q${Math.ceil(Number(month) / 3)}`;
}
