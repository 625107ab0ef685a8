import type { DayKey } from "../../kernel/time/day";

/** The month of a day: `2026-11`. */
export function monthOf(day: DayKey): string {
  return day.slice(0, 7);
}

/** The month so many months before another one. */
export function monthBefore(month: string, months: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - months;
  const year = String(Math.floor(count / 12)).padStart(4, "0");
  return `${year}-${String((count % 12) + 1).padStart(2, "0")}`;
}
