import { own, withMember } from "../part";
import type { CampaignReward } from "./reward";
import type { OnLost, Rung, RungPolicy } from "./rung";

/**
 * Where somebody stands with a rung. Reaching it and claiming its reward are two things.
 *
 * - `reached`: the count is there; the reward can be claimed
 * - `claimed`: the reward was handed out
 * - `lost`: the count fell below the threshold afterwards
 */
export interface RungStanding {
  readonly status: "reached" | "claimed" | "lost";
  /** Of the status. */
  readonly since: string;
  /** How often it was reached. */
  readonly times: number;
  /** The command that claimed it; null: not claimed, or lost since. */
  readonly claim: string | null;
  readonly held: HeldRung;
}

/** A rung as it was reached: later definitions do not change it. */
export interface HeldRung {
  readonly threshold: number;
  readonly reward: CampaignReward;
  readonly onLost: OnLost;
}

/** By the id of the rung; those never reached are missing. */
export type RungStandings = Readonly<Record<string, RungStanding>>;

/** What can happen to a rung. */
export type RungStep = RungReached | RungLost | RungClaimed;

/** The count came to the threshold, or passed it. */
export interface RungReached {
  readonly kind: "rung-reached";
  readonly rung: string;
  readonly count: number;
  /** 2: it was lost before and is earned again. */
  readonly times: number;
  readonly held: HeldRung;
}

/** The count fell below the threshold. */
export interface RungLost {
  readonly kind: "rung-lost";
  readonly rung: string;
  readonly count: number;
  /** What was handed out and is to be taken back; null: it was not claimed. */
  readonly takeBack: CampaignReward | null;
}

/** The reward of a rung was handed out. */
export interface RungClaimed {
  readonly kind: "rung-claimed";
  readonly rung: string;
  readonly reward: CampaignReward;
}

/** The count that a rung is measured by. */
export type CountOf = (rung: string) => number;

/** The rungs that a count has come to and that are not held, the lowest first. */
export function reachedRungs(
  { rungs, onLost, reEarn }: RungPolicy & { readonly rungs: readonly Rung[] },
  standings: RungStandings,
  countOf: CountOf,
): RungReached[] {
  return rungs.flatMap(({ id, threshold, reward }) => {
    const before = own(standings, id);
    const open = before === undefined || (before.status === "lost" && reEarn);
    const count = countOf(id);
    if (!open || count < threshold) return [];
    const times = (before?.times ?? 0) + 1;
    return [{ kind: "rung-reached", rung: id, count, times, held: { threshold, reward, onLost } }];
  });
}

/**
 * The rungs that a count has fallen below, the highest first, by the threshold and the policy under
 * which they were reached. A rung that the definition no longer has stays as it is.
 */
export function lostRungs(
  rungs: readonly Rung[],
  standings: RungStandings,
  countOf: CountOf,
): RungLost[] {
  return rungs.toReversed().flatMap(({ id }) => {
    const standing = own(standings, id);
    if (standing === undefined || standing.status === "lost") return [];
    const { onLost, reward, threshold } = standing.held;
    const count = countOf(id);
    if (onLost === "keep" || count >= threshold) return [];
    const takeBack = standing.status === "claimed" ? reward : null;
    return [{ kind: "rung-lost", rung: id, count, takeBack }];
  });
}

/** The standings after one more step. */
export function foldRung(
  standings: RungStandings,
  step: RungStep & { readonly at: string; readonly cause: string },
): RungStandings {
  const { at: since, cause, rung } = step;
  if (step.kind === "rung-reached") {
    const { held, times } = step;
    return withMember(standings, rung, { status: "reached", since, times, claim: null, held });
  }
  const before = own(standings, rung);
  if (before === undefined) return standings;
  const claimed = step.kind === "rung-claimed";
  return withMember(standings, rung, {
    ...before,
    status: claimed ? "claimed" : "lost",
    since,
    claim: claimed ? cause : null,
  });
}
