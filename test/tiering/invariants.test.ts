import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  apply,
  defineTiers,
  explainStanding,
  newTierState,
  openTiers,
  recordActivity,
  replay,
  review,
  standingAt,
  type TierEntry,
  type TierProgramInput,
  type TierState,
} from "uptier/tiering";
import * as tiering from "uptier/tiering";
import { runs } from "../runs";
import { anyProgram, anySteps, carryOut, instantAt, later, orderOf, rankIn } from "./any-history";

const all = runs(60);

describe("a membership, whatever happens to it", () => {
  test.prop([anyProgram, anySteps], all)(
    "is the same from a session, verb by verb, and replayed in any order [tiering-01] [tiering-06] [tiering-21]",
    (input, steps) => {
      const program = defineTiers(input);
      const session = openTiers(program);
      const entries: TierEntry[] = [];
      let state = newTierState();
      let quarters = 0;
      steps.forEach((step, index) => {
        quarters += step[0];
        const [verb, command] = orderOf(input, state, step, index, quarters);
        const decided = tiering[verb](program, state, command);
        expect(session[verb](command)).toEqual(decided);
        if (!decided.ok) return;
        for (const entry of decided.entries) state = apply(program, state, entry);
        entries.push(...decided.entries);
        expect(session.stateOf("m1")).toEqual(state);
      });
      const shuffled = entries.toSorted((a, b) => ((a.seq * 7) % 5) - ((b.seq * 3) % 5));
      const replayed = replay(program, written(shuffled.toReversed()));
      expect(replayed).toEqual(session.history());
      expect(replayed["m1"] ?? newTierState()).toEqual(state);
      const at = instantAt(input, quarters + 7);
      expect(session.standingOf("m1", at)).toEqual(standingAt(program, state, at));
    },
  );

  test.prop([anyProgram, anySteps, fc.nat(24)], all)(
    "goes on the same from a history that was written down in the middle [tiering-01]",
    (input, steps, cut) => {
      const whole = carryOut(input, steps);
      const { program, session: half } = carryOut(input, steps.slice(0, cut));
      const session = openTiers(program, written(half.history()));
      let quarters = steps.slice(0, cut).reduce((sum, [wait]) => sum + wait, 0);
      steps.slice(cut).forEach((step, index) => {
        quarters += step[0];
        const state = session.stateOf("m1");
        const [verb, command] = orderOf(input, state, step, cut + index, quarters);
        session[verb](command);
      });
      expect(session.history()).toEqual(whole.session.history());
      expect(session.standingOf("m1", whole.at)).toEqual(whole.session.standingOf("m1", whole.at));
    },
  );

  test.prop([anyProgram, anySteps, fc.nat(900), fc.nat(900)], all)(
    "looked at and reviewed at one instant is the same at a later one [tiering-08] [tiering-09] [tiering-10]",
    (input, steps, one, more) => {
      const { program, session, at } = carryOut(input, steps);
      const state = session.stateOf("m1");
      if (state.membership === null) return;
      const [between, end] = [later(at, one), later(at, one + more)];
      const reviewed = review(program, state, { id: "r1", at: between, member: "m1" });
      let half = state;
      if (reviewed.ok) for (const entry of reviewed.entries) half = apply(program, half, entry);
      expect(standingAt(program, half, end)).toEqual(standingAt(program, state, end));
      expect(standingAt(program, half, between)).toEqual(standingAt(program, state, between));
    },
  );

  test.prop([anyProgram, anySteps, fc.nat(400)], all)(
    "comes to what was projected, when time passes and nothing else happens [tiering-18]",
    (input, steps, wait) => {
      const { program, session, at } = carryOut(input, steps);
      const state = session.stateOf("m1");
      if (state.membership === null) return;
      const now = later(at, wait);
      const { tier, projected } = standingAt(program, state, now);
      let before = tier;
      for (const { at: instant, tier: then } of projected) {
        expect(Date.parse(instant)).toBeGreaterThan(Date.parse(now));
        const moment = new Date(Date.parse(instant) - 1).toISOString();
        expect(standingAt(program, state, moment).tier).toBe(before);
        before = then;
      }
      // Of several changes at one instant the last one stays.
      const last = new Map(projected.map((one) => [one.at, one.tier]));
      for (const [instant, then] of last) {
        expect(standingAt(program, state, instant).tier).toBe(then);
      }
      const end = later(now, 4 * 365);
      const reviewed = review(program, standingState(input, steps, now), {
        id: "end",
        at: end,
        member: "m1",
      });
      expect(reviewed.ok && reviewed.entries.flatMap(turned)).toEqual(
        projected.filter((one) => one.at <= end).map((one) => [one.at, one.tier]),
      );
    },
  );

  test.prop([anyProgram, anySteps], all)(
    "has one entry for each change of the tier that counts, one after another [tiering-21]",
    (input, steps) => {
      const { program, entries, session, at } = carryOut(input, steps);
      let tier: string | null = null;
      entries.forEach((entry, place) => {
        expect(entry.seq).toBe(place + 1);
        if (place > 0) expect(entry.at >= entries[place - 1]!.at).toBe(true);
        if ("effective" in entry) {
          expect(entry.effective.from).toBe(tier);
          tier = entry.effective.to;
        }
        if (entry.kind === "tier-grant-started") {
          const state = replay(program, entries.slice(0, place + 1))["m1"]!;
          const grant = state.grants.find(({ id }) => id === entry.grant)!;
          expect(grant.closedAt).toBe(null);
        }
      });
      const state = session.stateOf("m1");
      const reviewed = review(program, state, { id: "end", at, member: "m1" });
      if (reviewed.ok) expect(reviewed.value.from).toBe(tier);
    },
  );

  test.prop([anyProgram, anySteps], all)(
    "has terms of the earned tier that follow one another and never overlap [tiering-08] [tiering-16]",
    (input, steps) => {
      const { entries } = carryOut(input, steps);
      let end = "";
      for (const entry of entries) {
        if (entry.kind === "member-left") end = entry.at;
        if (entry.kind !== "tier-changed") continue;
        const { from, until, since, reviewAt } = entry.earned;
        // A term is cut short by the one that takes its place.
        expect(from >= (end < entry.at ? end : entry.at) || from === entry.at).toBe(true);
        expect(from <= entry.at).toBe(true);
        expect(since <= from).toBe(true);
        if (until !== null) expect(until > entry.at).toBe(true);
        expect(reviewAt).toBe(until);
        end = until ?? entry.at;
      }
    },
  );

  test.prop([anyProgram, anySteps, fc.nat(400)], all)(
    "is never below a given tier, where the given one is the least [tiering-14]",
    (input, steps, wait) => {
      const { program, session, at } = carryOut({ ...input, manualMode: "floor" }, steps);
      for (const instant of [at, later(at, wait), later(at, 2 * wait)]) {
        const { tier, stack } = session.standingOf("m1", instant);
        const best = Math.max(-1, ...stack.map((one) => rankIn(program, one.tier)));
        expect(rankIn(program, tier)).toBe(best);
        const { grants } = session.stateOf("m1");
        const active = grants.filter(
          ({ from, to, closedAt }) => from <= instant && (closedAt ?? to ?? "9999") > instant,
        );
        for (const grant of active) {
          expect(best).toBeGreaterThanOrEqual(rankIn(program, grant.tier));
        }
      }
    },
  );

  test.prop([anyProgram, anySteps, fc.nat(400)], all)(
    "stays as it is when it is read [tiering-19]",
    (input, steps, wait) => {
      const { program, session, at } = carryOut(input, steps);
      const before = JSON.stringify(session.history());
      const first = session.standingOf("m1", later(at, wait));
      session.standingOf("m2", at);
      explainStanding(program, session.stateOf("m1"), later(at, 2 * wait));
      tiering.previewChange(program, program, session.history(), later(at, wait));
      expect(session.standingOf("m1", later(at, wait))).toEqual(first);
      expect(JSON.stringify(session.history())).toBe(before);
    },
  );

  test.prop([anyProgram, anySteps, fc.nat(200)], all)(
    "needs nothing exactly where a bound is met, and what it needs is enough [tiering-18]",
    (input, steps, wait) => {
      const { program, session, at } = carryOut(input, steps);
      const instant = later(at, wait);
      const { opportunities, keep, metrics } = session.standingOf("m1", instant);
      const totals = Object.fromEntries(metrics.map(({ metric, value }) => [metric, value]));
      for (const progress of opportunities) {
        expect(progress.met).toBe(progress.percent === 100);
        for (const { metric, need, min, value } of progress.bounds) {
          const [missing, least, had] = [need, min, value].map(Number) as [number, number, number];
          expect(missing).toBe(Number(Math.max(0, least - had).toFixed(2)));
          const alone = withBound(input, metric, String(min));
          const tierWith = (total: number): string | null =>
            tiering.standingFromTotals(alone, {
              [metric]: metric === "spend" ? total.toFixed(2) : total,
            }).tier;
          expect(tierWith(had) === "reached").toBe(missing === 0);
          expect(tierWith(had + missing)).toBe("reached");
          if (missing > 0) {
            const unit = metric === "spend" ? 0.01 : 1;
            expect(tierWith(had + missing - unit)).toBe(null);
          }
        }
        expect(tiering.standingFromTotals(program, totals).tier === null).toBe(
          program.tiers.every(({ id }) => !reaches(program, totals, id)),
        );
      }
      if (keep !== null && input.refundEffect !== "none") {
        expect(tiering.keepsTier(program, totals, keep.tier)).toBe(keep.met);
      }
    },
  );
});

