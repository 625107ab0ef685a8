import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { ROUNDINGS, roundQuotient } from "uptier/kernel";
import {
  bandPay,
  type Bands,
  type BandsInput,
  commissionOfDeals,
  type Deal,
  defineBands,
} from "uptier/referral";
import { anyInterpolated, anyStep, anyWhole } from "./any-bands";

const rounding = fc.constantFrom(...ROUNDINGS);
const amount = fc.integer({ min: 0, max: 400 });

/** Pay in yen, which are whole. */
function yen(bands: Bands, units: number): number {
  return Number(bandPay(bands, { amount: String(units) }).pay);
}

/** What the unit number `unit` (from 1) pays by itself: the rate of its band, as a fraction. */
function rateOfUnit(input: BandsInput, unit: number): readonly [bigint, bigint] {
  let below = 0;
  for (const band of input.bands) {
    const end = band.upTo === undefined ? Infinity : Number(band.upTo);
    if (unit <= end) {
      if ("amount" in band) return [BigInt(band.amount), BigInt(end - below)];
      const [num, den] = band.rate.split("/");
      return [BigInt(num!), BigInt(den!)];
    }
    below = end;
  }
  return [0n, 1n];
}

/** Pay worked out unit by unit, rounded once. */
function unitByUnit(input: BandsInput, units: number): number {
  let [num, den] = [0n, 1n];
  for (let unit = 1; unit <= units; unit += 1) {
    const [above, below] = rateOfUnit(input, unit);
    if (den % below === 0n) num += above * (den / below);
    else {
      num = num * below + above * den;
      den *= below;
    }
  }
  return Number(roundQuotient(num, den, input.rounding ?? "half-away-from-zero"));
}

describe("the three modes [referral-22] [referral-55]", () => {
  test.prop([fc.oneof(anyStep, anyInterpolated), amount, rounding])(
    "step and interpolated pay each unit by its own band, and round once",
    (input, units, mode) => {
      const rounded = { ...input, rounding: mode };
      expect(yen(defineBands(rounded), units)).toBe(unitByUnit(rounded, units));
    },
  );

  test.prop([anyWhole, amount])("whole pays every unit by the band of the last", (input, units) => {
    const inside = (end: number): boolean =>
      input.mode === "whole" && input.edge === "upper-inclusive" ? units <= end : units < end;
    const band = input.bands.find(({ upTo }) => upTo === undefined || inside(Number(upTo)))!;
    const points = "rate" in band ? Number(band.rate.split("/")[0]) : 0;
    expect(yen(defineBands(input), units)).toBe(
      roundQuotient(units * points, 10_000, "half-away-from-zero"),
    );
  });

  test.prop([fc.oneof(anyWhole, anyStep, anyInterpolated), amount, rounding])(
    "a return takes back what its sale paid, and slices sum to the commission",
    (input, units, mode) => {
      const bands = defineBands({ ...input, rounding: mode });
      for (const at of [units, -units]) {
        const { commission, why } = bandPay(bands, { amount: String(at) });
        expect(Number(commission) + yen(bands, -at)).toBe(0);
        if (input.mode === "whole") continue;
        const earned = why.map((reason) => ("earned" in reason ? Number(reason.earned) : 0));
        expect(earned.reduce((sum, part) => sum + part, 0)).toBe(Number(commission));
      }
    },
  );

  it("says what is above the last band and below 0", () => {
    const bands = defineBands({
      id: "b",
      currency: "CNY",
      mode: "step",
      per: "period",
      bands: [{ upTo: "100", rate: "1%" }],
    });
    expect(bandPay(bands, { amount: "-150" })).toEqual({
      currency: "CNY",
      pay: "-1.00",
      base: "0.00",
      commission: "-1.00",
      why: [
        { code: "below-zero" },
        { code: "band-slice", band: 0, earned: "-1.00" },
        { code: "above-last-band" },
      ],
    });
    expect(bandPay(bands, { amount: "0" }).why).toEqual([]);
  });
});

describe("continuous pay [referral-58]", () => {
  test.prop([fc.oneof(anyStep, anyInterpolated), amount, rounding])(
    "never falls, and one more unit adds no more than its own rate and a rounding",
    (input, units, mode) => {
      const bands = defineBands({ ...input, rounding: mode });
      const added = yen(bands, units + 1) - yen(bands, units);
      const [num, den] = rateOfUnit(input, units + 1);
      expect(added).toBeGreaterThanOrEqual(0);
      expect(added).toBeLessThanOrEqual(Number(num / den) + 2);
    },
  );
});

