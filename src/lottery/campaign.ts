import { deepFreeze } from "../kernel/json";
import { fromMinor, toMinor } from "../kernel/money/amount";
import type { Fraction } from "../kernel/money/rate";
import { toFraction } from "../kernel/money/rate";
import { instantText, toMilliseconds } from "../kernel/time/instant";
import type { CampaignInput, PityInput, PoolInput, PrizeInput, PrizeKind } from "./input";
import { pityTable } from "./pity/table";
import type { MemberPolicy, UnavailablePolicy } from "./policy";
import { weightsOf } from "./weights";

/** How many units of a prize there are. */
export interface Stock {
  /** Null: no limit. The sum of the batches, where there are batches. */
  readonly total: number | null;
  readonly perDay: number | null;
  readonly perHour: number | null;
  /** Empty: all units are there from the start. */
  readonly batches: readonly { readonly at: string; readonly units: number }[];
}

/** A prize of a defined campaign. Null means: not stated, or cannot happen. */
export interface Prize {
  readonly id: string;
  readonly name: string | null;
  readonly kind: PrizeKind;
  /** In units of the campaign's `weightTotal`. */
  readonly weight: number;
  readonly tier: number | null;
  /** Null: no limit. */
  readonly stock: Stock | null;
  /** What one costs the shop: decimal text with all decimals of the currency. */
  readonly cost: string;
  /** The same in minor units. */
  readonly costMinor: number;
  readonly marketValueMinor: number;
  readonly perMember: number | null;
  /** 0: it is never locked. */
  readonly unlockAfterDraws: number;
  readonly claimWithinHours: number | null;
  readonly upgrade: { readonly to: string; readonly withinHours: number } | null;
  readonly onStockOut: UnavailablePolicy | null;
  readonly onBudgetShort: UnavailablePolicy | null;
  readonly onMemberLimit: MemberPolicy | null;
  readonly onLocked: MemberPolicy | null;
}

/** The prizes that some members draw from. */
export interface Pool {
  readonly id: string;
  readonly fromScore: number | null;
  readonly memberTiers: readonly string[] | null;
  readonly prizes: readonly string[];
}

/** Where chances come from. */
export interface ChanceSource {
  readonly id: string;
  readonly perMember: number | null;
  readonly perMemberPerDay: number | null;
  readonly validHours: number | null;
}

/** A tier whose chance rises with every miss. */
export interface Pity {
  readonly tier: number;
  /** The chance of a draw after 0, 1, 2, ... misses; the last one is 1 or repeats for ever. */
  readonly table: readonly Fraction[];
  readonly resetBy: PityInput["resetBy"];
  readonly whenUnavailable: "owe" | "fallback" | "refuse";
  readonly featured: { readonly prizes: readonly string[]; readonly share: Fraction } | null;
}

/** How prizes are spread over the campaign. */
export type Pacing =
  | { readonly mode: "none" }
  | { readonly mode: "deck" }
  | { readonly mode: "moments"; readonly unclaimed: "roll-over" | "void" }
  | {
      readonly mode: "throttle";
      readonly line: readonly { readonly at: string; readonly spentMinor: number }[];
    };

/** A valid campaign: plain JSON, deeply frozen, with everything worked out. */
export interface Campaign {
  readonly id: string;
  readonly name: string | null;
  readonly organiser: string | null;
  /** The content hash of the input; entries carry it. */
  readonly version: string;
  readonly currency: string;
  readonly zone: string;
  /** ISO 8601 in UTC; null: always. */
  readonly opensAt: string | null;
  /** ISO 8601 in UTC; null: never. */
  readonly closesAt: string | null;
  /** What the weights sum to. */
  readonly weightTotal: number;
  readonly prizes: readonly Prize[];
  /** Null: no limit. */
  readonly budget: {
    readonly total: string | null;
    readonly totalMinor: number | null;
    readonly perDay: string | null;
    readonly perDayMinor: number | null;
  } | null;
  /** Null: no limit. */
  readonly limits: {
    readonly perMember: number | null;
    readonly perMemberPerMonth: number | null;
    readonly perMemberPerDay: number | null;
  };
  readonly members: {
    readonly blocked: readonly string[];
    /** Null: everybody. */
    readonly eligible: readonly string[] | null;
    readonly eligibleTiers: readonly string[] | null;
  };
  /** By `fromScore` from the highest down, then those for tiers of members. */
  readonly pools: readonly Pool[];
  /** Null: draws cost no chance. */
  readonly chances: {
    readonly sources: readonly ChanceSource[];
    readonly perMember: number | null;
    readonly perMemberPerDay: number | null;
  } | null;
  /** Null: draws cost nothing. `due` is in points, or in minor units of the currency. */
  readonly price: {
    readonly unit: "points" | "money";
    readonly amount: string;
    readonly due: number;
  } | null;
  /** From the highest tier down. */
  readonly pity: readonly Pity[];
  readonly pacing: Pacing;
  readonly fairness: "open" | "keyed";
  /** What each field of the page shows; empty: the campaign has no page. */
  readonly fields: readonly (
    | { readonly prize: string; readonly decoy: null }
    | { readonly prize: null; readonly decoy: string }
  )[];
}

/** Whether spending is counted by day. */
export function hasDayBudget({ budget }: Campaign): boolean {
  return budget !== null && budget.perDayMinor !== null;
}

