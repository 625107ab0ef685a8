import { describe, expect, it } from "vitest";
import * as z from "zod";
import { type Draft, parseDefinition, type Report, reportError } from "../../src/kernel/definition";
import { UptierError } from "../../src/kernel/errors";

const schema = z.strictObject({
  name: z.string().min(2).max(5),
  size: z.int().min(1).max(9),
  kind: z.enum(["a", "b"]).default("a"),
  ratio: z.number().optional(),
  parts: z
    .array(z.strictObject({ id: z.string(), next: z.string().optional() }))
    .max(2)
    .optional(),
  choice: z
    .union([z.literal("none"), z.strictObject({ of: z.string() })], { error: "must be none or of" })
    .optional(),
  code: z
    .string()
    .refine((text) => text.startsWith("x"), {
      error: "must start with x",
      params: { code: "no-x" },
    })
    .optional(),
  text: z.string().regex(/^\d+$/, { error: "must be digits" }).optional(),
});

type Shape = z.output<typeof schema>;

function parse(input: unknown, check: (draft: Draft<Shape>, report: Report) => void = () => {}) {
  return parseDefinition("thing", schema, input, check);
}

function issuesOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof UptierError) return error.issues;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("parseDefinition [kernel-03]", () => {
  it("gives the parsed value with defaults, deeply frozen", () => {
    const thing = parse({ name: "abc", size: 3, parts: [{ id: "p" }] });
    expect(thing).toEqual({ name: "abc", size: 3, kind: "a", parts: [{ id: "p" }] });
    expect(Object.isFrozen(thing) && Object.isFrozen(thing.parts?.[0])).toBe(true);
  });

  it("leaves the input as it was", () => {
    const input = { name: "abc", size: 3, parts: [{ id: "p" }] };
    parse(input);
    input.parts.push({ id: "q" });
    input.parts[0]!.id = "r";
    expect(input.parts).toEqual([{ id: "r" }, { id: "q" }]);
  });

  it("reports every problem at once, each with path, code and what to write", () => {
    const input = {
      name: "a",
      size: 1.5,
      kind: "c",
      ratio: Number.NaN,
      parts: [{ nxt: "y" }, { id: 5 }],
      choice: { of: 7 },
      code: "y",
      text: "z",
      extra: 1,
    };
    expect(issuesOf(() => parse(input))).toEqual([
      { path: ["name"], code: "too-small", message: 'must have at least 2 characters, not "a"' },
      { path: ["size"], code: "invalid-type", message: "must be a whole number, not 1.5" },
      { path: ["kind"], code: "invalid-value", message: 'must be "a" or "b", not "c"' },
      { path: ["ratio"], code: "invalid-type", message: "must be a number, not NaN" },
      { path: ["parts", 0, "id"], code: "missing", message: "is missing; give a text" },
      {
        path: ["parts", 0, "nxt"],
        code: "unknown-key",
        message: "is not a known key here; remove it or correct its spelling",
      },
      { path: ["parts", 1, "id"], code: "invalid-type", message: "must be a text, not 5" },
      { path: ["choice", "of"], code: "invalid-type", message: "must be a text, not 7" },
      { path: ["code"], code: "no-x", message: "must start with x" },
      { path: ["text"], code: "invalid-format", message: "must be digits" },
      {
        path: ["extra"],
        code: "unknown-key",
        message: "is not a known key here; remove it or correct its spelling",
      },
    ]);
  });

  it("tells bounds of numbers, missing choices and unions that match nowhere", () => {
    const issues = issuesOf(() => parse({ name: "abcdef", size: 10, kind: null, choice: 5 }));
    expect(issues).toEqual([
      { path: ["name"], code: "too-big", message: 'must have at most 5 characters, not "abcdef"' },
      { path: ["size"], code: "too-big", message: "must be at most 9, not 10" },
      { path: ["kind"], code: "invalid-value", message: 'must be "a" or "b", not null' },
      { path: ["choice"], code: "invalid-value", message: "must be none or of" },
    ]);
    expect(issuesOf(() => parse({ name: "abc", size: 0, parts: [{}, {}, {}] }))).toEqual([
      { path: ["size"], code: "too-small", message: "must be at least 1, not 0" },
      { path: ["parts"], code: "too-big", message: "must have at most 2 items, not 3" },
    ]);
  });

  it("judges a union by the branch whose members fit best", () => {
    const list = z.array(z.strictObject({ id: z.string() }));
    const shapes = z.union([
      z.strictObject({ all: list }),
      z.strictObject({ any: list }),
      z.strictObject({ count: z.int(), of: list }),
    ]);
    const schema = z.strictObject({ rule: shapes });
    const where = (rule: unknown): unknown =>
      issuesOf(() => parseDefinition("thing", schema, { rule }, () => {})).map(({ path }) => path);
    expect(where({ any: [{ id: 5 }] })).toEqual([["rule", "any", 0, "id"]]);
    expect(where({ count: 2 })).toEqual([["rule", "of"]]);
    expect(where({})).toEqual([["rule", "all"]]);
  });

  it.each([undefined, null, 5, "text", [], 5n])("refuses %s as a whole", (input) => {
    expect(issuesOf(() => parse(input))[0]).toMatchObject({ path: [] });
  });

  it("names what is defined, and counts", () => {
    expect(() => parse({ name: "abc" })).toThrow("The thing has 1 problem:\n- size: is missing");
    expect(() => parse({})).toThrow("The thing has 2 problems:");
  });

  it("runs the check on what is sound, and drops what it says of faulty values", () => {
    const seen: unknown[] = [];
    const issues = issuesOf(() =>
      parse({ name: 7, size: 3, parts: [{ id: 5 }, { id: "q" }] }, (draft, report) => {
        seen.push(draft);
        report(["parts", 1, "id"], "taken", "is taken");
        report(["parts"], "too-few", "judged although a part is at fault: left out");
        report(["parts", 0, "id"], "gone", "left out as well");
        report([], "whole", "left out as well");
      }),
    );
    expect(seen).toEqual([{ name: undefined, size: 3, parts: [{ id: undefined }, { id: "q" }] }]);
    expect(issues.map((issue) => issue.code)).toEqual(["invalid-type", "invalid-type", "taken"]);
  });

  it("runs the check on sound input, and throws if it reports something", () => {
    const check = (_: Draft<Shape>, report: Report): void => {
      report(["size"], "odd", "must be even");
    };
    expect(issuesOf(() => parse({ name: "abc", size: 3 }, check))).toEqual([
      { path: ["size"], code: "odd", message: "must be even" },
    ]);
  });

  it("does not run the check where nothing is sound", () => {
    const check = (): never => {
      throw new Error("ran");
    };
    expect(issuesOf(() => parse("text", check))).toHaveLength(1);
  });
});

