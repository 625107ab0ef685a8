import type { Command, Entry } from "../kernel/decision";
import type { Sampler } from "../kernel/random/sampler";
import type { RandomRecord } from "../kernel/random/source";
import type { DayKey } from "../kernel/time/day";
import { instantText } from "../kernel/time/instant";
import type { Campaign } from "./campaign";
import type { PrizeKind } from "./input";
import type { Claim, Moment } from "./state";
import type { ClosedPrize } from "./closing";

/** The entries of a campaign. */
export type LotteryEntry =
  | PrizeDrawn
  | PrizeSettled
  | ChancesGranted
  | PrizeRestocked
  | MomentsScheduled
  | SeedCommitted
  | ClientSeedChosen
  | SeedRevealed;

/** What every entry of a campaign says. */
export interface CampaignEntry extends Entry {
  /** The id of the campaign. */
  readonly campaign: string;
  /** Of the definition. */
  readonly version: string;
}

/**
 * A draw was made: which prize, what it costs, and everything that decided it. `weights` is the
 * table that was drawn from, `sampler` and `roll` give the prize, and with the campaign of that
 * version anybody can see that the table was right; see `verifyDraw`.
 */
export interface PrizeDrawn extends CampaignEntry {
  readonly kind: "prize-drawn";
  readonly member: string;
  /** The id of the draw: that of the command, or of its part in ten draws in one go. */
  readonly draw: string;
  /** The local date in the zone of the campaign: the day that the limits count. */
  readonly day: DayKey;
  /** The id of the prize. */
  readonly prize: string;
  readonly prizeKind: PrizeKind;
  /** Which unit of the prize it is, from 1. */
  readonly unit: number;
  /** The field of the page that shows it, from 0; null: the campaign has no page. */
  readonly field: number | null;
  readonly currency: string;
  /** What the prize costs the shop, in minor units. */
  readonly costMinor: number;
  /** A prize that is held until it is claimed; null: it is given out. */
  readonly claim: Claim | null;
  /** The chance that this prize had: `weight` of `weightTotal`. */
  readonly weight: number;
  readonly weightTotal: number;
  /** The whole table, in the order of the prizes. */
  readonly weights: readonly number[];
  /** The prizes that could not be drawn. */
  readonly closed: readonly ClosedPrize[];
  /** The id of the pool; null: all prizes. */
  readonly pool: string | null;
  /** The pity counters that shaped the table, and what became of them. */
  readonly pity: readonly PityStep[];
  /** Which winning moment it was, from 0; null: none. */
  readonly moment: number | null;
  /** How the draw was paid for; null: it was free. */
  readonly paid: Payment | null;
  /** Spent and reserved before this draw, in minor units. */
  readonly committedMinor: number;
  /** The windows of stock that it counts in: `gift 2026-11-21`. */
  readonly windows: readonly string[];
  /** Whether it counts in a budget per day. */
  readonly inDayBudget: boolean;
  /** The method that turns the roll into a prize. */
  readonly sampler: Sampler["name"];
  /** What chance gave. */
  readonly roll: number;
  /** Where the roll came from. */
  readonly random: RandomRecord;
}

/** A pity counter before and after a draw. */
export interface PityStep {
  /** Pool and tier: `/1`, `gold/1`. */
  readonly key: string;
  readonly misses: number;
  readonly featuredNext: boolean;
  readonly missesAfter: number;
  readonly featuredNextAfter: boolean;
}

/** What a draw cost the member. */
export type Payment =
  | { readonly with: "chance"; readonly lot: string }
  | { readonly with: "points"; readonly points: number }
  | { readonly with: "money"; readonly amountMinor: number };

/** What became of a prize that was held: see the commands of the same names. */
export interface PrizeSettled extends CampaignEntry {
  readonly kind:
    "prize-confirmed" | "prize-released" | "prize-expired" | "prize-upgraded" | "prize-kept";
  readonly member: string;
  /** The id of the draw. */
  readonly draw: string;
  readonly day: DayKey;
  readonly currency: string;
  /** What the winner had before, and has now; null: nothing. */
  readonly prizeBefore: string;
  readonly prize: string | null;
  /** The claim as it is now. */
  readonly claim: Claim;
  /** By how much spending and reservations change, in minor units. */
  readonly spentMinor: number;
  readonly reservedMinor: number;
  /** The prizes of which a unit comes back. */
  readonly returned: readonly string[];
  readonly inDayBudget: boolean;
}

/** A member was given chances to draw. */
export interface ChancesGranted extends CampaignEntry {
  readonly kind: "chances-granted";
  readonly member: string;
  readonly day: DayKey;
  readonly source: string;
  readonly chances: number;
  readonly expiresAt: string | null;
}

/** Units of a prize were added. */
export interface PrizeRestocked extends CampaignEntry {
  readonly kind: "prize-restocked";
  readonly prize: string;
  readonly units: number;
}

/** The winning moments were drawn; secret until the campaign is over. */
export interface MomentsScheduled extends CampaignEntry {
  readonly kind: "moments-scheduled";
  readonly moments: readonly Moment[];
  readonly random: RandomRecord;
}

/** The shop committed to a server seed for a member's draws. */
export interface SeedCommitted extends CampaignEntry {
  readonly kind: "seed-committed";
  readonly member: string;
  readonly commitment: string;
}

/** A member chose their seed. */
export interface ClientSeedChosen extends CampaignEntry {
  readonly kind: "client-seed-chosen";
  readonly member: string;
  readonly clientSeed: string;
}

/** A server seed was published; its draws can be verified and no more are made with it. */
export interface SeedRevealed extends CampaignEntry {
  readonly kind: "seed-revealed";
  readonly member: string;
  readonly commitment: string;
  readonly serverSeed: string;
  /** How many draws were made with it. */
  readonly draws: number;
}

/** What the one entry of a command starts with. */
export function entryHead(
  { id, version }: Campaign,
  command: Command,
  at: number,
): Omit<CampaignEntry, "kind"> {
  return {
    id: `${command.id}/1`,
    at: instantText(at),
    cause: command.id,
    campaign: id,
    version,
  };
}
