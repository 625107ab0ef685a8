import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { type CampaignInput, japanPrizeCaps, type PrizeInput } from "uptier/lottery";
import { changed, clean, found, lint, withPrizes } from "./campaigns";

const thanks: PrizeInput = { id: "thanks", kind: "nothing", chance: "remaining" };

/** One prize worth so much, so many times. */
function worth(
  currency: string,
  marketValue: string,
  stock?: number,
  more: Partial<CampaignInput> = {},
): CampaignInput {
  const prize = { id: "top", kind: "goods", chance: "1%", cost: "1", marketValue } as const;
  return changed({
    currency,
    prizes: [stock === undefined ? prize : { ...prize, stock, onStockOut: "nothing" }, thanks],
    ...more,
  });
}

describe("law of China [lottery-30]", () => {
  const published = ["quantities", "conditions", "redemption", "exchange-rules"] as const;

  it("leaves notes alone of a campaign that says all", () => {
    const findings = lint(clean, { region: "CN", published });
    expect(findings.map(({ severity, code }) => [severity, code])).toEqual([
      ["note", "not-legal-advice"],
      ["note", "keep-records"],
      ["note", "no-insiders"],
    ]);
    expect(findings.every(({ region }) => region === "CN")).toBe(true);
  });

  it("caps a prize at 50,000 yuan, that much allowed", () => {
    const options = { region: "CN", published } as const;
    expect(found("prize-above-cap", worth("CNY", "50000"), options)).toEqual([]);
    expect(found("prize-above-cap", worth("CNY", "50000.01"), options)).toMatchObject([
      {
        severity: "error",
        path: ["prizes", 0, "marketValue"],
        source: expect.stringContaining("art. 17"),
        data: { value: "50000.01", cap: "50000.00" },
      },
    ]);
    expect(found("prize-above-cap", worth("USD", "60000"), options)).toEqual([]);
    expect(found("judge-in-currency", worth("USD", "60000"), options)).toMatchObject([
      { severity: "warning", region: "CN", data: { lawCurrency: "CNY" } },
    ]);
    expect(found("judge-in-currency", worth("CNY", "1"), options)).toEqual([]);
  });

  it("has prizes above 500 yuan shown as they are redeemed", () => {
    expect(found("redemption-shown", worth("CNY", "500"), { region: "CN" })).toEqual([]);
    expect(found("redemption-shown", worth("CNY", "500.01"), { region: "CN" })).toMatchObject([
      { severity: "note", data: { prize: "top", value: "500.01" } },
    ]);
  });

  it("wants organiser, times and names, as errors of the law and not of arithmetic too", () => {
    const { organiser, opensAt, closesAt, ...bare } = clean;
    expect([organiser, opensAt, closesAt]).not.toContain(undefined);
    const findings = lint(bare, { region: "CN", published });
    const errors = findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ code, region }) => [code, region])).toEqual([
      ["times-missing", "CN"],
      ["times-missing", "CN"],
      ["organiser-missing", "CN"],
    ]);
    expect(findings.some(({ region }) => region === null)).toBe(false);
    expect(found("prize-name-missing", worth("CNY", "1"), { region: "CN" })).toMatchObject([
      { severity: "warning", path: ["prizes", 0, "name"] },
    ]);
    expect(found("prize-name-missing", clean, { region: "CN" })).toEqual([]);
  });

  it("asks for what must be published: a warning while nothing is known, else an error", () => {
    const items = (options: Parameters<typeof found>[2]) =>
      found("not-published", clean, options).map(({ severity, data }) => [severity, data["item"]]);
    expect(items({ region: "CN" })).toEqual([
      ["warning", "conditions"],
      ["warning", "redemption"],
      ["warning", "quantities or odds"],
      ["warning", "exchange-rules"],
    ]);
    expect(items({ region: "CN", published: ["odds"] })).toEqual([
      ["error", "conditions"],
      ["error", "redemption"],
      ["error", "exchange-rules"],
    ]);
    const goods = withPrizes({}, { kind: "goods", chance: "0.5%" });
    expect(
      found("not-published", goods, { region: "CN", published: ["odds"] }).map(
        ({ data }) => data["item"],
      ),
    ).toEqual(["conditions", "redemption"]);
  });

  it("warns of moments and throttles, and refuses them beside published odds", () => {
    const code = "pacing-moves-odds";
    const moments = (unclaimed: "roll-over" | "void"): CampaignInput =>
      changed({
        pacing: { mode: "moments", unclaimed },
        weightTotal: 100,
        prizes: [
          { id: "gift", kind: "goods", cost: "5", weight: 10 },
          { id: "thanks", kind: "nothing", weight: "remaining" },
        ],
      });
    expect(found(code, moments("void"), { region: "CN", published: ["odds"] })).toMatchObject([
      { severity: "error", region: "CN", path: ["pacing"] },
    ]);
    expect(found(code, moments("void"), { region: "CN" })).toMatchObject([{ severity: "warning" }]);
    expect(found("units-lapse", moments("void"), { region: "CN" })).toMatchObject([
      { severity: "warning", path: ["pacing", "unclaimed"] },
    ]);
    expect(found("units-lapse", moments("roll-over"), { region: "CN" })).toEqual([]);
    const deck = changed({ ...moments("void"), pacing: { mode: "deck" } });
    expect(found(code, deck, { region: "CN", published: ["odds"] })).toEqual([]);
  });

  it("warns of prizes that are put out at different times", () => {
    const batch = (day: number) => ({ at: `2026-11-0${day}T00:00:00+08:00`, units: 50 });
    const batches = (...days: number[]) => withPrizes({ stock: { batches: days.map(batch) } });
    expect(found("released-in-batches", batches(1, 2), { region: "CN" })).toMatchObject([
      { severity: "warning", path: ["prizes", 0, "stock", "batches"], data: { batches: 2 } },
    ]);
    expect(found("released-in-batches", batches(1), { region: "CN" })).toEqual([]);
  });

  it("warns of draws that are paid for with money", () => {
    const price = { unit: "money", amount: "6" } as const;
    expect(found("paid-with-money", changed({ price }), { region: "CN" })).toHaveLength(1);
    const points = { unit: "points", amount: "6" } as const;
    expect(found("paid-with-money", changed({ price: points }), { region: "CN" })).toEqual([]);
  });
});

