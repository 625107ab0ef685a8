import { fc } from "@fast-check/vitest";
import {
  commitmentOf,
  type Decision,
  type RandomSource,
  type Reason,
  seededRandom,
} from "uptier/kernel";
import {
  apply,
  type Campaign,
  type CampaignHistory,
  type CampaignInput,
  type CampaignState,
  chooseClientSeed,
  commitSeed,
  confirmPrize,
  defineCampaign,
  draw,
  drawMany,
  type DrawRandom,
  type DrawState,
  expirePrize,
  grantChances,
  keepPrize,
  keyedDraws,
  type LotteryEntry,
  type MemberState,
  newDrawState,
  openSession,
  releasePrize,
  restock,
  revealSeed,
  scheduleMoments,
  upgradePrize,
} from "uptier/lottery";
import { START } from "./any-campaign";
import { AT } from "./campaigns";

export const SERVER_SEED = "0123456789abcdef0123456789abcdef";

export type AnyDecision = Decision<unknown, LotteryEntry, Reason, Reason>;

const VERBS = {
  confirm: confirmPrize,
  release: releasePrize,
  expire: expirePrize,
  upgrade: upgradePrize,
  keep: keepPrize,
} as const;

/** What somebody wants of a campaign; `pick` says which draw, prize or number it is about. */
export interface Step {
  readonly verb: "draw" | "draw-many" | "grant" | "restock" | "seeds" | keyof typeof VERBS;
  readonly member: string;
  /** After the start. */
  readonly minutes: number;
  readonly pick: number;
  readonly score: number;
  readonly gold: boolean;
  /** Whether what was decided is kept; else the process ends before it is. */
  readonly kept: boolean;
}

const anyVerb: fc.Arbitrary<Step["verb"]> = fc.oneof(
  { arbitrary: fc.constant("draw" as const), weight: 12 },
  { arbitrary: fc.constantFrom("draw-many", "grant", "restock", "seeds"), weight: 3 },
  {
    arbitrary: fc.constantFrom("confirm", "release", "expire", "upgrade", "keep"),
    weight: 5,
  },
);

/** Any commands in any order of time; some of their decisions are lost. */
export const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    verb: anyVerb,
    member: fc.constantFrom("m1", "m2", "m3"),
    minutes: fc.integer({ min: 0, max: 3_600 }),
    pick: fc.integer({ min: 0, max: 20 }),
    score: fc.constantFrom(0, 10, 50),
    gold: fc.boolean(),
    kept: fc.integer({ min: 0, max: 7 }).map((choice) => choice > 0),
  }),
  { maxLength: 30 },
);

/** The steps with their times in order. */
export function inOrder(steps: readonly Step[]): Step[] {
  const times = steps.map(({ minutes }) => minutes).sort((a, b) => a - b);
  return steps.map((step, index) => ({ ...step, minutes: times[index]! }));
}

export function instantOf({ minutes }: Step): string {
  return new Date(START + minutes * 60_000).toISOString();
}

/** Where a shop keeps what was decided. */
export interface Books {
  readonly stateOf: (member: string) => DrawState;
  draw(command: Parameters<typeof draw>[2], random: DrawRandom): AnyDecision;
  keep(decision: AnyDecision): void;
  history(): CampaignHistory;
}

/** A shop that keeps states itself, with `apply`. */
export function booksInHand(campaign: Campaign): Books {
  let shared: CampaignState = newDrawState().campaign;
  const members = new Map<string, MemberState>();
  const stateOf = (member: string): DrawState => ({
    campaign: shared,
    member: members.get(member) ?? newDrawState().member,
  });
  return {
    stateOf,
    draw: (command, random) => draw(campaign, stateOf(command.member), command, random),
    keep(decision) {
      if (!decision.ok) return;
      for (const entry of decision.entries) {
        const member = "member" in entry ? entry.member : null;
        const next = apply(campaign, stateOf(member ?? ""), entry);
        shared = next.campaign;
        if (member !== null) members.set(member, next.member);
      }
    },
    history: () => ({ campaign: shared, members: Object.fromEntries(members) }),
  };
}

/** A shop with a session, which keeps each draw by itself. */
export function booksInSession(campaign: Campaign): Books {
  const session = openSession(campaign);
  return {
    stateOf: (member) => session.stateOf(member),
    draw: (command, random) => session.draw(command, random),
    keep(decision) {
      if (!decision.ok) return;
      for (const entry of decision.entries) {
        if (entry.kind !== "prize-drawn" || entry.id !== `${entry.cause}/1`) session.apply(entry);
        else if (entry.draw !== entry.cause) session.apply(entry);
      }
    },
    history: () => session.history(),
  };
}

