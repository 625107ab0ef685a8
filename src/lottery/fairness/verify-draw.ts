import { UptierError } from "../../kernel/errors";
import { canonicalJson } from "../../kernel/json";
import { commitmentOf, keyedRandom } from "../../kernel/random/keyed";
import { rangeSampler, type Sampler, weightedSampler } from "../../kernel/random/sampler";
import { dayKey } from "../../kernel/time/day";
import { toMilliseconds } from "../../kernel/time/instant";
import { localDay } from "../../kernel/time/zone";
import type { Campaign, Pool, Prize } from "../campaign";
import type { ClosedForAll, ClosedForMember, ClosedPrize } from "../closing";
import type { PrizeDrawn } from "../entries";
import { lookupOf } from "../lookup";
import { pitySteps } from "../pity/counter";
import type { PityView } from "../pity/shares";
import { type MemberView, tableOf } from "../table";

/** Whether a published draw is right, and what was looked at. */
export interface DrawVerification {
  /** Whether nothing is wrong. What could not be checked is not wrong: see `unchecked`. */
  readonly ok: boolean;
  readonly wrong: readonly DrawFault[];
  readonly unchecked: readonly DrawGap[];
}

/**
 * What is wrong with a record.
 *
 * - `other-campaign`, `other-version`: it is of another definition than the one given
 * - `table-differs`: its closed prizes, pool and pity lead to other weights than it states
 * - `wrong-weight`: the weight or the sum of the prize is not that of the table
 * - `wrong-prize`: its roll stands for another prize
 * - `wrong-cost`: it counts another cost or currency than that of the prize
 * - `wrong-day`: its day is not that of its instant
 * - `wrong-pity`: a counter is missing, or does not become what the prize makes of it
 * - `not-keyed`: the campaign promises draws that can be verified, and this one comes from elsewhere
 * - `unknown-source`: it names no source of chance
 * - `wrong-commitment`: the server seed is not the one that was committed
 * - `wrong-roll`: the seeds give another roll
 */
export type DrawFault =
  | "other-campaign"
  | "other-version"
  | "table-differs"
  | "wrong-weight"
  | "wrong-prize"
  | "wrong-cost"
  | "wrong-day"
  | "wrong-pity"
  | "not-keyed"
  | "unknown-source"
  | "wrong-commitment"
  | "wrong-roll";

/**
 * What a record cannot prove.
 *
 * - `roll`: it came from a source that nobody can repeat, or the server seed is not revealed yet
 * - `table`: the pacing decides what can be drawn from what was drawn before; replay the entries
 */
export type DrawGap = "roll" | "table";

/**
 * Verifies a draw from its published record: the definition, the table that follows from the closed
 * prizes, the pool and the pity counters it states, the prize that its roll stands for, and with the
 * revealed server seed the roll itself. Whether the prizes that it calls closed were closed is proved
 * by the replay of all entries, not by one of them.
 *
 * @param entry - the `prize-drawn` entry
 * @param campaign - of the version that was published before the draw
 * @param serverSeed - once it is revealed. Default: the roll is not checked
 * @throws UptierError `invalid-entry` for what is no record of a draw, `invalid-instant`
 *
 * @example
 * ```ts
 * import { seededRandom } from "uptier/kernel";
 * import { defineCampaign, draw, newDrawState, verifyDraw } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "half",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [
 *     { id: "cup", kind: "goods", chance: "50%", cost: "12" },
 *     { id: "thanks", kind: "nothing", chance: "remaining" },
 *   ],
 * });
 * const command = { id: "d1", at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * const drawn = draw(campaign, newDrawState(), command, seededRandom("spring"));
 * if (!drawn.ok) throw new Error(drawn.refusal.code);
 * const record = drawn.entries[0]!;
 * verifyDraw(record, campaign); // => { ok: true, wrong: [], unchecked: ["roll"] }
 * const other = record.prize === "cup" ? "thanks" : "cup";
 * verifyDraw({ ...record, prize: other }, campaign).wrong.includes("wrong-prize"); // => true
 * ```
 */
