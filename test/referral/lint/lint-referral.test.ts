import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  defineReferral,
  FINDING_CODES,
  LINT_REGIONS,
  lintReferral,
  type LintOptions,
  type PlanFacts,
  type ReferralInput,
  SAFEGUARDS,
} from "uptier/referral";
import { inOrder } from "../../../src/referral/lint/finding";
import { found, harmless, lint, plain, twoLevels } from "./plans";

describe("lint of a referral plan [referral-24]", () => {
  it("finds nothing where there is nothing, and says in each region that it is no advice", () => {
    expect(lint(plain, { facts: harmless })).toEqual([]);
    expect(
      lint(plain, { region: LINT_REGIONS, facts: harmless }).map(({ code, region }) => [
        code,
        region,
      ]),
    ).toEqual([
      ["not-legal-advice", "CN"],
      ["not-legal-advice", "wechat"],
      ["not-legal-advice", "US"],
    ]);
  });

  it("asks in every region for what is not known, without errors", () => {
    const asked = lint(plain, { region: LINT_REGIONS });
    expect(asked.map(({ severity, code, region, path }) => [severity, code, region, path])).toEqual(
      [
        ["warning", "entry-fee", "CN", ["facts", "entryFee"]],
        ["warning", "entry-fee", "wechat", ["facts", "entryFee"]],
        ["warning", "entry-fee", "US", ["facts", "entryFee"]],
        ["warning", "entry-fee", "CN", ["facts", "entryPurchase"]],
        ["warning", "entry-fee", "wechat", ["facts", "entryPurchase"]],
        ["warning", "entry-fee", "US", ["facts", "entryPurchase"]],
        ["warning", "share-solicitation", "wechat", ["facts", "shareReward"]],
        ["warning", "headcount-pay", "CN", ["facts", "signUpPay"]],
        ["warning", "headcount-pay", "wechat", ["facts", "signUpPay"]],
        ["warning", "headcount-pay", "US", ["facts", "signUpPay"]],
        ["warning", "depth-and-size", "CN", ["facts", "tree"]],
        ["note", "not-legal-advice", "CN", []],
        ["note", "not-legal-advice", "wechat", []],
        ["note", "not-legal-advice", "US", []],
        ["note", "no-unclaimed-policy", null, ["unclaimedTo"]],
      ],
    );
  });

  it("wants rungs that ask for more and give more than the one before", () => {
    const ladder = (...rungs: readonly (readonly [number, number])[]) =>
      found("ladder-not-increasing", [], {
        ladder: { counts: "orders", rungs: rungs.map(([at, worth]) => ({ at, worth })) },
      }).map(({ severity, path, data }) => [severity, path.slice(2).join("."), data["before"]]);
    expect(ladder([3, 10], [5, 20], [10, 50])).toEqual([]);
    expect(ladder([3, 10])).toEqual([]);
    expect(ladder([3, 10], [3, 20])).toEqual([["error", "rungs.1.at", 3]]);
    expect(ladder([3, 10], [5, 10])).toEqual([["warning", "rungs.1.worth", 10]]);
    expect(ladder([5, 20], [3, 10], [4, 11])).toEqual([
      ["error", "rungs.1.at", 5],
      ["warning", "rungs.1.worth", 20],
    ]);
  });

  it.each([
    ["house", "note"],
    ["roll-up", "note"],
    ["burn", "warning"],
    ["pool", "warning"],
  ] as const)("wants it published that what nobody earns goes to: %s", (unclaimedTo, severity) => {
    const input = { ...twoLevels, unclaimedTo };
    expect(found("no-unclaimed-policy", [], {}, input)).toEqual([]);
    expect(found("no-unclaimed-policy", [], { unclaimedPublished: false }, input)).toMatchObject([
      { severity, region: null, path: ["unclaimedTo"], source: null, data: { unclaimedTo } },
    ]);
  });

  it("refuses regions and facts that it does not know, every problem at once", () => {
    const plan = defineReferral(plain);
    const problems = (options: unknown): unknown => {
      try {
        return lintReferral(plan, options as LintOptions);
      } catch (error) {
        const { code, issues } = error as { code: string; issues: { code: string }[] };
        return [code, ...issues.map((issue) => issue.code)];
      }
    };
    expect(problems({ region: "EU" })).toEqual(["unknown-region"]);
    expect(problems({ region: ["CN", null], facts: 5 })).toEqual(["unknown-region"]);
    expect(problems({ facts: 5 })).toEqual(["invalid-definition", "invalid-type"]);
    expect(
      problems({
        facts: {
          fee: 1,
          entryFee: { USD: "1" },
          signUpPay: { CNY: "0.001" },
          entryPurchase: { CNY: 5 },
          tree: { people: 0, levelsBelow: -1 },
          ladder: { counts: "likes", rungs: [] },
          safeguards: ["hope"],
        },
      }),
    ).toEqual([
      "invalid-definition",
      "invalid-type",
      "too-small",
      "too-small",
      "invalid-value",
      "too-small",
      "invalid-value",
      "unknown-key",
      "unknown-currency",
      "too-many-decimals",
    ]);
  });
});

