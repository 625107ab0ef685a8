import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { type DynamicWeights, dynamicWeights, rangeSampler, seededRandom } from "uptier/kernel";
import { CHI_SQUARE_999, chiSquare } from "./chi-square";

const MAX = Number.MAX_SAFE_INTEGER;

type Change = readonly [index: number, weight: number];

/** What may be done to a table; indices and weights may be wrong. */
const weight = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom(MAX, MAX - 30, -1, 0.5, Number.NaN, -0) },
);
const index = fc.integer({ min: -1, max: 9 });
const step = fc.oneof(
  fc.record({ kind: fc.constant("set" as const), index, weight }),
  fc.record({ kind: fc.constant("push" as const), weight }),
  fc.record({ kind: fc.constant("pop" as const) }),
  fc.record({
    kind: fc.constant("update" as const),
    changes: fc.array(fc.tuple(index, weight), { maxLength: 4 }),
  }),
);
type Step =
  | { kind: "set"; index: number; weight: number }
  | { kind: "push"; weight: number }
  | { kind: "pop" }
  | { kind: "update"; changes: Change[] };

function changeTable(table: DynamicWeights, change: Step): void {
  if (change.kind === "set") table.set(change.index, change.weight);
  if (change.kind === "push") table.push(change.weight);
  if (change.kind === "pop") table.pop();
  if (change.kind === "update") table.update(change.changes);
}

/** The same on a plain list; null: it must be refused. */
function changeList(list: readonly number[], change: Step): number[] | null {
  if (change.kind === "pop") return list.slice(0, -1);
  if (change.kind === "push") return judged([...list, change.weight]);
  const changes: Change[] =
    change.kind === "set" ? [[change.index, change.weight]] : change.changes;
  const inOrder = changes.every(([at], place) => place === 0 || at > changes[place - 1]![0]);
  if (!inOrder || changes.some(([at]) => at < 0 || at >= list.length)) return null;
  const after = judged(changes.reduce((now, [at, to]) => now.with(at, to), [...list]));
  const empty = change.kind === "update" && changes.length > 0 && after?.every((w) => w === 0);
  return empty === true ? null : after;
}

function judged(list: number[]): number[] | null {
  const valid = list.every((entry) => Number.isSafeInteger(entry) && entry >= 0);
  if (!valid || list.reduce((sum, entry) => sum + BigInt(entry), 0n) > BigInt(MAX)) return null;
  return list.map((entry) => entry + 0);
}