describe("more of what counts", () => {
  test.prop([anyProgram, anySteps, fc.integer({ min: 0, max: 400 }), fc.nat(200)], all)(
    "never lowers the tier, now and up to the next fall [tiering-02] [tiering-04] [tiering-05]",
    (input, steps, amount, wait) => {
      const { program, session, at } = carryOut(input, steps);
      if (program.fallsCanRaise) return;
      const state = session.stateOf("m1");
      if (state.membership?.leftAt !== null) return;
      // What counts since the tier changed begins anew with a rise.
      if (program.metrics.some(({ window }) => window.kind === "since-change")) return;
      const now = later(at, wait);
      const more = { kind: "order", amount: `${amount}`, units: amount };
      const decision = recordActivity(program, state, {
        id: "more",
        at: now,
        member: "m1",
        ...more,
      });
      if (!decision.ok) throw new Error(decision.refusal.code);
      let richer = state;
      for (const entry of decision.entries) richer = apply(program, richer, entry);
      const [without, withMore] = [state, richer].map((one) => standingAt(program, one, now)) as [
        ReturnType<typeof standingAt>,
        ReturnType<typeof standingAt>,
      ];
      const rank = (tier: string | null): number => rankIn(program, tier);
      expect(rank(withMore.tier)).toBeGreaterThanOrEqual(rank(without.tier));
      expect(rank(withMore.earned!.tier)).toBeGreaterThanOrEqual(rank(without.earned!.tier));
      const falls = withMore.projected.filter(({ reason }) => !/^(grant|period)/.test(reason));
      const end = falls[0]?.at ?? later(now, 2_000);
      for (const instant of [...without.projected, ...withMore.projected].map((one) => one.at)) {
        if (instant >= end) continue;
        const [poor, rich] = [state, richer].map((one) => standingAt(program, one, instant).tier);
        expect(rank(rich!)).toBeGreaterThanOrEqual(rank(poor!));
      }
    },
  );

  test.prop(
    [
      anyProgram,
      fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 300 })), {
        minLength: 1,
        maxLength: 8,
      }),
    ],
    all,
  )(
    "taken back altogether leaves the start, where refunds work at once [tiering-15]",
    (input, orders) => {
      const program = defineTiers({
        ...input,
        refundEffect: "immediate",
        effective: { mode: "immediate" },
      });
      if (program.fallsCanRaise) return;
      const session = openTiers(program);
      const at = instantAt(input, 0);
      session.join({ id: "j", at, member: "m1" });
      const start = session.standingOf("m1", at);
      orders.forEach(([, amount], index) => {
        const order = { kind: "order", amount: `${amount}`, units: amount };
        session.recordActivity({ id: `o${index}`, at, member: "m1", ...order });
      });
      orders.forEach(([hours], index) => {
        session.reverseActivity({
          id: `r${index}`,
          at: new Date(Date.parse(at) + hours).toISOString(),
          member: "m1",
          ref: `o${index}`,
        });
      });
      const end = session.standingOf("m1", later(at, 1));
      expect(end.tier).toBe(start.tier);
      const net = end.metrics.map(({ value }) => Number(value));
      expect(net).toEqual(net.map(() => 0));
    },
  );
});

