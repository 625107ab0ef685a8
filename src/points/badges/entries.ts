import type { Command, Entry } from "../../kernel/decision";
import { instantText } from "../../kernel/time/instant";
import type { Badges } from "./definition";
import type { BadgeReward } from "./input";
import type { CountedActivity, HeldBadgeTier } from "./state";

/** The entries of badges. */
export type BadgeEntry = ActivityCounted | ActivityUndone | BadgeAwarded | BadgeRevoked;

/** What every entry of badges says. */
export interface BadgesEntry extends Entry {
  /** The id of the set of badges. */
  readonly badges: string;
  /** Of the definition. */
  readonly version: string;
  readonly member: string;
}

/** An activity was counted. */
export interface ActivityCounted extends BadgesEntry {
  readonly kind: "activity-counted";
  readonly ref: string;
  /** What the member did. */
  readonly activity: string;
  /** A short hash of kind, amount and attributes. */
  readonly content: string;
  readonly counts: readonly CountChange[];
  /** What was done before this instant cannot be undone any more. */
  readonly keepFrom: string;
}

/** An activity was taken back. */
export interface ActivityUndone extends BadgesEntry {
  readonly kind: "activity-undone";
  readonly ref: string;
  /** What it had counted. */
  readonly counts: readonly CountChange[];
  readonly keepFrom: string;
}

/** What was counted, or taken back, for one badge. */
export interface CountChange extends CountedActivity {
  /** The count of the badge afterwards. */
  readonly count: number;
}

/** A tier was reached; the reward as granted stands in it. */
export interface BadgeAwarded extends BadgesEntry {
  readonly kind: "badge-awarded";
  readonly badge: string;
  readonly tier: string;
  readonly season: string;
  readonly until: string | null;
  readonly counter: CountedActivity["counter"];
  readonly count: number;
  readonly held: HeldBadgeTier;
}

/** A tier was taken back because its cause was undone. */
export interface BadgeRevoked extends BadgesEntry {
  readonly kind: "badge-revoked";
  readonly badge: string;
  readonly tier: string;
  readonly season: string;
  /** What was granted with it, to be taken back. */
  readonly rewards: readonly BadgeReward[];
}

/** What the entries of a command start with; each call counts on. */
export function entryHeads(
  { id, version }: Badges,
  command: Command & { readonly member: string },
  at: number,
): () => Omit<BadgesEntry, "kind"> {
  let number = 0;
  return () => ({
    id: `${command.id}/${(number += 1)}`,
    at: instantText(at),
    cause: command.id,
    badges: id,
    version,
    member: command.member,
  });
}
