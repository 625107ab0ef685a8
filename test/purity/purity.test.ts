import { build } from "esbuild";
import { readdirSync, readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { beforeAll, describe, expect, it } from "vitest";

/*
 * The pure modules run in a context that has the language and nothing of a platform: no process, no
 * timers, no clock, no chance, no network. TextEncoder is the one exception: turning text into bytes
 * depends on nothing.
 */
const forbidClockAndChance = `
  delete globalThis.console;
  globalThis.Date = class extends Date {
    constructor(...args) {
      // Classes of dates call it without arguments and then set the time; the clock is not read.
      if (args.length === 0) super(NaN);
      else super(...args);
    }
    static now() {
      throw new Error("the clock was read");
    }
  };
  Math.random = () => {
    throw new Error("chance was asked for");
  };
`;

const casesFolder = new URL("../conformance/", import.meta.url);

describe("the pure modules in a bare context", () => {
  let context: ReturnType<typeof createContext>;

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: ["test/purity/entry.ts"],
      bundle: true,
      write: false,
      format: "iife",
      globalName: "bundle",
      platform: "neutral",
      mainFields: ["module", "main"],
    });
    context = createContext({ TextEncoder }, { name: "bare" });
    runInContext(forbidClockAndChance, context);
    runInContext(outputFiles[0]!.text, context);
  });

  function run(code: string): unknown {
    return JSON.parse(runInContext(`JSON.stringify(${code})`, context) as string);
  }

  it("has nothing of a platform, and its clock and chance cannot be read [kernel-05]", () => {
    const names = [
      "process",
      "setTimeout",
      "setInterval",
      "queueMicrotask",
      "performance",
      "fetch",
    ];
    names.push("crypto", "require", "console", "navigator", "Buffer", "structuredClone");
    expect(run(`${JSON.stringify(names)}.filter((name) => name in globalThis)`)).toEqual([]);
    expect(() => run("Date.now()")).toThrow("the clock was read");
    expect(() => run("Math.random()")).toThrow("chance was asked for");
    expect(run("Number.isNaN(Number(new Date()))")).toBe(true);
  });

  it("gives every conformance case its result [kernel-05]", () => {
    for (const name of readdirSync(casesFolder).filter((file) => file.endsWith(".json"))) {
      const text = readFileSync(new URL(name, casesFolder), "utf8");
      const failures = run(`bundle.checkFile(${text}).cases.flatMap(bundle.runCase)`);
      expect(failures, name).toEqual([]);
    }
  });

  it("runs every entry point that the cases do not call [kernel-05]", () => {
    const calledByCases = new Set<string>();
    for (const name of readdirSync(casesFolder).filter((file) => file.endsWith(".json"))) {
      const text = readFileSync(new URL(name, casesFolder), "utf8");
      for (const [, called = ""] of text.matchAll(/"\$?(?:call|define)": "([\w.]+)"/g)) {
        calledByCases.add(called);
      }
    }
    const calledHere: Readonly<Record<string, string>> = {
      "kernel.UptierError": "new kernel.UptierError('x', 'y').code",
      "kernel.canonicalJson": "kernel.canonicalJson({ b: 1, a: [null] })",
      "kernel.cryptoRandom":
        "(() => { try { kernel.cryptoRandom(); } catch (error) { return error.code; } })()",
      "kernel.currencyDecimals": "kernel.currencyDecimals('KWD')",
      "kernel.endOfCalendar": "kernel.endOfCalendar(0, 'year', 'Asia/Shanghai')",
      "kernel.instantOfWallClock": "kernel.instantOfWallClock(0, 'Asia/Shanghai')",
      "kernel.pathText": "kernel.pathText(['a', 1])",
      "kernel.rangeSampler": "kernel.rangeSampler([1, 2, 3]).at(3)",
      "kernel.seededRandom": "kernel.seededRandom('uptier').nextUint32()",
      "kernel.wallClock": "kernel.wallClock(0, 'Asia/Shanghai')",
      "lottery.campaignDeciders": "lottery.campaignDeciders({ id: 'c' }).draw.name",
      "lottery.campaignJsonSchema": "lottery.campaignJsonSchema().type",
      "lottery.campaignStream": "lottery.campaignStream('c').key",
      "lottery.memberStream": "lottery.memberStream('c', 'm').key",
      "lottery.openSession":
        "lottery.openSession(lottery.defineCampaign({ id: 'c', currency: 'CNY', zone: 'UTC', prizes: [{ id: 'a', kind: 'nothing', chance: '100%' }] })).history().members",
      "points.accountStream": "points.accountStream('c', 'm').key",
      "points.catalogueStream": "points.catalogueStream('c').key",
      "points.openPoints":
        "points.openPoints(points.definePoints({ id: 'c', currency: 'CNY', zone: 'UTC', types: [{ id: 'p' }] })).history()",
      "points.pointsDeciders": "points.pointsDeciders({ id: 'c' }).earn.name",
      "points.pointsJsonSchema": "points.pointsJsonSchema().type",
      "points.replay": "points.replay({ id: 'c' }, [], { asOf: '2026-01-01T00:00:00Z' })",
      "points.replayEach": "[...points.replayEach({ id: 'c' }, [])]",
      "points.statementOf":
        "points.statementOf({ id: 'c' }, [], 'm', 'p', '2026-01-01T00:00:00Z').length",
      "tiering.audienceJsonSchema": "tiering.audienceJsonSchema().type",
      "tiering.groupDeciders": "tiering.groupDeciders({ id: 'c' }).routeMember.name",
      "tiering.groupMemberStream": "tiering.groupMemberStream('c', 'm').key",
      "tiering.groupRoomStream": "tiering.groupRoomStream('c', 'b').key",
      "tiering.groupsJsonSchema": "tiering.groupsJsonSchema().type",
      "tiering.layersJsonSchema": "tiering.layersJsonSchema().type",
      "tiering.tagDeciders": "tiering.tagDeciders({ id: 'c' }).setTag.name",
      "tiering.tagStream": "tiering.tagStream('c', 'm').key",
      "tiering.tagsJsonSchema": "tiering.tagsJsonSchema().type",
    };
    const values: Record<string, unknown> = {};
    for (const [name, code] of Object.entries(calledHere)) {
      values[name] = run(`(({ kernel, lottery, points, tiering }) => ${code})(bundle.uptier)`);
    }
    expect(values).toEqual({
      "kernel.UptierError": "x",
      "kernel.canonicalJson": '{"a":[null],"b":1}',
      "kernel.cryptoRandom": "no-crypto",
      "kernel.currencyDecimals": 3,
      "kernel.endOfCalendar": Date.UTC(1970, 11, 31, 16),
      "kernel.instantOfWallClock": -28_800_000,
      "kernel.pathText": "a[1]",
      "kernel.rangeSampler": 2,
      "kernel.seededRandom": 3_912_467_038,
      "kernel.wallClock": 28_800_000,
      "lottery.campaignDeciders": "lottery/c",
      "lottery.campaignJsonSchema": "object",
      "lottery.campaignStream": "lottery/c",
      "lottery.memberStream": "lottery/c/member/m",
      "lottery.openSession": {},
      "points.accountStream": "points/c/member/m",
      "points.catalogueStream": "points/c/catalogue",
      "points.openPoints": {},
      "points.pointsDeciders": "points/c",
      "points.pointsJsonSchema": "object",
      "points.replay": {},
      "points.replayEach": [],
      "points.statementOf": 0,
      "tiering.audienceJsonSchema": "object",
      "tiering.groupDeciders": "tiering/groups/c",
      "tiering.groupMemberStream": "tiering/groups/c/member/m",
      "tiering.groupRoomStream": "tiering/groups/c/bucket/b",
      "tiering.groupsJsonSchema": "object",
      "tiering.layersJsonSchema": "object",
      "tiering.tagDeciders": "tiering/tags/c",
      "tiering.tagStream": "tiering/tags/c/member/m",
      "tiering.tagsJsonSchema": "object",
    });
    const exported = run(
      `Object.entries(bundle.uptier).flatMap(([module, members]) =>
        Object.keys(members)
          .filter((name) => typeof members[name] === "function")
          .map((name) => module + "." + name))`,
    ) as string[];
    const covered = new Set([...calledByCases, ...Object.keys(calledHere)]);
    // Deciders, streams and verbs that cases reach by way of sessions: given a stand-in they answer or
    // refuse it, and reach for nothing that a bare context does not have.
    const rest = exported.filter((name) => !covered.has(name));
    for (const name of rest) {
      const outcome = run(
        `(({ referral, tiering }) => { try { ${name}({ id: 'c' }, 'm', {}); return 'answered'; } catch (error) { return error.name; } })(bundle.uptier)`,
      );
      expect(["answered", "UptierError", "TypeError"], name).toContain(outcome);
    }
    expect(rest.filter((name) => !/^(referral|tiering)\./.test(name))).toEqual([]);
  });
});
