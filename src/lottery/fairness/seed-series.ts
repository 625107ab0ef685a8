import { checkCommand } from "../../kernel/command";
import type { Command, Decision } from "../../kernel/decision";
import { shown, UptierError } from "../../kernel/errors";
import { commitmentOf, keyedRandom } from "../../kernel/random/keyed";
import type { RandomSource } from "../../kernel/random/source";
import type { Campaign } from "../campaign";
import {
  type ClientSeedChosen,
  entryHead,
  type SeedCommitted,
  type SeedRevealed,
} from "../entries";
import { checkState, type DrawState } from "../state";

/** As many draws are made with one server seed; then it must be revealed. */
export const SEED_DRAWS = 1_000;

/** The shop publishes the commitment of a server seed for a member's next draws. */
export interface CommitCommand extends Command {
  readonly member: string;
  /** `commitmentOf(serverSeed)`; the seed itself stays with the shop. */
  readonly commitment: string;
}

/** The member chooses their half of the seeds. */
export interface ClientSeedCommand extends Command {
  readonly member: string;
  /** 1 to 200 characters, no colon. */
  readonly clientSeed: string;
}

/** The shop publishes a server seed after its last draw. */
export interface RevealCommand extends Command {
  readonly member: string;
  readonly serverSeed: string;
}

/** Where the series of a member stands. */
export interface SeedResult {
  readonly commitment: string;
  readonly clientSeed: string | null;
  /** Draws made with these seeds so far. */
  readonly draws: number;
}

/**
 * Why seeds stay as they are, in the order in which reasons are looked for.
 *
 * 1. `not-keyed`: draws of this campaign cannot be verified
 * 2. `no-seeds`: nothing is committed yet
 * 3. `seeds-in-use`: a commitment stands; reveal its seed before the next one. Or the member's seed
 *    is chosen and draws were made with it
 * 4. `seed-used`: the seed of that commitment was revealed to this member before
 * 5. `wrong-seed`: the server seed is not the one that was committed
 */
export type SeedRefusal = {
  readonly code: "not-keyed" | "no-seeds" | "seeds-in-use" | "seed-used" | "wrong-seed";
};

/** The codes of {@link SeedRefusal} in their order of precedence. */
export const SEED_REFUSALS = [
  "not-keyed",
  "no-seeds",
  "seeds-in-use",
  "seed-used",
  "wrong-seed",
] as const satisfies readonly SeedRefusal["code"][];

/** The entries about the seeds of a member. */
export type SeedEntry = SeedCommitted | ClientSeedChosen | SeedRevealed;

/** The answer to a command about seeds. */
export type SeedDecision = Decision<
  SeedResult,
  SeedEntry,
  SeedRefusal,
  SeedRefusal | { readonly code: "seed-committed" | "client-seed-chosen" | "seed-revealed" }
>;