describe("law of Japan [lottery-30]", () => {
  it("caps a prize by the purchase (L20.1)", () => {
    const options = { region: "JP", purchase: "700" } as const;
    expect(found("prize-above-cap", worth("JPY", "14000"), options)).toEqual([]);
    expect(found("prize-above-cap", worth("JPY", "14001"), options)).toMatchObject([
      { severity: "error", data: { value: "14001", cap: "14000", purchase: "700" } },
    ]);
    const large = { region: "JP", purchase: "5000" } as const;
    expect(found("prize-above-cap", worth("JPY", "100000"), large)).toEqual([]);
    expect(found("prize-above-cap", worth("JPY", "100001"), large)).toHaveLength(1);
  });

  it("takes the price of a draw for the purchase, and asks where there is none", () => {
    const price = { unit: "money", amount: "300" } as const;
    const options = { region: "JP" } as const;
    expect(found("prize-above-cap", worth("JPY", "6001", 1, { price }), options)).toMatchObject([
      { data: { cap: "6000" } },
    ]);
    expect(found("purchase-missing", worth("JPY", "6001", 1, { price }), options)).toEqual([]);
    expect(found("purchase-missing", worth("JPY", "6001"), options)).toHaveLength(1);
  });

  it("caps the total at 2 % of the expected sales", () => {
    const options = { region: "JP", purchase: "700", expectedSales: "500000" } as const;
    expect(found("total-above-cap", worth("JPY", "1000", 10), options)).toEqual([]);
    expect(found("total-above-cap", worth("JPY", "1001", 10), options)).toMatchObject([
      { severity: "error", path: ["prizes"], data: { total: "10010", cap: "10000" } },
    ]);
    expect(
      found("total-above-cap", worth("JPY", "1", 10_001), { ...options, expectedSales: "500049" }),
    ).toHaveLength(1);
    expect(
      found("total-above-cap", worth("JPY", "1", 10_001), { ...options, expectedSales: "500050" }),
    ).toEqual([]);
    const unknown = { region: "JP", purchase: "700" } as const;
    expect(found("expected-sales-missing", worth("JPY", "1", 1), unknown)).toHaveLength(1);
    expect(found("expected-sales-missing", worth("JPY", "1", 1), options)).toEqual([]);
  });

  it("puts what is found of all prizes before what is found of one", () => {
    const options = { region: "JP", purchase: "700", expectedSales: "1" } as const;
    const findings = lint(worth("JPY", "14001", 1), options);
    expect(findings.slice(0, 2).map(({ code, path }) => [code, path[1]])).toEqual([
      ["total-above-cap", undefined],
      ["prize-above-cap", 0],
    ]);
  });

  it("finds a total without limit", () => {
    const options = { region: "JP", purchase: "700", expectedSales: "500000" } as const;
    expect(found("prize-total-unbounded", worth("JPY", "1"), options)).toMatchObject([
      { severity: "warning", path: ["prizes", 0, "stock"] },
    ]);
    expect(found("prize-total-unbounded", worth("JPY", "1", 1), options)).toEqual([]);
    expect(found("prize-total-unbounded", worth("JPY", "0"), options)).toEqual([]);
  });

  it("judges neither what needs no purchase nor another currency", () => {
    const findings = lint(worth("JPY", "1000000"), { region: "JP", purchase: "0" });
    expect(findings.map(({ code }) => code)).toEqual([
      "not-legal-advice",
      "no-purchase",
      "complete-gacha",
    ]);
    expect(lint(worth("CNY", "1"), { region: "JP" }).map(({ code }) => code)).toEqual([
      "judge-in-currency",
      "not-legal-advice",
      "complete-gacha",
    ]);
  });

  it("knows the caps of joint draws and of gifts to all", () => {
    const expectedSales = "1000050";
    expect(japanPrizeCaps({ kind: "draw", purchase: "4999", expectedSales })).toEqual({
      prize: "99980",
      total: "20001",
    });
    expect(japanPrizeCaps({ kind: "joint-draw", purchase: "1", expectedSales })).toEqual({
      prize: "300000",
      total: "30001",
    });
    const gift = (purchase: string) => japanPrizeCaps({ kind: "gift-to-all", purchase }).prize;
    expect(["1", "999", "1000", "1004", "1005"].map(gift)).toEqual([
      "200",
      "200",
      "200",
      "200",
      "201",
    ]);
  });

  it.each([
    [{ kind: "sale", purchase: "1" }, "unknown-premium"],
    [{ kind: "draw", purchase: "1.5" }, "too-many-decimals"],
    [{ kind: "draw", purchase: "-1" }, "negative-amount"],
    [{ kind: "draw", purchase: "0", expectedSales: "-1" }, "negative-amount"],
    [{ kind: "draw", purchase: "0" }, "invalid-purchase"],
  ])("refuses %j", (premium, code) => {
    expect(() => japanPrizeCaps(premium as never)).toThrow(expect.objectContaining({ code }));
  });

  test.prop([fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 200_000 })])(
    "a prize is found exactly where it is above the cap",
    (purchase, value) => {
      const { prize } = japanPrizeCaps({ kind: "draw", purchase: String(purchase) });
      const findings = found("prize-above-cap", worth("JPY", String(value)), {
        region: "JP",
        purchase: String(purchase),
      });
      expect(findings.length === 1).toBe(value > Number(prize));
    },
  );
});

