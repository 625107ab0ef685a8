import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { seededRandom, UptierError } from "uptier/kernel";
import {
  type Campaign,
  type CampaignInput,
  defineCampaign,
  draw,
  type DrawResult,
  type FieldInput,
  luckyGrid,
  luckyWheel,
  newDrawState,
  openSession,
  type PrizeInput,
  scratchCard,
  stopIndex,
  type UnavailablePolicy,
} from "uptier/lottery";
import { anyCampaign, AT, packageCard } from "../campaigns";

const FIELDS: readonly FieldInput[] = [
  "gift",
  "thanks",
  "coupon",
  "thanks",
  "cash",
  { decoy: "A car" },
  "coupon",
  "thanks",
];

const nineGrid = defineCampaign({
  ...packageCard,
  prizes: packageCard.prizes.map((prize) =>
    prize.id === "gift" ? { ...prize, name: "保温杯" } : prize,
  ),
  fields: FIELDS,
});

/** The code of what is thrown. */
function thrown(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof UptierError) return error.code;
    throw error;
  }
  return "nothing";
}

/** The results of draws of one campaign, one after another. */
function drawsOf(campaign: Campaign, count: number, seed = "page"): DrawResult[] {
  const session = openSession(campaign);
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) =>
    session.draw({ id: `d${index}`, at: AT, member: `m${index}` }, random),
  ).flatMap((decision) => (decision.ok ? [decision.value] : []));
}

describe("a campaign as wheel and nine-grid [lottery-31]", () => {
  it("shows in each sector the prize by name or id, or the decoy", () => {
    const { prizes } = luckyWheel(nineGrid);
    expect(prizes.map((field) => field.fonts.map(({ text }) => text))).toEqual([
      ["保温杯"],
      ["thanks"],
      ["coupon"],
      ["thanks"],
      ["cash"],
      ["A car"],
      ["coupon"],
      ["thanks"],
    ]);
    expect(prizes.map(({ prize }) => prize)).toEqual(
      FIELDS.map((field) => (typeof field === "string" ? field : null)),
    );
  });

  it("places eight fields clockwise around the button", () => {
    const { rows, cols, prizes, buttons } = luckyGrid(nineGrid);
    expect([rows, cols]).toEqual([3, 3]);
    expect(prizes.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [2, 1],
      [2, 2],
      [1, 2],
      [0, 2],
      [0, 1],
    ]);
    expect(buttons).toMatchObject([{ x: 1, y: 1, fonts: [{ text: "GO" }] }]);
    expect(prizes.map(({ prize, fonts }) => [prize, fonts[0]?.text])).toEqual(
      luckyWheel(nineGrid).prizes.map(({ prize, fonts }) => [prize, fonts[0]?.text]),
    );
  });

  it("takes the colours and the text of the button that are given", () => {
    const look = {
      colours: ["white", "silver"],
      textColour: "black",
      accentColour: "navy",
      button: "抽奖",
    };
    const { blocks, prizes, buttons } = luckyWheel(nineGrid, look);
    expect(prizes.map(({ background }) => background)).toEqual(
      FIELDS.map((_, index) => (index % 2 === 0 ? "white" : "silver")),
    );
    expect(prizes.every(({ fonts }) => fonts[0]?.fontColor === "black")).toBe(true);
    expect(blocks[0]?.background).toBe("navy");
    expect(buttons.at(-1)).toMatchObject({ background: "navy", fonts: [{ text: "抽奖" }] });
    expect(luckyGrid(nineGrid, look).buttons[0]?.fonts[0]?.text).toBe("抽奖");
  });

  it("gives neighbours different colours, all the way round", () => {
    for (let count = 2; count <= 100; count += 1) {
      const fields = ["tea", ...Array.from({ length: count - 1 }, () => ({ decoy: "-" }))];
      const { prizes } = luckyWheel(defineCampaign({ ...oneTea, fields }));
      prizes.forEach(({ background }, index) => {
        expect(background).not.toBe(prizes.at(index - 1)?.background);
      });
    }
  });

  it("is readable by default: every text has the contrast that WCAG 2.2 asks for", () => {
    const { prizes, buttons } = luckyWheel(nineGrid);
    const grid = luckyGrid(nineGrid);
    for (const { background, fonts } of [...prizes, ...buttons, ...grid.prizes, ...grid.buttons]) {
      for (const { fontColor } of fonts) {
        expect(contrast(background, fontColor)).toBeGreaterThan(4.5);
      }
    }
  });

  it("gives plain JSON, made anew for each page, without anything that is secret", () => {
    for (const page of [luckyWheel, luckyGrid]) {
      expect(JSON.parse(JSON.stringify(page(nineGrid)))).toEqual(page(nineGrid));
      expect(page(nineGrid).prizes[0]).not.toBe(page(nineGrid).prizes[0]);
      expect(JSON.stringify(page(nineGrid))).not.toMatch(/weight"|chance|stock|cost|budget|18\.50/);
    }
  });

  it("refuses a nine-grid of other than eight fields, and a page without fields", () => {
    for (const fields of [FIELDS.slice(0, 7), [...FIELDS, "coupon"], undefined]) {
      const campaign = defineCampaign({ ...packageCard, fields });
      expect(thrown(() => luckyGrid(campaign))).toBe("invalid-fields");
      expect(thrown(() => luckyWheel(campaign))).toBe(
        fields === undefined ? "invalid-fields" : "nothing",
      );
    }
    expect(() => luckyGrid(defineCampaign({ ...packageCard, fields: FIELDS.slice(0, 7) }))).toThrow(
      'campaign "package-card" has 7; show prizes in several fields, or add decoys',
    );
  });

  it.each([
    [{ colours: [] }],
    [{ colours: Array.from({ length: 101 }, () => "red") }],
    [{ colours: "red" as unknown as string[] }],
    [{ colours: ["red", ""] }],
    [{ textColour: "" }],
    [{ accentColour: 7 as unknown as string }],
    [{ button: "x".repeat(101) }],
  ])("refuses a look in which something cannot be used: case %#", (look) => {
    expect(thrown(() => luckyWheel(nineGrid, look))).toBe("invalid-look");
    expect(thrown(() => luckyGrid(nineGrid, look))).toBe("invalid-look");
  });
});

