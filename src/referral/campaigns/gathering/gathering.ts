import { invalidCommand } from "../../../kernel/command";
import { own, withMember } from "../part";
import {
  foldRung,
  lostRungs,
  reachedRungs,
  type RungClaimed,
  type RungLost,
  type RungReached,
  type RungStandings,
  type RungStep,
} from "../rungs/standing";
import { type FriendRules, MAX_FRIENDS } from "./rules";

/** Friends who count for somebody, and what they have come to. */
export interface Gathering {
  /** Everybody who ever counted, each once. At most 10,000. */
  readonly friends: Readonly<Record<string, Friend>>;
  /** How many count now. */
  readonly count: number;
  readonly rungs: RungStandings;
}

/** A friend, and whether they count. */
export interface Friend {
  readonly status: "counted" | FriendLoss;
  /** Of the status. */
  readonly since: string;
}

/**
 * Why a friend no longer counts.
 *
 * - `left`: the group, or the account that they followed
 * - `refunded`: the order that made them count was refunded
 * - `rejected`: by the shop, for good
 */
export type FriendLoss = "left" | "refunded" | "rejected";

const FRIEND_LOSSES = ["left", "refunded", "rejected"] as const;

/** What can happen to a gathering. */
export type GatheringStep = FriendCounted | FriendUncounted | RungStep;

/** A friend counts. */
export interface FriendCounted {
  readonly kind: "friend-counted";
  readonly friend: string;
  /** How many count now. */
  readonly count: number;
  /** Whether they had counted before and came back. */
  readonly again: boolean;
}

/** A friend no longer counts. */
export interface FriendUncounted {
  readonly kind: "friend-uncounted";
  readonly friend: string;
  readonly count: number;
  readonly reason: FriendLoss;
}

/** What decisions about friends make happen; a claim is apart. */
export type FriendStep = Exclude<GatheringStep, RungClaimed>;

/** What any decision about friends does to rungs. */
export interface GatheringResult {
  /** How many count now. */
  readonly count: number;
  readonly reached: readonly Pick<RungReached, "rung" | "times">[];
  /** What is lost; a `takeBack` that is not null was handed out. */
  readonly lost: readonly Pick<RungLost, "rung" | "takeBack">[];
}

/** Why somebody does not count; the order is that in which reasons are looked for. */
export type FriendRefusal =
  | { readonly code: "rejected"; readonly friend: string; readonly since: string }
  | { readonly code: "lost-for-good"; readonly friend: string; readonly since: string }
  | { readonly code: "not-new"; readonly friend: string }
  | { readonly code: "too-many-friends"; readonly limit: number };

/** Before the first friend. */
export const NOBODY: Gathering = Object.freeze({
  friends: Object.freeze({}),
  count: 0,
  rungs: Object.freeze({}),
});

/** Whether somebody counts at the moment. */
export function counts({ friends }: Gathering, friend: string): boolean {
  return own(friends, friend)?.status === "counted";
}

/**
 * Why a friend who does not count is not to count now; null: they are.
 *
 * @throws UptierError `invalid-command` where only new friends count and nothing says whether they are
 */
export function friendRefusal(
  rules: FriendRules,
  { friends }: Gathering,
  friend: string,
  isNew: boolean | undefined,
): FriendRefusal | null {
  if (rules.newOnly && typeof isNew !== "boolean") {
    throw invalidCommand("isNew", "true or false, because only new friends count", isNew);
  }
  const before = own(friends, friend);
  if (before !== undefined) {
    // Whether somebody is new is judged once: who comes back was new when they came.
    const { since, status } = before;
    if (status === "rejected") return { code: "rejected", friend, since };
    return rules.reEarn ? null : { code: "lost-for-good", friend, since };
  }
  if (rules.newOnly && isNew !== true) return { code: "not-new", friend };
  return Object.keys(friends).length < MAX_FRIENDS
    ? null
    : { code: "too-many-friends", limit: MAX_FRIENDS };
}

/** One more friend counts, and the rungs that this reaches. */
export function countedSteps(
  rules: FriendRules,
  gathering: Gathering,
  friend: string,
): FriendStep[] {
  const count = gathering.count + 1;
  const again = own(gathering.friends, friend) !== undefined;
  return [
    { kind: "friend-counted", friend, count, again },
    ...reachedRungs(rules, gathering.rungs, () => count),
  ];
}

/**
 * A friend no longer counts, and the rungs that this loses. Nothing where they do not count already
 * (but who left can still be rejected), or where leaving changes nothing.
 */
export function uncountedSteps(
  rules: FriendRules,
  gathering: Gathering,
  friend: string,
  reason: FriendLoss,
): FriendStep[] {
  const counted = counts(gathering, friend);
  const rejects = reason === "rejected" && own(gathering.friends, friend)?.status !== "rejected";
  const stays = reason === "left" && !rules.leaveInvalidates;
  if (stays || (!counted && !rejects)) return [];
  const count = gathering.count - (counted ? 1 : 0);
  return [
    { kind: "friend-uncounted", friend, count, reason },
    ...lostRungs(rules.rungs, gathering.rungs, () => count),
  ];
}

/** What steps did, for the value of a decision. */
export function resultOf(gathering: Gathering, steps: readonly FriendStep[]): GatheringResult {
  let { count } = gathering;
  const reached: GatheringResult["reached"][number][] = [];
  const lost: GatheringResult["lost"][number][] = [];
  for (const step of steps) {
    if (step.kind === "rung-reached") reached.push({ rung: step.rung, times: step.times });
    else if (step.kind === "rung-lost") lost.push({ rung: step.rung, takeBack: step.takeBack });
    else ({ count } = step);
  }
  return { count, reached, lost };
}

/** A gathering after one more step. */
export function foldGathering<G extends Gathering>(
  gathering: G,
  step: GatheringStep & { readonly at: string; readonly cause: string },
): G {
  if (step.kind !== "friend-counted" && step.kind !== "friend-uncounted") {
    return { ...gathering, rungs: foldRung(gathering.rungs, step) };
  }
  const { at: since, count, friend } = step;
  const status = step.kind === "friend-counted" ? "counted" : step.reason;
  return {
    ...gathering,
    friends: withMember(gathering.friends, friend, { status, since }),
    count,
  };
}

/** The reason that a friend no longer counts, checked. */
export function lossIn(reason: FriendLoss): FriendLoss {
  if (FRIEND_LOSSES.includes(reason)) return reason;
  throw invalidCommand("reason", `one of ${FRIEND_LOSSES.join(", ")}`, reason);
}
