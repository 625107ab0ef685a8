import { type Fraction, greatestCommonDivisor } from "../kernel/money/rate";
import { type Instant, instantText, toMilliseconds } from "../kernel/time/instant";
import { admit } from "./admission";
import type { Campaign, PrizeKind } from "./definition";
import type { DrawRefusal } from "./refusals";
import type { DrawState } from "./state";
import type { ClosedPrize } from "./table";

/** The chances of all prizes for one member at one instant. */
export interface Odds {
  readonly campaign: string;
  /** Of the definition. */
  readonly version: string;
  readonly at: string;
  /** Why this member cannot draw now; null: the member can. */
  readonly refusal: DrawRefusal | null;
  /** In the order of the definition. */
  readonly prizes: readonly PrizeOdds[];
}

/** The chance of one prize, in lowest terms. */
export interface PrizeOdds {
  readonly prize: string;
  readonly name: string | null;
  readonly kind: PrizeKind;
  /** As the definition states it. */
  readonly stated: Fraction;
  /** In the member's next draw; 0 for all prizes while the member cannot draw. */
  readonly now: Fraction;
  /** Why the prize cannot be drawn now, and where its chance goes; null: it can. */
  readonly closed: ClosedPrize | null;
}

/**
 * The exact chances of a member's next draw, from the same table that the draw rolls on. The chances
 * now sum to 1, or are all 0 beside a refusal.
 *
 * @param state - of the campaign and of the member
 * @param at - the instant of the draw that is asked about
 * @throws UptierError in this order: `invalid-instant`, `invalid-state`
 *
 * @example
 * ```ts
 * import { defineCampaign, explainOdds, newDrawState } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "three",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   weightTotal: 10,
 *   prizes: [
 *     { id: "cup", kind: "goods", weight: 2, cost: "12", stock: 0, onStockOut: "renormalise" },
 *     { id: "coupon", kind: "coupon", weight: 4, cost: "0" },
 *     { id: "thanks", kind: "nothing", weight: 4 },
 *   ],
 * });
 * const odds = explainOdds(campaign, newDrawState(), "2026-11-21T09:30:00+08:00");
 * odds.prizes.map(({ stated }) => `${stated.num}/${stated.den}`); // => ["1/5", "2/5", "2/5"]
 * odds.prizes.map(({ now }) => `${now.num}/${now.den}`); // => ["0/1", "1/2", "1/2"]
 * ```
 */
export function explainOdds(campaign: Campaign, state: DrawState, at: Instant): Odds {
  const instant = toMilliseconds(at);
  const { table, refusal } = admit(campaign, state, instant);
  const closed = new Map(table.closed.map((reason) => [reason.prize, reason]));
  return {
    campaign: campaign.id,
    version: campaign.version,
    at: instantText(instant),
    refusal,
    prizes: campaign.prizes.map((prize, index) => ({
      prize: prize.id,
      name: prize.name,
      kind: prize.kind,
      stated: lowestTerms(prize.weight, campaign.weightTotal),
      now:
        refusal === null
          ? lowestTerms(table.weights[index]!, table.weightTotal)
          : { num: 0, den: 1 },
      closed: closed.get(prize.id) ?? null,
    })),
  };
}

function lowestTerms(num: number, den: number): Fraction {
  const divisor = greatestCommonDivisor(num, den);
  return { num: num / divisor, den: den / divisor };
}
