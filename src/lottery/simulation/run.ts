import { dynamicWeights } from "../../kernel/random/dynamic";
import { happens } from "../../kernel/random/happens";
import { uniformInteger } from "../../kernel/random/integer";
import { seededRandom } from "../../kernel/random/seeded";
import type { RandomSource } from "../../kernel/random/source";
import { instantText } from "../../kernel/time/instant";
import type { Campaign } from "../campaign";
import { confirmPrize, expirePrize, keepPrize, upgradePrize } from "../claim";
import { copyOfCampaign } from "../fold";
import { scheduleMoments } from "../pacing/moments";
import { type LotterySession, openSession } from "../session";
import { shelfOf } from "../shelf";
import { isWindowed, unitsInUse, unitsLeft, unitsOnShelf } from "../stock";
import { type CampaignState, type Claim, newCampaignState } from "../state";
import { EVERYBODY, samplerOf, tableOf } from "../table";
import type { PlanDay, TrafficPlan } from "./plan";

/** What one run of a simulation found. */
export interface RunResult {
  /** Spent and reserved at the end, in minor units. */
  readonly costMinor: number;
  readonly draws: number;
  /** By the index of the prize: units in use at the end. */
  readonly given: readonly number[];
  /** By the index of the prize: the first day, from 0, at whose end it was sold out; -1: never. */
  readonly soldOutOn: readonly number[];
  /** Whether a draw met a prize that the budget did not pay for. */
  readonly short: boolean;
}

/**
 * Draws through a plan once. Where no rule looks at the member, draws between two changes of what is
 * available are made in one go; else each is decided as in a shop.
 */
export function runOnce(
  campaign: Campaign,
  plan: TrafficPlan,
  days: readonly PlanDay[],
  seed: string,
): RunResult {
  const random = seededRandom(seed);
  if (campaign.pacing.mode === "deck") return runDeck(campaign, days, random);
  return isPlain(campaign)
    ? runPlain(campaign, days, random)
    : runSession(campaign, plan, days, random);
}

/** A campaign as it is tried: everybody is welcome, and draws need no chance, price or seeds. */
export function openToAll(campaign: Campaign): Campaign {
  return {
    ...campaign,
    members: { blocked: [], eligible: null, eligibleTiers: null },
    chances: null,
    price: null,
    fairness: "open",
  };
}

/** Whether nothing but the stock and the budget in total decides what can be drawn. */
function isPlain({ pools, pity, limits, pacing, budget, prizes }: Campaign): boolean {
  return (
    pools.length + pity.length === 0 &&
    pacing.mode !== "moments" &&
    (budget === null || budget.perDayMinor === null) &&
    Object.values(limits).every((limit) => limit === null) &&
    prizes.every(
      (prize) =>
        prize.perMember === null &&
        prize.unlockAfterDraws === 0 &&
        prize.claimWithinHours === null &&
        prize.upgrade === null &&
        (prize.stock === null || !isWindowed(prize.stock)),
    )
  );
}

function runPlain(campaign: Campaign, days: readonly PlanDay[], random: RandomSource): RunResult {
  const { prizes } = campaign;
  const state = copyOfCampaign(newCampaignState());
  const watch = watchResults(campaign, state);
  const [counts, left] = [new Float64Array(prizes.length), new Float64Array(prizes.length)];
  const costs = Float64Array.from(prizes, (prize) => prize.costMinor);
  days.forEach((day, index) => {
    const step = (day.to - day.from) / day.draws;
    for (let made = 0; made < day.draws && step > 0;) {
      const at = Math.floor(day.from + step * made);
      const shelf = shelfOf(campaign, state, at);
      const table = tableOf(campaign, shelf, EVERYBODY);
      watch.saw(shelf.closed);
      const end = Math.min(day.draws, Math.max(made + 1, (shelf.until - day.from) / step));
      if (table.weightTotal === 0) {
        made = Math.ceil(end);
        continue;
      }
      const sampler = samplerOf(table, random);
      prizes.forEach((_, prize) => {
        left[prize] = unitsOnShelf(campaign, state, prize, at);
      });
      counts.fill(0);
      let committed = state.spentMinor;
      for (let same = true; same && made < end; made += 1) {
        const prize = sampler.at(sampler.roll(random));
        counts[prize]! += 1;
        committed += costs[prize]!;
        left[prize]! -= 1;
        same = left[prize]! > 0 && committed <= shelf.committedUpTo && shelf.heirs === null;
      }
      state.spentMinor = committed;
      prizes.forEach(({ id }, prize) => {
        state.draws += counts[prize]!;
        if (counts[prize]! > 0) state.awarded[id] = (state.awarded[id] ?? 0) + counts[prize]!;
      });
    }
    watch.endOfDay(index);
  });
  return watch.result();
}

