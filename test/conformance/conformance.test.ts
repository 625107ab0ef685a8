import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkFile, differences, runCase } from "./run";

const folder = new URL(".", import.meta.url);

for (const name of readdirSync(folder).filter((file) => file.endsWith(".json"))) {
  const { cases } = checkFile(JSON.parse(readFileSync(new URL(name, folder), "utf8")));
  describe(name, () => {
    it("gives each case an id of its own", () => {
      const ids = cases.map((testCase) => testCase.id);
      expect(ids).toEqual([...new Set(ids)]);
    });
    for (const testCase of cases) {
      it(`${testCase.id} (${testCase.source ?? "no source"})`, () => {
        expect(runCase(testCase)).toEqual([]);
      });
    }
  });
}

describe("the runner can fail", () => {
  const allocate = { id: "x", call: "kernel.allocate", args: [10, [1, 1]] };

  it("on another result", () => {
    expect(runCase({ ...allocate, expect: [6, 4] })).toHaveLength(2);
    expect(runCase({ ...allocate, expect: [5] })).toHaveLength(1);
  });

  it("on a result where an error is expected, and the other way round", () => {
    expect(runCase({ ...allocate, expectError: "invalid-weights" })).toHaveLength(1);
    expect(runCase({ ...allocate, args: [10, []], expect: [] })).toHaveLength(1);
    expect(runCase({ ...allocate, args: [10, []], expectError: "other" })).toHaveLength(1);
  });

  it("on a decision where a refusal is expected", () => {
    expect(runCase({ ...allocate, expectRefusal: "sold-out" })).toHaveLength(1);
  });

  it("on a function that does not exist, and on a step that was not run", () => {
    expect(runCase({ id: "x", call: "kernel.nothing" })).toHaveLength(1);
    expect(runCase({ id: "x", call: "kernel.split", args: [{ $step: "a" }, 2] })).toHaveLength(1);
  });

  it("on a function of a value that gives something else, or is not there", () => {
    const table = { $call: "kernel.dynamicWeights", args: [[1, 2]] };
    expect(runCase({ id: "x", on: table, call: "weights", expect: [1, 2] })).toEqual([]);
    expect(runCase({ id: "x", on: table, call: "weights", expect: [1] })).toHaveLength(1);
    expect(runCase({ id: "x", on: table, call: "nothing" })).toHaveLength(1);
  });

  it("on numbers further apart than the tolerance, on -0 and on missing members", () => {
    expect(differences(1, 1.1, 0.2, "")).toEqual([]);
    expect(differences(1, 1.3, 0.2, "")).toHaveLength(1);
    expect(differences(0, -0, 0, "")).toHaveLength(1);
    expect(differences({ a: 1 }, {}, 0, "")).toHaveLength(1);
    expect(differences({ a: 1 }, { a: 1, b: 2 }, 0, "")).toEqual([]);
  });
});
