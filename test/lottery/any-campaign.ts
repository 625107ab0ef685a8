import { fc } from "@fast-check/vitest";
import { fromMinor } from "uptier/kernel";
import type {
  CampaignInput,
  MemberPolicy,
  PityInput,
  PoolInput,
  PrizeInput,
  StockInput,
  UnavailablePolicy,
} from "uptier/lottery";

/** The first instant of the commands that go with {@link anyFullCampaign}: US clocks change. */
export const START = Date.parse("2026-10-31T20:00:00Z");

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const few = fc.integer({ min: 0, max: 6 });

const zone = fc.constantFrom("Asia/Shanghai", "America/New_York", "Pacific/Apia", "Asia/Kolkata");

const anyStock: fc.Arbitrary<number | StockInput> = fc.oneof(
  few,
  fc.record({ total: few, perDay: maybe(fc.integer({ min: 0, max: 3 })) }),
  fc.record({ perDay: fc.integer({ min: 0, max: 3 }), perHour: fc.integer({ min: 0, max: 2 }) }),
  fc.record({
    batches: fc.constantFrom(
      [
        { at: "2026-10-31T22:00:00Z", units: 2 },
        { at: "2026-11-01T12:00:00Z", units: 2 },
      ],
      [{ at: "2026-11-01T06:00:00Z", units: 3 }],
    ),
  }),
);

const anyPrize = fc.record({
  weight: fc.integer({ min: 0, max: 8 }),
  tier: maybe(fc.integer({ min: 1, max: 3 })),
  stock: maybe(anyStock),
  costMinor: fc.integer({ min: 0, max: 30 }),
  perMember: maybe(fc.integer({ min: 1, max: 3 })),
  unlockAfterDraws: maybe(fc.integer({ min: 1, max: 4 })),
  claimWithinHours: maybe(fc.integer({ min: 1, max: 9 })),
  upgrade: fc.boolean(),
  choices: fc.array(fc.integer({ min: 0, max: 19 }), { minLength: 4, maxLength: 4 }),
});

type Sketch = typeof anyPrize extends fc.Arbitrary<infer T> ? T : never;

const anyAudience = fc.record({
  limits: fc.record({
    perMember: maybe(fc.integer({ min: 4, max: 20 })),
    perMemberPerMonth: maybe(fc.integer({ min: 2, max: 9 })),
    perMemberPerDay: maybe(fc.integer({ min: 1, max: 6 })),
  }),
  members: maybe(
    fc.record({
      blocked: maybe(fc.constant(["m3"])),
      eligible: maybe(fc.constant(["m1", "m3"])),
      eligibleTiers: maybe(fc.constant(["gold"])),
    }),
  ),
  chances: maybe(
    fc.constant({
      sources: [
        { id: "order", perMemberPerDay: 4, validHours: 12 },
        { id: "sign-in", perMember: 3 },
      ],
      perMember: 9,
    }),
  ),
  price: maybe(
    fc.constantFrom(
      { unit: "points" as const, amount: "10" },
      { unit: "money" as const, amount: "0.50" },
    ),
  ),
  fairness: fc.constantFrom("open" as const, "open" as const, "keyed" as const),
  times: fc.boolean(),
});

const anyPity = fc.record({
  table: fc.constantFrom<PityInput["table"]>(
    ["10%", "1/3", "100%"],
    { base: "5%", constantFor: 2, step: "20%", hardAt: 5 },
    ["100%"],
  ),
  resetBy: fc.constantFrom<PityInput["resetBy"]>("same-tier", "same-or-higher", "any-hit"),
  whenUnavailable: maybe(fc.constantFrom("owe" as const, "fallback" as const, "refuse" as const)),
  featured: fc.boolean(),
});

/**
 * Campaigns of up to 6 prizes that mix everything: stock in all its forms, policies, budgets, limits,
 * claims, upgrades, pools, chances, prices, pity, pacing, seeds and fields.
 */
export const anyFullCampaign: fc.Arbitrary<CampaignInput> = fc
  .record({
    prizes: fc.array(anyPrize, { minLength: 1, maxLength: 5 }),
    nothing: maybe(fc.integer({ min: 0, max: 12 })),
    mode: fc.constantFrom("none", "none", "throttle", "deck", "moments"),
    budget: maybe(
      fc.record({
        total: maybe(fc.integer({ min: 30, max: 200 })),
        perDay: maybe(fc.integer({ min: 30, max: 80 })),
      }),
    ),
    audience: anyAudience,
    pity: fc.array(anyPity, { minLength: 3, maxLength: 3 }),
    hasPity: fc.boolean(),
    hasPools: fc.boolean(),
    unclaimed: fc.constantFrom("roll-over" as const, "void" as const),
    zone,
  })
  .map((sketch): CampaignInput => {
    const { prizes, nothing, mode, audience } = sketch;
    const { times, ...rules } = audience;
    // All can be closed to a member; at least one must have a weight.
    if ((nothing ?? 0) === 0 && prizes.every(({ weight }) => weight === 0)) prizes[0]!.weight = 1;
    const base = { id: "full", currency: "CNY", zone: sketch.zone, ...rules };
    const open = { opensAt: "2026-10-31T22:00:00Z", closesAt: "2026-11-03T00:00:00Z" };
    if (mode === "deck" || mode === "moments") {
      const units = unitPrizes(prizes, mode === "moments" ? (nothing ?? 1) : nothing);
      return {
        ...base,
        ...(times || mode === "moments" ? open : {}),
        ...withFields(units, times),
        weightTotal: totalOf(units),
        pacing: mode === "deck" ? { mode } : { mode, unclaimed: sketch.unclaimed },
      };
    }
    const budget = budgetOf(sketch.budget, mode === "throttle");
    const all = freePrizes(prizes, nothing, budget !== undefined);
    const pity = sketch.hasPity ? pityOf(all, sketch.pity) : [];
    const pools = sketch.hasPools ? poolsOf(all) : [];
    return {
      ...base,
      ...(times ? open : {}),
      ...withFields(all, times),
      weightTotal: totalOf(all),
      budget,
      pity: pity.length === 0 ? undefined : pity,
      pools: pools.length === 0 ? undefined : pools,
      pacing:
        mode === "throttle"
          ? {
              mode,
              line: [
                { at: "2026-10-31T21:00:00Z", spent: "0.05" },
                { at: "2026-11-01T12:00:00Z", spent: "0.20" },
                { at: "2026-11-02T12:00:00Z", spent: budget!.total! },
              ],
            }
          : undefined,
    };
  });

