import { describe, expect, it } from "vitest";
import { contentHash, fromMinor, type Issue, roundQuotient, UptierError } from "uptier/kernel";
import {
  bandPay,
  type BandsInput,
  commissionOfDeals,
  countedVolume,
  defineBands,
  defineBonusPool,
  defineDoubleSided,
  defineFeeSharing,
  definePayoutFee,
  definePayPlan,
  type DoubleSidedInput,
  findCliffs,
  type PayDefinition,
  payJsonSchema,
  payOfPeriod,
  payoutFee,
  type PayPlanInput,
  shareFees,
  splitFees,
  splitPool,
  unlockPool,
  windowVolume,
} from "uptier/referral";

const bands: BandsInput = {
  id: "b",
  currency: "CNY",
  mode: "step",
  per: "period",
  bands: [{ rate: "1%" }],
};
const doubleSided: DoubleSidedInput = {
  id: "d",
  currency: "CNY",
  components: ["fee"],
  windowEpochs: 1,
  tiers: [{ minVolume: "0", minEpochs: 0, reward: "1%", discount: "1%" }],
};
const bonusPool = {
  id: "q",
  currency: "CNY",
  targets: [{ id: "gmv", threshold: "1", target: "2" }],
};
const feeSharing = { id: "s", currency: "CNY", feeBearer: "shared" as const };
const payoutFees = { id: "p", currency: "CNY", rate: "3%" };
const payPlan: PayPlanInput = {
  id: "l",
  currency: "CNY",
  commissions: [{ id: "own", mode: "step", per: "period", bands: [{ rate: "1%" }] }],
};

function issuesOf(define: () => unknown): string[] {
  try {
    define();
  } catch (error) {
    if (!(error instanceof UptierError)) throw error;
    expect(error.code).toBe("invalid-definition");
    return error.issues.map(({ path, code }: Issue) => `${path.join(".")} ${code}`);
  }
  return [];
}

/** As a settings page without types posts it. */
function posted(input: unknown): never {
  return JSON.parse(JSON.stringify(input)) as never;
}

