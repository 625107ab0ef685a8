import type { MemberPolicy, UnavailablePolicy } from "./policy";

/** What a prize is, for the cost report and the page; `nothing` is the "thanks for playing". */
export type PrizeKind = "goods" | "cash" | "coupon" | "points" | "nothing";

/** How many units of a prize there are, and when. */
export interface StockInput {
  /** In the whole campaign. Default: no limit. */
  readonly total?: number | undefined;
  /** On one day of the campaign's zone; a unit that comes back counts on the day it was taken. */
  readonly perDay?: number | undefined;
  /** In one hour of the campaign's wall clock. */
  readonly perHour?: number | undefined;
  /**
   * Units that become available at an instant; what is left of one batch stays available beside the
   * next. In ascending order, instead of `total`, which is their sum.
   */
  readonly batches?: readonly { readonly at: string; readonly units: number }[] | undefined;
}

/** A prize as a shop writes it. */
export interface PrizeInput {
  /** Letters, digits, `.`, `-` and `_`, at most 100; kept for ever, because entries name it. */
  readonly id: string;
  readonly name?: string | undefined;
  readonly kind: PrizeKind;
  /**
   * How often it is drawn, in units of `weightTotal`; or `"remaining"`: what the others leave. A
   * prize of weight 0 is given as a fallback only. Either all prizes have weights or all have
   * chances. In a deck, and with winning moments, the number of units.
   */
  readonly weight?: number | "remaining" | undefined;
  /** The same as text: `"11.9%"`, `"0.119"`, `"119/1000"`, or `"remaining"`. */
  readonly chance?: string | undefined;
  /** Its rank: 1 is the top tier. Required where pity or `downgrade` speaks of tiers. */
  readonly tier?: number | undefined;
  /** How many there are; a number is the total. Default: no limit. */
  readonly stock?: number | StockInput | undefined;
  /** What one costs the shop, as text in the campaign's currency; `"0"` if it is free. */
  readonly cost?: string | undefined;
  /** What one is worth on the market, which is what laws cap. Default: its cost. */
  readonly marketValue?: string | undefined;
  /** How many of it one member can win in the whole campaign. Default: no limit. */
  readonly perMember?: number | undefined;
  /** How often a member must have drawn in this campaign before the prize can be won. */
  readonly unlockAfterDraws?: number | undefined;
  /**
   * The prize must be claimed (a coupon: redeemed) within so many hours. Until then its unit and its
   * cost are reserved. Default: it is given out at once.
   */
  readonly claimWithinHours?: number | undefined;
  /** Who wins it can exchange it for another prize within so many hours, by finishing tasks. */
  readonly upgrade?: { readonly to: string; readonly withinHours: number } | undefined;
  /** Required with `stock`. */
  readonly onStockOut?: UnavailablePolicy | undefined;
  /** Required for a prize that costs something in a campaign with a budget. */
  readonly onBudgetShort?: UnavailablePolicy | undefined;
  /** Required with `perMember`. */
  readonly onMemberLimit?: MemberPolicy | undefined;
  /** Required with `unlockAfterDraws`. */
  readonly onLocked?: MemberPolicy | undefined;
}

/** The prizes that some members draw from. */
export interface PoolInput {
  readonly id: string;
  /** For members whose `score` is at least this; of several pools the highest one applies. */
  readonly fromScore?: number | undefined;
  /**
   * For members whose `memberTier` is one of these; it comes before a pool by score. A pool has either
   * this or `fromScore`.
   */
  readonly memberTiers?: readonly string[] | undefined;
  /** Ids; their weights keep their proportions. */
  readonly prizes: readonly string[];
}

/** Where chances to draw come from, and how many. */
export interface ChanceSourceInput {
  /** `order`, `check-in`, `invitation`, `task`, ...: as the shop names it. */
  readonly id: string;
  /** The most chances from this source for one member, in the whole campaign and on one day. */
  readonly perMember?: number | undefined;
  readonly perMemberPerDay?: number | undefined;
  /** When a chance lapses, in hours after it was granted. Default: with the campaign. */
  readonly validHours?: number | undefined;
}

