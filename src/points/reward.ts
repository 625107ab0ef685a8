import { countIn } from "../kernel/command";
import type { Command } from "../kernel/decision";
import { UptierError } from "../kernel/errors";
import { type IdConflict, refuse } from "../kernel/refusal";
import { type Balance, balanceOfLedger } from "./balance";
import {
  accept,
  accountFor,
  arrive,
  balanceAfter,
  bookingFor,
  exists,
  head,
  type PointsDecision,
} from "./booking";
import type { PointsEntry } from "./entries";
import { type AccountFull, identify, tell } from "./identity";
import { ledgerOf, type OpenAccount } from "./ledger/account";
import { find } from "./ledger/by-id";
import { type PointsProgram, typeOf } from "./program";
import { quoteReward, type RewardOffer, type RewardRefusal } from "./redemption/quote-reward";
import { restoreEntry } from "./restore";
import type { AccountState } from "./state";

/** What all members have claimed of the catalogue. Plain JSON. */
export interface CatalogueState {
  /** Units that are with members, by the id of the reward. */
  readonly taken: Readonly<Record<string, number>>;
}

/** The account of the member, and the catalogue. */
export interface RewardState {
  readonly account: AccountState;
  readonly catalogue: CatalogueState;
}

/** A member spends points on a reward of the catalogue. */
export interface ClaimRewardCommand extends Command {
  readonly member: string;
  readonly reward: string;
  /** How many units, or as many as possible. Default: 1. */
  readonly times?: number | "most" | undefined;
  readonly memberTier?: string | undefined;
}

/** What was claimed. */
export interface ClaimRewardResult extends RewardOffer {
  /** Names the claim when it is cancelled: the id of the command. */
  readonly debit: string;
  readonly balance: Balance;
}

/**
 * Why a reward was not given, in the order in which reasons are looked for: `no-catalogue` (the
 * programme has no rewards), `id-conflict`, `account-full`, then those of `RewardRefusal`.
 */
export type ClaimRewardRefusal =
  { readonly code: "no-catalogue" } | IdConflict | AccountFull | RewardRefusal;

/** The answer to a {@link ClaimRewardCommand}. */
export type ClaimRewardDecision = PointsDecision<ClaimRewardResult, ClaimRewardRefusal>;

/**
 * Gives a reward of the catalogue for points: its tiers, times, stock and limit per member are kept,
 * as long as every claim is applied to the states before the next one is decided.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 *
 * @example
 * ```ts
 * import { claimReward, definePoints, newCatalogue, openPoints } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [{ id: "points" }],
 *   redemption: {
 *     rewards: [{ id: "tea", kind: "goods", type: "points", cost: 300, stock: 10, perMember: 2 }],
 *   },
 * });
 * const session = openPoints(program);
 * const about = { at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * session.credit({ ...about, id: "c1", type: "points", points: 1_000 });
 * const state = { account: session.stateOf("m1"), catalogue: newCatalogue() };
 * const claimed = claimReward(program, state, { ...about, id: "w1", reward: "tea", times: "most" });
 * claimed.ok && [claimed.value.times, claimed.value.points]; // => [2, 600]
 * ```
 */
export function claimReward(
  program: PointsProgram,
  state: RewardState,
  command: ClaimRewardCommand,
): ClaimRewardDecision {
  return decideClaim(
    program,
    accountFor(state.account),
    checkedCatalogue(state.catalogue),
    command,
  );
}

function decideClaim(
  program: PointsProgram,
  account: OpenAccount,
  { taken }: CatalogueState,
  command: ClaimRewardCommand,
): ClaimRewardDecision {
  const arrival = arrive(program, account, command, ["member", "reward"]);
  const { redemption } = program;
  if (redemption === null || redemption.rewards.length === 0) {
    return refuse({ code: "no-catalogue" });
  }
  const { reward: id, memberTier, times = 1 } = command;
  const said = {
    reward: id,
    times: times === "most" ? times : countIn("times", times),
    memberTier,
  };
  const refusal = identify(arrival, "claimReward", said, "debits");
  if (refusal !== null) return refuse(refusal);
  const valueOf = (offer: RewardOffer): ClaimRewardResult => ({
    ...offer,
    debit: command.id,
    balance: balanceOfLedger(ledgerOf(account, offer.type, arrival.now)),
  });
  if (arrival.known !== null) return exists(valueOf(arrival.known.told as unknown as RewardOffer));
  const reward = redemption.rewards.find((one) => one.id === id);
  const booking = bookingFor(arrival, typeOf(program, reward?.type ?? program.types[0]!.id)!);
  const quote = quoteReward(redemption, {
    reward: id,
    at: command.at,
    available: booking.ledger.available,
    claimed: countOf(account.claimed, id),
    stockTaken: countOf(taken, id),
    ...(memberTier === undefined ? {} : { memberTier }),
    times,
  });
  if (!quote.ok) return refuse(quote.refusal);
  const offer = quote.value;
  tell(booking, { ...offer });
  return accept(
    arrival,
    [
      {
        ...head(booking),
        kind: "points-debited",
        debit: command.id,
        points: offer.points,
        purpose: "claimed",
        ref: null,
        reward: { id, times: offer.times },
      },
    ],
    () => valueOf(offer),
    () => [],
  );
}

