import { test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  estimateRedemption,
  liabilitySchedule,
  newAccount,
  openPoints,
  type PointsEntry,
  pointsMovements,
  transfer,
} from "uptier/points";
import { anyProgram, anySteps, carryOut, instantAt } from "../any-journal";
import { by, club, codeOf, entriesOf } from "../ledger/member";

const MONTHS = ["2026-02", "2026-03", "2026-04", "2026-05"].map((month, index) => ({
  period: `2026-0${index + 1}`,
  until: `${month}-01T00:00:00+08:00`,
}));

type Verb = ReturnType<typeof openPoints>;

/** The movements of what a member did. */
function movementsOf(
  program: ReturnType<typeof club>,
  ...steps: readonly ((session: Verb) => {
    readonly ok: boolean;
    readonly entries?: readonly PointsEntry[];
  })[]
) {
  const session = openPoints(program);
  const entries = steps.flatMap((step) => entriesOf(step(session)));
  return pointsMovements(program, entries, "points", MONTHS);
}

const figures = (movements: ReturnType<typeof pointsMovements>) =>
  movements.periods.map(({ moved: { issued, redeemed, expired, clawedBack, outstanding } }) => [
    issued,
    redeemed,
    expired,
    clawedBack,
    outstanding,
  ]);

const expiry = { mode: "rolling", after: { days: 40 } } as const;

