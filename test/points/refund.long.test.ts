import { describe, expect, it } from "vitest";
import { seededRandom, uniformInteger } from "uptier/kernel";
import {
  definePoints,
  newEarningHistory,
  openPoints,
  type PointsInput,
  quoteEarning,
  type Refunded,
} from "uptier/points";
import { moneyOf, restoredOf, staysAfter, sumOf } from "../../src/points/settlement";
import type { RefundedPart } from "../../src/points/state";

/*
 * Orders that are refunded in random slices: by line, by amount, and what is left. Each sequence ends
 * where it began, for the points earned and for those spent on the order. A million sequences go through
 * what `refund` computes with, twenty thousand through a whole session.
 */

const COMPUTED = 1_000_000;
const SEQUENCES = 20_000;
/** Members get new sessions now and then, so that memory stays flat. */
const PER_SESSION = 20_000;

const rates = [
  { per: "1.00", points: 1 },
  { per: "0.37", points: 2 },
  { per: "10.00", points: 7 },
];

const program = (rate: (typeof rates)[number]): PointsInput => ({
  id: "club",
  currency: "CNY",
  zone: "Asia/Shanghai",
  types: [{ id: "points", clawback: "below-zero" }],
  earning: {
    rules: [
      { id: "spend", type: "points", earn: { kind: "per-amount", ...rate } },
      {
        id: "bonus",
        type: "points",
        earn: { kind: "per-amount", per: "3.00", points: 1 },
        conditions: { orderAtLeast: "50.00" },
      },
    ],
  },
});

const text = (minor: number): string => (minor / 100).toFixed(2);

/** A cost of some lines, in minor units, in random slices: of lines, then of what is left. */
function slicesOf(costs: readonly number[], below: (most: number) => number): RefundedPart[] {
  const left = [...costs];
  const parts: RefundedPart[] = [];
  for (let step = below(4); step > 0; step -= 1) {
    const line = below(left.length);
    const minor = below(left[line]! + 1);
    left[line]! -= minor;
    parts.push({ lines: { [`l${line}`]: minor }, shippingMinor: 0, amountMinor: 0 });
  }
  const rest = left.reduce((sum, minor) => sum + minor, 0);
  const part = below(rest + 1);
  for (const amountMinor of [part, rest - part]) {
    if (amountMinor > 0) parts.push({ lines: {}, shippingMinor: 0, amountMinor });
  }
  return parts;
}

const AT = "2026-11-21T01:30:00.000Z";
const UNDATED = { activeAt: AT, endsAt: null };
const NOTHING_STATED = { id: "f", at: AT, member: "m", order: "o", refund: "everything" } as const;

describe("refunds in random slices", () => {
  it(
    "add up to exactly what was earned and spent, 1,000,000 times [points-18] [points-19] [PR19] [PR20]",
    { timeout: 600_000 },
    () => {
      const random = seededRandom("sequences");
      const below = (most: number): number => uniformInteger(random, most);
      const perOrder = 200;
      let [sequences, slices, drift] = [0, 0, 0];
      for (let order = 0; sequences < COMPUTED; order += 1) {
        const { types, earning } = definePoints(program(rates[order % rates.length]!));
        const costs = Array.from({ length: 1 + below(3) }, () => 1 + below(9_999));
        const lines = costs.map((cost, index) => ({ id: `l${index}`, amount: text(cost) }));
        const facts = { kind: "order", id: "o", at: AT, lines } as const;
        const quote = quoteEarning(earning!, facts, newEarningHistory());
        const [terms] = quote.ok ? quote.value.earnings : [];
        // Too small an order earns nothing.
        if (terms === undefined) continue;
        const earned = [{ lot: "e/1", type: "points", points: terms.points, terms, ...UNDATED }];
        for (let sequence = 0; sequence < perOrder; sequence += 1) {
          const spent = below(501);
          let [stays, back] = [terms.points, 0];
          let sum: RefundedPart = sumOf([]);
          for (const part of slicesOf(costs, below)) {
            const after = sumOf([sum, part]);
            const money = moneyOf(NOTHING_STATED, earned, sum, after, "CNY");
            const left = staysAfter(terms, after);
            if (left > stays || left < 0) drift += 1;
            const debit = { id: "p", points: spent, restored: back };
            back += restoredOf(types[0]!, debit, money).points;
            [stays, sum] = [left, after];
            slices += 1;
          }
          if (stays !== 0 || back !== spent) drift += 1;
          sequences += 1;
        }
      }
      expect(sequences).toBe(COMPUTED);
      expect(slices).toBeGreaterThan(3 * COMPUTED);
      expect(drift).toBe(0);
    },
  );

  it(
    "end at exactly nothing in a session, 20,000 times [points-18] [points-19]",
    { timeout: 600_000 },
    () => {
      const random = seededRandom("slices");
      const below = (most: number): number => uniformInteger(random, most);
      const at = "2026-11-21T01:30:00.000Z";
      const type = "points";
      let drift = 0;
      let slices = 0;
      let session = openPoints(definePoints(program(rates[0]!)));
      for (let sequence = 0; sequence < SEQUENCES; sequence += 1) {
        if (sequence % PER_SESSION === 0) {
          session = openPoints(definePoints(program(rates[below(rates.length)]!)));
        }
        const member = `m${sequence}`;
        const costs = Array.from({ length: 1 + below(3) }, () => 1 + below(9_999));
        const lines = costs.map((cost, index) => ({ id: `l${index}`, amount: text(cost) }));
        session.credit({ id: "c", at, member, type, points: 500 });
        session.redeem({ id: "p", at, member, type, points: below(501), ref: "o" });
        session.earn({ id: "e", at, member, facts: { kind: "order", id: "o", at, lines } });
        const left = [...costs];
        const about = {
          at,
          member,
          order: "o",
          total: text(costs.reduce((sum, one) => sum + one)),
        };
        for (let step = 0; step < 3; step += 1) {
          const line = below(left.length);
          const minor = below(left[line]! + 1);
          const refund: Refunded = { lines: { [`l${line}`]: text(minor) } };
          left[line]! -= minor;
          if (!session.refund({ ...about, id: `f${step}`, refund }).ok) drift += 1;
          slices += 1;
        }
        const rest = left.reduce((sum, minor) => sum + minor, 0);
        const part = below(rest + 1);
        const amounts = [part, rest - part].filter((minor) => minor > 0);
        amounts.forEach((minor, index) => {
          const refund: Refunded = { amount: text(minor) };
          if (!session.refund({ ...about, id: `g${index}`, refund }).ok) drift += 1;
          slices += 1;
        });
        const { balance, debt } = session.balanceOf(member, type, at);
        if (balance !== 500 || debt !== 0) drift += 1;
      }
      expect(slices).toBeGreaterThan(4 * SEQUENCES);
      expect(drift).toBe(0);
    },
  );
});
