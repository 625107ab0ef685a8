import type { Fraction } from "../../kernel/money/rate";
import type { Campaign, Prize } from "../campaign";
import { lookupOf } from "../lookup";
import { lowestTerms } from "../odds";
import type { UnavailablePolicy } from "../policy";

/** The odds of a prize that members can meet in the course of a campaign. */
export interface OddsRange {
  readonly prize: string;
  /** As the definition states them: before anything has been drawn. */
  readonly stated: Fraction;
  /** No member who can draw ever has lower, or higher, odds. */
  readonly lowest: Fraction;
  readonly highest: Fraction;
}

/** What the pacing of a campaign means for those who draw. */
export interface PacingReport {
  readonly mode: Campaign["pacing"]["mode"];
  /** Whether everybody's odds are equal beforehand, whoever draws when. */
  readonly equalBeforehand: boolean;
  readonly prizes: readonly OddsRange[];
  /** What makes odds move, from the definition. */
  readonly movedBy: readonly OddsMover[];
}

/** Why the odds of a campaign are not the same for everybody at all times. */
export type OddsMover =
  "stock" | "budget" | "throttle" | "moments" | "deck" | "member-limit" | "lock" | "pool" | "pity";

/**
 * The lowest and the highest odds of each prize that a member can meet, with what moves them. Bounds
 * for every state, instant and member: never too narrow. They are attained where prizes close
 * independently of one another; with pity or pools they are 0 and 1 for the prizes concerned.
 *
 * @example
 * ```ts
 * import { defineCampaign, pacingReport } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "three",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [
 *     { id: "cup", kind: "goods", chance: "20%", cost: "12", stock: 9, onStockOut: "nothing" },
 *     { id: "thanks", kind: "nothing", chance: "remaining" },
 *   ],
 * });
 * const report = pacingReport(campaign);
 * report.movedBy; // => ["stock"]
 * report.prizes[0]?.lowest; // => { num: 0, den: 1 }
 * report.prizes[0]?.highest; // => { num: 1, den: 5 }
 * report.prizes[1]?.highest; // => { num: 1, den: 1 }
 * ```
 */
export function pacingReport(campaign: Campaign): PacingReport {
  const { pacing } = campaign;
  const movedBy = moversOf(campaign);
  const anything = pacing.mode === "deck" || pacing.mode === "moments";
  const mixed = movedBy.includes("pity") || movedBy.includes("pool");
  return {
    mode: pacing.mode,
    equalBeforehand: movedBy.length === 0 || pacing.mode === "deck",
    prizes: campaign.prizes.map((prize, index) => ({
      prize: prize.id,
      stated: lowestTerms(prize.weight, campaign.weightTotal),
      ...(anything || mixed ? NOTHING_TO_ALL : rangeOf(campaign, index)),
    })),
    movedBy,
  };
}

const NOTHING_TO_ALL = { lowest: { num: 0, den: 1 }, highest: { num: 1, den: 1 } } as const;

function moversOf({ prizes, budget, pacing, pools, pity }: Campaign): OddsMover[] {
  const movers: [OddsMover, boolean][] = [
    ["stock", prizes.some((prize) => prize.stock !== null)],
    ["budget", budget !== null && prizes.some((prize) => prize.costMinor > 0)],
    ["throttle", pacing.mode === "throttle"],
    ["moments", pacing.mode === "moments"],
    ["deck", pacing.mode === "deck"],
    ["member-limit", prizes.some((prize) => prize.perMember !== null)],
    ["lock", prizes.some((prize) => prize.unlockAfterDraws > 0)],
    ["pool", pools.length > 0],
    ["pity", pity.length > 0],
  ];
  const unitsOnly = pacing.mode === "deck" || pacing.mode === "moments";
  return movers
    .filter(([mover, moves]) => moves && !(unitsOnly && mover === "budget"))
    .map(([mover]) => mover);
}

/**
 * A prize that cannot close keeps its weight, and the weight of others can only come to it or drop
 * out of the sum. So its odds are lowest when nothing has dropped out, and highest when everything
 * that can come to it has come and everything that can drop out has.
 */
function rangeOf(campaign: Campaign, index: number): Pick<OddsRange, "lowest" | "highest"> {
  const { prizes, weightTotal } = campaign;
  const prize = prizes[index]!;
  let [coming, dropping] = [0, 0];
  prizes.forEach((other, position) => {
    if (position === index || !canClose(other)) return;
    const ends = endsOf(campaign, position);
    if (ends.has(index)) coming += other.weight;
    else if (ends.has(null)) dropping += other.weight;
  });
  const most = prize.weight + coming;
  const total = weightTotal - dropping;
  return {
    lowest: canClose(prize) ? { num: 0, den: 1 } : lowestTerms(prize.weight, weightTotal),
    highest: most === 0 || total === 0 ? { num: 0, den: 1 } : lowestTerms(most, total),
  };
}

function canClose({ onStockOut, onBudgetShort, onMemberLimit, onLocked }: Prize): boolean {
  return [onStockOut, onBudgetShort, onMemberLimit, onLocked].some((policy) => policy !== null);
}

/** Where the chance of a prize can end up once it has closed; null: with nobody in particular. */
function endsOf(campaign: Campaign, index: number): ReadonlySet<number | null> {
  const { prizes } = campaign;
  const { indexOf, nothing } = lookupOf(campaign);
  const ends = new Set<number | null>();
  const seen = new Set<number>();
  const follow = (from: number): void => {
    if (seen.has(from)) return;
    seen.add(from);
    const { onStockOut, onBudgetShort, onMemberLimit, onLocked } = prizes[from]!;
    for (const policy of [onStockOut, onBudgetShort, onMemberLimit, onLocked]) {
      if (policy !== null) heirs(policy, from).forEach(reach);
    }
  };
  const reach = (end: number | null): void => {
    ends.add(end);
    if (end !== null && canClose(prizes[end]!)) follow(end);
  };
  const heirs = (policy: UnavailablePolicy, from: number): (number | null)[] => {
    if (policy === "renormalise") return [null];
    if (policy === "nothing") return [nothing];
    if (typeof policy === "object") return [indexOf.get(policy.fallback)!];
    const rank = (prize: Prize): number => prize.tier ?? Infinity;
    const others = prizes.flatMap((prize, position) =>
      position !== from &&
      (policy === "downgrade" ? rank(prize) > rank(prizes[from]!) : prize.stock)
        ? [position]
        : [],
    );
    return [...others, null];
  };
  follow(index);
  return ends;
}
