import { millisecondsOrNever } from "../kernel/time/end";
import { toMilliseconds } from "../kernel/time/instant";
import type { Campaign, Pity, Pool } from "./campaign";
import type { MemberView } from "./table";

/** What every draw looks up, worked out once per campaign. */
export interface Lookup {
  readonly indexOf: ReadonlyMap<string, number>;
  /** The index of the prize of kind `nothing`, or -1. */
  readonly nothing: number;
  readonly opensAt: number;
  readonly closesAt: number;
  /** Null: nobody. */
  readonly blocked: ReadonlySet<string> | null;
  readonly eligible: ReadonlySet<string> | null;
  readonly eligibleTiers: ReadonlySet<string> | null;
  /** By threshold, from the highest down. */
  readonly poolsByScore: readonly Pool[];
  readonly poolOfTier: ReadonlyMap<string, Pool>;
  /** By the id of the pool, `""` for all prizes: the pity rules of which it has a prize. */
  readonly pityOf: ReadonlyMap<string, readonly PityCounter[]>;
  /** Whether no rule looks at who draws: no pool, no pity, no prize that is closed for some. */
  readonly treatsAllAlike: boolean;
  /** The one pity rule that is all that looks at who draws; null: there are others, or none. */
  readonly onlyPity: PityCounter | null;
  /** Members of such a campaign, by their misses: made when somebody first has so many. */
  readonly viewsByMisses: (MemberView | undefined)[];
  /** The numbers of draws at which prizes unlock, ascending. */
  readonly unlocks: readonly number[];
  /** Whether a prize has a limit per member. */
  readonly hasMemberLimits: boolean;
  /** By the index of the prize: the milliseconds of its batches. */
  readonly batchTimes: ReadonlyMap<number, readonly number[]>;
  /** The corners of the throttle, in milliseconds; empty where there is none. */
  readonly line: readonly { readonly at: number; readonly spentMinor: number }[];
  /** By the id of the prize: the fields that show it. */
  readonly fieldsOf: ReadonlyMap<string, readonly number[]>;
}

/** A pity rule, and the key of its counter in the state of a member: `gold/1`. */
export interface PityCounter {
  readonly rule: Pity;
  readonly key: string;
}

function countersOf(pool: string, rules: readonly Pity[]): readonly PityCounter[] {
  return rules.map((rule) => ({ rule, key: `${pool}/${rule.tier}` }));
}

const lookups = new WeakMap<Campaign, Lookup>();
/* Most draws in a row are of one campaign, and a look-up in the map takes longer than comparing. */
let [lastCampaign, lastLookup] = [null as Campaign | null, null as Lookup | null];

/** The lookup of a campaign. */
export function lookupOf(campaign: Campaign): Lookup {
  if (campaign === lastCampaign) return lastLookup!;
  const known = lookups.get(campaign);
  const lookup = known ?? makeLookup(campaign);
  if (known === undefined) lookups.set(campaign, lookup);
  [lastCampaign, lastLookup] = [campaign, lookup];
  return lookup;
}

function makeLookup(campaign: Campaign): Lookup {
  const { prizes, members, pools, pacing, fields } = campaign;
  const isIn =
    (pool: Pool) =>
    ({ tier }: Pity): boolean =>
      prizes.some((one) => one.tier === tier && one.weight > 0 && pool.prizes.includes(one.id));
  const fieldsOf = new Map<string, number[]>();
  fields.forEach(({ prize }, index) => {
    if (prize !== null) fieldsOf.set(prize, [...(fieldsOf.get(prize) ?? []), index]);
  });
  const unlocks = [...new Set(prizes.map((prize) => prize.unlockAfterDraws))]
    .filter((draws) => draws > 0)
    .sort((a, b) => a - b);
  const hasMemberLimits = prizes.some((prize) => prize.perMember !== null);
  const judgesPrizes = pools.length + unlocks.length > 0 || hasMemberLimits;
  const counters = countersOf("", campaign.pity);
  const only = !judgesPrizes && counters.length === 1 && counters[0]!.rule.featured === null;
  return {
    indexOf: new Map(prizes.map((prize, index) => [prize.id, index])),
    nothing: prizes.findIndex((prize) => prize.kind === "nothing"),
    opensAt: campaign.opensAt === null ? -Infinity : toMilliseconds(campaign.opensAt),
    closesAt: millisecondsOrNever(campaign.closesAt),
    blocked: members.blocked.length === 0 ? null : new Set(members.blocked),
    eligible: members.eligible === null ? null : new Set(members.eligible),
    eligibleTiers: members.eligibleTiers === null ? null : new Set(members.eligibleTiers),
    poolsByScore: pools.filter((pool) => pool.fromScore !== null),
    poolOfTier: new Map(
      pools.flatMap((pool) => (pool.memberTiers ?? []).map((tier) => [tier, pool] as const)),
    ),
    pityOf: new Map([
      ["", counters],
      ...pools.map(
        (pool) => [pool.id, countersOf(pool.id, campaign.pity.filter(isIn(pool)))] as const,
      ),
    ]),
    treatsAllAlike: !judgesPrizes && counters.length === 0,
    onlyPity: only ? counters[0]! : null,
    viewsByMisses: [],
    unlocks,
    hasMemberLimits,
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