describe("the movements of points [points-25]", () => {
  it("are summed by period, and by the period in which points were issued", () => {
    const movements = movementsOf(
      club({ expiry }),
      (at) => at.credit({ ...by("c1"), points: 100 }),
      (at) => at.redeem({ ...by("r1", "2026-01-20T02:00:00Z"), points: 30 }),
      (at) => at.credit({ ...by("c2", "2026-02-10T02:00:00Z"), points: 50 }),
      (at) => at.redeem({ ...by("r2", "2026-02-12T02:00:00Z"), points: 20 }),
    );
    expect(figures(movements)).toEqual([
      [100, 30, 0, 0, 70],
      [50, 20, 50, 0, 50],
      [0, 0, 50, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
    expect(movements.vintages).toEqual([
      { vintage: "2026-01", issued: 100, redeemed: [30, 20, 0, 0], expired: [0, 50, 0, 0] },
      { vintage: "2026-02", issued: 50, redeemed: [0, 0, 0], expired: [0, 50, 0] },
    ]);
  });

  it("take off what came back, at the age at which it had gone", () => {
    const movements = movementsOf(
      club({ expiry: { mode: "rolling", after: { days: 100 } } }),
      (at) => at.credit({ ...by("c1"), points: 100 }),
      (at) => at.redeem({ ...by("r1", "2026-01-20T02:00:00Z"), points: 60 }),
      (at) => at.redeem({ ...by("r2", "2026-02-20T02:00:00Z"), points: 10 }),
      (at) => at.restore({ ...by("b1", "2026-03-05T02:00:00Z"), debit: "r1", points: 25 }),
    );
    expect(figures(movements)).toEqual([
      [100, 60, 0, 0, 40],
      [0, 10, 0, 0, 30],
      [0, -25, 0, 0, 55],
      [0, 0, 55, 0, 0],
    ]);
    expect(movements.vintages[0]).toMatchObject({ redeemed: [35, 10, 0, 0] });
  });

  it("do not issue twice what moves into another lot: it ages with that one", () => {
    const movements = movementsOf(
      club({ expiry: { mode: "rolling", after: { days: 10 } } }),
      (at) => at.credit({ ...by("c1"), points: 100 }),
      (at) => at.reinstate({ ...by("n1", "2026-02-05T02:00:00Z"), withinDays: 30 }),
    );
    expect(figures(movements).slice(0, 2)).toEqual([
      [100, 0, 100, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
    expect(movements.vintages).toEqual([
      { vintage: "2026-02", issued: 100, redeemed: [0, 0, 0], expired: [100, 0, 0] },
    ]);
    const extended = movementsOf(
      club({
        expiry: { mode: "rolling", after: { days: 10 } },
        restoreExpired: { extendDays: 60 },
      }),
      (at) => at.credit({ ...by("c1"), points: 100 }),
      (at) => at.redeem({ ...by("r1"), points: 80 }),
      (at) => at.restore({ ...by("b1", "2026-02-05T02:00:00Z"), debit: "r1" }),
    );
    expect(figures(extended)).toEqual([
      [100, 80, 20, 0, 0],
      [0, -80, 0, 0, 80],
      [0, 0, 0, 0, 80],
      [0, 0, 80, 0, 0],
    ]);
  });

  it("leave what one member gives another where it was", () => {
    const program = club({ expiry });
    const session = openPoints(program);
    const given = session.credit({ ...by("c1"), points: 100 });
    const moved = transfer(
      program,
      { from: session.stateOf("m1"), to: newAccount() },
      { ...by("t1", "2026-02-03T02:00:00Z"), to: "m2", points: 40 },
    );
    const entries = [given, moved].flatMap(entriesOf);
    const movements = pointsMovements(program, entries, "points", MONTHS);
    expect(figures(movements)).toEqual([
      [100, 0, 0, 0, 100],
      [0, 0, 100, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
    expect(movements.vintages.map(({ issued }) => issued)).toEqual([60, 40]);
  });

  it("take voided and cancelled points for taken back, and forfeited ones for redeemed", () => {
    const hold = { mode: "event", within: { days: 5 } } as const;
    expect(
      figures(movementsOf(club({ hold }), (at) => at.credit({ ...by("c1"), points: 9 })))[0],
    ).toEqual([9, 0, 0, 9, 0]);
    const forfeited = movementsOf(
      club({ expiry, restoreExpired: "forfeit" }),
      (at) => at.credit({ ...by("c1"), points: 100 }),
      (at) => at.redeem({ ...by("r1"), points: 80 }),
      (at) => at.restore({ ...by("b1", "2026-03-05T02:00:00Z"), debit: "r1" }),
    );
    expect(figures(forfeited)[2]).toEqual([0, 0, 0, 0, 0]);
    expect(forfeited.vintages[0]).toMatchObject({ redeemed: [0, 0, 0, 80] });
  });

  it("count a debt when it is paid, and a posted reservation when it is posted", () => {
    const movements = movementsOf(
      club({ onShortage: "overdraft" }),
      (at) => at.redeem({ ...by("r1"), points: 30 }),
      (at) => at.credit({ ...by("c1", "2026-02-03T02:00:00Z"), points: 100 }),
      (at) => at.reserve({ ...by("v1", "2026-02-04T02:00:00Z"), points: 20 }),
      (at) => at.postReservation({ ...by("p1", "2026-03-04T02:00:00Z"), reservation: "v1" }),
    );
    expect(figures(movements)).toEqual([
      [0, 0, 0, 0, 0],
      [100, 30, 0, 0, 70],
      [0, 20, 0, 0, 50],
      [0, 0, 0, 0, 50],
    ]);
    expect(movements.vintages).toEqual([
      { vintage: "2026-02", issued: 100, redeemed: [30, 20, 0], expired: [0, 0, 0] },
    ]);
  });

  it("are asked of a type and of periods that there are", () => {
    const program = club();
    const ask = (type: string, periods: unknown) =>
      codeOf(() => pointsMovements(program, [], type, periods as typeof MONTHS));
    expect(ask("coins", MONTHS)).toBe("unknown-type");
    expect(ask("points", null)).toBe("invalid-periods");
    expect(ask("points", MONTHS.toReversed())).toBe("invalid-periods");
    expect(ask("points", [null])).toBe("invalid-input");
    expect(ask("points", [{ period: "a", until: "soon" }])).toBe("invalid-instant");
    expect(pointsMovements(program, [], "points", [])).toEqual({ periods: [], vintages: [] });
  });
});

const PERIODS = Array.from({ length: 40 }, (_, index) => ({
  period: `p${index}`,
  until: instantAt((index + 1) * 46 + 1),
}));

test.prop([anyProgram, anySteps])(
  "whatever happened, movements lead to what is outstanding, and vintages hold all of it [points-25]",
  (input, steps) => {
    const { program, entries, session } = carryOut(input, steps);
    const { periods, vintages } = pointsMovements(program, entries, "points", PERIODS);
    const { toDate } = periods.at(-1)!;
    expect(toDate.issued).toBe(
      toDate.redeemed + toDate.expired + toDate.clawedBack + toDate.outstanding,
    );
    const last = PERIODS.at(-1)!.until;
    const balance = session.balanceOf("m1", "points", new Date(Date.parse(last) - 1));
    expect(toDate.outstanding).toBe(balance.active + balance.pending);
    expect(toDate.expired).toBe(balance.expired);
    const sum = (of: (vintage: (typeof vintages)[number]) => readonly number[]) =>
      vintages.flatMap(of).reduce((total, points) => total + points, 0);
    expect(sum(({ redeemed }) => redeemed)).toBe(toDate.redeemed);
    expect(sum(({ expired }) => expired)).toBe(toDate.expired);
    expect(sum(({ issued }) => [issued])).toBe(toDate.issued - toDate.clawedBack);
    for (const { redeemed, expired } of vintages) {
      for (const points of [...redeemed, ...expired]) expect(points).toBeGreaterThanOrEqual(0);
    }
    // They are what the functions of liability take.
    const rows = liabilitySchedule({
      currency: "CNY",
      rounding: "half-even",
      periods: periods.map(({ moved }) => ({
        ...moved,
        allocated: "0",
        estimate: { kind: "rate-of-outstanding", rate: "100%" },
      })),
    });
    expect(rows).toHaveLength(PERIODS.length);
    if (vintages.some(({ redeemed }) => redeemed[0]! > 0)) {
      expect(codeOf(() => estimateRedemption(vintages, "half-even"))).not.toBe("invalid-vintages");
    }
  },
);
