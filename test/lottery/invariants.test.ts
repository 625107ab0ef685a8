import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { type RandomSource, seededRandom } from "uptier/kernel";
import {
  type Campaign,
  defineCampaign,
  DRAW_REFUSALS,
  explainOdds,
  type LotteryEntry,
  replay,
  verifyDraw,
} from "uptier/lottery";
import { runs } from "../runs";
import { anyFullCampaign } from "./campaigns";
import {
  type AnyDecision,
  anySteps,
  type Books,
  booksInHand,
  booksInSession,
  decide,
  inOrder,
  instantOf,
  openShop,
  type Step,
} from "./shop";

/** Runs all steps; `look` sees each decision before it is kept. Returns the entries kept. */
function run(
  campaign: Campaign,
  books: Books,
  steps: readonly Step[],
  random: RandomSource,
  look: (decision: AnyDecision, step: Step) => void = () => undefined,
): LotteryEntry[] {
  const entries = openShop(campaign, books, random);
  steps.forEach((step, index) => {
    const decision = decide(campaign, books, step, index, random);
    look(decision, step);
    if (!step.kept) return;
    books.keep(decision);
    if (decision.ok) entries.push(...decision.entries);
  });
  return entries;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((before, count) => before + count, 0);
}

/** What does not hold although nothing is being decided; empty: all is well. */
function faultsOf(campaign: Campaign, books: Books): string[] {
  const { campaign: shared, members } = books.history();
  const { spentMinor, reservedMinor, awarded, returned, restocked, taken } = shared;
  const all = Object.values(members);
  const faults: string[] = [];
  const atMost = (what: string, count: number, limit: number | null | undefined): void => {
    if (!(count >= 0 && count <= (limit ?? Infinity))) faults.push(`${what}: ${count} of ${limit}`);
  };
  const equal = (what: string, count: number, other: number): void => {
    if (count !== other) faults.push(`${what}: ${count}, not ${other}`);
  };
  atMost("budget", spentMinor + reservedMinor, campaign.budget?.totalMinor);
  for (const [day, committed] of Object.entries(shared.committedByDay)) {
    atMost(day, committed, campaign.budget?.perDayMinor);
  }
  const held = all.flatMap(({ claims }) => Object.values(claims).map((claim) => claim.heldMinor));
  equal("held", sum(held), reservedMinor);
  const counted = campaign.pacing.mode === "deck" || campaign.pacing.mode === "moments";
  for (const { id, kind, weight, stock, perMember } of campaign.prizes) {
    const inUse = (awarded[id] ?? 0) - (returned[id] ?? 0);
    equal(`units of ${id}`, sum(all.map(({ won }) => won[id] ?? 0)), inUse);
    const units = counted && kind !== "nothing" ? weight : (stock?.total ?? Infinity);
    atMost(id, inUse, units + (restocked[id] ?? 0));
    for (const { won } of all) atMost(`${id} of a member`, won[id] ?? 0, perMember);
    for (const [window, count] of Object.entries(taken)) {
      if (!window.startsWith(`${id} `)) continue;
      atMost(window, count, window.includes("T") ? stock?.perHour : stock?.perDay);
    }
  }
  for (const { draws, drawsByDay } of all) {
    atMost("draws", draws, campaign.limits.perMember);
    equal("draws by day", sum(Object.values(drawsByDay)), draws);
  }
  return faults;
}

