import { describe, expect, it } from "vitest";
import { openLedger } from "../../../src/points/ledger/open";
import type { OpenAllocation } from "../../../src/points/ledger/parts";
import { take } from "../../../src/points/ledger/movements";
import { first, insert, ordered, removeFirst } from "../../../src/points/ledger/ordered";
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
      let [last, misplaced] = [-1, 0];
      for (let place = 0; place < count; place += 1) {
        const next = first(list)!;
        if (!(next >= last)) misplaced += 1;
        last = next;
        removeFirst(list);
      }
      expect(misplaced).toBe(0);
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
});
