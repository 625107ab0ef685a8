import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  apply,
  balanceOf,
  newAccount,
  plannedBreakage,
  replay,
  replayEach,
  statementOf,
  upcomingExpiries,
} from "uptier/points";
import { anyProgram, anySteps, carryOut, END, instantAt, ledgerOf, only } from "../any-journal";
import { runs } from "../../runs";

describe("a ledger of points, whatever happens to it", () => {
  test.prop([anyProgram, anySteps], runs(200))(
    "is the same from a session, entry by entry, and replayed in any order [points-01] [PR2]",
    (input, steps) => {
      const { program, entries, session, at } = carryOut(input, steps);
      const shuffled = entries.toSorted(
        (a, b) => ((a.id.length * 7) % 5) - ((b.id.length * 3) % 5),
      );
      const replayed = only(replay(program, entries, { asOf: at }));
      expect(only(replay(program, shuffled.toReversed(), { asOf: at }))).toEqual(replayed);
      let state = newAccount();
      for (const entry of entries) state = apply(program, state, entry);
      expect(balanceOf(state, "points", at)).toEqual(balanceOf(replayed, "points", at));
      expect(session.balanceOf("m1", "points", at)).toEqual(balanceOf(replayed, "points", at));
      if (entries.length > 0) {
        expect(ledgerOf(session.stateOf("m1"))).toEqual(ledgerOf(replayed));
      }
    },
  );

  test.prop([anyProgram, anySteps, fc.nat(1_600)], runs(50))(
    "is the same one account after the other, with and without a snapshot [points-01]",
    (input, steps, minute) => {
      const { program, entries } = carryOut(input, steps);
      const others = entries.map((entry) => ({ ...entry, member: "__proto__" }));
      const both = [...entries, ...others];
      for (const options of [{}, { asOf: instantAt(minute) }]) {
        const all = replay(program, both, options);
        const each = [...replayEach(program, both, options)];
        expect(Object.keys(all)).toEqual(each.map(([member]) => member));
        for (const [member, state] of each) {
          expect(Object.getOwnPropertyDescriptor(all, member)?.value).toEqual(state);
        }
        expect([...replayEach(program, [], { ...options, from: all })].map(([id]) => id)).toEqual(
          Object.keys(all),
        );
      }
    },
  );

  test.prop([anyProgram, anySteps, fc.nat(1_600), fc.nat(1_600)], runs(200))(
    "replayed to c is replayed to b and on to c [points-01]",
    (input, steps, one, other) => {
      const { program, entries } = carryOut(input, steps);
      const [b, c] = [instantAt(Math.min(one, other)), instantAt(Math.max(one, other))];
      const direct = replay(program, entries, { asOf: c });
      const snapshot = replay(program, entries, { asOf: b });
      const later = entries.filter((entry) => entry.at > b);
      const onwards = replay(program, later, {
        asOf: c,
        from: JSON.parse(JSON.stringify(snapshot)),
      });
      expect(onwards).toEqual(direct);
    },
  );

  test.prop([anyProgram, anySteps], runs(200))(
    "keeps the equation of each lot, each debit and the whole account [points-02] [points-06] [points-10]",
    (input, steps) => {
      const { program, entries } = carryOut(input, steps);
      for (let place = 0; place <= entries.length; place += 1) {
        const state = only(replay(program, entries.slice(0, place)));
        const { lots, debits, reservations } = ledgerOf(state);
        for (const lot of lots) {
          const parts = [lot.left, lot.held, lot.spent, lot.expired, lot.voided, lot.moved];
          expect(parts.every((part) => part >= 0)).toBe(true);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(lot.points);
          const taken = [...debits, ...reservations.filter(({ status }) => status === "open")]
            .flatMap(({ allocations }) => allocations)
            .filter((allocation) => allocation.lot === lot.id);
          const forfeits = input.types[0]?.restoreExpired === "forfeit";
          const standing = taken.reduce((sum, one) => sum + one.points - one.returned, 0);
          if (!forfeits) expect(standing).toBe(lot.spent + lot.held);
        }
        for (const debit of debits) {
          const taken = debit.allocations.reduce((sum, { points }) => sum + points, 0);
          expect(new Set(debit.allocations.map(({ lot }) => lot)).size).toBe(
            debit.allocations.length,
          );
          expect(taken + debit.owed).toBeLessThanOrEqual(debit.points);
          expect(debit.restored).toBeLessThanOrEqual(debit.points);
        }
        if (state.at === null) continue;
        const { available, debt, pending, reserved, active, balance } = balanceOf(
          state,
          "points",
          state.at,
        );
        expect(Math.min(available, debt)).toBe(0);
        expect(active).toBe(available + reserved);
        expect(balance).toBe(active - debt);
        expect(pending).toBeGreaterThanOrEqual(0);
      }
    },
  );

  test.prop([anyProgram, anySteps, fc.nat(1_600)], runs(200))(
    "never changes its past when more comes [points-04] [PR4]",
    (input, steps, quarter) => {
      const { program, entries } = carryOut(input, steps);
      const asOf = instantAt(quarter);
      const known = entries.filter(({ at }) => at <= asOf);
      expect(replay(program, entries, { asOf })).toEqual(replay(program, known, { asOf }));
    },
  );

  test.prop([anyProgram, anySteps], runs(200))(
    "loses at its ends what was planned, if nothing else happens [points-05] [points-24] [PR10]",
    (input, steps) => {
      const { program, entries } = carryOut(input, steps);
      const state = only(replay(program, entries));
      if (state.at === null) return;
      const now = state.at;
      // Debts that later activations pay, and reservations that lapse, happen by themselves too.
      const { reservations } = ledgerOf(state);
      const { debt } = balanceOf(state, "points", now);
      if (debt > 0 || reservations.some(({ status }) => status === "open")) return;
      const before = balanceOf(state, "points", now).expired;
      const lapsing = upcomingExpiries(state, "points", now);
      const sum = lapsing.reduce((total, { points }) => total + points, 0);
      expect(balanceOf(state, "points", END).expired - before).toBe(sum);
      for (const { at, points } of lapsing) {
        const moment = new Date(Date.parse(at) - 1).toISOString();
        const [last, gone] = [balanceOf(state, "points", moment), balanceOf(state, "points", at)];
        expect(gone.expired - last.expired).toBe(points);
      }
      const planned = plannedBreakage(state, "points", now);
      expect(planned.reduce((total, { expires }) => total + expires, 0)).toBe(
        sum + before - neverEnding(state),
      );
    },
  );

  test.prop([anyProgram, anySteps, fc.integer({ min: 1, max: 120 })], runs(200))(
    "is as before after a debit and its restoration at the same instant [points-07] [PR9]",
    (input, steps, points) => {
      const { session, at } = carryOut(input, steps);
      const about = { at, member: "m1", type: "points" };
      // Inactivity counts what is redeemed; the end of lots is not what this is about.
      const before = session.balanceOf("m1", "points", at);
      const lots = ledgerOf(session.stateOf("m1")).lots;
      const spent = session.redeem({ ...about, id: "there", points });
      if (!spent.ok) return;
      const back = session.restore({ ...about, id: "back", debit: "there" });
      expect(back.ok).toBe(true);
      expect(session.balanceOf("m1", "points", at)).toEqual(before);
      expect(ledgerOf(session.stateOf("m1")).lots).toEqual(lots);
    },
  );

  test.prop([anyProgram, anySteps], runs(200))(
    "has a statement whose balances chain and end at what the member sees [points-04]",
    (input, steps) => {
      const { program, entries } = carryOut(input, steps);
      const lines = statementOf(program, entries, "m1", "points", END);
      lines.forEach((line, index) => {
        expect(line.before).toBe(index === 0 ? 0 : lines[index - 1]!.after);
        expect(line.change).toBe(line.after - line.before);
      });
      const state = only(replay(program, entries, { asOf: END }));
      const last = lines[lines.length - 1]?.after ?? 0;
      expect(last).toBe(balanceOf(state, "points", END).balance);
    },
  );
});

/** Expired points of lots whose end is not planned: a maximum that cut them. */
function neverEnding(state: Parameters<typeof ledgerOf>[0]): number {
  return ledgerOf(state)
    .lots.filter(({ endsAt }) => endsAt === null)
    .reduce((sum, { expired }) => sum + expired, 0);
}
