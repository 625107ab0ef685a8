import { describe, expect, it } from "vitest";
import { pathText, UptierError } from "uptier/kernel";
import { shown } from "../../src/kernel/errors";

describe("UptierError [kernel-01]", () => {
  const error = new UptierError("invalid-definition", "The campaign has 2 problems:", [
    { path: ["prizes", 1, "weight"], code: "too-small", message: "must be at least 0, not -1" },
    { path: [], code: "missing", message: "has no id" },
  ]);

  it("lists its issues in the message, each with its place", () => {
    expect(error.message).toBe(
      "The campaign has 2 problems:\n- prizes[1].weight: must be at least 0, not -1\n- has no id",
    );
  });

  it("keeps code and issues when it is written as JSON", () => {
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      code: "invalid-definition",
      message: error.message,
      issues: error.issues,
    });
  });

  it("is an Error with a name", () => {
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(/^UptierError: The campaign/);
    expect(new UptierError("x", "y").issues).toEqual([]);
  });
});

describe("pathText", () => {
  it("writes keys and indices as the language does", () => {
    expect(pathText([])).toBe("");
    expect(pathText(["prizes", 0, "onStockOut", "fallback"])).toBe("prizes[0].onStockOut.fallback");
    expect(pathText([2, "id"])).toBe("[2].id");
  });
});

describe("shown", () => {
  it("shows any value shortly and never looks inside", () => {
    const circular: unknown[] = [];
    circular.push(circular);
    expect(
      [circular, { a: 1 }, null, undefined, 5n, Number.NaN, -0, true, Symbol("s"), shown].map(
        shown,
      ),
    ).toEqual([
      "a list",
      "an object",
      "null",
      "nothing",
      "5",
      "NaN",
      "0",
      "true",
      "Symbol(s)",
      "a function",
    ]);
    expect(shown('say "hi"')).toBe('"say \\"hi\\""');
    expect(shown("x".repeat(1_000))).toHaveLength(65);
  });
});
