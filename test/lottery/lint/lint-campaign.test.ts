import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  defineCampaign,
  FINDING_CODES,
  LINT_REGIONS,
  lintCampaign,
  type LintOptions,
} from "uptier/lottery";
import { anyCampaign } from "../campaigns";
import { runs } from "../../runs";
import { changed, clean, found, lint, withPrizes } from "./campaigns";

const plan = { drawsByDay: [400, 400] };

describe("lint of a campaign [lottery-30]", () => {
  it("finds nothing where there is nothing", () => {
    expect(lint(clean)).toEqual([]);
    expect(lint(clean, { plan, published: ["odds", "quantities"] })).toEqual([]);
  });

  it("finds a prize that is shown and that nobody can win", () => {
    const [gift, coupon, thanks] = clean.prizes;
    const ghost = { id: "car", kind: "goods", cost: "0", chance: "0%" } as const;
    const prizes = [gift!, coupon!, thanks!, ghost];
    const fields = ["gift", "coupon", "thanks", "car"];
    expect(found("zero-weight-prize-shown", changed({ prizes, fields }))).toMatchObject([
      {
        severity: "error",
        region: null,
        path: ["prizes", 3],
        source: null,
        data: { prize: "car" },
      },
    ]);
    const decoys = ["gift", "coupon", "thanks", { decoy: "car" }];
    expect(found("zero-weight-prize-shown", changed({ fields: decoys }))).toEqual([]);
    const heirs = [{ ...gift!, onStockOut: { fallback: "car" } }, coupon!, thanks!, ghost];
    expect(found("zero-weight-prize-shown", changed({ prizes: heirs, fields }))).toEqual([]);
    const upgraded = [
      { ...gift!, upgrade: { to: "car", withinHours: 1 } },
      coupon!,
      thanks!,
      { ...ghost, cost: "20" },
    ];
    expect(found("zero-weight-prize-shown", changed({ prizes: upgraded, fields }))).toEqual([]);
  });

  it.each([[0], [{ total: 0 }], [{ perDay: 0 }], [{ total: 5, perHour: 0 }]])(
    "finds a chance without one unit: stock %j",
    (stock) => {
      expect(found("no-units", withPrizes({ stock }))).toMatchObject([
        { severity: "error", path: ["prizes", 0, "stock"] },
      ]);
    },
  );

  it("finds no fault with one unit, or with no chance", () => {
    expect(found("no-units", withPrizes({ stock: 1 }))).toEqual([]);
    expect(found("no-units", withPrizes({ stock: 0, chance: "0%" }))).toEqual([]);
  });

  it("wants the coupon to be the most likely prize, equals allowed", () => {
    const code = "coupon-not-most-likely";
    expect(found(code, withPrizes({ chance: "45%" }, { chance: "40%" }))).toMatchObject([
      { severity: "note", path: ["prizes", 1], data: { weight: 8, largestOther: 9 } },
    ]);
    expect(found(code, withPrizes({ chance: "40%" }, { chance: "40%" }))).toEqual([]);
    expect(found(code, withPrizes({}, { chance: "10%" }))).toEqual([]);
    expect(found(code, withPrizes({}, { chance: "0.5%", kind: "goods" }))).toEqual([]);
  });

  it("finds fewer units of an upgrade than winners who can get one", () => {
    const code = "upgrade-target-short";
    const up = { upgrade: { to: "gift", withinHours: 24 }, cost: "1" } as const;
    expect(found(code, withPrizes({}, up))).toMatchObject([
      {
        severity: "warning",
        path: ["prizes", 1, "upgrade"],
        data: { to: "gift", targetUnits: 100 },
      },
    ]);
    expect(found(code, withPrizes({}, up))[0]?.data).not.toHaveProperty("winners");
    expect(found(code, withPrizes({}, up), { plan })[0]?.data["winners"]).toBe(800);
    expect(found(code, withPrizes({}, up), { plan: { drawsByDay: [100] } })).toEqual([]);
    const limited = { ...up, stock: 100, onStockOut: "nothing" } as const;
    expect(found(code, withPrizes({}, limited))).toEqual([]);
    expect(found(code, withPrizes({ stock: 99 }, limited))).toHaveLength(1);
  });

  it("notes a prize of a tenth of the budget that the first draw can win", () => {
    const code = "unpaced-large-prize";
    const large = (cost: string) => ({
      ...withPrizes({ cost, onBudgetShort: "nothing" }),
      budget: { total: "1000" },
    });
    expect(found(code, large("100"))).toMatchObject([{ severity: "note", path: ["prizes", 0] }]);
    expect(found(code, large("99.99"))).toEqual([]);
    const daily = {
      stock: { total: 9, perDay: 1 },
      cost: "100",
      onBudgetShort: "nothing",
    } as const;
    expect(found(code, { ...withPrizes(daily), budget: { total: "1000" } })).toEqual([]);
  });

  it("finds missing organiser and times", () => {
    const { organiser, opensAt, closesAt, ...bare } = clean;
    expect([organiser, opensAt, closesAt]).not.toContain(undefined);
    expect(lint(bare).map(({ severity, code, path }) => [severity, code, path.join(".")])).toEqual([
      ["warning", "times-missing", "closesAt"],
      ["warning", "times-missing", "opensAt"],
      ["warning", "organiser-missing", "organiser"],
    ]);
  });

  it("finds published odds that do not stay", () => {
    const moving = withPrizes({ onStockOut: "renormalise" });
    const published = ["odds"] as const;
    expect(found("renormalise-moves-odds", moving, { published })).toMatchObject([
      { severity: "warning", path: ["prizes", 0, "onStockOut"] },
    ]);
    expect(found("renormalise-moves-odds", moving)).toEqual([]);
    expect(found("renormalise-moves-odds", clean, { published })).toEqual([]);
    const throttled = changed({
      ...withPrizes({ onBudgetShort: "nothing" }),
      budget: { total: "1000" },
      pacing: { mode: "throttle" },
    });
    expect(found("pacing-moves-odds", throttled, { published })).toMatchObject([
      { severity: "warning", region: null, path: ["pacing"] },
    ]);
    expect(found("pacing-moves-odds", throttled, { published: ["quantities"] })).toEqual([]);
  });

  it("puts errors first, then goes by path", () => {
    const bare = {
      ...withPrizes({ stock: 0, chance: "45%" }, { chance: "40%" }),
      organiser: undefined,
    };
    expect(lint(bare).map(({ severity, path }) => [severity, ...path].join("."))).toEqual([
      "error.prizes.0.stock",
      "warning.organiser",
      "note.prizes.1",
    ]);
  });

  it("refuses options that it does not know", () => {
    const campaign = defineCampaign(clean);
    const codeOf = (options: unknown): unknown => {
      try {
        return lintCampaign(campaign, options as LintOptions);
      } catch (error) {
        return (error as { code?: string }).code;
      }
    };
    expect(codeOf({ region: "EU" })).toBe("unknown-region");
    expect(codeOf({ region: ["CN", null] })).toBe("unknown-region");
    expect(codeOf({ region: 5 })).toBe("unknown-region");
    expect(codeOf({ plan: { drawsByDay: [] } })).toBe("invalid-draws");
    expect(codeOf({ plan: { drawsByDay: [1.5] } })).toBe("invalid-draws");
    expect(codeOf({ purchase: 5 })).toBe("invalid-decimal");
    expect(codeOf({ purchase: "0.001" })).toBe("too-many-decimals");
    expect(codeOf({ expectedSales: "-1" })).toBe("negative-amount");
    expect(codeOf({ published: ["rules"] })).toBe("unknown-item");
  });
});