export function verifyDraw(
  entry: PrizeDrawn,
  campaign: Campaign,
  serverSeed?: string,
): DrawVerification {
  checkRecord(entry);
  const wrong: DrawFault[] = [];
  const unchecked: DrawGap[] = [];
  if (entry.campaign !== campaign.id) wrong.push("other-campaign");
  else if (entry.version !== campaign.version) wrong.push("other-version");
  if (wrong.length > 0) return { ok: false, wrong, unchecked: ["table", "roll"] };
  const { pacing } = campaign;
  if (pacing.mode === "deck" || pacing.mode === "moments") unchecked.push("table");
  else if (!isTableOf(entry, campaign)) wrong.push("table-differs");
  const index = lookupOf(campaign).indexOf.get(entry.prize);
  const total = entry.weights.reduce((sum, weight) => sum + weight, 0);
  if (index === undefined || entry.weight !== entry.weights[index] || entry.weightTotal !== total) {
    wrong.push("wrong-weight");
  }
  const sampler = samplerOf(entry);
  if (sampler === null || index === undefined || positionOf(sampler, entry.roll) !== index) {
    wrong.push("wrong-prize");
  }
  const prize = index === undefined ? undefined : campaign.prizes[index]!;
  if (prize?.costMinor !== entry.costMinor || campaign.currency !== entry.currency) {
    wrong.push("wrong-cost");
  }
  if (dayKey(localDay(toMilliseconds(entry.at), campaign.zone)) !== entry.day) {
    wrong.push("wrong-day");
  }
  if (prize === undefined || !isPityOf(entry, campaign, prize)) wrong.push("wrong-pity");
  const { random } = entry;
  if (campaign.fairness === "keyed" && random.kind !== "keyed") wrong.push("not-keyed");
  else if (!SOURCES.has(random.kind)) wrong.push("unknown-source");
  else if (random.kind !== "keyed" || serverSeed === undefined) unchecked.push("roll");
  else if (commitmentOf(serverSeed) !== random.commitment) wrong.push("wrong-commitment");
  else if (sampler?.roll(keyedRandom({ ...random, serverSeed })) !== entry.roll) {
    wrong.push("wrong-roll");
  }
  return { ok: wrong.length === 0, wrong, unchecked };
}

const SOURCES: ReadonlySet<string> = new Set<PrizeDrawn["random"]["kind"]>([
  "crypto",
  "seeded",
  "keyed",
]);

/** What is looked at must be there: records come from anywhere. */
function checkRecord(entry: PrizeDrawn): void {
  const lists = ["weights", "closed", "pity"] as const;
  const sound =
    typeof entry === "object" &&
    (entry as unknown) !== null &&
    entry.kind === "prize-drawn" &&
    lists.every((key) => Array.isArray(entry[key]) && !(entry[key] as unknown[]).includes(null)) &&
    typeof entry.random === "object" &&
    (entry.random as unknown) !== null;
  if (!sound) {
    throw new UptierError(
      "invalid-entry",
      "this is no record of a draw; pass the prize-drawn entry exactly as it was published",
    );
  }
}

/** Whether every counter of the pool is there, and becomes what the drawn prize makes of it. */
function isPityOf(entry: PrizeDrawn, campaign: Campaign, prize: Prize): boolean {
  const pool = campaign.pools.find(({ id }) => id === entry.pool) ?? null;
  const steps = pitySteps(campaign.prizes, prize, viewOf(entry, campaign, pool), entry.closed);
  return canonicalJson(steps) === canonicalJson(entry.pity);
}

/** The table that the rules in force lead to. */
function isTableOf(entry: PrizeDrawn, campaign: Campaign): boolean {
  const pool = campaign.pools.find(({ id }) => id === entry.pool) ?? null;
  if (entry.pool !== null && pool === null) return false;
  const closed = entry.closed.filter(isForAll);
  const { indexOf } = lookupOf(campaign);
  const heirs = closed.flatMap(({ heir }) => (heir === undefined ? [] : [indexOf.get(heir) ?? -1]));
  if (heirs.includes(-1)) return false;
  const shelf = {
    closed,
    until: 0,
    committedUpTo: 0,
    committedTodayUpTo: 0,
    heirs,
    tables: null,
  };
  const { weights } = tableOf(campaign, shelf, viewOf(entry, campaign, pool));
  return (
    weights.length === entry.weights.length &&
    weights.every((weight, index) => weight === entry.weights[index])
  );
}

function viewOf(entry: PrizeDrawn, campaign: Campaign, pool: Pool | null): MemberView {
  return {
    pool,
    closed: entry.closed.filter(isForMember),
    pity: lookupOf(campaign)
      .pityOf.get(pool?.id ?? "")!
      .map(({ rule, key }): PityView => {
        const step = entry.pity.find((one) => one.key === key);
        const { misses, featuredNext } = step ?? { misses: 0, featuredNext: false };
        return { rule, key, count: { misses, featuredNext } };
      }),
  };
}

function isForMember(reason: ClosedPrize): reason is ClosedForMember {
  return reason.code === "prize-over-member-limit" || reason.code === "prize-locked";
}

function isForAll(reason: ClosedPrize): reason is ClosedForAll {
  return !isForMember(reason);
}

function samplerOf({ sampler, weights }: PrizeDrawn): Sampler | null {
  try {
    return sampler === "ranges/1" ? rangeSampler(weights) : weightedSampler(weights);
  } catch (error) {
    if (!(error instanceof UptierError)) throw error;
    return null;
  }
}

function positionOf(sampler: Sampler, roll: number): number | null {
  try {
    return sampler.at(roll);
  } catch (error) {
    if (!(error instanceof UptierError)) throw error;
    return null;
  }
}