describe("reportError", () => {
  it("turns an error of ours into a problem and lets others through", () => {
    const reported: unknown[] = [];
    const report: Report = (...problem) => reported.push(problem);
    expect(reportError(report, ["a"], () => 5)).toBe(5);
    expect(
      reportError(report, ["a"], (): number => {
        throw new UptierError("bad", "is bad");
      }),
    ).toBeUndefined();
    expect(reported).toEqual([[["a"], "bad", "is bad"]]);
    expect(() =>
      reportError(report, ["a"], () => {
        throw new RangeError("other");
      }),
    ).toThrow(RangeError);
  });
});

describe("bounds [kernel-03]", () => {
  const bounds = z.strictObject({
    size: z.int().min(-9).max(9),
    any: z.int().default(0),
    list: z.array(z.int()).min(1).max(2).default([1]),
  });
  const parseBounds = (input: unknown) => () => parseDefinition("thing", bounds, input, () => {});

  it("names one bound for one value: the narrower one", () => {
    for (const [size, code, bound] of [
      [2 ** 53, "too-big", "at most 9"],
      [-(2 ** 53), "too-small", "at least -9"],
    ] as const) {
      const message = `must be ${bound}, not ${size}`;
      expect(issuesOf(parseBounds({ size }))).toEqual([{ path: ["size"], code, message }]);
    }
    expect(issuesOf(parseBounds({ size: 1, any: 2 ** 53 }))).toMatchObject([{ path: ["any"] }]);
  });

  it("counts the items of a list", () => {
    const messages = (list: unknown) => issuesOf(parseBounds({ size: 1, list }));
    expect(messages([])).toMatchObject([{ message: "must have at least 1 item, not 0" }]);
    expect(messages([1, 2, 3])).toMatchObject([{ message: "must have at most 2 items, not 3" }]);
  });
});
