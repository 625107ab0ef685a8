import { readFileSync } from "node:fs";
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { keyedRandom, rangeSampler } from "uptier/kernel";
import { defineCampaign, draw, newDrawState } from "uptier/lottery";
import "../../examples/verifier/texts.js";
import "../../examples/verifier/verify.js";

interface Draw {
  readonly record: Record<string, unknown>;
  readonly prizes: unknown;
  readonly serverSeed: string;
  readonly commitment?: string;
}

interface Verification {
  readonly verdict: "yes" | "no" | "cannot-tell";
  readonly reason: string;
  readonly steps: readonly { readonly name: string; readonly ok: boolean }[];
}

interface Words {
  readonly [name: string]: unknown;
  readonly reasons: Readonly<Record<string, string>>;
  readonly steps: Readonly<Record<string, readonly string[]>>;
}

const { verifyDraw, verifierTexts, verifierExample } = globalThis as unknown as {
  verifyDraw: (draw: Draw) => Promise<Verification>;
  verifierTexts: { readonly zh: Words; readonly en: Words };
  verifierExample: Draw;
};

const digit = fc.integer({ min: 0, max: 15 }).map((value) => value.toString(16));
const seeds = fc.record({
  serverSeed: fc.string({ unit: digit, minLength: 64, maxLength: 64 }),
  clientSeed: fc.string({ maxLength: 20 }).filter((text) => !text.includes(":")),
  nonce: fc.nat(),
});
const weights = fc
  .oneof(
    fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 8 }),
    // Just above 2^31 half of the numbers are thrown away; above 2^32 a roll takes two numbers.
    fc.tuple(fc.constant(2 ** 31), fc.nat({ max: 9 })),
    fc.array(fc.nat({ max: 2 ** 50 }), { minLength: 1, maxLength: 7 }),
  )
  .filter((list) => list.some((weight) => weight > 0));

/** The record that the library makes of a draw, and what is published beside it. */
function published(from: Parameters<typeof keyedRandom>[0], list: readonly number[]): Draw {
  const sampler = rangeSampler(list);
  const random = keyedRandom(from);
  const roll = sampler.roll(random);
  const index = sampler.at(roll);
  return {
    record: {
      kind: "prize-drawn",
      prize: `p${index}`,
      weight: list[index],
      weightTotal: sampler.total,
      closed: [],
      sampler: sampler.name,
      roll,
      random: random.record,
    },
    prizes: list.map((weight, position) => ({ id: `p${position}`, weight })),
    serverSeed: from.serverSeed,
  };
}

const oneDraw = published(
  { serverSeed: "0123456789abcdef".repeat(4), clientSeed: "会员", nonce: 7 },
  [10, 45, 45],
);

/** The draw with something in its record exchanged. */
function tampered(change: Record<string, unknown>): Draw {
  return { ...oneDraw, record: { ...oneDraw.record, ...change } };
}

