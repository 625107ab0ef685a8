import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(`src/${name}`, "utf8"))
  .join("\n");

const documented = new Set(
  Array.from(
    readFileSync("docs/errors.md", "utf8").matchAll(/^\| `([a-z-]+)` \|/gm),
    ([, code = ""]) => code,
  ),
);

describe("the guide to errors [kernel-01]", () => {
  it("has every code that is thrown or reported", () => {
    const thrown = Array.from(
      sources.matchAll(/(?:new UptierError\(|\breport\(\s*(?:\[[^\]]*\]|\w+),)\s*"([a-z-]+)"/g),
      ([, code = ""]) => code,
    );
    expect(thrown.length).toBeGreaterThan(40);
    // Codes of definitions in general are named in a sentence of the guide.
    const general = ["missing", "invalid-type", "invalid-value", "too-small"];
    expect(thrown.filter((code) => !documented.has(code) && !general.includes(code))).toEqual([]);
  });

  it("has no code that does not exist", () => {
    // Those that are put together from parts.
    const built = ["invalid-chances", "invalid-weights"];
    const unknown = [...documented].filter(
      (code) => !sources.includes(`"${code}"`) && !built.includes(code),
    );
    expect(unknown).toEqual([]);
  });
});