/** A claim that is undone. */
export interface CancelRewardCommand extends Command {
  readonly member: string;
  /** The id of the command that claimed it. */
  readonly claim: string;
}

/** What went back. */
export interface CancelRewardResult {
  readonly reward: string;
  readonly times: number;
  readonly points: number;
  readonly balance: Balance;
}

/**
 * Why a claim stands, in the order in which reasons are looked for: `id-conflict`, `account-full`,
 * `unknown-claim`, `already-cancelled`.
 */
export type CancelRewardRefusal =
  | IdConflict
  | AccountFull
  | { readonly code: "unknown-claim"; readonly claim: string }
  | { readonly code: "already-cancelled"; readonly claim: string };

/** The codes of {@link CancelRewardRefusal} in their order of precedence. */
export const CANCEL_REWARD_REFUSALS = [
  "id-conflict",
  "account-full",
  "unknown-claim",
  "already-cancelled",
] as const satisfies readonly CancelRewardRefusal["code"][];

/** The answer to a {@link CancelRewardCommand}. */
export type CancelRewardDecision = PointsDecision<CancelRewardResult, CancelRewardRefusal>;

/**
 * Takes a reward back and gives its points back to their lots: the units are in stock again, and the
 * member can claim them again.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function cancelReward(
  program: PointsProgram,
  state: RewardState,
  command: CancelRewardCommand,
): CancelRewardDecision {
  const account = accountFor(state.account);
  checkedCatalogue(state.catalogue);
  const arrival = arrive(program, account, command, ["member", "claim"]);
  const { claim } = command;
  const refusal = identify(arrival, "cancelReward", { claim });
  if (refusal !== null) return refuse(refusal);
  for (const type of program.types) {
    const booking = bookingFor(arrival, type);
    const debit = find(booking.ledger.debits, claim);
    if (debit === undefined || debit.reward === null) continue;
    const { points, reward } = debit;
    const valueNow = (): CancelRewardResult => ({
      reward: reward.id,
      times: reward.times,
      points,
      balance: balanceAfter(booking),
    });
    if (arrival.known !== null) return exists(valueNow());
    if (debit.restored > 0) return refuse({ code: "already-cancelled", claim });
    return accept(arrival, [restoreEntry(booking, debit, points, null, 1)], valueNow, () => []);
  }
  return refuse({ code: "unknown-claim", claim });
}

/**
 * A catalogue of which nothing has been claimed.
 *
 * @example
 * ```ts
 * import { newCatalogue } from "uptier/points";
 *
 * newCatalogue(); // => { taken: {} }
 * ```
 */
export function newCatalogue(): CatalogueState {
  return { taken: {} };
}

/** The catalogue after one more entry of any account; entries without rewards leave it as it is. */
export function applyToCatalogue(state: CatalogueState, entry: PointsEntry): CatalogueState {
  if (entry.kind !== "points-debited" && entry.kind !== "points-restored") return state;
  if (entry.reward === null) return state;
  const { id, times } = entry.reward;
  const change = entry.kind === "points-debited" ? times : -times;
  return { taken: { ...state.taken, [id]: countOf(state.taken, id) + change } };
}

function checkedCatalogue(state: CatalogueState): CatalogueState {
  if (typeof (state as CatalogueState | null)?.taken === "object" && state.taken !== null) {
    return state;
  }
  throw new UptierError("invalid-state", "the catalogue is not a state; replay its entries");
}

function countOf(counts: Readonly<Record<string, number>>, id: string): number {
  return Object.hasOwn(counts, id) ? countIn(id, counts[id], 0) : 0;
}
