import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  apply,
  defineReferral,
  judgeReward,
  newReferralState,
  openReferral,
  refundOrder,
  replay,
  type ReferralState,
  settleOrder,
} from "uptier/referral";
import { anyPlan, anySteps, carryOut, MEMBERS } from "./any-plan";

const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
const minor = (text: string): number => Math.round(Number(text) * 100);

describe("whatever happens under a plan", () => {
  test.prop({ input: anyPlan, steps: anySteps })(
    "house and shares are the base, and reversals stay within what was earned [referral-16]",
    ({ input, steps }) => {
      const { entries, session } = carryOut(input, steps);
      for (const entry of entries) {
        if (entry.kind === "order-settled") {
          const { lines, shares } = entry.settled;
          const base = sum(lines.map((line) => line.base));
          expect(shares.every((share) => share.lines.every((part) => part >= 0))).toBe(true);
          expect(sum(shares.flatMap((share) => share.lines))).toBeLessThanOrEqual(base);
        }
        if (entry.kind === "order-refunded") {
          for (const { amount, lines, caps } of entry.reversals) {
            expect(lines.every((part) => part >= 0)).toBe(true);
            expect(sum(lines)).toBe(amount);
            expect(Object.values(caps).every((part) => part === amount)).toBe(true);
          }
        }
      }
      for (const { lines, shares } of Object.values(session.state().orders)) {
        for (const share of shares) {
          share.reversed.forEach((part, place) => {
            expect(part).toBeLessThanOrEqual(share.lines[place]!);
            const { paid, clawed } = lines[place]!;
            if (paid > 0 && clawed === paid) expect(part).toBe(share.lines[place]);
          });
        }
      }
    },
  );

  test.prop({ input: anyPlan, steps: anySteps })(
    "the value of a settlement adds up to its base [referral-10]",
    ({ input, steps }) => {
      const { plan, commands } = carryOut(input, steps);
      for (const [verb, command] of commands) {
        if (verb !== "settleOrder") continue;
        const decision = settleOrder(plan, newReferralState(), command);
        if (!decision.ok) throw new Error(decision.refusal.code);
        const { base, shares, house } = decision.value;
        expect(sum(shares.map(({ amount }) => minor(amount))) + minor(house)).toBe(minor(base));
        expect(minor(house)).toBeGreaterThanOrEqual(0);
      }
    },
  );

  test.prop({ input: anyPlan, steps: anySteps })(
    "every balance adds up, after each step [referral-18]",
    ({ input, steps }) => {
      carryOut(input, steps, (session, at) => {
        for (const earner of MEMBERS) {
          const all = session.balanceOf(earner, at);
          const of = (key: keyof typeof all): number => minor(String(all[key]));
          const parts = of("pending") + of("held") + of("payable") + of("inPayout") + of("paid");
          expect(parts).toBe(of("accrued") - of("reversed") - of("denied") + of("adjusted"));
          expect(of("balance")).toBe(parts - of("paid"));
          for (const key of ["pending", "held", "inPayout", "paid"] as const) {
            expect(of(key)).toBeGreaterThanOrEqual(0);
          }
        }
      });
    },
  );

  test.prop({ input: anyPlan, steps: anySteps })(
    "everybody ends at exactly nothing once everything was refunded [referral-17]",
    ({ input, steps }) => {
      const taking = steps.filter(([verb]) => !["goodwill", "adjust", "judge"].includes(verb));
      const { session, at } = carryOut(input, taking);
      for (const order of Object.keys(session.state().orders)) {
        session.refundOrder({ id: `rest-${order}`, at, order, refund: "all" });
      }
      for (const earner of MEMBERS) {
        const { accrued, reversed, paid, balance } = session.balanceOf(earner, at);
        expect(reversed).toBe(accrued);
        expect(minor(balance) + minor(paid)).toBe(0);
      }
      expect(Object.values(session.state().caps).every((used) => used === 0)).toBe(true);
    },
  );

  test.prop({ input: anyPlan, steps: anySteps })(
    "a session, the verbs with apply, and a replay come to one state [referral-19]",
    ({ input, steps }) => {
      const { plan, session, entries, commands } = carryOut(input, steps);
      const state = session.state();
      expect(replay(plan, entries)).toEqual(state);
      const stored = JSON.parse(JSON.stringify(entries)) as typeof entries;
      expect(stored.reduce((one, entry) => apply(plan, one, entry), newReferralState())).toEqual(
        state,
      );
      // Sent again, nothing happens; an entry that comes again is refused.
      const again = openReferral(plan, state);
      for (const [verb, command] of commands) {
        const decide = again[verb].bind(again) as (command: never) => {
          entries?: readonly unknown[];
        };
        if (verb !== "judgeReward") expect(decide(command).entries ?? []).toEqual([]);
      }
      expect(again.state()).toEqual(state);
      const last = entries.at(-1);
      if (last !== undefined) expect(() => apply(plan, state, last)).toThrow("occurs twice");
    },
  );

  test.prop({ input: anyPlan, other: anyPlan, steps: anySteps })(
    "another plan changes nothing that was settled [referral-16]",
    ({ input, other, steps }) => {
      const { session, at } = carryOut(input, steps);
      const state = session.state();
      const [plan, later] = [defineReferral(input), defineReferral(other)];
      for (const order of Object.keys(state.orders)) {
        const command = { id: "last", at, order, refund: "all" } as const;
        const [one, two] = [refundOrder(plan, state, command), refundOrder(later, state, command)];
        if (one.ok && two.ok) expect(two.value).toEqual(one.value);
        else expect(two).toEqual(one);
      }
    },
  );

  test.prop({ input: anyPlan, steps: anySteps })(
    "no cap is exceeded, and what is used of it is what is earned under it [referral-12]",
    ({ input, steps }) => {
      const { plan } = carryOut(input, steps, (session) => {
        const { caps, orders } = session.state();
        for (const [key, used] of Object.entries(caps)) {
          const cap = (input.caps ?? []).find(({ id }) => key.startsWith(`${id}/`))!;
          expect(used).toBeLessThanOrEqual(minor(cap.max["CNY"]!));
        }
        const kept = new Map<string, number>();
        for (const { shares } of Object.values(orders)) {
          for (const { caps: own } of shares) {
            for (const [key, amount] of Object.entries(own)) {
              kept.set(key, (kept.get(key) ?? 0) + amount);
            }
          }
        }
        expect(caps).toEqual(Object.fromEntries(kept));
      });
      expect(plan.caps).toHaveLength(input.caps!.length);
    },
  );

  test.prop({ input: anyPlan, steps: anySteps, share: fc.constantFrom("held", "denied") })(
    "what stands in a payout is not judged [referral-15]",
    ({ input, steps, share: risk }) => {
      const { plan, session, at } = carryOut(input, steps);
      const state: ReferralState = session.state();
      for (const { earner, batches } of Object.values(state.accounts)) {
        for (const { status, items } of Object.values(batches)) {
          for (const { reward } of status === "cancelled" ? [] : items) {
            const command = { id: "j", at, earner, reward, risk } as const;
            const decision = judgeReward(plan, state, command);
            expect(decision.ok || decision.refusal.code).toBe("already-claimed");
          }
        }
      }
    },
  );
});