describe("law of the United States [lottery-30]", () => {
  it("wants a free way to take part where there is a price or a purchase", () => {
    const code = "consideration";
    const price = { unit: "money", amount: "1" } as const;
    const paid = worth("USD", "1", 1, { price });
    expect(found(code, paid, { region: "US", purchase: "0" })).toMatchObject([
      { severity: "error", path: ["price"] },
    ]);
    expect(found(code, paid, { region: "US", freeEntry: true })).toEqual([]);
    const free = worth("USD", "1", 1);
    expect(found(code, free, { region: "US", purchase: "5" })).toMatchObject([
      { severity: "error", path: [] },
    ]);
    expect(found(code, free, { region: "US", purchase: "0" })).toEqual([]);
    expect(found(code, free, { region: "US" })).toMatchObject([{ severity: "warning" }]);
    const chances = { sources: [{ id: "order" }] };
    expect(found(code, worth("USD", "1", 1, { chances }), { region: "US" })).toMatchObject([
      { severity: "warning", path: ["chances"] },
    ]);
  });

  it("has totals above 5,000 and 500 dollars registered", () => {
    const codes = (value: string, stock: number): unknown =>
      lint(worth("USD", value, stock), { region: "US", purchase: "0" }).map(({ code }) => code);
    expect(codes("50", 10)).toEqual(["not-legal-advice"]);
    expect(codes("50.01", 10)).toEqual(["register-retail", "not-legal-advice"]);
    expect(codes("500", 10)).toEqual(["register-retail", "not-legal-advice"]);
    expect(codes("500.01", 10)).toEqual([
      "register-and-bond",
      "register-retail",
      "not-legal-advice",
    ]);
    const large = worth("USD", "90000000000000", 1_000_000_000);
    expect(found("register-and-bond", large, { region: "US" })[0]?.data).toMatchObject({
      total: "90000000000000000000000.00",
      newYorkDays: 30,
      floridaDays: 7,
    });
  });

  it("judges neither a total without limit nor another currency", () => {
    const code = "prize-total-unbounded";
    expect(found(code, worth("USD", "1"), { region: "US" })).toHaveLength(1);
    expect(found(code, worth("USD", "1", 1), { region: "US" })).toEqual([]);
    expect(found("judge-in-currency", clean, { region: "US" })).toMatchObject([
      { region: "US", data: { lawCurrency: "USD" } },
    ]);
  });

  it("counts the units of a deck", () => {
    const deck = changed({
      currency: "USD",
      pacing: { mode: "deck" },
      weightTotal: 100,
      prizes: [
        { id: "top", kind: "goods", cost: "501", weight: 10 },
        { id: "thanks", kind: "nothing", weight: "remaining" },
      ],
    });
    expect(found("register-and-bond", deck, { region: "US" })[0]?.data["total"]).toBe("5010.00");
  });
});

describe("rules of the United Kingdom and of the app store [lottery-30]", () => {
  it("notes the audit of instant wins", () => {
    expect(found("independent-audit", clean, { region: "UK" })).toMatchObject([
      { severity: "note", region: "UK", source: "CAP Code, rule 8.25" },
    ]);
    expect(found("independent-audit", clean, { region: "CN" })).toEqual([]);
  });

  it("wants odds before a purchase", () => {
    const region = "app-store";
    expect(found("not-published", clean, { region })).toMatchObject([{ severity: "warning" }]);
    const silent = { region, published: ["quantities"] } as const;
    expect(found("not-published", clean, silent)).toMatchObject([{ severity: "error" }]);
    expect(found("not-published", clean, { region, published: ["odds"] })).toEqual([]);
    expect(found("not-published", clean, { ...silent, purchase: "0" })).toEqual([]);
    const throttled = changed({
      ...withPrizes({ onBudgetShort: "nothing" }),
      budget: { total: "1000" },
      pacing: { mode: "throttle" },
    });
    expect(found("pacing-moves-odds", throttled, { region })).toMatchObject([{ region }]);
    expect(found("pacing-moves-odds", throttled, { region, purchase: "0" })).toEqual([]);
  });
});