/**
 * Commits the shop to a server seed before the member chooses theirs: neither can pick the result.
 * Each member and each series needs a seed of its own: who has seen one revealed can tell what it
 * gives to everybody who still draws with it.
 *
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function commitSeed(
  campaign: Campaign,
  state: DrawState,
  command: CommitCommand,
): SeedDecision {
  const at = checkSeedCommand(
    state,
    command,
    "commitment",
    /^[0-9a-f]{64}$/,
    "64 hexadecimal digits: commitmentOf(serverSeed)",
  );
  const { seeds } = state.member;
  if (campaign.fairness !== "keyed") return refuse("not-keyed");
  if (seeds !== null && seeds.commitment !== null) return refuse("seeds-in-use");
  const { member, commitment } = command;
  if (seeds?.revealed.includes(commitment) === true) return refuse("seed-used");
  return accept(
    { ...entryHead(campaign, command, at), kind: "seed-committed", member, commitment },
    { commitment, clientSeed: null, draws: 0 },
  );
}

/**
 * Takes down the seed of a member. It can be changed until the first draw with it, and comes after
 * the commitment: the shop could search for a server seed that suits it otherwise.
 *
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function chooseClientSeed(
  campaign: Campaign,
  state: DrawState,
  command: ClientSeedCommand,
): SeedDecision {
  const at = checkSeedCommand(
    state,
    command,
    "clientSeed",
    /^[^:\p{Cc}\p{Cs}]{1,200}$/u,
    "1 to 200 characters without a colon",
  );
  const { seeds } = state.member;
  if (campaign.fairness !== "keyed") return refuse("not-keyed");
  if (seeds === null || seeds.commitment === null) return refuse("no-seeds");
  if (seeds.nonce > 0) return refuse("seeds-in-use");
  const { member, clientSeed } = command;
  return accept(
    { ...entryHead(campaign, command, at), kind: "client-seed-chosen", member, clientSeed },
    { commitment: seeds.commitment, clientSeed, draws: 0 },
  );
}

/**
 * Publishes a server seed: its draws can be verified from now on, and no more are made with it.
 * Commit to the next one afterwards; that is the rotation. It is due after 1,000 draws.
 *
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function revealSeed(
  campaign: Campaign,
  state: DrawState,
  command: RevealCommand,
): SeedDecision {
  const at = checkSeedCommand(
    state,
    command,
    "serverSeed",
    /^[^\p{Cc}\p{Cs}]{32,200}$/u,
    "the text whose commitment was published, 32 to 200 characters",
  );
  const { seeds } = state.member;
  if (campaign.fairness !== "keyed") return refuse("not-keyed");
  if (seeds === null || seeds.commitment === null) return refuse("no-seeds");
  if (commitmentOf(command.serverSeed) !== seeds.commitment) return refuse("wrong-seed");
  const { member, serverSeed } = command;
  const { commitment, clientSeed, nonce: draws } = seeds;
  return accept(
    {
      ...entryHead(campaign, command, at),
      kind: "seed-revealed",
      member,
      commitment,
      serverSeed,
      draws,
    },
    { commitment, clientSeed, draws },
  );
}

/**
 * The source of a member's next draw in a campaign whose `fairness` is `keyed`: from the server
 * seed, the seed of the member and the number of the draw, which stand in the state.
 *
 * @param serverSeed - the seed that was committed; or what finds it by its commitment
 * @throws UptierError `invalid-seeds` where it is not the one that was committed
 */
export function keyedDraws(
  serverSeed: string | ((commitment: string) => string),
): (state: DrawState) => RandomSource {
  return ({ member: { seeds } }) => {
    const seed =
      typeof serverSeed === "string" ? serverSeed : serverSeed(seeds?.commitment ?? "none");
    const clientSeed = seeds?.clientSeed ?? null;
    if (seeds === null || clientSeed === null || commitmentOf(seed) !== seeds.commitment) {
      throw new UptierError(
        "invalid-seeds",
        "the server seed is not the one that was committed for this member; look it up by its commitment",
      );
    }
    return keyedRandom({ serverSeed: seed, clientSeed, nonce: seeds.nonce });
  };
}

function checkSeedCommand<C extends Command & { readonly member: string }>(
  state: DrawState,
  command: C,
  key: keyof C & string,
  pattern: RegExp,
  needs: string,
): number {
  const at = checkCommand(command, ["member"]);
  const value = command[key];
  if (typeof value !== "string" || !pattern.test(value)) {
    // A secret that is almost right must not stand in a log.
    const given = key === "serverSeed" ? "what was given" : shown(value);
    throw new UptierError("invalid-command", "The command cannot be used:", [
      { path: [key], code: "invalid-value", message: `must be ${needs}, not ${given}` },
    ]);
  }
  checkState(state);
  return at;
}

function refuse(code: SeedRefusal["code"]): SeedDecision {
  return { ok: false, refusal: { code }, why: [{ code }] };
}

function accept(entry: SeedEntry, value: SeedResult): SeedDecision {
  return { ok: true, value, entries: [entry], why: [{ code: entry.kind }] };
}
