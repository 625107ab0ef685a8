import { readFileSync } from "node:fs";
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { commitmentOf } from "uptier/kernel";
import {
  apply,
  type Campaign,
  type CampaignInput,
  chooseClientSeed,
  commitSeed,
  defineCampaign,
  draw,
  type DrawState,
  keyedDraws,
  type LotteryEntry,
  newDrawState,
  type PrizeDrawn,
  revealSeed,
} from "uptier/lottery";
import "../../examples/verifier/texts.js";
import "../../examples/verifier/verify.js";

interface Draw {
  readonly record: Record<string, unknown>;
  readonly prizes: unknown;
  readonly serverSeed: string;
  readonly commitment?: string;
}

interface Verification {
  readonly verdict: "yes" | "yes-under-rules" | "no" | "cannot-tell";
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

interface Seeds {
  readonly serverSeed: string;
  readonly clientSeed: string;
  readonly nonce: number;
}

const digit = fc.integer({ min: 0, max: 15 }).map((value) => value.toString(16));
const seeds: fc.Arbitrary<Seeds> = fc.record({
  serverSeed: fc.string({ unit: digit, minLength: 64, maxLength: 64 }),
  clientSeed: fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
    .filter((text) => /^[^:\p{Cc}\p{Cs}]{1,200}$/u.test(text)),
  nonce: fc.nat({ max: 900 }),
});
const weights = fc
  .oneof(
    fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 8 }),
    // Just above 2^31 half of the numbers are thrown away; above 2^32 a roll takes two numbers.
    fc.tuple(fc.constant(2 ** 31), fc.nat({ max: 9 })),
    fc.array(fc.nat({ max: 2 ** 50 }), { minLength: 1, maxLength: 7 }),
  )
  .filter((list) => list.some((weight) => weight > 0));

const HEAD = { at: "2026-11-21T09:30:00+08:00", member: "m-88" };

function keyedCampaign(input: Partial<CampaignInput>): Campaign {
  return defineCampaign({
    ...{ id: "spring", currency: "CNY", zone: "Asia/Shanghai", prizes: [], fairness: "keyed" },
    ...input,
  });
}

/** The state after the entry of an accepted decision. */
function after(
  campaign: Campaign,
  state: DrawState,
  decision: { ok: true; entries: readonly LotteryEntry[] } | { ok: false; refusal: unknown },
): DrawState {
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal));
  return decision.entries.reduce((before, entry) => apply(campaign, before, entry), state);
}

/** A member with seeds, as after `nonce` draws. */
function seeded(campaign: Campaign, { serverSeed, clientSeed, nonce }: Seeds): DrawState {
  const committed = after(
    campaign,
    newDrawState(),
    commitSeed(campaign, newDrawState(), {
      ...{ ...HEAD, id: "s1" },
      commitment: commitmentOf(serverSeed),
    }),
  );
  const chosen = chooseClientSeed(campaign, committed, { ...HEAD, id: "s2", clientSeed });
  const { member, ...shared } = after(campaign, committed, chosen);
  return { ...shared, member: { ...member, seeds: { ...member.seeds!, nonce } } };
}

/** A draw of the library, and what is published beside it. */
function drawn(campaign: Campaign, from: Seeds, more: { score?: number } = {}): Draw {
  const command = { ...HEAD, id: "d-1027", ...more };
  const decision = draw(campaign, seeded(campaign, from), command, keyedDraws(from.serverSeed));
  if (!decision.ok) throw new Error(decision.refusal.code);
  return {
    record: decision.entries[0] as PrizeDrawn & Record<string, unknown>,
    prizes: campaign.prizes.map(({ id, weight }) => ({ id, weight })),
    serverSeed: from.serverSeed,
  };
}