describe("properties of the lint [referral-24]", () => {
  const amounts = fc.option(fc.constantFrom({}, { CNY: "0" }, { CNY: "9.90" }), { nil: undefined });
  const facts: fc.Arbitrary<PlanFacts> = fc.record({
    entryFee: amounts,
    entryPurchase: amounts,
    signUpPay: amounts,
    tree: fc.option(
      fc.record({ people: fc.integer({ min: 1, max: 60 }), levelsBelow: fc.nat({ max: 5 }) }),
      { nil: undefined },
    ),
    ladder: fc.option(
      fc.record({
        counts: fc.constantFrom("sign-ups", "orders"),
        rungs: fc.array(
          fc.record({ at: fc.integer({ min: 1, max: 9 }), worth: fc.nat({ max: 9 }) }),
          { minLength: 1, maxLength: 4 },
        ),
      }),
      { nil: undefined },
    ),
    shareReward: fc.option(fc.boolean(), { nil: undefined }),
    copy: fc.constantFrom([], ["快来帮我助力"], ["tea", "Help me and boost"]),
    unclaimedPublished: fc.boolean(),
    safeguards: fc.subarray([...SAFEGUARDS]),
  });
  const inputs: fc.Arbitrary<ReferralInput> = fc
    .record({
      levels: fc.array(
        fc.constantFrom({ rate: "2%" }, { rate: "1%", requires: { ownSales: { CNY: "100" } } }),
        { minLength: 1, maxLength: 4 },
      ),
      onIneligible: fc.constantFrom("skip", "compress", "stop"),
      unclaimedTo: fc.constantFrom("house", "roll-up", "burn", "pool"),
    })
    .map((rules) => ({ ...plain, ...rules }));
  const regions = fc.subarray([...LINT_REGIONS]);

  test.prop([inputs, facts, regions])(
    "findings are plain JSON in order, with known codes, both languages and sources",
    (input, given, region) => {
      const findings = lint(input, { region, facts: given });
      expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
      expect([...findings].sort(inOrder)).toEqual(findings);
      for (const { code, text, region: of, source } of findings) {
        expect(FINDING_CODES).toContain(code);
        expect(text.en).toMatch(/^[^\p{Script=Han}]+\.$/u);
        expect(text.zh).toMatch(/\p{Script=Han}.*。$/u);
        expect(`${text.en}${text.zh}`).not.toMatch(/undefined|null|NaN|\[object/);
        expect(source === null).toBe(of === null || code === "not-legal-advice");
        if (of !== null) expect(region).toContain(of);
      }
    },
  );

  test.prop([inputs, facts, regions])(
    "what is paid for joining, or asked for it, never passes in China",
    (input, given, region) => {
      const charges = [given.entryFee, given.entryPurchase, given.signUpPay];
      const isCharged = charges.some((one) => one?.["CNY"] === "9.90");
      const errors = lint(input, { region: [...region, "CN"], facts: given }).filter(
        ({ severity, code, region: of }) =>
          severity === "error" && of === "CN" && (code === "headcount-pay" || code === "entry-fee"),
      );
      expect(errors.length > 0).toBe(isCharged);
    },
  );
});