describe("where a draw stops, and what is under the foil [lottery-31]", () => {
  it("takes the fields of a prize in turn", () => {
    const stops = drawsOf(nineGrid, 12).map((result) => [
      result.prize,
      stopIndex(nineGrid, result),
    ]);
    const thanks = stops.filter(([prize]) => prize === "thanks").map(([, index]) => index);
    expect(thanks.slice(0, 4)).toEqual([1, 3, 7, 1]);
  });

  it("takes the entry of a draw as well as its result", () => {
    const command = { id: "d1", at: AT, member: "m1" };
    const decision = draw(nineGrid, newDrawState(), command, seededRandom("entry"));
    if (!decision.ok) throw new Error(decision.refusal.code);
    expect(stopIndex(nineGrid, decision.entries[0]!)).toBe(stopIndex(nineGrid, decision.value));
  });

  it("throws rather than stop at a wrong field", () => {
    const [result] = drawsOf(nineGrid, 1) as [DrawResult];
    const edited = defineCampaign({ ...packageCard, fields: FIELDS.toReversed() });
    const without = defineCampaign(packageCard);
    expect(thrown(() => stopIndex(edited, result))).toBe("foreign-draw");
    expect(thrown(() => stopIndex(without, result))).toBe("invalid-fields");
    for (const field of [null, undefined, -1, 0.5, 8, NaN, "1"]) {
      const wrong = { ...result, field: field as number };
      expect(thrown(() => stopIndex(nineGrid, wrong))).toBe("foreign-draw");
    }
    for (const prize of [null, undefined, "car"]) {
      // A decoy shows no prize, not even none.
      const wrong = { ...result, prize: prize as string, field: 5 };
      expect(thrown(() => stopIndex(nineGrid, wrong))).toBe("foreign-draw");
    }
  });

  it("shows on a scratch card what its winner may see, and no more", () => {
    const [result] = drawsOf(defineCampaign({ ...oneTea, fields: ["tea"] }), 1) as [DrawResult];
    expect(scratchCard(defineCampaign(oneTea), result)).toEqual({
      draw: "d0",
      prize: "tea",
      kind: "goods",
      text: "Green tea",
      claimUntil: "2026-11-23T01:30:00.000Z",
    });
    expect(thrown(() => scratchCard(nineGrid, result))).toBe("foreign-draw");
  });
});