describe("properties of the lint [lottery-30]", () => {
  const options: fc.Arbitrary<LintOptions> = fc.record({
    region: fc.subarray([...LINT_REGIONS]),
    plan: fc.record({
      drawsByDay: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 3 }),
    }),
    freeEntry: fc.boolean(),
  });

  test.prop([anyCampaign, options], runs(60))(
    "findings are plain JSON with known codes, both languages and places that exist",
    (input, asked) => {
      const findings = lint(input, asked);
      expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
      for (const { code, text, path, region, source } of findings) {
        expect(FINDING_CODES).toContain(code);
        expect(text.en).toMatch(/^[^\p{Script=Han}]+\.$/u);
        expect(text.zh).toMatch(/\p{Script=Han}.*。$/u);
        expect(`${text.en}${text.zh}`).not.toMatch(/undefined|null|NaN|Infinity|\[object/);
        expect(source === null).toBe(region === null || code === "not-legal-advice");
        if (typeof path[1] === "number") expect(path[1]).toBeLessThan(input.prizes.length);
      }
    },
  );

  test.prop([anyCampaign, options], runs(40))(
    "each region that is asked for says once that it is no advice, and no other one speaks",
    (input, asked) => {
      const findings = lint(input, asked);
      const advice = findings.filter(({ code }) => code === "not-legal-advice");
      expect(new Set(advice.map(({ region }) => region))).toEqual(new Set(asked.region));
      expect(advice).toHaveLength(asked.region!.length);
      for (const { region } of findings) {
        if (region !== null) expect(asked.region).toContain(region);
      }
    },
  );
});