describe("activities of one instant", () => {
  const activities = fc.array(
    fc.record({
      kind: fc.constantFrom("order", "visit", "bonus"),
      amount: fc.nat(200),
      back: fc.nat(300),
    }),
    { minLength: 1, maxLength: 8 },
  );

  test.prop([anyProgram, activities, fc.infiniteStream(fc.nat(1_000))], all)(
    "give the same standing in any order [tiering-06]",
    (input, list, picks) => {
      const program = defineTiers({ ...input, effective: { mode: "immediate" } });
      // What is counted since the last change depends on what brought the change about.
      if (program.fallsCanRaise) return;
      if (program.metrics.some(({ window }) => window.kind === "since-change")) return;
      const at = instantAt(input, 400);
      const standing = (order: readonly number[]) => {
        const session = openTiers(program);
        const joined = { id: "j", at: instantAt(input, 0), member: "m1" };
        session.join(joined);
        for (const index of order) {
          const { kind, amount, back } = list[index]!;
          const about = { id: `a${index}`, at, member: "m1", occurredAt: later(at, -back), kind };
          session.recordActivity({ ...about, amount: `${amount}`, units: amount });
        }
        const { tier, metrics, opportunities } = session.standingOf("m1", at);
        return { tier, metrics, opportunities };
      };
      const places = list.map((_, index) => index);
      const keys = places.map(() => picks.next().value as number);
      const shuffled = places.toSorted((a, b) => keys[a]! - keys[b]!);
      // Without a validity each activity is a review, and a member falls only once a level.
      if (program.downgrade === "one-level") return;
      expect(standing(shuffled)).toEqual(standing(places));
    },
  );
});