/** A draw from prizes of these weights. */
function published(from: Seeds, list: readonly number[]): Draw {
  const campaign = keyedCampaign({
    weightTotal: list.reduce((sum, weight) => sum + weight, 0),
    prizes: list.map((weight, index) => ({ id: `p${index}`, kind: "goods", weight, cost: "0" })),
  });
  return drawn(campaign, from);
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
    expect([verdict, reason]).toEqual(["yes", "is-right"]);
    expect(steps.map(({ name, ok }) => (ok ? name : "failed"))).toEqual([
      "record",
      "commitment",
      "table",
      "published",
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
      expect(await judge({ prizes })).toEqual(["no", "weights-differ"]);
    },
  );

  it("finds another prize of the same weight", async () => {
    const won = oneDraw.record["prize"];
    const prize = won === "p1" ? "p2" : "p1";
    expect(await verifyDraw(tampered({ prize, weight: 45 }))).toMatchObject({
      verdict: "no",
      reason: won === "p0" ? "record-contradicts-itself" : "prize-differs",
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
    [tampered({ weights: undefined }).record, "not-a-draw"],
    [tampered({ weights: [10, 45, "45"] }).record, "not-a-draw"],
    [tampered({ closed: null }).record, "not-a-draw"],
    [tampered({ pity: [null] }).record, "not-a-draw"],
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
    [{ p0: 10, p1: 45 }],
    [[]],
  ])("cannot use the prizes %j", async (prizes) => {
    expect(await verifyDraw({ ...oneDraw, prizes })).toMatchObject({
      verdict: "cannot-tell",
      reason: "prizes-unusable",
    });
  });

  it.each([
    [{ weightTotal: 101 }],
    [{ weights: [10, 45, 46] }],
    [{ weight: 11 }],
    [{ prize: "p9" }],
    [{ weights: [0, 0, 0], weight: 0, weightTotal: 0 }],
    [{ closed: [{ code: "prize-sold-out", prize: "p1", policy: "nothing" }] }],
    [{ closed: [{ code: "prize-sold-out", prize: "p9", policy: "nothing" }] }],
  ])("says no to a record that contradicts itself: %j", async (change) => {
    expect(await verifyDraw(tampered(change))).toMatchObject({
      verdict: "no",
      reason: "record-contradicts-itself",
    });
  });

  it("takes prizes by name and whole campaigns too", async () => {
    const byName = { p0: 10, p1: 45, p2: 45 };
    for (const prizes of [byName, { prizes: oneDraw.prizes }]) {
      expect(await verifyDraw({ ...oneDraw, prizes })).toMatchObject({ verdict: "yes" });
    }
  });

  /** A shop whose top prize has run out, for members with points, with a guarantee. */
  const tea: CampaignInput["prizes"] = [
    { id: "cup", kind: "goods", weight: 5, tier: 1, cost: "12", stock: 0, onStockOut: "nothing" },
    { id: "tea", kind: "goods", weight: 2, tier: 2, cost: "3" },
    { id: "thanks", kind: "nothing", weight: 3 },
  ];
  const closedCampaign = { weightTotal: 10, prizes: tea };
  const shaped: readonly [string, Partial<CampaignInput>, { score?: number }, object][] = [
    ["a closed prize", closedCampaign, {}, { code: "prize-sold-out", prize: "cup" }],
    [
      "a pool",
      {
        weightTotal: 5,
        prizes: tea.slice(1),
        pools: [{ id: "gold", fromScore: 100, prizes: ["tea"] }],
      },
      { score: 100 },
      { code: "pool", pool: "gold" },
    ],
    [
      "pity",
      {
        weightTotal: 5,
        prizes: tea.slice(1),
        pity: [{ tier: 2, table: ["50%", "100%"], resetBy: "same-tier" }],
      },
      {},
      { code: "pity", misses: 0 },
    ],
  ];
  it.each(shaped)("names %s that shaped the table", async (_, input, who, rule) => {
    const campaign = keyedCampaign(input);
    for (let nonce = 0; nonce < 5; nonce += 1) {
      const from = { serverSeed: "s".repeat(64), clientSeed: "m1", nonce };
      const { verdict, reason, steps } = await verifyDraw(drawn(campaign, from, who));
      expect([verdict, reason]).toEqual(["yes-under-rules", "rules-changed-weights"]);
      expect(steps.find(({ name }) => name === "published")).toMatchObject({
        isPublished: false,
        rules: [rule],
      });
    }
  });

  it("asks for the whole campaign where a deck is drawn from", async () => {
    const prizes: CampaignInput["prizes"] = [
      { id: "cup", kind: "goods", weight: 1, cost: "12" },
      { id: "tea", kind: "goods", weight: 4, cost: "3" },
    ];
    const campaign = keyedCampaign({ weightTotal: 5, prizes, pacing: { mode: "deck" } });
    const from = { serverSeed: "s".repeat(64), clientSeed: "m1", nonce: 0 };
    const first = seeded(campaign, from);
    const random = keyedDraws(from.serverSeed);
    const second = after(campaign, first, draw(campaign, first, { ...HEAD, id: "d1" }, random));
    const decision = draw(campaign, second, { ...HEAD, id: "d2" }, random);
    if (!decision.ok) throw new Error(decision.refusal.code);
    const record = decision.entries[0] as PrizeDrawn & Record<string, unknown>;
    const judged = async (some: unknown) =>
      (await verifyDraw({ record, prizes: some, serverSeed: from.serverSeed })).reason;
    expect(await judged(campaign.prizes)).toBe("weights-differ");
    expect(await judged(campaign)).toBe("rules-changed-weights");
  });

  it("checks a whole series: committed, chosen, drawn, revealed", async () => {
    const campaign = keyedCampaign({ weightTotal: 5, prizes: tea.slice(1) });
    const serverSeed = "a server seed that nobody guesses, 1027";
    let state = seeded(campaign, { serverSeed, clientSeed: "lucky-panda", nonce: 0 });
    const records: Draw["record"][] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const command = { ...HEAD, id: `d${turn}` };
      const decision = draw(campaign, state, command, keyedDraws(serverSeed));
      state = after(campaign, state, decision);
      if (decision.ok) records.push({ ...decision.entries[0] });
    }
    const reveal = revealSeed(campaign, state, { ...HEAD, id: "r1", serverSeed });
    if (!reveal.ok) throw new Error(reveal.refusal.code);
    const { commitment, draws } = reveal.value;
    expect(draws).toBe(records.length);
    for (const record of records) {
      const judged = await verifyDraw({ record, prizes: campaign, serverSeed, commitment });
      expect(judged).toMatchObject({ verdict: "yes", reason: "is-right" });
    }
  });

  it("has an example that is right", async () => {
    expect(await verifyDraw(verifierExample)).toMatchObject({ verdict: "yes" });
    const campaign = keyedCampaign({
      weightTotal: 1000,
      prizes: [
        { id: "kettle", kind: "goods", weight: 5, cost: "199" },
        { id: "cup", kind: "goods", weight: 20, cost: "12" },
        { id: "tea", kind: "goods", weight: 75, cost: "3.20" },
        { id: "coupon", kind: "coupon", weight: 400, cost: "0" },
        { id: "thanks", kind: "nothing", weight: 500 },
      ],
    });
    const { serverSeed } = verifierExample;
    const from = { serverSeed, clientSeed: "lucky-panda", nonce: 12 };
    expect(verifierExample).toEqual(drawn(campaign, from));
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