describe("definitions of pay [referral-69]", () => {
  it("load frozen, with the hash of their input", () => {
    for (const [define, input] of [
      [defineBands, bands],
      [definePayPlan, payPlan],
      [defineBonusPool, bonusPool],
      [defineDoubleSided, doubleSided],
      [defineFeeSharing, feeSharing],
      [definePayoutFee, payoutFees],
    ] as const) {
      const defined = (define as (input: unknown) => { version: string })(input);
      expect(defined.version).toBe(contentHash(input));
      expect(Object.isFrozen(defined)).toBe(true);
      expect(posted(defined)).toEqual(defined);
    }
  });

  it("report every problem of bands at once", () => {
    const input = {
      ...bands,
      mode: "whole",
      currency: "CNY",
      bands: [
        { upTo: "100.001", rate: "1%" },
        { upTo: "0", rate: "1" },
        { rate: "101%", base: "1.234" },
        { upTo: 50, rate: "1%" },
        { upTo: "90", rate: "x" },
        { upTo: "80", rate: "1%", bonus: "1" },
      ],
    };
    expect(issuesOf(() => defineBands(posted(input)))).toEqual([
      "bands.5.bonus unknown-key",
      "bands.0.upTo too-many-decimals",
      "bands.1.upTo too-small",
      "bands.2.upTo missing",
      "bands.2.base too-many-decimals",
      "bands.2.rate invalid-rate",
      "bands.3.upTo wrong-unit",
      "bands.4.rate invalid-rate",
      "bands.5.upTo no-last-band",
      "bands.5.upTo unordered-bands",
    ]);
    const twice = [
      { upTo: "5", rate: "1%" },
      { upTo: "5.00", rate: "2%" },
    ];
    expect(issuesOf(() => defineBands({ ...bands, bands: twice }))).toEqual([
      "bands.1.upTo unordered-bands",
    ]);
    const fine = ["1/9007199254740881", "1/9007199254740847"];
    expect(
      issuesOf(() =>
        defineBands({ ...bands, bands: [{ upTo: "1", rate: fine[0]! }, { rate: fine[1]! }] }),
      ),
    ).toEqual(["bands invalid-portions"]);
    expect(
      issuesOf(() =>
        defineBands({
          ...bands,
          mode: "interpolated",
          measure: "attainment",
          bands: [
            { upTo: "80%", amount: "10" },
            { upTo: 100, amount: "10" },
          ],
        }),
      ),
    ).toEqual(["bands.1.upTo wrong-unit"]);
  });

  it("report every problem of the others", () => {
    const commission = { mode: "step", per: "transaction", bands: [{ rate: "200%" }] };
    expect(
      issuesOf(() =>
        definePayPlan(
          posted({
            ...payPlan,
            base: "0.001",
            commissions: [
              { id: "own", ...commission, measure: "attainment" },
              { id: "own", ...commission, measure: "count" },
            ],
            draw: { amount: "0.001", recoverable: true },
          }),
        ),
      ),
    ).toEqual([
      "commissions.1.measure invalid-value",
      "base too-many-decimals",
      "commissions.1.id duplicate-id",
      "commissions.0.per wrong-evaluation",
      "commissions.0.bands.0.rate invalid-rate",
      "commissions.1.bands.0.rate invalid-rate",
      "draw.amount too-many-decimals",
    ]);
    const target = { id: "gmv", threshold: "1.0", target: "1" };
    expect(issuesOf(() => defineBonusPool({ ...bonusPool, targets: [target, target] }))).toEqual([
      "targets.1.id duplicate-id",
      "targets.0.target invalid-target",
      "targets.1.target invalid-target",
    ]);
    const tier = { minVolume: "1", minEpochs: 0, reward: "101%", discount: { delivery: "1%" } };
    expect(
      issuesOf(() =>
        defineDoubleSided({
          ...doubleSided,
          components: ["fee", "fee"],
          tiers: [tier, { ...tier, reward: "0", discount: { fee: "2" } }],
          multipliers: [
            { minStake: 2, multiplier: "0.5" },
            { minStake: 2, multiplier: "2" },
          ],
          maxReward: "2",
          contributionCap: "0.001",
        }),
      ),
    ).toEqual([
      "components.1 duplicate-id",
      "tiers.0.reward invalid-rate",
      "tiers.0.discount.delivery unknown-component",
      "tiers.0.discount.fee missing",
      "tiers.1.minVolume unordered-tiers",
      "tiers.1.discount.fee invalid-rate",
      "multipliers.0.multiplier too-small",
      "multipliers.1.minStake unordered-tiers",
      "maxReward invalid-rate",
      "contributionCap too-many-decimals",
    ]);
    expect(
      issuesOf(() => defineFeeSharing({ ...feeSharing, rates: { min: "2%", max: "1%" } })),
    ).toEqual(["rates.max invalid-rate"]);
    const card = { id: "card", cost: "3" };
    expect(
      issuesOf(() =>
        definePayoutFee({ ...payoutFees, rate: "3", freeLimit: "0.001", methods: [card, card] }),
      ),
    ).toEqual([
      "rate invalid-rate",
      "freeLimit too-many-decimals",
      "methods.1.id duplicate-id",
      "methods.0.cost invalid-rate",
      "methods.1.cost invalid-rate",
    ]);
  });

  it("have a JSON Schema", () => {
    const definitions: PayDefinition[] = [
      "bands",
      "pay-plan",
      "bonus-pool",
      "double-sided",
      "fee-sharing",
      "payout-fee",
    ];
    for (const definition of definitions) {
      const schema = payJsonSchema(definition);
      expect(schema["$schema"]).toContain("2020-12");
      expect(JSON.stringify(schema)).toContain('"currency"');
    }
  });
});

describe("presets of rounding [referral-70] [money-08]", () => {
  it("commissions go away from zero at a tie, discounts, rewards and credits toward zero", () => {
    expect([
      defineBands(bands).rounding,
      definePayoutFee(payoutFees).rounding,
      defineBonusPool(bonusPool).rounding,
      defineDoubleSided(doubleSided).rounding,
      defineFeeSharing(feeSharing).rounding,
    ]).toEqual([
      "half-away-from-zero",
      "half-away-from-zero",
      "half-away-from-zero",
      "toward-zero",
      "toward-zero",
    ]);
    const half = defineBands({ ...bands, bands: [{ rate: "50%" }] });
    expect(["0.01", "-0.01"].map((amount) => bandPay(half, { amount }).pay)).toEqual([
      "0.01",
      "-0.01",
    ]);
    const down = defineBands({ ...bands, bands: [{ rate: "50%" }], rounding: "floor" });
    expect(["0.01", "-0.01"].map((amount) => bandPay(down, { amount }).pay)).toEqual([
      "0.00",
      "0.00",
    ]);
  });

  it("0 is a rate on purpose, and a missing rate is an error", () => {
    const zero = defineBands({ ...bands, bands: [{ rate: "0" }] });
    expect(bandPay(zero, { amount: "100" }).pay).toBe("0.00");
    expect(issuesOf(() => defineBands(posted({ ...bands, bands: [{}] })))).toEqual([
      "bands.0.rate missing",
    ]);
  });
});

