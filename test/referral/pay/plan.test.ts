import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { toMinor } from "uptier/kernel";
import {
  definePayPlan,
  type PayPlan,
  payOfPeriod,
  type PayReason,
  type PeriodPay,
} from "uptier/referral";

const fen = (text: string): number => toMinor(text, "CNY");

/** A leader: commission on own sales, a band base and commission on those of the team. */
function leader(draw?: { amount: string; recoverable: boolean }): PayPlan {
  return definePayPlan({
    id: "leader",
    currency: "CNY",
    base: "3000",
    commissions: [
      {
        id: "own",
        mode: "step",
        per: "period",
        bands: [{ upTo: "5000", rate: "3%" }, { rate: "5%" }],
      },
      {
        id: "team",
        mode: "whole",
        measure: "attainment",
        per: "period",
        bands: [
          { upTo: "100%", rate: "0.5%" },
          { rate: "1%", base: "800" },
        ],
      },
    ],
    draw,
  });
}

function period(plan: PayPlan, own: number, team: number, carriedIn: string): PeriodPay {
  return payOfPeriod(plan, {
    sales: {
      own: { deals: [{ id: "own", amount: { minor: own } }] },
      team: { deals: [{ id: "team", amount: { minor: team } }], plan: "100000" },
    },
    carriedIn,
  });
}

function amountOf(why: readonly PayReason[], code: PayReason["code"]): number {
  return why.reduce((sum, reason) => sum + (reason.code === code ? fen(reason.amount) : 0), 0);
}

describe("base, own sales and the team [referral-60]", () => {
  it("pays a leader for the sales of the team too", () => {
    const { pay, carriedOut, commissions, why } = period(leader(), 800_000, 12_000_000, "0");
    expect(pay).toBe("5300.00");
    expect(carriedOut).toBe("0.00");
    expect(commissions["team"]).toMatchObject({ base: "800.00", commission: "1200.00" });
    expect(why).toEqual([
      { code: "base", commission: null, amount: "3000.00" },
      { code: "base", commission: "team", amount: "800.00" },
      { code: "commission", commission: "own", amount: "300.00" },
      { code: "commission", commission: "team", amount: "1200.00" },
    ]);
  });

  it("wants sales for every commission, and none for others", () => {
    const sales = { own: { deals: [] }, team: { deals: [], plan: "1" } };
    const plan = leader();
    expect(payOfPeriod(plan, { sales }).pay).toBe("3000.00");
    for (const wrong of [
      { sales: { own: sales.own } },
      { sales: { ...sales, store: sales.own } },
      { sales, carriedIn: "0.01" },
    ]) {
      expect(() => payOfPeriod(plan, wrong)).toThrow(
        expect.objectContaining({ code: "invalid-input" }),
      );
    }
  });
});

const minor = fc.integer({ min: -3_000_000, max: 3_000_000 });
const history = fc.array(fc.tuple(minor, minor), { minLength: 1, maxLength: 12 });
const draw = fc.option(
  fc.record({ amount: fc.nat(3_000).map(String), recoverable: fc.boolean() }),
  { nil: undefined },
);

describe("draws and what is carried [referral-61]", () => {
  test.prop([draw, history, fc.nat(1_000_000)])(
    "end exactly, whatever was earned: nothing is lost, nothing comes twice",
    (terms, periods, debt) => {
      const plan = leader(terms);
      const least = terms === undefined ? 0 : fen(terms.amount);
      let carried = `-${debt}`;
      let [paid, earned, guaranteed] = [0, 0, 0];
      for (const [own, team] of periods) {
        const result = period(plan, own, team, carried);
        const bases = amountOf(result.why, "base");
        const sum = result.why.reduce((before, reason) => before + fen(reason.amount), 0);
        expect(sum).toBe(fen(result.pay));
        expect(fen(result.pay)).toBeGreaterThanOrEqual(bases + least);
        expect(fen(result.carriedOut)).toBeLessThanOrEqual(0);
        paid += fen(result.pay) - bases;
        earned += amountOf(result.why, "commission");
        guaranteed += amountOf(result.why, "guarantee");
        carried = result.carriedOut;
      }
      expect(paid + fen(carried)).toBe(earned + guaranteed - debt * 100);
      if (terms?.recoverable !== false) expect(guaranteed).toBe(0);
    },
  );

  test.prop([fc.nat(3_000), history])(
    "a recoverable draw is paid back in full once enough is earned",
    (amount, periods) => {
      const plan = leader({ amount: String(amount), recoverable: true });
      let carried = "0";
      let [paid, earned] = [0, 0];
      for (const [own, team] of [...periods, [0, 3_000_000_000] as const]) {
        const result = period(plan, own, team, carried);
        paid += fen(result.pay) - amountOf(result.why, "base");
        earned += amountOf(result.why, "commission");
        carried = result.carriedOut;
      }
      expect(carried).toBe("0.00");
      expect(paid).toBe(earned);
    },
  );

  it("says what was advanced, what was guaranteed and what is owed", () => {
    const slow = (recoverable: boolean): PeriodPay =>
      period(leader({ amount: "500", recoverable }), -200_000, 0, "-100");
    expect(slow(true)).toMatchObject({ pay: "3500.00", carriedOut: "-660.00" });
    expect(slow(true).why.slice(2)).toEqual([
      { code: "commission", commission: "team", amount: "0.00" },
      { code: "carried-in", amount: "-100.00" },
      { code: "draw", amount: "500.00" },
      { code: "carried-out", amount: "160.00" },
    ]);
    expect(slow(false)).toMatchObject({ pay: "3500.00", carriedOut: "-160.00" });
    expect(slow(false).why.at(-2)).toEqual({ code: "guarantee", amount: "500.00" });
  });
});
