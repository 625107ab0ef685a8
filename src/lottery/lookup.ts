import { toMilliseconds } from "../kernel/time/instant";
import type { Campaign, Pool } from "./campaign";

/** What every draw looks up, worked out once per campaign. */
export interface Lookup {
  readonly indexOf: ReadonlyMap<string, number>;
  /** The index of the prize of kind `nothing`, or -1. */
  readonly nothing: number;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly blocked: ReadonlySet<string>;
  readonly eligible: ReadonlySet<string> | null;
  readonly eligibleTiers: ReadonlySet<string> | null;
  /** By threshold, from the highest down. */
  readonly poolsByScore: readonly Pool[];
  readonly poolOfTier: ReadonlyMap<string, Pool>;
  /** The numbers of draws at which prizes unlock, ascending. */
  readonly unlocks: readonly number[];
  /** Whether a prize has a limit per member. */
  readonly hasMemberLimits: boolean;
  /** By the id of the pool, `""` for none: the keys of the pity counters, `gold/1`. */
  readonly pityKeys: ReadonlyMap<string, readonly string[]>;
  /** By the index of the prize: the milliseconds of its batches. */
  readonly batchTimes: ReadonlyMap<number, readonly number[]>;
  /** The corners of the throttle, in milliseconds; empty where there is none. */
  readonly line: readonly { readonly at: number; readonly spentMinor: number }[];
  /** By the id of the prize: the fields that show it. */
  readonly fieldsOf: ReadonlyMap<string, readonly number[]>;
}

const lookups = new WeakMap<Campaign, Lookup>();

/** The lookup of a campaign. */
export function lookupOf(campaign: Campaign): Lookup {
  const known = lookups.get(campaign);
  if (known !== undefined) return known;
  const lookup = makeLookup(campaign);
  lookups.set(campaign, lookup);
  return lookup;
}

function makeLookup(campaign: Campaign): Lookup {
  const { prizes, members, pools, pacing, fields } = campaign;
  const fieldsOf = new Map<string, number[]>();
  fields.forEach(({ prize }, index) => {
    if (prize !== null) fieldsOf.set(prize, [...(fieldsOf.get(prize) ?? []), index]);
  });
  return {
    indexOf: new Map(prizes.map((prize, index) => [prize.id, index])),
    nothing: prizes.findIndex((prize) => prize.kind === "nothing"),
    opensAt: campaign.opensAt === null ? -Infinity : toMilliseconds(campaign.opensAt),
    closesAt: campaign.closesAt === null ? Infinity : toMilliseconds(campaign.closesAt),
    blocked: new Set(members.blocked),
    eligible: members.eligible === null ? null : new Set(members.eligible),
    eligibleTiers: members.eligibleTiers === null ? null : new Set(members.eligibleTiers),
    poolsByScore: pools.filter((pool) => pool.fromScore !== null),
    poolOfTier: new Map(
      pools.flatMap((pool) => (pool.memberTiers ?? []).map((tier) => [tier, pool] as const)),
    ),
    unlocks: [...new Set(prizes.map((prize) => prize.unlockAfterDraws))]
      .filter((draws) => draws > 0)
      .sort((a, b) => a - b),
    hasMemberLimits: prizes.some((prize) => prize.perMember !== null),
    pityKeys: new Map(
      ["", ...pools.map((pool) => pool.id)].map((pool) => [
        pool,
        campaign.pity.map(({ tier }) => `${pool}/${tier}`),
      ]),
    ),
    batchTimes: new Map(
      prizes.flatMap(({ stock }, index) =>
        stock === null || stock.batches.length === 0
          ? []
          : [[index, stock.batches.map(({ at }) => toMilliseconds(at))] as const],
      ),
    ),
    line:
      pacing.mode === "throttle"
        ? pacing.line.map(({ at, spentMinor }) => ({ at: toMilliseconds(at), spentMinor }))
        : [],
    fieldsOf,
  };
}