describe("the verifier page [lottery-26]", () => {
  test.prop([seeds, weights])("says yes to every draw of the library", async (from, list) => {
    const { verdict, reason, steps } = await verifyDraw(published(from, list));
    expect([verdict, reason]).toEqual(["yes", "matches"]);
    expect(steps.map(({ name, ok }) => (ok ? name : "failed"))).toEqual([
      "record",
      "commitment",
      "table",
      "numbers",
      "roll",
      "prize",
    ]);
  });

  test.prop([seeds, weights, fc.nat()])(
    "says no when the roll, the seed, the prize or a weight is another one",
    async (from, list, some) => {
      const honest = published(from, list);
      const { record, serverSeed } = honest;
      const judge = async (change: Partial<Draw>) => {
        const { verdict, reason } = await verifyDraw({ ...honest, ...change });
        return [verdict, reason];
      };
      const other = { ...record, roll: (record["roll"] as number) + 1 };
      expect(await judge({ record: other })).toEqual(["no", "roll-differs"]);
      const seed = `${serverSeed.slice(1)}x`;
      expect(await judge({ serverSeed: seed })).toEqual(["no", "commitment-differs"]);
      const random = { ...(record["random"] as object), nonce: from.nonce + 1 };
      const [verdict] = await judge({ record: { ...record, random } });
      // Another nonce may by chance give the same roll; then the record is right for that one too.
      const again = published({ ...from, nonce: from.nonce + 1 }, list).record["roll"];
      expect(verdict).toBe(again === record["roll"] ? "yes" : "no");
      const heavier = list.with(some % list.length, list[some % list.length]! + 1);
      const prizes = heavier.map((weight, position) => ({ id: `p${position}`, weight }));
      expect(await judge({ prizes })).toEqual(["no", "table-differs"]);
    },
  );

  it("finds another prize of the same weight", async () => {
    const won = oneDraw.record["prize"];
    const prize = won === "p1" ? "p2" : "p1";
    expect(await verifyDraw(tampered({ prize, weight: 45 }))).toMatchObject({
      verdict: "no",
      reason: won === "p0" ? "table-differs" : "prize-differs",
    });
  });

  it("holds the shop to the commitment that was noted before", async () => {
    const { commitment } = oneDraw.record["random"] as { commitment: string };
    expect(await verifyDraw({ ...oneDraw, commitment })).toMatchObject({ verdict: "yes" });
    expect(await verifyDraw({ ...oneDraw, commitment: "0".repeat(64) })).toMatchObject({
      verdict: "no",
      reason: "commitment-differs",
    });
  });

  it.each([
    [null, "not-a-draw"],
    [{}, "not-a-draw"],
    [tampered({ kind: "prize-promised" }).record, "not-a-draw"],
    [tampered({ roll: "5" }).record, "not-a-draw"],
    [tampered({ random: { kind: "crypto" } }).record, "not-keyed"],
    [tampered({ random: undefined }).record, "not-keyed"],
    [tampered({ sampler: "alias/1" }).record, "unknown-method"],
  ])("cannot tell of %j", async (record, reason) => {
    const judged = await verifyDraw({ ...oneDraw, record: record as Draw["record"] });
    expect(judged).toMatchObject({ verdict: "cannot-tell", reason });
  });

  it.each([
    [null],
    [[{ id: "p0" }]],
    [[{ id: "p0", weight: 0.5 }]],
    [
      [
        { id: "p0", weight: 1 },
        { id: "p0", weight: 1 },
      ],
    ],
    [{ 101: 5, 102: 5 }],
  ])("cannot use the prizes %j", async (prizes) => {
    expect(await verifyDraw({ ...oneDraw, prizes })).toMatchObject({
      verdict: "cannot-tell",
      reason: "prizes-unusable",
    });
  });

  it("does not draw from nothing, whatever the record says", async () => {
    const { record } = tampered({ weight: undefined, weightTotal: 0 });
    for (const prizes of [[], {}, [{ id: "p1", weight: 0 }]]) {
      expect(await verifyDraw({ ...oneDraw, record, prizes })).toMatchObject({
        verdict: "no",
        reason: "table-differs",
      });
    }
  });

  it("takes prizes by name and whole campaigns too", async () => {
    const byName = { p0: 10, p1: 45, p2: 45 };
    for (const prizes of [byName, { prizes: oneDraw.prizes }]) {
      expect(await verifyDraw({ ...oneDraw, prizes })).toMatchObject({ verdict: "yes" });
    }
  });

  it("moves the weight of closed prizes as the campaign does", async () => {
    const policies = ["renormalise", "nothing", { fallback: "mug" }] as const;
    for (const [nonce, policy] of policies.entries()) {
      const campaign = defineCampaign({
        id: "closed",
        currency: "CNY",
        zone: "Asia/Shanghai",
        weightTotal: 10,
        prizes: [
          { id: "cup", kind: "goods", weight: 5, cost: "12", stock: 0, onStockOut: policy },
          { id: "mug", kind: "goods", weight: 2, cost: "8", stock: 0, onStockOut: "nothing" },
          { id: "tea", kind: "goods", weight: 2, cost: "3" },
          { id: "thanks", kind: "nothing", weight: 1 },
        ],
      });
      const from = { serverSeed: "s".repeat(64), clientSeed: "m1", nonce };
      const command = { id: "d1", at: "2026-11-21T09:30:00+08:00", member: "m1" };
      const decision = draw(campaign, newDrawState(), command, keyedRandom(from));
      if (!decision.ok) throw new Error(decision.refusal.code);
      const open = policy === "renormalise" ? [0, 0, 2, 3] : [0, 0, 2, 8];
      const sampler = rangeSampler(open);
      const roll = sampler.roll(keyedRandom(from));
      const { id: prize } = campaign.prizes[sampler.at(roll)]!;
      const record = {
        ...decision.entries[0]!,
        ...{ sampler: sampler.name, roll, prize, weight: open[sampler.at(roll)] },
      };
      const judged = await verifyDraw({ record, prizes: campaign, serverSeed: from.serverSeed });
      expect(judged).toMatchObject({ verdict: "yes", reason: "matches" });
    }
  });

  it("cannot tell where a closed prize leads nowhere or round in a circle", async () => {
    for (const policy of ["nothing", { fallback: "p9" }, { fallback: "p0" }, undefined]) {
      const record = { ...oneDraw.record, closed: [{ prize: "p0", policy }] };
      expect(await verifyDraw({ ...oneDraw, record })).toMatchObject({
        reason: "prizes-unusable",
      });
    }
  });

  it("has an example that is right", async () => {
    expect(await verifyDraw(verifierExample)).toMatchObject({ verdict: "yes" });
  });

  it("has a sentence for everything, in both languages, with the same values in it", () => {
    const { zh, en } = verifierTexts;
    const names = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
    const shape = (words: unknown): unknown =>
      typeof words === "string"
        ? names(words)
        : Object.entries(words as object).map(([key, inner]) => [key, shape(inner)]);
    expect(shape(zh)).toEqual(shape(en));

    const script = readFileSync("examples/verifier/verify.js", "utf8");
    const page = readFileSync("examples/verifier/index.html", "utf8");
    const found = (text: string, pattern: RegExp) =>
      Array.from(text.matchAll(pattern), ([, name = ""]) => name);
    const reasons = found(script, /(?:end\("[a-z-]+", |return |null : )"([a-z]+(?:-[a-z]+)+)"/g);
    expect(reasons.length).toBeGreaterThan(6);
    expect(reasons.filter((reason) => !(reason in en.reasons))).toEqual([]);
    const steps = found(script, /steps\.push\(\{ name: "([a-z]+)"/g);
    expect([...new Set(steps)]).toEqual(Object.keys(en.steps));
    const labels = found(page, /data-text="(\w+)"/g);
    expect(labels.filter((label) => typeof en[label] !== "string")).toEqual([]);
  });

  it("loads nothing and sends nothing", () => {
    const files = ["index.html", "page.js", "texts.js", "verify.js"];
    const all = files.map((file) => readFileSync(`examples/verifier/${file}`, "utf8")).join("\n");
    expect(all).not.toMatch(/https?:\/\/|fetch\(|XMLHttpRequest|sendBeacon|import\(|innerHTML/);
  });
});
