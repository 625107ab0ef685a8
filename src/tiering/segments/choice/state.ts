import { shown, UptierError } from "../../../kernel/errors";
import { isList } from "../../../kernel/list";

/** What one period hands to the next. Plain JSON. */
export interface ChoiceState {
  /** The period; null: there was none yet. */
  readonly period: number | null;
  /** From every member who is chosen to the group. */
  readonly chosen: Readonly<Record<string, string>>;
  /** In how many consecutive periods, to this one, members were at or above the bar and the floors. */
  readonly streaks: Readonly<Record<string, number>>;
}

/** Before the first period. */
export function newChoiceState(): ChoiceState {
  return { period: null, chosen: {}, streaks: {} };
}

/**
 * Checks that a period comes after the one of a state.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-period`, `period-not-later`
 */
export function checkPeriod(state: ChoiceState, period: number): void {
  const sound =
    isRecord(state) &&
    (state.period === null || Number.isSafeInteger(state.period)) &&
    isRecord(state.chosen) &&
    isRecord(state.streaks) &&
    Object.values(state.streaks).every((streak) => Number.isSafeInteger(streak) && streak > 0);
  if (!sound) {
    throw new UptierError(
      "invalid-state",
      "the state of a choice is damaged; pass what choose returned for the period before",
    );
  }
  if (!Number.isSafeInteger(period)) {
    throw new UptierError(
      "invalid-period",
      `${shown(period)} is not a period; number periods one by one, a month as 12 x year + month`,
    );
  }
  if (state.period !== null && period <= state.period) {
    throw new UptierError(
      "period-not-later",
      `period ${period} is not after ${state.period}, the one of the state; to choose again, pass the state of the period before`,
    );
  }
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !isList(value);
}
