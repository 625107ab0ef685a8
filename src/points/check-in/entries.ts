import type { Command, Entry } from "../../kernel/decision";
import type { DayKey } from "../../kernel/time/day";
import { instantText } from "../../kernel/time/instant";
import type { CheckInDefinition } from "./definition";
import type { CheckInPrice, CheckInReward } from "./input";
import type { CheckInCounters, CheckInRewardShare } from "./reward";
import type { Streak } from "./state";

/** The entries of a check-in. */
export type CheckInEntry =
  CheckedIn | DayMadeUp | DaysFrozen | StreakEnded | StreakRestored | FreezesGranted | FreezeUseSet;

/** What every entry of a check-in says. */
export interface CheckInEntryBase extends Entry {
  /** The id of the definition. */
  readonly checkIn: string;
  /** Of the definition. */
  readonly version: string;
  readonly member: string;
  /** The zone that decided the day. */
  readonly zone: string;
}

/** A member checked in. */
export interface CheckedIn extends CheckInEntryBase {
  readonly kind: "checked-in";
  readonly day: DayKey;
  /** What it gave, as granted: later edits of the definition do not change it. */
  readonly reward: readonly CheckInReward[];
  readonly shares: readonly CheckInRewardShare[];
  readonly counters: CheckInCounters;
  /** The rank of the day that the command stated; null: none. */
  readonly rank: number | null;
  /** The streak after it. */
  readonly streak: Streak;
  /** Days that a move to another zone skipped. */
  readonly skipped: readonly DayKey[];
}

/** A missed day was made up. */
export interface DayMadeUp extends CheckInEntryBase {
  readonly kind: "day-made-up";
  /** The day that was missed. */
  readonly day: DayKey;
  /** The day on which it was made up. */
  readonly madeOn: DayKey;
  /** What it cost; null: nothing. */
  readonly price: CheckInPrice | null;
  readonly reward: readonly CheckInReward[];
  readonly shares: readonly CheckInRewardShare[];
  readonly counters: CheckInCounters;
  /** The streak that the day is part of now; null: it feeds none. */
  readonly streak: Streak | null;
  /** The streaks that it was joined from. */
  readonly joined: readonly Streak[];
  /** Whether that streak still goes on. */
  readonly alive: boolean;
}

/** Freezes cover missed days, one each. */
export interface DaysFrozen extends CheckInEntryBase {
  readonly kind: "days-frozen";
  readonly days: readonly DayKey[];
  /** Days whose freezes came back, because a move to another zone made them needless. */
  readonly returned: readonly DayKey[];
}

/** A streak ended. */
export interface StreakEnded extends CheckInEntryBase {
  readonly kind: "streak-ended";
  readonly streak: Streak;
  /** The first day that was missed. */
  readonly missed: DayKey;
  /** Days whose freezes came back: the gap became too long for them. */
  readonly returned: readonly DayKey[];
}

/** A streak that had ended goes on. */
export interface StreakRestored extends CheckInEntryBase {
  readonly kind: "streak-restored";
  /** As it was. */
  readonly ended: Streak;
  /** As it is now. */
  readonly streak: Streak;
  /** The missed days that are covered. */
  readonly days: readonly DayKey[];
  readonly price: CheckInPrice | null;
}

/** A member got freezes. */
export interface FreezesGranted extends CheckInEntryBase {
  readonly kind: "freezes-granted";
  readonly freezes: number;
}

/** A member chose whether freezes are used. */
export interface FreezeUseSet extends CheckInEntryBase {
  readonly kind: "freeze-use-set";
  readonly use: boolean;
}

type WithoutHead<E> = E extends CheckInEntry
  ? Omit<E, Exclude<keyof CheckInEntryBase, "kind">>
  : never;

/** An entry without what all entries of one command have in common. */
export type EntryBody = WithoutHead<CheckInEntry>;

/** The entries of a command, from what each of them says. */
export function entriesOf(
  { id, version }: CheckInDefinition,
  command: Command & { readonly member: string },
  at: number,
  zone: string,
  bodies: readonly EntryBody[],
): readonly CheckInEntry[] {
  return bodies.map((body, index) => ({
    id: `${command.id}/${index + 1}`,
    at: instantText(at),
    cause: command.id,
    checkIn: id,
    version,
    member: command.member,
    zone,
    ...body,
  }));
}
