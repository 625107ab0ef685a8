import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  apply,
  defineReferral,
  judgeReward,
  newReferralState,
  openReferral,
  referralAccountKey,
  refundOrder,
  type RefundOrderCommand,
  replay,
  type ReferralInput,
  type ReferralSession,
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
          const { lines, shares, burned } = entry.settled;
          const base = sum(lines.map((line) => line.base));
          expect([...shares, { lines: burned }].flatMap((share) => share.lines)).not.toContainEqual(
            expect.toSatisfy((part: number) => part < 0),
          );
          expect(sum(shares.flatMap((share) => share.lines)) + sum(burned)).toBeLessThanOrEqual(
            base,
          );
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
        const { base, shares, burned, house } = decision.value;
        const paid = sum(shares.map(({ amount }) => minor(amount)));
        expect(paid + minor(burned) + minor(house)).toBe(minor(base));
        if (plan.unclaimedTo !== "burn") expect(burned).toBe("0.00");
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
      // A refund after a clawback window takes nothing back.
      const { session, entries, commands, at } = carryOut(
        { ...input, clawbackWindow: undefined },
        taking,
      );
      let burned = 0;
      for (const entry of entries) {
        if (entry.kind === "order-settled") burned += sum(entry.settled.burned);
      }
      const refunds = commands.flatMap(([verb, command]) =>
        verb === "refundOrder" ? [command as RefundOrderCommand] : [],
      );
      for (const order of Object.keys(session.state().orders)) {
        refunds.push({ id: `rest-${order}`, at, order, refund: "all" });
      }
      for (const refund of refunds) {
        const decision = session.refundOrder(refund);
        if (decision.ok) burned -= minor(decision.value.burned);
      }
      expect(burned).toBe(0);
      for (const earner of MEMBERS) {
        const { accrued, reversed, paid, balance } = session.balanceOf(earner, at);
        expect(reversed).toBe(accrued);
        expect(minor(balance) + minor(paid)).toBe(0);
      }
      expect(Object.values(session.state().caps).every((used) => used === 0)).toBe(true);
    },
  );

  test.prop({
    input: anyPlan,
    steps: anySteps,
    payouts: fc.array(
      fc.tuple(fc.constantFrom("m1", "m2", "m3"), fc.constantFrom("paid", "cancelled")),
      { minLength: 6, maxLength: 12 },
    ),
  })(
    "what waits for the first level cannot be paid out until that was [referral-72]",
    ({ input, steps, payouts }) => {
      const plan: ReferralInput = { ...input, caps: [], hold: { from: "payment", days: 0 } };
      const { session, at } = carryOut(
        plan,
        steps.filter(([verb]) => !["judge", "close"].includes(verb)),
        (now) => checkWaiting(plan, now),
      );
      payouts.forEach(([earner, outcome], index) => {
        const batch = `p${index}`;
        session.openPayout({ id: batch, at, earner });
        checkWaiting(plan, session);
        session.closePayout({ id: `c${index}`, at, earner, batch, outcome });
        checkWaiting(plan, session);
      });
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

/** Whether exactly that waits whose first level somebody earns and was not paid yet. */
function checkWaiting({ levels }: ReferralInput, session: ReferralSession): void {
  const { orders, accounts } = session.state();
  for (const { order, currency, shares } of Object.values(orders)) {
    const first = shares.find((share) => share.level === 1 && share.earner !== null);
    for (const { id, earner, level, waitsFor } of shares) {
      const accountOf = (of: string | null) => accounts[referralAccountKey(of, currency)]!;
      const { waits, claimed } = accountOf(earner).rewards[`${order}/${id}`]!;
      const isTimed = levels[level - 1]?.timing === "after-first-paid" && first !== undefined;
      expect(waitsFor).toBe(isTimed ? first.id : null);
      if (!isTimed) continue;
      const { rewards, batches } = accountOf(first.earner);
      const before = `${order}/${first.id}`;
      const wasPaid = Object.values(batches).some(
        ({ status, items }) =>
          status === "paid" && items.some(({ reward, amount }) => reward === before && amount > 0),
      );
      const { amount, reversed } = rewards[before]!;
      expect(waits).toBe(!wasPaid && reversed < amount);
      if (waits) expect(claimed).toBe(0);
    }
  }
}