describe("arguments [referral-71]", () => {
  const largest = { minor: Number.MAX_SAFE_INTEGER };

  it("are exact up to the largest amounts, and an error beyond", () => {
    const whole = defineBands({
      ...bands,
      bands: [{ upTo: "1", rate: "1/3" }, { rate: "99.99%" }],
    });
    const above = BigInt(largest.minor - 100) * 9_999n * 3n + 100n * 10_000n;
    const exact = roundQuotient(above, 30_000n, "half-away-from-zero");
    expect(bandPay(whole, { amount: largest }).pay).toBe(fromMinor(exact, "CNY"));
    expect(exact).toBe(9_006_298_534_815_450n);
    const deals = [largest, largest].map((amount, index) => ({ id: `d${index}`, amount }));
    expect(() => commissionOfDeals(whole, { deals })).toThrow(
      expect.objectContaining({ code: "unsafe-integer" }),
    );
    const two = [largest, { minor: 1 }].map((floor, index) => ({ id: `m${index}`, floor }));
    expect(() => splitPool({ currency: "CNY", pool: "1", members: two })).toThrow(
      expect.objectContaining({ code: "unsafe-integer" }),
    );
  });

  const step = defineBands(bands);
  const counted = defineBands({
    ...bands,
    mode: "whole",
    measure: "count",
    bands: [{ upTo: 2, rate: "1%" }, { rate: "2%" }],
  });
  const planned = defineBands({ ...bands, measure: "attainment" });
  const program = defineDoubleSided(doubleSided);
  const plan = definePayPlan(payPlan);
  const none = { reward: {}, discount: {} };
  const deal = { id: "d", amount: "1" };

  it.each<[string, (() => unknown)[]]>([
    [
      "invalid-input",
      [
        () => bandPay(step, null!),
        () => bandPay(counted, { amount: "1" }),
        () => bandPay(counted, { amount: "1", count: 1.5 }),
        () => bandPay(planned, { amount: "1" }),
        () => bandPay(planned, { amount: "1", plan: "0" }),
        () => commissionOfDeals(step, { deals: "d" as never }),
        () => commissionOfDeals(step, { deals: [deal, deal] }),
        () => commissionOfDeals(step, { deals: [{ ...deal, id: "" }] }),
        () => commissionOfDeals(step, { deals: [], attained: { amount: "1" } }),
        () => findCliffs(step, null!),
        () => payOfPeriod(plan, null!),
        () => payOfPeriod(plan, { sales: null! }),
        () => splitPool({ currency: "CNY", pool: "1", members: [{ id: "a", weight: -1 }] }),
        () => unlockPool(defineBonusPool(bonusPool), { pool: "1", figures: {} }),
        () => windowVolume(program, null!),
        () => countedVolume(program, [null!]),
        () => splitFees(program, { member: "a", referrer: "b", fees: { fee: "1" }, factors: none }),
        () =>
          shareFees(defineFeeSharing(feeSharing), [
            { id: "l", price: "1", fee: "0", partners: null! },
          ]),
      ],
    ],
    [
      "invalid-decimal",
      [
        () => bandPay(step, { amount: 0.1 as never }),
        () => commissionOfDeals(step, { deals: [{ id: "d" } as never] }),
        () => unlockPool(defineBonusPool(bonusPool), { pool: "1", figures: { gmv: "many" } }),
      ],
    ],
    ["too-many-decimals", [() => bandPay(step, { amount: "0.001" })]],
    [
      "negative-amount",
      [
        () => findCliffs(step, { bound: "-1" }),
        () => splitPool({ currency: "CNY", pool: "-1", members: [] }),
        () => countedVolume(program, [{ id: "m", volume: "-1" }]),
        () =>
          shareFees(defineFeeSharing(feeSharing), [
            { id: "l", price: "1", fee: "-1", partners: [] },
          ]),
        () => payoutFee(definePayoutFee(payoutFees), { amount: "-1" }),
      ],
    ],
    [
      "invalid-rate",
      [
        () =>
          shareFees(defineFeeSharing(feeSharing), [
            { id: "l", price: "1", fee: "0", partners: [{ id: "p", rate: 0.1 as never }] },
          ]),
      ],
    ],
  ])("%s", (code, calls) => {
    for (const call of calls) expect(call, String(call)).toThrow(expect.objectContaining({ code }));
  });
});
