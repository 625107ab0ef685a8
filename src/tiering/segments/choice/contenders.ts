import type { WeightedRanks } from "../weighted";
import type { Choice, ChoiceAxis } from "./definition";
import type { ChoiceState } from "./state";

/** A member as the selection sees them. */
export interface Contender {
  readonly member: string;
  readonly group: string;
  /** Whether they were chosen in the same group before. */
  readonly incumbent: boolean;
  readonly flagged: boolean;
  /** The axes whose floor is not reached; of an incumbent the floor to leave at. */
  readonly missed: readonly ChoiceAxis[];
  readonly atBar: boolean;
  /** Consecutive periods at or above the bar and the floors, this one included. */
  readonly streak: number;
  readonly eligible: boolean;
  /** The score in parts that are the same for all. */
  readonly parts: number;
  /** What is compared: the same with the margin of an incumbent. */
  readonly key: number;
}

/**
 * What there is to say of each member before the selection. Scores, bar and margin are compared as
 * integers: with 1,000,000 members, 10 axes, weights up to 100 and millionths they stay below 2^53.
 */
export function contenders(
  { axes, margin, bar, periods }: Choice,
  members: readonly { readonly member: string; readonly flagged?: boolean | undefined }[],
  groups: readonly string[],
  ranks: WeightedRanks,
  period: number,
  state: ChoiceState,
): Contender[] {
  const follows = state.period !== null && state.period + 1 === period;
  const below = (index: number, bound: "floor" | "leave"): ChoiceAxis[] =>
    axes.filter((axis, column) => {
      const least = axis[bound];
      return least !== null && ranks.columns[column]!.values[index]! < least;
    });
  return members.map(({ member, flagged = false }, index) => {
    const group = groups[index]!;
    const parts = ranks.parts[index]!;
    const incumbent = Object.hasOwn(state.chosen, member) && state.chosen[member] === group;
    const belowFloor = below(index, "floor");
    const atBar = parts * bar.den >= bar.num * ranks.whole;
    const before = follows && Object.hasOwn(state.streaks, member) ? state.streaks[member]! : 0;
    const streak = !flagged && atBar && belowFloor.length === 0 ? before + 1 : 0;
    const missed = incumbent ? below(index, "leave") : belowFloor;
    return {
      member,
      group,
      incumbent,
      flagged,
      missed,
      atBar,
      streak,
      eligible: !flagged && missed.length === 0 && (incumbent || streak >= periods),
      parts,
      key: parts * margin.den + (incumbent ? margin.num * ranks.whole : 0),
    };
  });
}