/** Cards are taken out of one table of weights, which changes with every draw. */
function runDeck(campaign: Campaign, days: readonly PlanDay[], random: RandomSource): RunResult {
  const state = copyOfCampaign(newCampaignState());
  const watch = watchResults(campaign, state);
  const cards = dynamicWeights(campaign.prizes.map((prize) => prize.weight));
  days.forEach((day, index) => {
    for (let made = 0; made < day.draws && day.to > day.from; made += 1) {
      const roll = cards.roll(random);
      if (roll === null) break;
      const prize = cards.at(roll);
      const { id, costMinor } = campaign.prizes[prize]!;
      cards.set(prize, cards.get(prize) - 1);
      state.draws += 1;
      state.spentMinor += costMinor;
      state.awarded[id] = (state.awarded[id] ?? 0) + 1;
    }
    watch.endOfDay(index);
  });
  return watch.result();
}

/** Every draw decided as in a shop, with members who take turns at random. */
function runSession(
  campaign: Campaign,
  plan: TrafficPlan,
  days: readonly PlanDay[],
  random: RandomSource,
): RunResult {
  const session = openSession(campaign);
  const watch = watchResults(campaign, session.stateOf("").campaign);
  const members = plan.members ?? days.reduce((sum, { draws }) => sum + draws, 0);
  if (campaign.pacing.mode === "moments") {
    const at = instantText(days[0]!.from);
    const scheduled = scheduleMoments(campaign, newCampaignState(), { id: "moments", at }, random);
    if (scheduled.ok) session.apply(scheduled.entries[0]!);
  }
  const settle = settler(campaign, plan, session, random);
  let number = 0;
  days.forEach((day, index) => {
    const step = (day.to - day.from) / day.draws;
    for (let made = 0; made < day.draws && step > 0; made += 1) {
      number += 1;
      const at = instantText(Math.floor(day.from + step * made));
      settle.due(at);
      const member = `m${uniformInteger(random, members)}`;
      const decision = session.draw({ id: `d${number}`, at, member }, random);
      if (!decision.ok) {
        watch.saw(decision.why);
        continue;
      }
      const entry = decision.entries[0]!;
      watch.saw(entry.closed);
      if (entry.claim !== null) settle.won(member, entry.draw, entry.claim, at);
    }
    watch.endOfDay(index);
  });
  return watch.result();
}

interface Settler {
  /** A prize is held: it is claimed or upgraded at once, or left to expire. */
  won(member: string, draw: string, claim: Claim, at: string): void;
  /** Lets expire what is due by an instant. */
  due(at: string): void;
}

function settler(
  campaign: Campaign,
  { claimed = {}, upgraded }: TrafficPlan,
  session: LotterySession,
  random: RandomSource,
): Settler {
  const shares = new Map(
    campaign.prizes.map(({ id }) => [id, claimed[id] ?? ({ num: 1, den: 1 } as const)]),
  );
  const taken = upgraded ?? { num: 1, den: 1 };
  const waiting: { readonly member: string; readonly draw: string; readonly until: string }[] = [];
  const decide = (verb: typeof confirmPrize, member: string, draw: string, at: string): Claim => {
    const command = { id: `${draw} ${verb.name}`, at, member, draw };
    const decision = verb(campaign, session.stateOf(member), command);
    if (decision.ok) session.apply(decision.entries[0]!);
    return session.stateOf(member).member.claims[draw]!;
  };
  return {
    won(member, draw, claim, at) {
      let now = claim;
      if (now.status === "offered") {
        const verb = happens(random, taken) ? upgradePrize : keepPrize;
        now = decide(verb, member, draw, at);
      }
      if (now.status !== "reserved") return;
      if (happens(random, shares.get(now.prize)!)) decide(confirmPrize, member, draw, at);
      else waiting.push({ member, draw, until: now.until! });
    },
    due(at) {
      while (waiting.length > 0 && waiting[0]!.until <= at) {
        const { member, draw } = waiting.shift()!;
        decide(expirePrize, member, draw, at);
      }
    },
  };
}

interface ResultWatch {
  saw(closed: readonly { readonly code: string }[]): void;
  endOfDay(day: number): void;
  result(): RunResult;
}

function watchResults(campaign: Campaign, state: CampaignState): ResultWatch {
  const soldOutOn = campaign.prizes.map(() => -1);
  let short = false;
  return {
    saw(closed) {
      short ||= closed.some(
        ({ code }) => code === "prize-over-budget" || code === "budget-exhausted",
      );
    },
    endOfDay(day) {
      campaign.prizes.forEach((prize, index) => {
        if (soldOutOn[index] === -1 && unitsLeft(campaign, state, prize) <= 0) {
          soldOutOn[index] = day;
        }
      });
    },
    result: () => ({
      costMinor: state.spentMinor + state.reservedMinor,
      draws: state.draws,
      given: campaign.prizes.map(({ id }) => unitsInUse(state, id)),
      soldOutOn,
      short,
    }),
  };
}