describe("any campaign with any features, any order of commands, some of them lost", () => {
  test.prop([anyFullCampaign, anySteps, fc.string()], runs(100))(
    "never spends and reserves more than a budget, nor gives more than stock and limits [lottery-12]",
    (input, steps, seed) => {
      const campaign = defineCampaign(input);
      const books = booksInHand(campaign);
      const faults: string[] = [];
      run(campaign, books, steps, seededRandom(seed), () => {
        faults.push(...faultsOf(campaign, books));
      });
      expect([...faults, ...faultsOf(campaign, books)]).toEqual([]);
    },
  );

  test.prop([anyFullCampaign, anySteps, fc.string()], runs(70))(
    "is told by its entries alone, and survives JSON [lottery-38]",
    (input, steps, seed) => {
      const campaign = defineCampaign(input);
      const books = booksInHand(campaign);
      const entries = run(campaign, books, steps, seededRandom(seed));
      const history = books.history();
      expect(replay(campaign, entries)).toEqual(history);
      expect(JSON.parse(JSON.stringify(history))).toEqual(history);
      expect(JSON.parse(JSON.stringify(entries))).toEqual(entries);
    },
  );

  test.prop([anyFullCampaign, anySteps, fc.string()], runs(70))(
    "makes the same decisions in a session, whether time goes forwards or backwards [lottery-42]",
    (input, steps, seed) => {
      const campaign = defineCampaign(input);
      for (const order of [steps, inOrder(steps)]) {
        const kept = order.map((step) => ({ ...step, kept: true }));
        const [hand, session] = [booksInHand(campaign), booksInSession(campaign)];
        const told: AnyDecision[] = [];
        run(campaign, hand, kept, seededRandom(seed), (decision) => told.push(decision));
        run(campaign, session, kept, seededRandom(seed), (decision) => {
          expect(decision).toEqual(told.shift());
        });
        expect(session.history()).toEqual(hand.history());
      }
    },
  );

  test.prop([anyFullCampaign, anySteps, fc.string()], runs(70))(
    "draws what it explains, and nothing that is closed [lottery-04] [lottery-25]",
    (input, steps, seed) => {
      const campaign = defineCampaign(input);
      const books = booksInHand(campaign);
      const explain = (step: Step) =>
        explainOdds(campaign, books.stateOf(step.member), instantOf(step), {
          member: step.member,
          score: step.score,
          memberTier: step.gold ? "gold" : undefined,
          balance: campaign.price?.unit === "money" ? "1.20" : 25,
        });
      run(campaign, books, steps, seededRandom(seed), (decision, step) => {
        if (step.verb !== "draw") return;
        const odds = explain(step);
        const chances = odds.prizes.map(({ now }) => now.num / now.den);
        const total = chances.reduce((before, chance) => before + chance, 0);
        if (!decision.ok) {
          expect(odds.refusal).toEqual(decision.refusal);
          expect(total).toBe(0);
          expect(DRAW_REFUSALS).toContain(decision.refusal.code);
          return;
        }
        expect(odds.refusal).toBeNull();
        expect(total).toBeCloseTo(1, 9);
        const [entry] = decision.entries;
        if (entry?.kind !== "prize-drawn") throw new Error("no draw");
        const { weights, weightTotal, closed } = entry;
        expect(odds.prizes.map(({ now }) => (now.num * weightTotal) / now.den)).toEqual(weights);
        expect(weights.reduce((before, weight) => before + weight, 0)).toBe(weightTotal);
        expect(weights[campaign.prizes.findIndex(({ id }) => id === entry.prize)]).toBe(
          entry.weight,
        );
        const shut = closed.map(({ prize }) => prize);
        expect(shut).toEqual([...new Set(shut)]);
        expect(odds.prizes.flatMap((prize) => prize.closed ?? [])).toEqual(
          campaign.prizes.flatMap(({ id }) => closed.find(({ prize }) => prize === id) ?? []),
        );
        expect(
          campaign.prizes.filter(({ id }, at) => shut.includes(id) && weights[at]! > 0),
        ).toEqual([]);
        expect(entry.pool).toBe(odds.pool);
        expect(verifyDraw(entry, campaign).wrong).toEqual([]);
      });
    },
  );

  test.prop([anyFullCampaign, anySteps, fc.string()], runs(50))(
    "holds nothing any more once every claim is settled [lottery-12]",
    (input, steps, seed) => {
      const campaign = defineCampaign(input);
      const books = booksInHand(campaign);
      run(campaign, books, steps, seededRandom(seed));
      const open = Object.entries(books.history().members).flatMap(([member, { claims }]) =>
        Object.entries(claims).flatMap(([draw, { status }]) =>
          status === "offered" || status === "reserved" ? [{ member, draw }] : [],
        ),
      );
      open.forEach(({ member }, index) => {
        const verb = index % 2 === 0 ? "release" : "expire";
        const draws = Object.keys(books.stateOf(member).member.claims);
        draws.forEach((_, pick) => {
          for (const minutes of [1e5, 2e5]) {
            const step: Step = {
              verb,
              member,
              minutes,
              pick,
              score: 0,
              gold: false,
              kept: true,
            };
            books.keep(decide(campaign, books, step, 1_000 + index, seededRandom("")));
          }
        });
      });
      expect(books.history().campaign.reservedMinor).toBe(0);
    },
  );

  test.prop([anyFullCampaign, anySteps, fc.string()], runs(40))(
    "changes nothing that it is given [lottery-39]",
    (input, steps, seed) => {
      const campaign = defineCampaign(deepFreeze(input));
      const hand = booksInHand(campaign);
      const frozen: Books = { ...hand, stateOf: (member) => deepFreeze(hand.stateOf(member)) };
      run(campaign, frozen, steps, seededRandom(seed), (decision) => void deepFreeze(decision));
    },
  );
});

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