const thanks = (weight: number): PrizeInput => ({ id: "none", kind: "nothing", weight });

function totalOf(prizes: readonly PrizeInput[]): number {
  return prizes.reduce((sum, { weight }) => sum + Number(weight), 0);
}

function withFields(
  prizes: readonly PrizeInput[],
  wanted: boolean,
): Pick<CampaignInput, "prizes" | "fields"> {
  const ids = prizes.map(({ id }) => id);
  return wanted ? { prizes, fields: [...ids, { decoy: "a car" }, ids[0]!] } : { prizes };
}

function unitPrizes(sketches: readonly Sketch[], nothing: number | undefined): PrizeInput[] {
  const prizes = sketches.map(
    ({ weight, costMinor, claimWithinHours, tier }, index): PrizeInput => ({
      id: `p${index}`,
      kind: "goods",
      weight,
      tier,
      cost: fromMinor(costMinor, "CNY"),
      claimWithinHours,
    }),
  );
  return nothing === undefined ? prizes : [...prizes, thanks(nothing)];
}

function freePrizes(
  sketches: readonly Sketch[],
  nothing: number | undefined,
  hasBudget: boolean,
): PrizeInput[] {
  const memberPolicyOf = (choice: number, index: number): MemberPolicy => {
    const later = sketches.length - index - 1;
    if (choice >= 8 && later > 0) return { fallback: `p${index + 1 + (choice % later)}` };
    return choice >= 4 && nothing !== undefined ? "nothing" : "renormalise";
  };
  const policyOf = (choice: number, index: number): UnavailablePolicy => {
    if (choice % 4 === 1) return "largest-remaining";
    if (choice % 4 === 2 && sketches[index]!.tier !== undefined) return "downgrade";
    return memberPolicyOf(choice, index);
  };
  const prizes = sketches.map((sketch, index): PrizeInput => {
    const [first = 0, second = 0, third = 0, fourth = 0] = sketch.choices;
    const { tier, stock, costMinor, perMember, unlockAfterDraws } = sketch;
    const better = sketches.findIndex(
      (other, at) => at !== index && !other.upgrade && other.costMinor >= costMinor,
    );
    return {
      id: `p${index}`,
      kind: "goods",
      weight: sketch.weight,
      tier,
      stock,
      cost: fromMinor(costMinor, "CNY"),
      perMember,
      unlockAfterDraws,
      claimWithinHours: sketch.claimWithinHours,
      upgrade: sketch.upgrade && better >= 0 ? { to: `p${better}`, withinHours: 6 } : undefined,
      onStockOut: stock === undefined ? undefined : policyOf(first, index),
      onBudgetShort: hasBudget ? policyOf(second, index) : undefined,
      onMemberLimit: perMember === undefined ? undefined : memberPolicyOf(third, index),
      onLocked: unlockAfterDraws === undefined ? undefined : memberPolicyOf(fourth, index),
    };
  });
  return nothing === undefined ? prizes : [...prizes, thanks(nothing)];
}

function budgetOf(
  budget: { readonly total?: number | undefined; readonly perDay?: number | undefined } | undefined,
  needsTotal: boolean,
): CampaignInput["budget"] {
  const text = (minor: number | undefined) =>
    minor === undefined ? undefined : fromMinor(minor, "CNY");
  const total = budget?.total ?? (needsTotal ? 120 : undefined);
  const perDay = budget?.perDay;
  if (total === undefined && perDay === undefined) return undefined;
  return { total: text(total), perDay: text(perDay) };
}

function pityOf(
  prizes: readonly PrizeInput[],
  sketches: readonly (Omit<PityInput, "tier" | "featured"> & { readonly featured: boolean })[],
): PityInput[] {
  return [1, 2, 3].flatMap((tier, index) => {
    const own = prizes.filter((prize) => prize.tier === tier && Number(prize.weight) > 0);
    if (own.length === 0) return [];
    const { featured, ...rule } = sketches[index]!;
    const star = { prizes: [own[0]!.id], share: "50%" };
    return [{ ...rule, tier, featured: featured && own.length > 1 ? star : undefined }];
  });
}

function poolsOf(prizes: readonly PrizeInput[]): PoolInput[] {
  const withWeight = prizes.filter(({ weight }) => Number(weight) > 0).map(({ id }) => id);
  if (withWeight.length < 2) return [];
  return [
    { id: "gold", memberTiers: ["gold"], prizes: withWeight.slice(0, -1) },
    { id: "rich", fromScore: 50, prizes: withWeight.slice(1) },
    { id: "poor", fromScore: 10, prizes: [withWeight[0]!] },
  ];
}
