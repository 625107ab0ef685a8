import { amountOf, fromMinor, toMinor } from "uptier/kernel";
import {
  allocatePrice,
  type LiabilityPeriod,
  type LiabilityRow,
  liabilitySchedule,
  type PointsProgram,
  type PointsValue,
  valueOfPoints,
} from "uptier/points";
import type { Booked } from "./booking";
import { pointValue } from "./program";
import type { Quarter } from "./quarters";
import { type Expectation, sum } from "./vintages";

/** What the shop owes in points. */
export interface Liability {
  readonly schedule: readonly LiabilityRow[];
  readonly value: PointsValue;
  /** Of the points outstanding at the end. */
  readonly expectedToCome: number;
}

const rounding = "half-even";

/**
 * The liability over the quarters, with the estimate of the whole log (hindsight) at the end of each.
 * Of what is paid in money in a quarter, a part belongs to its points; points that are taken back take
 * their share of what was allocated with them.
 */
export function liabilityOf(
  program: PointsProgram,
  { sales }: Booked,
  quarters: readonly Quarter[],
  { expectedByQuarter }: Expectation,
): Liability {
  const { currency } = program;
  const [last, issued] = [quarters.at(-1)!.toDate, sum(quarters.map(({ moved }) => moved.issued))];
  const kept = issued - last.clawedBack;
  const expectedTotal = Math.max(last.redeemed, sum(expectedByQuarter));
  const rates = { pointValue: pointValue(program), rounding } as const;
  let [pool, poolPoints, expected] = [0, 0, 0];
  const periods = quarters.map(({ from, until, moved, toDate }, index): LiabilityPeriod => {
    const paidMinor = sum(
      sales.map(({ order: { at, amountMinor }, pointsPaidMinor }) =>
        from <= at && at < until ? amountMinor - pointsPaidMinor : 0,
      ),
    );
    const price = fromMinor(paidMinor, currency);
    const allocated =
      paidMinor === 0
        ? 0
        : toMinor(
            allocatePrice({
              ...rates,
              currency,
              price,
              goodsStandAlone: price,
              points: moved.issued,
              redemptionRate: share(expectedTotal, kept),
            }).points,
            currency,
          );
    pool += allocated;
    poolPoints += moved.issued;
    const takenBack = amountOf(pool, share(moved.clawedBack, poolPoints), rounding);
    pool -= takenBack;
    poolPoints -= moved.clawedBack;
    expected += expectedByQuarter[index]!;
    return {
      ...moved,
      allocated: fromMinor(allocated - takenBack, currency),
      // Payments that are given back later can be more than what is expected in the end.
      estimate: { kind: "total", points: Math.max(toDate.redeemed, expected) },
    };
  });
  const expectedToCome = expectedTotal - last.redeemed;
  return {
    schedule: liabilitySchedule({ currency, rounding, periods }),
    value: valueOfPoints({
      ...rates,
      currency,
      points: last.outstanding,
      redemptionRate: share(expectedToCome, last.outstanding),
    }),
    expectedToCome,
  };
}

/** A part of a whole; of nothing it is nothing. */
function share(part: number, whole: number): { readonly num: number; readonly den: number } {
  return whole === 0 ? { num: 0, den: 1 } : { num: part, den: whole };
}
