import type { Command, Decider, Decision, Reason, Stream } from "../../kernel/decision";
import type { ActivityCommand } from "./activity";
import type { Badges } from "./definition";
import type { BadgeEntry } from "./entries";
import { advanced } from "./fold";
import { type ActivityRefusal, type ActivityResult, recordActivity } from "./record";
import { type BadgeState, newBadgeState } from "./state";
import {
  undoActivity,
  type UndoActivityCommand,
  type UndoActivityRefusal,
  type UndoActivityResult,
} from "./undo";

/** What a runner needs to make badges durable: a decider for each verb. */
export interface BadgeDeciders {
  readonly recordActivity: Decider<
    ActivityCommand,
    ActivityResult,
    BadgeEntry,
    ActivityRefusal,
    Reason
  >;
  readonly undoActivity: Decider<
    UndoActivityCommand,
    UndoActivityResult,
    BadgeEntry,
    UndoActivityRefusal,
    Reason
  >;
}

/**
 * The decisions of badges for a runner such as the SQL store. Both share one name, so that no two of
 * their commands may have the same id. Each touches the stream of one member.
 *
 * @example
 * ```ts
 * import { badgeDeciders, defineBadges } from "uptier/points";
 *
 * const badges = defineBadges({
 *   id: "tea-lovers",
 *   zone: "Asia/Shanghai",
 *   badges: [
 *     {
 *       id: "regular",
 *       counter: { kind: "events" },
 *       on: { kinds: ["purchase"] },
 *       tiers: [{ id: "bronze", threshold: 4 }],
 *     },
 *   ],
 * });
 * const command = { id: "a1", at: "2026-11-21T09:30:00+08:00", member: "m1", kind: "purchase" };
 * badgeDeciders(badges).recordActivity.streams(command)[0]?.key;
 * // => "points/badges/tea-lovers/member/m1"
 * ```
 */
export function badgeDeciders(badges: Badges): BadgeDeciders {
  const decider = <C extends Command & { readonly member: string }, V, R extends Reason>(
    decide: (badges: Badges, state: BadgeState, command: C) => Decision<V, BadgeEntry, R, Reason>,
  ): Decider<C, V, BadgeEntry, R, Reason> => ({
    name: `points/badges/${badges.id}`,
    streams: ({ member }) => [badgeStream(badges.id, member)],
    decide: (read, command) =>
      decide(badges, read(badgeStream(badges.id, command.member)), command),
  });
  return { recordActivity: decider(recordActivity), undoActivity: decider(undoActivity) };
}

/** The stream of a member's badges. */
export function badgeStream(badges: string, member: string): Stream<BadgeState, BadgeEntry> {
  return {
    key: `points/badges/${badges}/member/${member}`,
    initial: newBadgeState,
    apply: advanced,
  };
}
