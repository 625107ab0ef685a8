import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepsTier, standingFromTotals } from "uptier/tiering";
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
});
