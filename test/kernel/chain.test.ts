import { createHash } from "node:crypto";
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { canonicalJson, chainEntries, checkChain } from "uptier/kernel";

const entries = fc.array(
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown),
  { minLength: 1, maxLength: 12 },
);

/** What arrives where the log is read. */
function jsonLines(log: readonly unknown[]): unknown[] {
  const text = log.map((line) => JSON.stringify(line)).join("\n");
  return text === "" ? [] : text.split("\n").map((line) => JSON.parse(line) as unknown);
}

describe("hash-chained log [lottery-27]", () => {
  it("hashes the hash before, a line feed and the canonical JSON", () => {
    const log = chainEntries([{ b: 1, a: "ü" }, null]);
    const first = createHash("sha256").update('\n{"a":"ü","b":1}').digest("hex");
    const second = createHash("sha256").update(`${first}\nnull`).digest("hex");
    expect(log).toEqual([
      { hash: first, entry: { b: 1, a: "ü" } },
      { hash: second, entry: null },
    ]);
  });

  test.prop([entries])("is right after its way through JSON lines", (list) => {
    const log = chainEntries(list);
    expect(checkChain(jsonLines(log))).toEqual({ ok: true, head: log.at(-1)!.hash });
    expect(checkChain(jsonLines([]))).toEqual({ ok: true, head: "" });
  });

  test.prop([entries, fc.nat()])("goes on in parts as in one", (list, some) => {
    const whole = chainEntries(list);
    const cut = some % (list.length + 1);
    const head = cut === 0 ? "" : whole[cut - 1]!.hash;
    const first = chainEntries(list.slice(0, cut));
    expect([...first, ...chainEntries(list.slice(cut), head)]).toEqual(whole);
    expect(checkChain(whole.slice(cut), head).ok).toBe(true);
  });

  test.prop([entries, fc.nat(), fc.jsonValue()])(
    "shows the first entry that was changed, left out, put in or moved",
    (list, some, other) => {
      const log = chainEntries(list);
      const at = some % log.length;
      const fault = { ok: false, at, code: "hash-differs" };
      if (canonicalJson(other) !== canonicalJson(log[at]!.entry)) {
        expect(checkChain(log.with(at, { ...log[at]!, entry: other }))).toEqual(fault);
      }
      expect(checkChain(log.toSpliced(at, 0, { ...log[at]!, entry: "put in" }))).toEqual(fault);
      if (at + 1 < log.length) {
        expect(checkChain(log.toSpliced(at, 1))).toEqual(fault);
        expect(checkChain(log.toSpliced(at, 2, log[at + 1]!, log[at]!))).toEqual(fault);
      }
    },
  );

  it("ends with another head when its end is cut off, which nothing else shows", () => {
    const log = chainEntries([1, 2, 3]);
    const cut = checkChain(log.slice(0, 2));
    expect(cut).toEqual({ ok: true, head: log[1]!.hash });
    expect(cut).not.toEqual(checkChain(log));
  });

  it.each([[null], ["text"], [[]], [{}], [{ hash: 5, entry: 1 }], [{ hash: "x" }]])(
    "finds that %j is not a line",
    (line) => {
      const log = chainEntries([1]);
      expect(checkChain([...log, line])).toEqual({ ok: false, at: 1, code: "not-a-line" });
    },
  );

  it("refuses what JSON cannot hold, and what is no hash", () => {
    expect(() => chainEntries([new Date(0)])).toThrow(
      expect.objectContaining({ code: "not-json" }),
    );
    for (const previous of ["monk", "A".repeat(64), 5 as unknown as string]) {
      expect(() => chainEntries([1], previous)).toThrow(
        expect.objectContaining({ code: "invalid-hash" }),
      );
      expect(() => checkChain([], previous)).toThrow(
        expect.objectContaining({ code: "invalid-hash" }),
      );
    }
  });
});
