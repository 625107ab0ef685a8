import { type Draft, type Report, reportError } from "../../kernel/definition";
import { instant } from "../../kernel/schema";
import { instantText, toMilliseconds } from "../../kernel/time/instant";

/** When a campaign is open. */
export interface PeriodInput {
  /** The first instant. Default: it has always been open. */
  readonly from?: string | undefined;
  /** The first instant after it. Default: it has no end. */
  readonly to?: string | undefined;
}

/** When a campaign is open, `to` excluded; null: without a bound. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

/** The campaign has not begun, or is over. */
export interface NotOpen {
  readonly code: "not-open";
  readonly opensAt: string | null;
  readonly closedAt: string | null;
}

/** The schema of {@link PeriodInput}. */
export const period = { from: instant.optional(), to: instant.optional() };

/** Reports instants that are none, and an end that is not after the start. */
export function checkPeriod({ from, to }: Draft<PeriodInput>, report: Report): void {
  const read = (name: string, text: string | undefined): number | undefined =>
    text === undefined ? undefined : reportError(report, [name], () => toMilliseconds(text));
  const [start, end] = [read("from", from), read("to", to)];
  if (start !== undefined && end !== undefined && end <= start) {
    report(["to"], "closes-before-it-opens", "must be later than from");
  }
}

/** A period, complete. */
export function periodOf({ from, to }: PeriodInput): Period {
  const text = (instant: string | undefined): string | null =>
    instant === undefined ? null : instantText(toMilliseconds(instant));
  return { from: text(from), to: text(to) };
}

/** Why a campaign is not open at an instant; null: it is. */
export function notOpen({ from, to }: Period, at: number): NotOpen | null {
  const early = from !== null && at < toMilliseconds(from);
  const late = to !== null && at >= toMilliseconds(to);
  return early || late ? { code: "not-open", opensAt: from, closedAt: to } : null;
}
