import { shown, UptierError } from "../../../kernel/errors";
import { isPlainText } from "../../../kernel/text";
import { byText } from "../members";
import { checkMeasuredMembers, type MeasuredMember } from "../values";
import { weightedRanks } from "../weighted";
import { type Contender, contenders } from "./contenders";
import type { Choice } from "./definition";
import { type ChoiceResult, type Outcome, resultOf } from "./reasons";
import { type Selection, selections } from "./selection";
import { checkPeriod, type ChoiceState, newChoiceState } from "./state";

/** Somebody who may be chosen. */
export interface Candidate extends MeasuredMember {
  /** Whose quota it is. Default {@link DEFAULT_GROUP}. */
  readonly group?: string | undefined;
  /** Never chosen: staff, cheats. Default false. */
  readonly flagged?: boolean | undefined;
}

/** The group of candidates who name none. */
export const DEFAULT_GROUP = "all";

/** Who is chosen, and why. Plain JSON. */
export interface ChoiceReport {
  readonly choice: string;
  /** The version of the definition. */
  readonly version: string;
  readonly period: number;
  /** By id ascending. */
  readonly groups: readonly ChoiceGroup[];
  /** In the order in which they were given. */
  readonly members: readonly ChoiceResult[];
  /** Chosen now and not before in that group; by id ascending. */
  readonly entered: readonly string[];
  /** Chosen before and not now in that group; by id ascending. */
  readonly left: readonly string[];
  /** For the next period. */
  readonly state: ChoiceState;
}

/** A group with those who are chosen, the best first. */
export interface ChoiceGroup {
  readonly group: string;
  readonly quota: number;
  /** How many could be chosen. */
  readonly eligible: number;
  readonly chosen: readonly string[];
}

/**
 * Chooses the best members of each group: on weighted percentile ranks, above a floor on every axis,
 * within a quota, and without coming and going from period to period.
 *
 * The rank on an axis is how many of **all** members passed in are below, and half of how many others
 * are equal, by the number of others; the score is the weighted mean of the ranks. Floors do not change
 * ranks. A member can be chosen who is not flagged, reaches every floor, and has been at or above the
 * bar for the periods of persistence; those chosen before need no persistence, and have the floors to
 * leave at. Of these the best up to the quota are chosen. The score of a member who was chosen before in the
 * same group is increased by the margin, so that a challenger must be better by more than that;
 * of equal ones who was chosen before is first, then the lower id. A period that was left out
 * breaks a run of periods.
 *
 * @param members - at most 1,000,000, each once, with a value on every axis
 * @param period - a whole number, one more from period to period: a month as 12 x year + month
 * @param state - what the period before returned. Default: there was none
 * @throws UptierError in this order: `invalid-members` (no list, ids, values, groups), `invalid-state`,
 * `invalid-period`, `period-not-later`, then of values `invalid-count`, those of `toMinor`
 *
 * @example
 * ```ts
 * import { choose, defineChoice } from "uptier/tiering";
 *
 * const koc = defineChoice({
 *   id: "koc",
 *   currency: "CNY",
 *   axes: [
 *     { id: "spend", unit: "money", weight: 7, floor: "200" },
 *     { id: "posts", unit: "count", weight: 3, floor: 15 },
 *   ],
 *   quota: 2,
 * });
 * const november = 12 * 2026 + 11;
 * const report = choose(
 *   koc,
 *   [
 *     { member: "a", values: { spend: "1000", posts: 10 } },
 *     { member: "b", values: { spend: "800", posts: 30 } },
 *     { member: "c", values: { spend: "800", posts: 20 } },
 *     { member: "d", values: { spend: "200", posts: 50 } },
 *     { member: "e", values: { spend: "100", posts: 40 } },
 *   ],
 *   november,
 * );
 * report.groups[0]?.chosen; // => ["b", "c"]
 * report.members[0]?.status; // => "below-floor"
 * report.members[1]?.score; // => { num: 47, den: 80 }
 * ```
 */
export function choose(
  choice: Choice,
  members: readonly Candidate[],
  period: number,
  state: ChoiceState = newChoiceState(),
): ChoiceReport {
  checkMeasuredMembers(members);
  const groups = members.map(readGroup);
  checkPeriod(state, period);
  const ranks = weightedRanks(choice.axes, choice.currency, members);
  const all = contenders(choice, members, groups, ranks, period, state);
  const selected = selections(choice, all);
  const outcomes = outcomesOf(selected);
  const chosen = selected.flatMap(({ group, quota, ranked }) =>
    ranked.slice(0, quota).map(({ member, incumbent }) => ({ member, group, incumbent })),
  );
  const chosenNow = new Map(chosen.map(({ member, group }) => [member, group]));
  return {
    choice: choice.id,
    version: choice.version,
    period,
    groups: selected.map(({ group, quota, ranked }) => ({
      group,
      quota,
      eligible: ranked.length,
      chosen: ranked.slice(0, quota).map(({ member }) => member),
    })),
    members: all.map((contender, index) =>
      resultOf(choice, ranks, index, contender, outcomes.get(contender) ?? null),
    ),
    entered: chosen
      .filter(({ incumbent }) => !incumbent)
      .map(({ member }) => member)
      .sort(byText),
    left: Object.entries(state.chosen)
      .filter(([member, group]) => chosenNow.get(member) !== group)
      .map(([member]) => member)
      .sort(byText),
    state: {
      period,
      chosen: Object.fromEntries(chosenNow),
      streaks: Object.fromEntries(
        all.filter(({ streak }) => streak > 0).map(({ member, streak }) => [member, streak]),
      ),
    },
  };
}

function outcomesOf(selected: readonly Selection[]): Map<Contender, Outcome> {
  const outcomes = new Map<Contender, Outcome>();
  for (const { quota, ranked, byMargin } of selected) {
    ranked.forEach((contender, index) =>
      outcomes.set(contender, { place: index + 1, quota, byMargin: byMargin.has(contender) }),
    );
  }
  return outcomes;
}

function readGroup({ member, group = DEFAULT_GROUP }: Candidate): string {
  if (isPlainText(group) && group !== "") return group;
  throw new UptierError(
    "invalid-members",
    `the group of member "${member}" must be a text, not ${shown(group)}`,
  );
}