describe("fields of a definition [lottery-31]", () => {
  /** The issues of a campaign whose page shows nothing but the cup. */
  function issuesWith(
    onStockOut: UnavailablePolicy,
    prize: PrizeInput,
    rest: Partial<CampaignInput> = {},
  ): string[] {
    try {
      defineCampaign({
        id: "cup",
        currency: "CNY",
        zone: "Asia/Shanghai",
        weightTotal: 10,
        prizes: [
          { id: "cup", kind: "goods", weight: 10, tier: 1, cost: "12", stock: 5, onStockOut },
          prize,
        ],
        fields: ["cup"],
        ...rest,
      });
      return [];
    } catch (error) {
      return (error as UptierError).issues.map(({ code }) => code);
    }
  }
  const tea: PrizeInput = { id: "tea", kind: "goods", weight: 0, tier: 2, cost: "3" };
  const stocked: PrizeInput = { ...tea, stock: 3, onStockOut: "renormalise" };
  const none: PrizeInput = { id: "none", kind: "nothing", weight: 0 };

  it("need not show a prize that nothing leads to", () => {
    expect(issuesWith("renormalise", tea)).toEqual([]);
    expect(issuesWith("renormalise", none)).toEqual([]);
  });

  it("must show all prizes where cards can be added, or a moment can be missed", () => {
    const pacings = [{ mode: "deck" }, { mode: "moments", unclaimed: "void" }] as const;
    for (const pacing of pacings) {
      expect(issuesWith("renormalise", none, { pacing })).toContain("invalid-fields");
    }
  });

  it.each([
    ["a weight", "renormalise", { ...tea, weight: "remaining" }],
    ["a fallback", { fallback: "tea" }, tea],
    ["downgrade", "downgrade", tea],
    ["largest-remaining", "largest-remaining", stocked],
    ["nothing", "nothing", none],
  ] satisfies [string, UnavailablePolicy, PrizeInput][])(
    "must show a prize that %s can lead to",
    (_, onStockOut, prize) => {
      expect(issuesWith(onStockOut, prize)).toEqual(["invalid-fields"]);
      expect(issuesWith(onStockOut, prize, { fields: ["cup", prize.id] })).toEqual([]);
    },
  );
});

/** Campaigns with a page: every prize in one to three fields, decoys between them. */
const anyPage = fc
  .record({
    input: anyCampaign,
    copies: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 6, maxLength: 6 }),
    decoys: fc.nat({ max: 4 }),
    order: fc.infiniteStream(fc.nat()),
  })
  .map(({ input, copies, decoys, order }) => {
    const fields: FieldInput[] = input.prizes.flatMap(({ id }, index) =>
      Array.from({ length: copies[index]! }, () => id),
    );
    for (let decoy = 0; decoy < decoys; decoy += 1) fields.push({ decoy: `decoy ${decoy}` });
    const mixed = fields
      .map((field) => ({ field, at: order.next().value as number }))
      .sort((a, b) => a.at - b.at);
    return defineCampaign({ ...input, limits: undefined, fields: mixed.map(({ field }) => field) });
  });

describe("any campaign with a page [lottery-31]", () => {
  test.prop([anyPage, fc.string()])(
    "stops every draw at a field that shows its prize, never at a decoy",
    (campaign, seed) => {
      const { prizes } = luckyWheel(campaign);
      for (const result of drawsOf(campaign, 20, seed)) {
        const field = prizes[stopIndex(campaign, result)]!;
        expect(field.prize).toBe(result.prize);
        expect(field.fonts[0]?.text).toBe(scratchCard(campaign, result).text);
      }
    },
  );

  test.prop([anyPage, fc.string()])("uses all fields of a prize evenly", (campaign, seed) => {
    const stops = new Map<string, number[]>();
    for (const result of drawsOf(campaign, 40, seed)) {
      stops.set(result.prize, [...(stops.get(result.prize) ?? []), stopIndex(campaign, result)]);
    }
    for (const [prize, list] of stops) {
      const fields = campaign.fields.flatMap((field, index) =>
        field.prize === prize ? [index] : [],
      );
      const counts = fields.map((field) => list.filter((stop) => stop === field).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });
});

const oneTea: CampaignInput = {
  id: "one-tea",
  currency: "CNY",
  zone: "Asia/Shanghai",
  prizes: [
    {
      id: "tea",
      name: "Green tea",
      kind: "goods",
      chance: "100%",
      cost: "3.20",
      claimWithinHours: 48,
    },
  ],
};

/** The contrast of two colours like `#c0392b`, by the formula of WCAG 2.2. */
function contrast(first: string, second: string): number {
  const [dark, light] = [luminance(first), luminance(second)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
