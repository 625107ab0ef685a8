import {
  type ActivityCommand,
  type ActivityDecision,
  applyBadges,
  badgeProgress,
  type BadgeEntry,
  type BadgeProgress,
  type Badges,
  type BadgesInput,
  type BadgeState,
  defineBadges,
  newBadgeState,
  recordActivity,
  undoActivity,
  type UndoActivityDecision,
} from "uptier/points";

export const AT = "2026-11-21T09:30:00+08:00";

/** A member of a shop that keeps what is decided. */
export interface Member {
  readonly badges: Badges;
  readonly entries: readonly BadgeEntry[];
  state(): BadgeState;
  /** Does something; the command's id is a new one unless it is given. */
  record(ref: string, more?: Partial<ActivityCommand>): ActivityDecision;
  undo(ref: string, at?: string): UndoActivityDecision;
  progress(at?: string): readonly BadgeProgress[];
}

export function memberOf(input: BadgesInput): Member {
  const badges = defineBadges(input);
  const entries: BadgeEntry[] = [];
  let state = newBadgeState();
  let commands = 0;
  const keep = <D extends ActivityDecision | UndoActivityDecision>(decision: D): D => {
    if (decision.ok) {
      for (const entry of decision.entries) {
        state = applyBadges(badges, state, entry);
        entries.push(entry);
      }
    }
    return decision;
  };
  const id = () => `c${(commands += 1)}`;
  return {
    badges,
    entries,
    state: () => state,
    record: (ref, more) =>
      keep(
        recordActivity(badges, state, {
          id: id(),
          at: AT,
          member: "m1",
          kind: "purchase",
          ref,
          ...more,
        }),
      ),
    undo: (ref, at = AT) => keep(undoActivity(badges, state, { id: id(), at, member: "m1", ref })),
    progress: (at = AT) => badgeProgress(badges, state, at),
  };
}
