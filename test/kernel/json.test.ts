import { fc, test } from "@fast-check/vitest";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { canonicalJson, contentHash } from "uptier/kernel";
import { deepFreeze } from "../../src/kernel/json";

describe("canonicalJson [kernel-02]", () => {
  it("sorts keys by UTF-16 code unit and writes numbers as JavaScript does (RFC 8785)", () => {
    expect(
      canonicalJson({
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\ud83d\ude00": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
      }),
    ).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
    expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      "[333333333.3333333,1e+30,4.5,0.002,1e-27,0]",
    );
  });

  it("takes a key that is undefined for absent", () => {
    expect(canonicalJson({ a: undefined, b: [null, true] })).toBe('{"b":[null,true]}');
  });

  it("takes plain objects of any realm and without a prototype", () => {
    expect(canonicalJson(Object.assign(Object.create(null) as object, { a: 1 }))).toBe('{"a":1}');
  });

  const circular: Record<string, unknown> = {};
  circular["self"] = [circular];
  it.each([
    ["NaN", Number.NaN],
    ["an infinity", [Infinity]],
    ["bigint", { a: 1n }],
    ["a function", () => 0],
    ["a symbol", Symbol("s")],
    ["undefined in a list", [undefined]],
    ["undefined alone", undefined],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["a cycle", circular],
  ])("refuses %s", (_, value) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: "not-json" }));
  });

  it("takes the same object twice, which is no cycle", () => {
    const shared = { a: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
  });

  test.prop([fc.jsonValue()])("is JSON of the same value", (value) => {
    expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
  });

  test.prop([fc.dictionary(fc.string(), fc.jsonValue())])(
    "does not depend on the order of keys",
    (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(value));
    },
  );
});

describe("contentHash", () => {
  test.prop([fc.jsonValue()])("is the platform's SHA-256 of the canonical text", (value) => {
    const text = canonicalJson(value);
    expect(contentHash(value)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
  });
});

describe("deepFreeze", () => {
  it("freezes all levels, in place", () => {
    const value = { list: [{ a: 1 }] };
    expect(deepFreeze(value)).toBe(value);
    expect(() => {
      value.list[0]!.a = 2;
    }).toThrow(TypeError);
    expect(() => value.list.push({ a: 3 })).toThrow(TypeError);
  });
});