describe("what bands measure [referral-56]", () => {
  const plan = fc.integer({ min: 1, max: 1_000_000 });
  const sold = fc.integer({ min: 0, max: 2_000_000 });
  const table = (mode: "whole" | "step"): Bands =>
    defineBands({
      id: "attainment",
      currency: "JPY",
      mode,
      measure: "attainment",
      per: "period",
      bands: [{ upTo: "62.5%", rate: "1%" }, { upTo: "1/1", rate: "2%" }, { rate: "4%" }],
    });

  test.prop([plan, sold])("the share of a plan is compared exactly", (target, amountSold) => {
    const quantity = { amount: String(amountSold), plan: String(target) };
    const points = amountSold * 8 < target * 5 ? 100 : amountSold < target ? 200 : 400;
    expect(Number(bandPay(table("whole"), quantity).pay)).toBe(
      roundQuotient(amountSold * points, 10_000, "half-away-from-zero"),
    );
    // In eighths of a yen, so that 62.5 % of any plan is whole.
    const part = (from: number, to: number): number =>
      Math.max(0, Math.min(amountSold * 8, to) - from);
    const eighths =
      part(0, target * 5) +
      2 * part(target * 5, target * 8) +
      4 * part(target * 8, Number.MAX_SAFE_INTEGER);
    expect(Number(bandPay(table("step"), quantity).pay)).toBe(
      roundQuotient(eighths, 800, "half-away-from-zero"),
    );
  });

  it("a base belongs to the band, and a total below 0 has that of the first", () => {
    const bands = defineBands({
      id: "s",
      currency: "CNY",
      mode: "whole",
      measure: "attainment",
      per: "period",
      bands: [
        { upTo: "50%", rate: "1%", base: "500" },
        { rate: "2%", base: "900" },
      ],
    });
    const pays = ["0", "49.99", "50", "-60"].map((sales) => {
      const { base, commission } = bandPay(bands, { amount: sales, plan: "100" });
      return [base, commission];
    });
    expect(pays).toEqual([
      ["500.00", "0.00"],
      ["500.00", "0.50"],
      ["900.00", "1.00"],
      ["500.00", "-1.20"],
    ]);
  });

  it("an amount by the count of its deals", () => {
    const bands = defineBands({
      id: "c",
      currency: "CNY",
      mode: "interpolated",
      measure: "count",
      per: "cumulative",
      bands: [
        { upTo: 10, amount: "50" },
        { upTo: 30, amount: "160" },
      ],
    });
    const pays = [0, 1, 10, 11, 30, 31].map((n) => bandPay(bands, { amount: "0", count: n }).pay);
    expect(pays).toEqual(["0.00", "5.00", "50.00", "58.00", "210.00", "210.00"]);
  });
});

/** Deals and returns, in units. */
const deals = fc.array(fc.integer({ min: -150, max: 200 }), { maxLength: 12 });

function listOf(units: readonly number[]): Deal[] {
  return units.map((unit, index) => ({ id: `d${index}`, amount: String(unit) }));
}

describe("what is put into the bands [referral-57]", () => {
  test.prop([
    fc.oneof(anyWhole, anyStep, anyInterpolated),
    deals,
    fc.integer({ min: -100, max: 200 }),
    fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 12 }),
    rounding,
  ])(
    "cumulative pay is f(all) - f(before), in any order and however deals are split",
    (input, units, attained, cuts, mode) => {
      const bands = defineBands({ ...input, per: "cumulative", rounding: mode });
      const all = units.reduce((sum, unit) => sum + unit, attained);
      const expected = yen(bands, all) - yen(bands, attained);
      const split = units.flatMap((unit, index) => {
        const cut = cuts[index] ?? 0;
        return cut === 0 ? [unit] : [cut, unit - cut];
      });
      for (const order of [units, units.toReversed(), split]) {
        const result = commissionOfDeals(bands, {
          deals: listOf(order),
          attained: { amount: String(attained) },
        });
        expect(Number(result.pay)).toBe(expected);
        expect(Number(result.attained.amount)).toBe(all);
      }
    },
  );

  test.prop([fc.oneof(anyStep, anyInterpolated), deals, fc.nat(12)])(
    "a list that is cut in two goes on where the first part ended",
    (input, units, at) => {
      const bands = defineBands({ ...input, per: "cumulative" });
      const list = listOf(units);
      const first = commissionOfDeals(bands, { deals: list.slice(0, at) });
      const second = commissionOfDeals(bands, {
        deals: list.slice(at),
        attained: first.attained,
      });
      const whole = commissionOfDeals(bands, { deals: list });
      expect([...first.lines, ...second.lines]).toEqual(whole.lines);
      expect(Number(first.pay) + Number(second.pay)).toBe(Number(whole.pay));
    },
  );

  test.prop([fc.oneof(anyWhole, anyStep, anyInterpolated), deals])(
    "a period is paid once, a transaction by itself",
    (input, units) => {
      const list = { deals: listOf(units) };
      const period = commissionOfDeals(defineBands({ ...input, per: "period" }), list);
      const total = units.reduce((sum, unit) => sum + unit, 0);
      const bands = defineBands({ ...input, per: "transaction" });
      expect(Number(period.pay)).toBe(yen(bands, total));
      expect(period.lines.map(({ deal }) => deal)).toEqual([null]);
      const lines = commissionOfDeals(bands, list).lines.map(({ pay }) => Number(pay));
      expect(lines).toEqual(units.map((unit) => yen(bands, unit)));
    },
  );

  it("a deal counts one, a return takes its count back", () => {
    const bands = defineBands({
      id: "n",
      currency: "CNY",
      mode: "whole",
      measure: "count",
      per: "cumulative",
      bands: [{ upTo: 3, rate: "10%" }, { rate: "20%" }],
    });
    const result = commissionOfDeals(bands, {
      deals: [
        { id: "a", amount: "10" },
        { id: "b", amount: "10", count: 1 },
        { id: "c", amount: "10" },
        { id: "c-back", amount: "-10", count: -1 },
      ],
    });
    expect(result.lines.map(({ pay }) => pay)).toEqual(["1.00", "1.00", "4.00", "-4.00"]);
    expect(result.lines[2]?.why[0]).toEqual({
      code: "running-total",
      before: "2.00",
      after: "6.00",
    });
    expect(result.attained).toEqual({ amount: "20.00", count: 2 });
  });
});