/** A tier whose chance rises with every miss. */
export interface PityInput {
  /** The rank of its prizes. */
  readonly tier: number;
  /** Chances by draw since the last hit, or the four numbers of a soft and hard pity. */
  readonly table:
    | readonly string[]
    | {
        /** The chance of the first draws. */
        readonly base: string;
        /** How many draws have it. */
        readonly constantFor: number;
        /** What each draw after them adds. */
        readonly step: string;
        /** The draw that is a hit for certain. */
        readonly hardAt: number;
      };
  /**
   * Which hits set the counter back to 0: those of the tier itself, those of it or of a higher one,
   * or every prize that is not `nothing`.
   */
  readonly resetBy: "same-tier" | "same-or-higher" | "any-hit";
  /**
   * What a draw does while no prize of the tier can be given. `owe` (default): the tier takes its
   * base chance, which goes where the policies of its prizes say, and the counter stays, so that the
   * guarantee is paid by the first draw that can. `fallback`: the tier's chance goes where the
   * policies say, and a draw that was guaranteed counts as a hit. `refuse`: a draw that is guaranteed
   * is refused.
   */
  readonly whenUnavailable?: "owe" | "fallback" | "refuse" | undefined;
  /** Prizes that a hit is with this share, and for certain after a hit that was not one of them. */
  readonly featured?: { readonly prizes: readonly string[]; readonly share: string } | undefined;
}

/**
 * How prizes are spread over the campaign.
 *
 * - `none`: every draw has the stated chances
 * - `deck`: weights are cards; a draw takes one card of those left, so that everybody's chances are
 *   equal beforehand and the whole cost is certain
 * - `moments`: weights are units that become winnable at secret moments; the first draw after one
 *   wins. A moment that nobody took stays (`roll-over`), or ends with the next one (`void`)
 * - `throttle`: a prize is held back while its cost would put spending above a line over time
 */
export type PacingInput =
  | { readonly mode: "none" }
  | { readonly mode: "deck" }
  | { readonly mode: "moments"; readonly unclaimed: "roll-over" | "void" }
  | {
      readonly mode: "throttle";
      /**
       * Corners of the line: how much may be spent by an instant; straight between them, and level
       * after the last one: what the budget has above it is kept back for good. Default: from nothing
       * at `opensAt` to the whole budget at `closesAt`.
       */
      readonly line?: readonly { readonly at: string; readonly spent: string }[] | undefined;
    };

/** One field of a wheel or a grid: the prize it shows, or a decoy that can never be drawn. */
export type FieldInput = string | { readonly decoy: string };

/** A prize campaign as a shop writes it: plain JSON. */
export interface CampaignInput {
  /** As the id of a prize. */
  readonly id: string;
  readonly name?: string | undefined;
  /** Who runs it and answers for it, as published. */
  readonly organiser?: string | undefined;
  /** ISO 4217 code of all amounts. */
  readonly currency: string;
  /** IANA time zone in which days begin and end. */
  readonly zone: string;
  /** The first instant of the campaign. Default: it has always been open. */
  readonly opensAt?: string | undefined;
  /** The first instant after the campaign. Default: it never closes. */
  readonly closesAt?: string | undefined;
  /** What the weights sum to, 10000 for example; required with weights. */
  readonly weightTotal?: number | undefined;
  /**
   * What a sum of weights below `weightTotal`, or of chances below 100 %, means when no prize has
   * what is `"remaining"`: an error (default), or that the weights are taken as ratios.
   */
  readonly onSumBelow?: "error" | "normalise" | undefined;
  /** 1 to 1,000. */
  readonly prizes: readonly PrizeInput[];
  /** What all prizes together may cost, in the whole campaign and on one day. Default: no limit. */
  readonly budget?:
    { readonly total?: string | undefined; readonly perDay?: string | undefined } | undefined;
  /** How often one member may draw, in the whole campaign, and in one month and day of the zone. */
  readonly limits?:
    | {
        readonly perMember?: number | undefined;
        readonly perMemberPerMonth?: number | undefined;
        readonly perMemberPerDay?: number | undefined;
      }
    | undefined;
  /**
   * Who can draw. Default: everybody; an empty `eligible` is refused, because nobody could draw. There
   * is no list of members who must win.
   */
  readonly members?:
    | {
        readonly blocked?: readonly string[] | undefined;
        readonly eligible?: readonly string[] | undefined;
        readonly eligibleTiers?: readonly string[] | undefined;
      }
    | undefined;
  /** Members whom no pool is for draw from all prizes. */
  readonly pools?: readonly PoolInput[] | undefined;
  /** A draw costs a chance. Default: draws are free. */
  readonly chances?:
    | {
        readonly sources: readonly ChanceSourceInput[];
        readonly perMember?: number | undefined;
        readonly perMemberPerDay?: number | undefined;
      }
    | undefined;
  /** A draw costs points, or money of a balance; with `chances`, when no chance is left. */
  readonly price?: { readonly unit: "points" | "money"; readonly amount: string } | undefined;
  /** From the highest tier down. */
  readonly pity?: readonly PityInput[] | undefined;
  /** Default: none. */
  readonly pacing?: PacingInput | undefined;
  /** `keyed`: every draw can be verified by its member later; see `commitSeed`. Default: `open`. */
  readonly fairness?: "open" | "keyed" | undefined;
  /** The fields of the wheel, the grid or the card, in their order on the page. */
  readonly fields?: readonly FieldInput[] | undefined;
}
