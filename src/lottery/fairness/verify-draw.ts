import { UptierError } from "../../kernel/errors";
import { commitmentOf, keyedRandom } from "../../kernel/random/keyed";
import { rangeSampler, type Sampler, weightedSampler } from "../../kernel/random/sampler";
import type { Campaign, Pool } from "../campaign";
import type { ClosedForAll, ClosedForMember, ClosedPrize } from "../closing";
import type { PrizeDrawn } from "../entries";
import { lookupOf } from "../lookup";
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
 * - `wrong-cost`: it counts another cost than that of the prize
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
  if (index === undefined || campaign.prizes[index]!.costMinor !== entry.costMinor) {
    wrong.push("wrong-cost");
  }
  const { random } = entry;
  if (random.kind !== "keyed" || serverSeed === undefined) unchecked.push("roll");
  else if (commitmentOf(serverSeed) !== random.commitment) wrong.push("wrong-commitment");
  else if (sampler?.roll(keyedRandom({ ...random, serverSeed })) !== entry.roll) {
    wrong.push("wrong-roll");
  }
  return { ok: wrong.length === 0, wrong, unchecked };
}

/** The table that the rules in force lead to. */
function isTableOf(entry: PrizeDrawn, campaign: Campaign): boolean {
  const pool = campaign.pools.find(({ id }) => id === entry.pool) ?? null;
  if (entry.pool !== null && pool === null) return false;
  const shelf = {
    closed: entry.closed.filter(isForAll),
    until: 0,
    committedUpTo: 0,
    committedTodayUpTo: 0,
    volatile: false,
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
    pity: campaign.pity.map((rule): PityView => {
      const key = `${pool?.id ?? ""}/${rule.tier}`;
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
