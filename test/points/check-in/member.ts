import {
  applyCheckIn,
  calendarOf,
  checkIn,
  type CheckInCommand,
  type CheckInEntry,
  type CheckInInput,
  type CheckInReward,
  type CheckInState,
  defineCheckIn,
  grantFreezes,
  makeUp,
  type MakeUpCommand,
  newCheckInState,
  restoreStreak,
  setFreezeUse,
  settleDay,
  streakAt,
  type StreakView,
} from "uptier/points";

export const coins = (points: number): CheckInReward[] => [{ type: "coin", points }];

type Options<C> = Partial<Omit<C, "id" | "at" | "member">>;

/** A member of a check-in whose entries are kept; days stand for half past nine in UTC. */
export interface Member {
  readonly definition: ReturnType<typeof defineCheckIn>;
  readonly entries: readonly CheckInEntry[];
  readonly state: () => CheckInState;
  claim(at: string, options?: Options<CheckInCommand>): ReturnType<typeof checkIn>;
  /** What a check-in gives; "already" or the code of the refusal where it gives nothing. */
  reward(at: string, options?: Options<CheckInCommand>): readonly CheckInReward[] | string;
  makeUp(at: string, day: string, options?: Options<MakeUpCommand>): ReturnType<typeof makeUp>;
  restore(at: string, balance?: number): ReturnType<typeof restoreStreak>;
  grant(at: string, freezes: number): ReturnType<typeof grantFreezes>;
  use(at: string, use: boolean): ReturnType<typeof setFreezeUse>;
  job(at: string): ReturnType<typeof settleDay>;
  view(at: string): StreakView;
  statuses(month: string, at: string): Readonly<Record<string, string>>;
}

export function memberOf(input: Partial<CheckInInput> = {}): Member {
  const definition = defineCheckIn({ id: "daily", zone: "UTC", ...input });
  const entries: CheckInEntry[] = [];
  let state = newCheckInState();
  let commands = 0;
  const instant = (at: string): string => (at.length === 10 ? `${at}T09:30:00Z` : at);
  const head = (at: string): { id: string; at: string; member: string } => {
    commands += 1;
    return { id: `k${commands}`, at: instant(at), member: "m1" };
  };
  const kept = <D extends { readonly ok: boolean; readonly entries?: readonly CheckInEntry[] }>(
    decision: D,
  ): D => {
    for (const entry of decision.entries ?? []) {
      state = applyCheckIn(definition, state, entry);
      entries.push(entry);
    }
    return decision;
  };
  const member: Member = {
    definition,
    entries,
    state: () => state,
    claim: (at, options) => kept(checkIn(definition, state, { ...head(at), ...options })),
    reward: (at, options) => {
      const decision = member.claim(at, options);
      if (!decision.ok) return decision.refusal.code;
      return decision.value.already ? "already" : decision.value.reward;
    },
    makeUp: (at, day, options) => kept(makeUp(definition, state, { ...head(at), day, ...options })),
    restore: (at, balance) => kept(restoreStreak(definition, state, { ...head(at), balance })),
    grant: (at, freezes) => kept(grantFreezes(definition, state, { ...head(at), freezes })),
    use: (at, use) => kept(setFreezeUse(definition, state, { ...head(at), use })),
    job: (at) => kept(settleDay(definition, state, head(at))),
    view: (at) => streakAt(definition, state, instant(at)),
    statuses: (month, at) =>
      Object.fromEntries(
        calendarOf(definition, state, month, instant(at)).map(({ day, status }) => [day, status]),
      ),
  };
  return member;
}
