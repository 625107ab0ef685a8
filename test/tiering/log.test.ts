import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  apply,
  newTierState,
  openTiers,
  recordActivity,
  replay,
  reverseActivity,
  type TierEntry,
  type TierProgramInput,
} from "uptier/tiering";
import { runs } from "../runs";
import { clubOf, noonOf, POINTS_CLUB } from "./club";

type Step = readonly [verb: "points" | "reverse" | "trial" | "review", days: number, units: number];

const anySteps = fc.array(
  fc.tuple(
    fc.constantFrom("points", "points", "reverse", "trial", "review"),
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: -120, max: 160 }),
  ),
  { maxLength: 20 },
) as fc.Arbitrary<Step[]>;

const anyRules = fc.record<Partial<TierProgramInput>>({
  validity: fc.constantFrom(
    { mode: "none" },
    { mode: "never" },
    { mode: "duration", after: { days: 10 } },
    { mode: "end-of-next-period", unit: "week" },
  ),
  downgrade: fc.constantFrom("recalculate", "one-level", "never"),
  refundEffect: fc.constantFrom("next-review", "none", "immediate-with-grace", "immediate"),
  grace: fc.constantFrom(undefined, { after: { days: 3 } }),
  minStay: fc.constantFrom(undefined, { days: 6 }),
  effective: fc.constantFrom({ mode: "immediate" }, { mode: "next-period", unit: "week" }),
  manualMode: fc.constantFrom("floor", "lock"),
});

/** Carries steps out in a session; its entries, and the last day. */
function journalOf(program: ReturnType<typeof clubOf>, steps: readonly Step[]) {
  const session = openTiers(program);
  const entries: TierEntry[] = [];
  let day = 1;
  steps.forEach(([verb, days, units], place) => {
    day += days;
    const about = { id: `c${place}`, at: noonOf(day), member: "m1" };
    const to = noonOf(day + 4);
    const decision =
      verb === "points"
        ? session.recordActivity({ ...about, kind: "points", units })
        : verb === "reverse"
          ? session.reverseActivity({ ...about, ref: `c${place - 1}` })
          : verb === "trial"
            ? session.grantTier({ ...about, tier: "gold", source: "trial", to })
            : session.review(about);
    if (decision.ok) entries.push(...decision.entries);
  });
  return { session, entries, day };
}

describe("the log of a member", () => {
  it("leads to the state, in any order, and every change of tier is in it once [tiering-21]", () => {
    fc.assert(
      fc.property(anyRules, anySteps, (rules, steps) => {
        const program = clubOf(POINTS_CLUB, rules);
        const { session, entries } = journalOf(program, steps);
        const state = entries.reduce((one, entry) => apply(program, one, entry), newTierState());
        expect(state).toEqual(session.stateOf("m1"));
        expect(replay(program, entries.toReversed())["m1"] ?? newTierState()).toEqual(state);
        let tier: string | null = null;
        for (const entry of entries) {
          if (!("effective" in entry)) continue;
          expect(entry.effective.from).toBe(tier);
          tier = entry.effective.to;
        }
        if (entries.length > 0) expect(session.standingOf("m1", state.at!).tier).toBe(tier);
      }),
      runs(60),
    );
  });

  it("does not depend on when it was asked or booked [tiering-85]", () => {
    fc.assert(
      fc.property(anyRules, anySteps, fc.integer({ min: 0, max: 60 }), (rules, steps, days) => {
        const program = clubOf(POINTS_CLUB, rules);
        const { session, day } = journalOf(program, steps);
        // Who has not joined is shown as if they joined at the instant of asking.
        fc.pre(session.stateOf("m1").seq > 0);
        const at = noonOf(day + 60);
        const { tier, earned, metrics } = session.standingOf("m1", at);
        session.standingOf("m1", noonOf(day + days));
        session.review({ id: "r", at: noonOf(day + days), member: "m1" });
        expect(session.standingOf("m1", at)).toMatchObject({ tier, earned, metrics });
      }),
      runs(60),
    );
  });

  it("is the same by verbs as by a session [tiering-85]", () => {
    const program = clubOf(POINTS_CLUB);
    const session = openTiers(program);
    const earn = { id: "e", at: noonOf(1), member: "m1", kind: "points", units: 120 };
    const back = { id: "r", at: noonOf(2), member: "m1", ref: "e", units: 30 };
    const first = recordActivity(program, newTierState(), earn);
    expect(session.recordActivity(earn)).toEqual(first);
    const state = (first.ok ? first.entries : []).reduce(
      (one, entry) => apply(program, one, entry),
      newTierState(),
    );
    expect(session.reverseActivity(back)).toEqual(reverseActivity(program, state, back));
  });
});

describe("ranking", () => {
  it("never gives less for more, and never less than what was given [tiering-85]", () => {
    fc.assert(
      fc.property(anySteps, fc.integer({ min: 1, max: 200 }), (steps, more) => {
        const program = clubOf(POINTS_CLUB);
        const rank = (id: string | null) => ["basic", "silver", "gold"].indexOf(String(id));
        const { session, day } = journalOf(program, steps);
        const earn = { id: "more", at: noonOf(day), member: "m1", kind: "points", units: more };
        const before = session.standingOf("m1", noonOf(day));
        session.recordActivity(earn);
        const after = session.standingOf("m1", noonOf(day));
        expect(rank(after.tier)).toBeGreaterThanOrEqual(rank(before.tier));
        for (const { tier } of after.stack) {
          expect(rank(after.tier)).toBeGreaterThanOrEqual(rank(tier));
        }
      }),
      runs(60),
    );
  });
});