/** A copy, as it comes back from a database. */
function written<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** The state after time has been booked up to an instant. */
function standingState(
  input: TierProgramInput,
  steps: Parameters<typeof carryOut>[1],
  now: string,
): TierState {
  const { program, session } = carryOut(input, steps);
  let state = session.stateOf("m1");
  const decision = review(program, state, { id: "now", at: now, member: "m1" });
  if (decision.ok) for (const entry of decision.entries) state = apply(program, state, entry);
  return state;
}

/** What an entry did to the tier that counts. */
function turned(entry: TierEntry): readonly (readonly [string, string | null])[] {
  return "effective" in entry && entry.effective.from !== entry.effective.to
    ? [[entry.at, entry.effective.to]]
    : [];
}

/** A programme whose only tier asks for one bound. */
function withBound(input: TierProgramInput, metric: string, min: string) {
  return defineTiers({
    id: "club",
    currency: "CNY",
    zone: input.zone,
    metrics: input.metrics.map((one) => ("window" in one ? { ...one, window: undefined } : one)),
    tiers: [
      { id: "reached", rank: 0, entry: { metric, min: metric === "spend" ? min : Number(min) } },
    ],
  });
}

function reaches(
  program: Parameters<typeof tiering.standingFromTotals>[0],
  totals: tiering.MetricTotals,
  tier: string,
): boolean {
  const alone = { ...program, tiers: program.tiers.filter(({ id }) => id === tier) };
  return tiering.standingFromTotals(alone, totals).tier === tier;
}
