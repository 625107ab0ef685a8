import { describe, expect, it } from "vitest";
import { seededRandom, uniformInteger } from "uptier/kernel";
import {
  apply,
  defineReferral,
  newReferralState,
  openReferral,
  settleOrder,
} from "uptier/referral";
import { spanOf, takenBack } from "../../src/referral/reversal";
import type { SettledOrder } from "uptier/referral";

/*
 * Orders that are refunded in random slices of lines. A million sequences go through what `refundOrder`
 * computes with, five thousand through whole sessions.
 */

const COMPUTED = 1_000_000;
const SEQUENCES = 5_000;

const plan = defineReferral({
  id: "friends",
  currencies: ["CNY"],
  zone: "Asia/Shanghai",
  levels: [{ rate: "10%" }, { rate: "0.079375%" }],
});
const at = "2026-11-21T09:30:00+08:00";
const chain = ["friend", "aunt"].map((member) => ({ member }));
const random = seededRandom("slices");
const below = (most: number): number => uniformInteger(random, most);

function settled(costs: readonly number[]): SettledOrder {
  const decision = settleOrder(plan, newReferralState(), {
    id: "s",
    at,
    member: "buyer",
    order: "o",
    lines: costs.map((minor, index) => ({ id: `l${index}`, amount: { minor } })),
    chain,
  });
  if (!decision.ok) throw new Error(decision.refusal.code);
  return apply(plan, newReferralState(), decision.entries[0]!).orders["o"]!;
}

describe("refunds in random slices", () => {
  it(
    "take back exactly what was earned, 1,000,000 times [referral-17]",
    { timeout: 600_000 },
    () => {
      let [sequences, slices, drift] = [0, 0, 0];
      while (sequences < COMPUTED) {
        const order = settled(Array.from({ length: 1 + below(2) }, () => 1 + below(9_999)));
        for (let sequence = 0; sequence < 500; sequence += 1, sequences += 1) {
          const clawed = order.lines.map(() => 0);
          const back = order.shares.map(() => 0);
          const refunds: SettledOrder["refunds"][number][] = [];
          for (let last = false; !last; slices += 1) {
            last = refunds.length === 2;
            const part = order.lines.map(({ paid }, place) => {
              const left = paid - clawed[place]!;
              return last ? left : below(left + 1);
            });
            const now = {
              ...order,
              lines: order.lines.map((line, place) => ({ ...line, clawed: clawed[place]! })),
              refunds,
            };
            for (const { reward, amount, lines } of takenBack(now, spanOf(now, part)).reversals) {
              const share = order.shares.findIndex(({ id }) => reward === `o/${id}`);
              back[share]! += amount;
              if (lines.some((one) => one < 0)) drift += 1;
            }
            part.forEach((one, place) => (clawed[place]! += one));
            refunds.push({ id: `r${refunds.length}`, of: "lines", lines: part, clawback: "auto" });
          }
          order.shares.forEach(({ lines }, place) => {
            if (lines.reduce((sum, one) => sum + one, 0) !== back[place]) drift += 1;
          });
        }
      }
      expect(sequences).toBe(COMPUTED);
      expect(slices).toBe(3 * COMPUTED);
      expect(drift).toBe(0);
    },
  );

  it(
    "leave everybody with exactly nothing in a session, 5,000 times [referral-16] [referral-17]",
    { timeout: 600_000 },
    () => {
      let [slices, drift] = [0, 0];
      for (let sequence = 0; sequence < SEQUENCES; sequence += 1) {
        const session = openReferral(plan);
        const costs = Array.from({ length: 1 + below(3) }, () => 1 + below(9_999));
        const lines = costs.map((minor, index) => ({ id: `l${index}`, amount: { minor } }));
        session.settleOrder({ id: "s", at, member: "buyer", order: "o", lines, chain });
        let left = costs.reduce((sum, one) => sum + one);
        while (left > 0) {
          const minor = 1 + below(left);
          const refund = { amount: { minor } };
          if (!session.refundOrder({ id: `r${left}`, at, order: "o", refund }).ok) drift += 1;
          left -= minor;
          slices += 1;
        }
        for (const earner of ["friend", "aunt"]) {
          if (session.balanceOf(earner, at).balance !== "0.00") drift += 1;
        }
      }
      expect(slices).toBeGreaterThan(2 * SEQUENCES);
      expect(drift).toBe(0);
    },
  );
});
