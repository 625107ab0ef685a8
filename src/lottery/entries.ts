import type { Entry } from "../kernel/decision";
import type { RandomRecord } from "../kernel/random/source";
import type { Sampler } from "../kernel/random/sampler";
import type { DayKey } from "../kernel/time/day";
import type { PrizeKind } from "./definition";
import type { ClosedPrize } from "./table";

/** The entries of a campaign. */
export type LotteryEntry = PrizeDrawn;

/**
 * A draw was made: which prize, what it costs, and everything that decided it. With the campaign of
 * that version, `closed` gives the table that was drawn from, and `sampler` and `roll` the prize.
 */
export interface PrizeDrawn extends Entry {
  readonly kind: "prize-drawn";
  /** The id of the campaign. */
  readonly campaign: string;
  /** Of the definition. */
  readonly version: string;
  readonly member: string;
  /** The local date in the zone of the campaign: the day that the limits count. */
  readonly day: DayKey;
  /** The id of the prize. */
  readonly prize: string;
  readonly prizeKind: PrizeKind;
  readonly currency: string;
  /** What the prize costs the shop, in minor units. */
  readonly costMinor: number;
  /** The chance that this prize had: `weight` of `weightTotal`. */
  readonly weight: number;
  readonly weightTotal: number;
  /** The prizes that could not be drawn. */
  readonly closed: readonly ClosedPrize[];
  /** The method that turns the roll into a prize. */
  readonly sampler: Sampler["name"];
  /** What chance gave. */
  readonly roll: number;
  /** Where the roll came from. */
  readonly random: RandomRecord;
}
