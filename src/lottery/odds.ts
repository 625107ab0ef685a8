import { type Fraction, greatestCommonDivisor } from "../kernel/money/rate";
import { type Instant, instantText, toMilliseconds } from "../kernel/time/instant";
import { admit, type Drawer } from "./admission";
import type { Campaign } from "./campaign";
import type { ClosedPrize } from "./closing";
import { clockOf } from "./clock";
import { checkDrawer } from "./draw";
import { checkCurrency } from "./fold";
import type { PrizeKind } from "./input";
import type { DrawRefusal } from "./refusals";
import { shelfOf } from "./shelf";
import { checkState, type DrawState } from "./state";

/** The chances of all prizes for one member at one instant. */
export interface Odds {
  readonly campaign: string;
  /** Of the definition. */
  readonly version: string;
  readonly at: string;
  /** Why this member cannot draw now; null: the member can. */
  readonly refusal: DrawRefusal | null;
  /** The pool that the member draws from; null: all prizes. */
  readonly pool: string | null;
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
 * The exact chances of a member's next draw, from the same table that the draw rolls on: after
 * pools, locks, limits, stock, budget, pacing and pity. The chances now sum to 1, or are all 0
 * beside a refusal. With winning moments the answer tells whether the next draw wins: it is for the
 * shop alone.
 *
 * @param state - of the campaign and of the member
 * @param at - the instant of the draw that is asked about
 * @param who - what the draw command would say of the member. Default: a member without name,
 * score, tier and balance
 * @throws UptierError in this order: `invalid-instant`, `invalid-command`, `invalid-state`,
 * `currency-mismatch`
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
export function explainOdds(
  campaign: Campaign,
  state: DrawState,
  at: Instant,
  who: Partial<Drawer> = {},
): Odds {
  const instant = toMilliseconds(at);
  checkDrawer(campaign, who);
  checkState(state);
  checkCurrency(campaign, state.campaign.currency);
  const shelf = shelfOf(campaign, state.campaign, instant);
  const { table, view, refusal } = admit(campaign, state, shelf, clockOf(campaign, instant), {
    member: "",
    ...who,
  });
  const closed = new Map(table.closed.map((reason) => [reason.prize, reason]));
  return {
    campaign: campaign.id,
    version: campaign.version,
    at: instantText(instant),
    refusal,
    pool: view.pool?.id ?? null,
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

/** A fraction in lowest terms. */
export function lowestTerms(num: number, den: number): Fraction {
  const divisor = greatestCommonDivisor(num, den);
  return { num: num / divisor, den: den / divisor };
}
