import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { burnsBefore } from "../../../src/points/ledger/open";
import { first, insert, ordered, remove, removeFirst } from "../../../src/points/ledger/ordered";
import { runs } from "../../runs";

describe("the burn order", () => {
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
    runs(20),
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
