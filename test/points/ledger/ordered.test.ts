import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { burnsBefore, openLedger } from "../../../src/points/ledger/open";
import type { OpenAllocation } from "../../../src/points/ledger/parts";
import { take } from "../../../src/points/ledger/movements";
import { first, insert, ordered, remove, removeFirst } from "../../../src/points/ledger/ordered";
import { openPoints, redeem, replay } from "uptier/points";
import { by, club, entriesOf } from "./member";

describe("the burn order of 100,000 lots", () => {
  it("takes steps in proportion to n log n, counted and not timed [points-03]", () => {
    const steps = (count: number): number => {
      let compared = 0;
      const list = ordered<number>((a, b) => {
        compared += 1;
        return a - b;
      });
      // A multiplication modulo a prime visits all places in no order.
      for (let place = 0; place < count; place += 1)
        insert(list, (place * 1_103_515_245) % 2_147_483_647);
      let last = -1;
      for (let place = 0; place < count; place += 1) {
        const next = first(list)!;
        expect(next >= last).toBe(true);
        last = next;
        removeFirst(list);
      }
      expect(first(list)).toBeUndefined();
      return compared;
    };
    const [small, large] = [steps(10_000), steps(100_000)];
    expect(large).toBeLessThan(100_000 * 20);
    expect(large / small).toBeLessThan(15);
  });

  it("replays them all, and a debit touches only the lots that it takes [points-01] [points-03]", () => {
    const program = club({ expiry: { mode: "rolling", after: { days: 30 } } });
    const [credited] = entriesOf(openPoints(program).credit({ ...by("c"), points: 10 }));
    const entries = Array.from({ length: 100_000 }, (_, place) => ({
      ...credited!,
      id: `c${place}/1`,
      cause: `c${place}`,
      seq: place + 1,
    }));
    const state = replay(program, entries)["m1"]!;
    const ledger = openLedger(state.ledgers["points"], Date.parse(state.at!));
    const { burnOrder } = ledger;
    let compared = 0;
    ledger.burnOrder = {
      ...burnOrder,
      compare: (a, b) => {
        compared += 1;
        return burnOrder.compare(a, b);
      },
    };
    expect(take(ledger, 35, "spent", [])).toBe(0);
    // Three lots are used up and leave the order, each within 2 log n steps.
    expect(compared).toBeLessThanOrEqual(3 * 2 * 17);
    const allocations: OpenAllocation[] = [];
    expect(take(ledger, 999_965, "spent", allocations)).toBe(0);
    expect(allocations).toHaveLength(99_997);
    expect(compared).toBeLessThanOrEqual(100_000 * 2 * 17);
    expect(ledger.available).toBe(0);

    const decision = redeem(program, state, { ...by("r"), points: 1_000_000 });
    expect(decision.ok && decision.value.lots).toHaveLength(100_000);
    expect(decision.ok && decision.value.balance.available).toBe(0);
  });

  it("pay a debt one after the other, and each of them stands once in it [points-03] [points-10]", () => {
    const session = openPoints(club({ onShortage: "overdraft" }));
    session.redeem({ ...by("r"), points: 200_000 });
    session.credit({ ...by("daily"), points: 5, recurs: { every: 1, unit: "day" } });
    for (let place = 0; place < 20_000; place += 1) {
      session.credit({ ...by(`c${place}`), points: 5 });
    }
    session.credit({ ...by("last", "2026-01-11T02:00:00.000Z"), points: 99_990 });
    const [debit] = session.stateOf("m1").ledgers["points"]!.debits;
    expect(debit!.owed).toBe(0);
    expect(debit!.allocations).toHaveLength(20_002);
    expect(debit!.allocations[0]).toEqual({ lot: "daily/1", points: 10, returned: 0 });
  });

  test.prop([fc.array(fc.tuple(fc.boolean(), fc.nat(50)), { maxLength: 2_000 })])(
    "is that of a sorted list, whatever goes in and out [points-03]",
    (moves) => {
      const list = ordered<number>((a, b) => a - b);
      const plain: number[] = [];
      for (const [goesIn, value] of moves) {
        if (goesIn) {
          insert(list, value);
          plain.push(value);
          plain.sort((a, b) => a - b);
        } else {
          expect(first(list)).toBe(plain[0]);
          removeFirst(list);
          plain.shift();
        }
      }
      expect(first(list)).toBe(plain[0]);
    },
  );

  test.prop(
    [
      fc.array(fc.tuple(fc.constantFrom("in", "in", "first", "out"), fc.nat(2_000)), {
        minLength: 1_500,
        maxLength: 4_000,
      }),
    ],
    { numRuns: 20 },
  )("loses what is taken out of its middle, and nothing else [points-03]", (moves) => {
    const list = ordered<number>((a, b) => a - b);
    const plain: number[] = [];
    for (const [move, value] of moves) {
      const place = plain.findLastIndex((known) => known <= value);
      if (move === "in") {
        insert(list, value);
        plain.splice(place + 1, 0, value);
      } else if (move === "first") {
        removeFirst(list);
        plain.shift();
      } else {
        remove(list, value);
        if (plain[place] === value) plain.splice(place, 1);
      }
      expect(first(list)).toBe(plain[0]);
    }
    for (const value of plain) {
      expect(first(list)).toBe(value);
      removeFirst(list);
    }
    expect(first(list)).toBeUndefined();
  });

  it("is total: by priority, end, kind, age and id [points-03]", () => {
    const lot = { burnPriority: 0, endsAt: Infinity, kindRank: 0, createdAt: 0, id: "b" };
    const earlier = [
      { burnPriority: -1 },
      { endsAt: 5 },
      { kindRank: -1 },
      { createdAt: -1 },
      { id: "a" },
    ];
    for (const part of earlier) {
      expect(burnsBefore({ ...lot, ...part } as never, lot as never)).toBeLessThan(0);
      expect(burnsBefore(lot as never, { ...lot, ...part } as never)).toBeGreaterThan(0);
    }
    expect(burnsBefore(lot as never, lot as never)).toBe(0);
  });
});
