import type { Command, Decision, Entry } from "../../../kernel/decision";
import { refuse } from "../../../kernel/refusal";
import { own } from "../part";
import type { CampaignReward } from "./reward";
import type { Rung } from "./rung";
import type { CountOf, RungClaimed, RungStandings } from "./standing";

/** A reward that was claimed. */
export interface ClaimedRung {
  readonly rung: string;
  readonly reward: CampaignReward;
}

/**
 * Why a reward was not handed out, in the order in which reasons are looked for.
 *
 * 1. `unknown-rung`: the ladder has no such rung, and it was never reached
 * 2. `not-reached`: the count is not there yet
 * 3. `rung-lost`: it was reached, and lost since
 * 4. `already-claimed`: by another command
 */
export type ClaimRungRefusal =
  | { readonly code: "unknown-rung"; readonly rung: string }
  | {
      readonly code: "not-reached";
      readonly rung: string;
      readonly count: number;
      readonly threshold: number;
    }
  | { readonly code: "rung-lost"; readonly rung: string; readonly since: string }
  | { readonly code: "already-claimed"; readonly rung: string; readonly since: string };

/** The codes of {@link ClaimRungRefusal} in their order of precedence. */
export const CLAIM_RUNG_REFUSALS = [
  "unknown-rung",
  "not-reached",
  "rung-lost",
  "already-claimed",
] as const satisfies readonly ClaimRungRefusal["code"][];

/** Why a claim was accepted; `exists`: by the same command it was made before. */
export type ClaimReason =
  { readonly code: "rung-claimed"; readonly rung: string } | { readonly code: "exists" };

/** The answer to a claim. */
export type ClaimDecision<E extends Entry> = Decision<
  ClaimedRung,
  E,
  ClaimRungRefusal,
  ClaimRungRefusal | ClaimReason
>;

/** Claims the reward of a rung as it was granted; `entriesOfClaim` makes the entries of the ladder. */
export function decideClaim<E extends Entry>(
  rungs: readonly Rung[],
  standings: RungStandings,
  countOf: CountOf,
  { id: command, rung }: Command & { readonly rung: string },
  entriesOfClaim: (claimed: RungClaimed) => readonly E[],
): ClaimDecision<E> {
  const standing = own(standings, rung);
  if (standing === undefined) {
    const threshold = rungs.find(({ id }) => id === rung)?.threshold;
    if (threshold === undefined) return refuse({ code: "unknown-rung", rung });
    return refuse({ code: "not-reached", rung, count: countOf(rung), threshold });
  }
  const { claim, held, since, status } = standing;
  if (status === "lost") return refuse({ code: "rung-lost", rung, since });
  const value = { rung, reward: held.reward };
  if (status === "reached") {
    const entries = entriesOfClaim({ kind: "rung-claimed", ...value });
    return { ok: true, value, entries, why: [{ code: "rung-claimed", rung }] };
  }
  if (claim !== command) return refuse({ code: "already-claimed", rung, since });
  return { ok: true, value, entries: [], why: [{ code: "exists" }] };
}