describe("dynamic weights [lottery-03]", () => {
  it("sets, pushes and pops", () => {
    const table = dynamicWeights([9, 1, 2]);
    table.push(3);
    table.push(5);
    table.set(0, 0);
    expect(table.pop()).toBe(5);
    expect(table.weights()).toEqual([0, 1, 2, 3]);
    expect([table.length, table.total, table.get(3), table.name]).toEqual([4, 6, 3, "tree/1"]);
  });

  it("starts from nothing, and ends there", () => {
    const table = dynamicWeights([]);
    expect([table.length, table.total, table.pop()]).toEqual([0, 0, null]);
    expect(table.roll(seededRandom("a"))).toBeNull();
    table.push(2);
    table.push(0);
    expect([table.at(0), table.at(1), table.pop(), table.pop(), table.pop()]).toEqual([
      0,
      0,
      0,
      2,
      null,
    ]);
    expect(table.weights()).toEqual([]);
  });

  it("may become all 0 by setting, not by an update", () => {
    const table = dynamicWeights([0, 7]);
    table.update([]);
    expect(() => table.update([[1, 0]])).toThrow(
      expect.objectContaining({ code: "all-zero-weights" }),
    );
    expect(table.weights()).toEqual([0, 7]);
    table.set(1, 0);
    expect(table.roll(seededRandom("a"))).toBeNull();
  });

  it("moves weight between positions of a table that is full up to 2^53 - 1", () => {
    const table = dynamicWeights([1, MAX - 1, 0, 0]);
    table.update([
      [0, MAX - 1],
      [1, 1],
    ]);
    expect(table.weights()).toEqual([MAX - 1, 1, 0, 0]);
    expect([table.at(MAX - 2), table.at(MAX - 1), table.total]).toEqual([0, 1, MAX]);
  });

  it("refuses the first thing that is wrong, in the stated order", () => {
    const table = dynamicWeights([MAX - 10, 1]);
    const codeOf = (call: () => void): string => {
      try {
        call();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return "none";
    };
    expect(codeOf(() => table.set(2, -1))).toBe("index-out-of-range");
    expect(codeOf(() => table.set(0.5, 1))).toBe("index-out-of-range");
    expect(codeOf(() => table.set(0, -1))).toBe("invalid-weight");
    expect(codeOf(() => table.set(1, 11))).toBe("weight-overflow");
    expect(codeOf(() => table.set(1, 10))).toBe("none");
    expect(codeOf(() => table.push(1))).toBe("weight-overflow");
    expect(codeOf(() => table.update([[1, 1], [1, -1]]))).toBe("unordered-update"); // prettier-ignore
    expect(codeOf(() => table.update([[1, 1], [0, 1]]))).toBe("unordered-update"); // prettier-ignore
    expect(codeOf(() => table.update([[0, -1], [0, 1]]))).toBe("invalid-weight"); // prettier-ignore
    expect(codeOf(() => table.update([[0, MAX], [2, 1]]))).toBe("index-out-of-range"); // prettier-ignore
    expect(codeOf(() => table.update([[0, MAX], [1, 1]]))).toBe("weight-overflow"); // prettier-ignore
    expect(codeOf(() => table.at(-1))).toBe("roll-out-of-range");
    expect(codeOf(() => table.at(MAX))).toBe("roll-out-of-range");
    expect(codeOf(() => table.at(0.5))).toBe("roll-out-of-range");
    expect(table.weights()).toEqual([MAX - 10, 10]);
  });

  it("holds a million weights and refuses one more", () => {
    const table = dynamicWeights(new Array<number>(1_000_000).fill(1));
    expect(() => table.push(0)).toThrow(expect.objectContaining({ code: "too-many-weights" }));
    expect(table.at(999_999)).toBe(999_999);
    expect(() => dynamicWeights(new Array<number>(1_000_001).fill(1))).toThrow(
      expect.objectContaining({ code: "too-many-weights" }),
    );
  });

  it.each([[[1, -1, 1]], [[0.5]], [[Number.NaN]], [new Array<number>(2)]])(
    "refuses weights: %j",
    (list) => {
      expect(() => dynamicWeights(list)).toThrow(
        expect.objectContaining({ code: "invalid-weight" }),
      );
    },
  );

  it("passes the chi-square gate after changes", () => {
    const table = dynamicWeights([9, 9, 9, 9]);
    table.update([
      [0, 1],
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    table.push(1);
    const random = seededRandom("dynamic gate");
    const counts = [0, 0, 0, 0, 0];
    for (let draw = 0; draw < 10_000; draw += 1) counts[table.at(table.roll(random)!)]! += 1;
    expect(chiSquare(counts, [1, 1, 2, 3, 1])).toBeLessThan(CHI_SQUARE_999[4]!);
  });

  it("has golden picks: tree/1 never changes", () => {
    const table = dynamicWeights([10, 2, 8, 0, 30, 5]);
    const random = seededRandom("uptier");
    const picks = Array.from({ length: 20 }, () => table.at(table.roll(random)!));
    expect(picks.join(" ")).toBe("2 0 4 1 4 4 0 4 4 4 2 4 2 4 1 4 4 4 4 4");
  });
});

describe("properties of dynamic weights [lottery-03]", () => {
  test.prop([
    fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 9 }),
    fc.array(step, { maxLength: 12 }),
  ])("are a plain list, and a refused change changes nothing", (start, steps) => {
    const table = dynamicWeights(start);
    let list: number[] = start;
    for (const change of steps) {
      const after = changeList(list, change);
      if (after === null) expect(() => changeTable(table, change)).toThrow(/./);
      else changeTable(table, change);
      list = after ?? list;
      expect(table.weights()).toEqual(list);
      expect(table.length).toBe(list.length);
      expect(table.total).toBe(list.reduce((sum, entry) => sum + entry, 0));
    }
  });

  test.prop([
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 }),
    fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 }),
  ])("give each roll the position that rangeSampler gives it", (start, pushed) => {
    const table = dynamicWeights(start);
    for (const entry of pushed) table.push(entry);
    fc.pre(table.total > 0);
    const ranges = rangeSampler(table.weights());
    for (let roll = 0; roll < table.total; roll += 1) expect(table.at(roll)).toBe(ranges.at(roll));
  });

  test.prop([
    fc.array(fc.integer({ min: 0, max: 2 ** 50 }), { minLength: 1, maxLength: 7 }),
    fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  ])("and for rolls of any size too", (list, share) => {
    fc.pre(list.some((entry) => entry > 0));
    const table = dynamicWeights(list);
    const ranges = rangeSampler(list);
    const roll = Math.floor(share * table.total);
    for (const near of [0, roll, table.total - 1]) expect(table.at(near)).toBe(ranges.at(near));
  });
});