/** Answers one step from the books, without keeping the answer. */
export function decide(
  campaign: Campaign,
  books: Books,
  step: Step,
  index: number,
  random: RandomSource,
): AnyDecision {
  const { verb, member, pick, score, gold } = step;
  const state = books.stateOf(member);
  const head = { id: `c${index}`, at: instantOf(step), member };
  const who = {
    ...head,
    score,
    memberTier: gold ? "gold" : undefined,
    balance: campaign.price?.unit === "money" ? "1.20" : 25,
  };
  const source = campaign.fairness === "keyed" ? keyedDraws(SERVER_SEED) : random;
  switch (verb) {
    case "draw":
      return books.draw(who, source);
    case "draw-many":
      return drawMany(campaign, state, { ...who, draws: 1 + (pick % 5) }, source);
    case "grant":
      return grantChances(campaign, state, {
        ...head,
        source: pick % 2 === 0 ? "order" : "sign-in",
        chances: 1 + (pick % 4),
      });
    case "restock": {
      const prize = campaign.prizes[pick % campaign.prizes.length]!.id;
      return restock(campaign, state.campaign, { ...head, prize, units: 1 + (pick % 3) });
    }
    case "seeds":
      return turnSeeds(campaign, state, head);
    default: {
      const draws = Object.keys(state.member.claims);
      const command = { ...head, draw: draws[pick % Math.max(1, draws.length)] ?? "none" };
      return VERBS[verb](campaign, state, command);
    }
  }
}

/** The next step of a series of seeds. */
function turnSeeds(
  campaign: Campaign,
  state: DrawState,
  head: { readonly id: string; readonly at: string; readonly member: string },
): AnyDecision {
  const { seeds } = state.member;
  if (seeds === null) {
    return commitSeed(campaign, state, { ...head, commitment: commitmentOf(SERVER_SEED) });
  }
  return seeds.clientSeed === null
    ? chooseClientSeed(campaign, state, { ...head, clientSeed: `seed of ${head.id}` })
    : revealSeed(campaign, state, { ...head, serverSeed: SERVER_SEED });
}

/** Before the first step: the moments are scheduled, and members of a keyed campaign have seeds. */
export function openShop(campaign: Campaign, books: Books, random: RandomSource): LotteryEntry[] {
  const entries: LotteryEntry[] = [];
  const keep = (decision: AnyDecision): void => {
    books.keep(decision);
    if (decision.ok) entries.push(...decision.entries);
  };
  const at = new Date(START).toISOString();
  const { campaign: shared } = books.stateOf("m1");
  keep(scheduleMoments(campaign, shared, { id: "moments", at }, random));
  for (const member of ["m1", "m2", "m3"]) {
    for (const id of [`commit ${member}`, `choose ${member}`]) {
      if (campaign.fairness === "keyed") {
        keep(turnSeeds(campaign, books.stateOf(member), { id, at, member }));
      }
    }
    if (campaign.chances === null) continue;
    const grant = { id: `gift ${member}`, at, member, source: "sign-in", chances: 3 };
    keep(grantChances(campaign, books.stateOf(member), grant));
  }
  return entries;
}

/** A shop for examples: each answer is kept and told by its prize, its refusal or its kind. */
export interface Counter {
  readonly campaign: Campaign;
  readonly entries: LotteryEntry[];
  /** Draws for a member: the prize, or the code of the refusal. */
  draw(member: string, who?: Partial<Parameters<typeof draw>[2]>): string;
  /** Keeps what was decided from the state of a member: the kinds of entries, or the refusal. */
  tell(member: string, decision: (state: DrawState) => AnyDecision): string;
  readonly stateOf: (member: string) => DrawState;
}

export function counterOf(input: CampaignInput, random: DrawRandom = seededRandom("c")): Counter {
  const campaign = defineCampaign(input);
  const books = booksInHand(campaign);
  const entries: LotteryEntry[] = [];
  const keep = (decision: AnyDecision): void => {
    books.keep(decision);
    if (decision.ok) entries.push(...decision.entries);
  };
  return {
    campaign,
    entries,
    stateOf: (member) => books.stateOf(member),
    draw(member, who = {}) {
      const command = { id: `d${entries.length + 1}`, at: AT, member, ...who };
      const decision = draw(campaign, books.stateOf(member), command, random);
      keep(decision);
      return decision.ok ? decision.value.prize : decision.refusal.code;
    },
    tell(member, decide) {
      const decision = decide(books.stateOf(member));
      keep(decision);
      return decision.ok ? decision.entries.map(({ kind }) => kind).join() : decision.refusal.code;
    },
  };
}
