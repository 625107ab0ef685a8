import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { bandPay, type Bands, defineBands, findCliffs } from "uptier/referral";
import { anyInterpolated, anyStep, anyWhole } from "./any-bands";

function yen(bands: Bands, units: number): number {
  return Number(bandPay(bands, { amount: String(units) }).pay);
}

/** More than a unit's own rate and a rounding can change, since no rate is above 100 %. */
const BOUND = 2;

describe("the cliff detector [referral-59]", () => {
  test.prop([anyWhole])("finds every jump of whole bands, by going through all units", (input) => {
    const bands = defineBands(input);
    const jumps = Array.from({ length: 320 }, (_, units) => ({
      from: units,
      jump: yen(bands, units + 1) - yen(bands, units),
    })).filter(({ jump }) => Math.abs(jump) > BOUND);
    const found = findCliffs(bands, { bound: String(BOUND) });
    expect(found.map(({ from, jump }) => ({ from: Number(from), jump: Number(jump) }))).toEqual(
      jumps,
    );
    for (const { from, to, payBefore, payAfter } of found) {
      expect(Number(to)).toBe(Number(from) + 1);
      expect([payBefore, payAfter].map(Number)).toEqual([
        yen(bands, Number(from)),
        yen(bands, Number(to)),
      ]);
    }
  });

  test.prop([fc.oneof(anyStep, anyInterpolated)])("finds none where pay goes on", (input) => {
    expect(findCliffs(defineBands(input))).toEqual([]);
  });

  test.prop([
    fc.uniqueArray(fc.integer({ min: 1, max: 150 }), { minLength: 1, maxLength: 4 }),
    fc.array(fc.nat(300), { minLength: 5, maxLength: 5 }),
    fc.integer({ min: 1, max: 130 }),
    fc.constantFrom("lower-inclusive" as const, "upper-inclusive" as const),
  ])("finds the jumps of bases, at shares of any plan", (shares, bases, plan, edge) => {
    const ends = shares.toSorted((a, b) => a - b).map((share) => `${share}%`);
    const bands = defineBands({
      id: "s",
      currency: "JPY",
      mode: "whole",
      measure: "attainment",
      edge,
      per: "period",
      bands: [...ends, undefined].map((upTo, index) => {
        return { ...(upTo === undefined ? {} : { upTo }), rate: "0%", base: String(bases[index]) };
      }),
    });
    const pay = (units: number): number =>
      Number(bandPay(bands, { amount: String(units), plan: String(plan) }).pay);
    const jumps = Array.from({ length: 200 }, (_, units) => [units, pay(units + 1) - pay(units)]);
    const found = findCliffs(bands, { plan: String(plan) });
    expect(found.map(({ from, jump }) => [Number(from), Number(jump)])).toEqual(
      jumps.filter(([, jump]) => jump !== 0),
    );
  });

  it("finds those of a count, downward ones too", () => {
    const bands = defineBands({
      id: "c",
      currency: "CNY",
      mode: "whole",
      measure: "count",
      edge: "upper-inclusive",
      per: "period",
      bands: [{ upTo: 50, rate: "20%" }, { upTo: 100, rate: "20%" }, { rate: "15%" }],
    });
    expect(findCliffs(bands, { amount: "1000" })).toEqual([
      { band: 2, from: 100, to: 101, payBefore: "200.00", payAfter: "150.00", jump: "-50.00" },
    ]);
    expect(() => findCliffs(bands)).toThrow(expect.objectContaining({ code: "invalid-input" }));
  });

  it("leaves out what is within the bound", () => {
    const bands = defineBands({
      id: "b",
      currency: "CNY",
      mode: "whole",
      per: "period",
      bands: [{ upTo: "100", rate: "1%" }, { upTo: "1000", rate: "2%" }, { rate: "3%" }],
    });
    expect(findCliffs(bands, { bound: "1.00" }).map(({ jump }) => jump)).toEqual(["10.00"]);
  });
});
