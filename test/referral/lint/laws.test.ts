import { describe, expect, it } from "vitest";
import { SAFEGUARDS } from "uptier/referral";
import { found, plain, twoLevels } from "./plans";

const threeLevels = { ...plain, levels: [{ rate: "5%" }, { rate: "3%" }, { rate: "1%" }] };

describe("law of China [referral-24]", () => {
  it.each([
    ["headcount-pay", { signUpPay: { CNY: "5.00" } }, "art. 7 (1)"],
    ["entry-fee", { entryFee: { CNY: "99" } }, "art. 7 (2)"],
    ["entry-fee", { entryPurchase: { CNY: "399" } }, "art. 7 (2)"],
  ])("calls %s an error: %j", (code, facts, article) => {
    expect(found(code, "CN", facts)).toMatchObject([
      {
        severity: "error",
        region: "CN",
        path: ["facts", Object.keys(facts)[0]],
        source: expect.stringContaining(article),
      },
    ]);
    expect(found(code, "CN")).toEqual([]);
  });

  it("is careful with ladders of sign-ups, and has nothing against ladders of orders", () => {
    const rungs = [{ at: 3, worth: 10 }];
    expect(found("headcount-pay", "CN", { ladder: { counts: "orders", rungs } })).toEqual([]);
    expect(found("headcount-pay", "CN", { ladder: { counts: "sign-ups", rungs } })).toMatchObject([
      { severity: "warning", path: ["facts", "ladder", "counts"] },
    ]);
  });

  it("warns where own purchases may count as the sales that a level asks for", () => {
    const requires = { ownSales: { CNY: "100" } };
    const input = { ...plain, levels: [{ rate: "10%" }, { rate: "5%", requires }] };
    expect(found("entry-fee", "CN", {}, input)).toMatchObject([
      { severity: "warning", path: ["levels", 1, "requires", "ownSales"], data: { level: 2 } },
    ]);
  });

  it("warns of two paid levels, with the caveat, and calls three an error", () => {
    expect(found("team-pay", "CN")).toEqual([]);
    const [two] = found("team-pay", "CN", {}, twoLevels);
    expect(two).toMatchObject({ severity: "warning", path: ["levels"], data: { paidLevels: 2 } });
    expect(two!.text.en).toContain('"no more than two" is a vendor\'s reading');
    expect(two!.text.zh).toContain("未见于所查到的官方文件");
    expect(found("team-pay", "CN", {}, threeLevels)).toMatchObject([{ severity: "error" }]);
    expect(
      found("team-pay", "CN", {}, { ...twoLevels, onIneligible: "compress" }).map(
        ({ path }) => path,
      ),
    ).toEqual([["levels"], ["onIneligible"]]);
  });

  it("counts the organiser's level: 30 people and 3 levels, bounds included", () => {
    const judged = (people: number, levelsBelow: number, more = {}) =>
      found("depth-and-size", "CN", { tree: { people, levelsBelow }, ...more }).map(
        ({ severity, data }) => [severity, data["people"], data["levels"]],
      );
    expect(judged(30, 2)).toEqual([["warning", 30, 3]]);
    expect(judged(29, 2)).toEqual([]);
    expect(judged(30, 1)).toEqual([]);
    expect(judged(500, 4, { entryFee: { CNY: "1" } })).toEqual([["error", 500, 5]]);
    expect(judged(30, 2, { signUpPay: { CNY: "1" } })).toEqual([["error", 30, 3]]);
    expect(judged(30, 2, { entryPurchase: { CNY: "1" } })).toEqual([["error", 30, 3]]);
  });
});

describe("rules of WeChat [referral-24]", () => {
  it("bans a purchase threshold beside pay on several levels", () => {
    const facts = { entryPurchase: { CNY: "399" } };
    expect(found("entry-fee", "wechat", facts, twoLevels)).toMatchObject([
      { severity: "error", data: { charge: "399 CNY" } },
    ]);
    expect(found("entry-fee", "wechat", facts)).toMatchObject([{ severity: "warning" }]);
    expect(found("headcount-pay", "wechat", { signUpPay: { CNY: "1" } })).toMatchObject([
      { severity: "error" },
    ]);
  });

  it("warns of two levels and calls three an error", () => {
    expect(found("team-pay", "wechat")).toEqual([]);
    expect(found("team-pay", "wechat", {}, twoLevels)).toMatchObject([{ severity: "warning" }]);
    expect(found("team-pay", "wechat", {}, threeLevels)).toMatchObject([{ severity: "error" }]);
  });

  it("finds rewards for sharing, and words that links are blocked for", () => {
    const code = "share-solicitation";
    expect(found(code, "wechat")).toEqual([]);
    expect(found(code, "wechat", { shareReward: true })).toMatchObject([
      { severity: "error", source: expect.stringContaining("2019-10-28") },
    ]);
    const copy = ["好茶", "帮我砍价", "Please Help Me", "a boosted offer", "collect five cards"];
    expect(
      found(code, "wechat", { copy }).map(({ path, data }) => [path[2], data["word"]]),
    ).toEqual([
      [1, "砍价"],
      [2, "Help Me"],
      [4, "collect"],
    ]);
    expect(found(code, "CN", { copy, shareReward: true })).toEqual([]);
  });
});

describe("law of the United States [referral-24]", () => {
  it("sees both halves of a pyramid", () => {
    const entryFee = { CNY: "49.00" };
    expect(found("entry-fee", "US", { entryFee })).toMatchObject([
      { severity: "warning", source: expect.stringContaining("Noland") },
    ]);
    expect(found("entry-fee", "US", { entryFee, signUpPay: { CNY: "1" } })).toMatchObject([
      { severity: "error" },
    ]);
    expect(found("headcount-pay", "US", { signUpPay: { CNY: "1" } })).toMatchObject([
      { severity: "error", source: expect.stringContaining("Koscot") },
    ]);
    const rungs = [{ at: 3, worth: 10 }];
    expect(found("headcount-pay", "US", { ladder: { counts: "sign-ups", rungs } })).toHaveLength(1);
    expect(found("entry-fee", "US", { entryPurchase: { CNY: "1" } })).toHaveLength(1);
  });

  it("asks for the safeguards of pay on several levels", () => {
    expect(found("team-pay", "US")).toEqual([]);
    expect(found("team-pay", "US", { safeguards: ["buy-back"] }, twoLevels)).toMatchObject([
      { severity: "warning", data: { missing: "ten-customers, seventy-percent" } },
    ]);
    expect(found("team-pay", "US", { safeguards: SAFEGUARDS }, threeLevels)).toEqual([]);
  });
});