/** Works out a campaign from an input that has been found valid. */
export function compileCampaign(input: CampaignInput, version: string): Campaign {
  const { currency } = input;
  const minor = (amount: string): number => toMinor(amount, currency);
  const instant = (text: string): string => instantText(toMilliseconds(text));
  const { weights, total } = weightsOf(input);
  const budgetMinor = input.budget?.total === undefined ? null : minor(input.budget.total);
  const perDayMinor = input.budget?.perDay === undefined ? null : minor(input.budget.perDay);
  return deepFreeze<Campaign>({
    id: input.id,
    name: input.name ?? null,
    organiser: input.organiser ?? null,
    version,
    currency,
    zone: input.zone,
    opensAt: input.opensAt === undefined ? null : instant(input.opensAt),
    closesAt: input.closesAt === undefined ? null : instant(input.closesAt),
    weightTotal: total,
    prizes: input.prizes.map((prize, index) => compilePrize(prize, weights[index]!, currency)),
    budget:
      budgetMinor === null && perDayMinor === null
        ? null
        : {
            total: budgetMinor === null ? null : fromMinor(budgetMinor, currency),
            totalMinor: budgetMinor,
            perDay: perDayMinor === null ? null : fromMinor(perDayMinor, currency),
            perDayMinor,
          },
    limits: {
      perMember: input.limits?.perMember ?? null,
      perMemberPerMonth: input.limits?.perMemberPerMonth ?? null,
      perMemberPerDay: input.limits?.perMemberPerDay ?? null,
    },
    members: {
      blocked: input.members?.blocked ?? [],
      eligible: input.members?.eligible ?? null,
      eligibleTiers: input.members?.eligibleTiers ?? null,
    },
    pools: compilePools(input.pools ?? []),
    chances:
      input.chances === undefined
        ? null
        : {
            sources: input.chances.sources.map((source) => ({
              id: source.id,
              perMember: source.perMember ?? null,
              perMemberPerDay: source.perMemberPerDay ?? null,
              validHours: source.validHours ?? null,
            })),
            perMember: input.chances.perMember ?? null,
            perMemberPerDay: input.chances.perMemberPerDay ?? null,
          },
    price: input.price === undefined ? null : compilePrice(input.price, currency),
    pity: (input.pity ?? []).map(compilePity),
    pacing: compilePacing(input, minor, instant),
    fairness: input.fairness ?? "open",
    fields: (input.fields ?? []).map((field) =>
      typeof field === "string"
        ? { prize: field, decoy: null }
        : { prize: null, decoy: field.decoy },
    ),
  });
}

function compilePrize(prize: PrizeInput, weight: number, currency: string): Prize {
  const costMinor = toMinor(prize.cost ?? "0", currency);
  return {
    id: prize.id,
    name: prize.name ?? null,
    kind: prize.kind,
    weight,
    tier: prize.tier ?? null,
    stock: compileStock(prize.stock),
    cost: fromMinor(costMinor, currency),
    costMinor,
    marketValueMinor:
      prize.marketValue === undefined ? costMinor : toMinor(prize.marketValue, currency),
    perMember: prize.perMember ?? null,
    unlockAfterDraws: prize.unlockAfterDraws ?? 0,
    claimWithinHours: prize.claimWithinHours ?? null,
    upgrade: prize.upgrade ?? null,
    onStockOut: prize.onStockOut ?? null,
    onBudgetShort: prize.onBudgetShort ?? null,
    onMemberLimit: prize.onMemberLimit ?? null,
    onLocked: prize.onLocked ?? null,
  };
}

function compileStock(stock: PrizeInput["stock"]): Stock | null {
  if (stock === undefined) return null;
  if (typeof stock === "number") return { total: stock, perDay: null, perHour: null, batches: [] };
  const batches = (stock.batches ?? []).map(({ at, units }) => ({
    at: instantText(toMilliseconds(at)),
    units,
  }));
  return {
    total:
      stock.total ??
      (batches.length === 0 ? null : batches.reduce((sum, { units }) => sum + units, 0)),
    perDay: stock.perDay ?? null,
    perHour: stock.perHour ?? null,
    batches,
  };
}

function compilePools(pools: readonly PoolInput[]): Pool[] {
  return pools
    .map((pool) => ({
      id: pool.id,
      fromScore: pool.fromScore ?? null,
      memberTiers: pool.memberTiers ?? null,
      prizes: pool.prizes,
    }))
    .sort((a, b) => (b.fromScore ?? -1) - (a.fromScore ?? -1));
}

function compilePrice(
  { unit, amount }: NonNullable<CampaignInput["price"]>,
  currency: string,
): Campaign["price"] {
  if (unit === "points") return { unit, amount, due: Number(amount) };
  const due = toMinor(amount, currency);
  return { unit, amount: fromMinor(due, currency), due };
}

function compilePity(pity: PityInput): Pity {
  return {
    tier: pity.tier,
    table: pityTable(pity.table),
    resetBy: pity.resetBy,
    whenUnavailable: pity.whenUnavailable ?? "owe",
    featured:
      pity.featured === undefined
        ? null
        : { prizes: pity.featured.prizes, share: toFraction(pity.featured.share) },
  };
}

function compilePacing(
  { pacing = { mode: "none" }, opensAt, closesAt, budget }: CampaignInput,
  minor: (amount: string) => number,
  instant: (text: string) => string,
): Pacing {
  if (pacing.mode !== "throttle") return pacing;
  const line = pacing.line ?? [
    { at: opensAt!, spent: "0" },
    { at: closesAt!, spent: budget!.total! },
  ];
  return {
    mode: "throttle",
    line: line.map(({ at, spent }) => ({ at: instant(at), spentMinor: minor(spent) })),
  };
}
