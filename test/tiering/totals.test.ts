import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UptierError } from "uptier/kernel";
import { keepsTier, type MetricTotals, standingFromTotals } from "uptier/tiering";
import { runs } from "../runs";
import { CLUB, clubOf, memberOf, noonOf } from "./club";

const program = clubOf(CLUB);

describe("totals that are added up elsewhere", () => {
  it("give the tier that activities give [tiering-82]", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), (minor) => {
        const member = memberOf(program);
        member.order(1, (minor / 100).toFixed(2));
        const { tier, opportunities } = member.session.standingOf("m1", noonOf(1));
        const totals = standingFromTotals(program, { spend: minor });
        expect(totals).toEqual({ tier, next: opportunities[0] ?? null, keep: null });
        expect(keepsTier(program, { spend: minor }, "silver")).toBe(minor >= 10_000);
      }),
      runs(50),
    );
  });

  it("that are at fault are named, the first of them [tiering-82]", () => {
    const codeOf = (totals: MetricTotals): string => {
      try {
        return standingFromTotals(program, totals).tier!;
      } catch (error) {
        return (error as UptierError).code;
      }
    };
    expect(codeOf({ spend: 0.5, visits: 1 })).toBe("invalid-total");
    expect(codeOf({ visits: 1, spend: 0.5 })).toBe("unknown-metric");
    expect(codeOf({ spend: "1.005" })).toBe("too-many-decimals");
    expect(codeOf(JSON.parse('{"__proto__": 1}') as MetricTotals)).toBe("unknown-metric");
    expect(codeOf(Object.create({ spend: 20_000 }) as MetricTotals)).toBe("basic");
    expect(codeOf({ spend: "100" })).toBe("silver");
  });

  it("are an object by metric, not a list [tiering-82]", () => {
    const listed = [120_000] as unknown as Parameters<typeof standingFromTotals>[1];
    expect(() => standingFromTotals(program, listed)).toThrow(
      expect.objectContaining({ code: "invalid-command" }),
    );
  });
});
