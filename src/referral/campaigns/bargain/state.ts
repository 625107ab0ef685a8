import type { Command } from "../../../kernel/decision";
import type { RandomRecord } from "../../../kernel/random/source";
import type { Instant } from "../../../kernel/time/instant";
import type { CampaignEntry } from "../entry";
import { applyTo, replayOf } from "../fold";
import { type CampaignKind, emptyState, withMember } from "../part";
import type { Bargain, BargainTerms } from "./definition";

/** What a bargain has come to. A verb looks at no more than the command names. Plain JSON. */
export interface BargainState {
  readonly records: Readonly<Record<string, BargainRecord>>;
  /** By friend. */
  readonly helpers: Readonly<Record<string, BargainHelper>>;
}

/** A member's bargain. */
export interface BargainRecord {
  /**
   * - `unopened`: there is none
   * - `running`: friends can cut until it expires
   * - `success`: the price is at the floor, or all friends have cut
   * - `expired`: the time ran out before
   */
  readonly status: "unopened" | "running" | "success" | "expired";
  /** Null: nobody has opened it. */
  readonly owner: string | null;
  readonly openedAt: string | null;
  readonly expiresAt: string | null;
  /** As they were when it was opened: later definitions do not change them. */
  readonly terms: BargainTerms | null;
  /** By friend, in the order in which they cut. */
  readonly cuts: Readonly<Record<string, BargainCut>>;
  /** What is left down to the floor, in minor units. */
  readonly restMinor: number;
}

/** What a friend cut off. */
export interface BargainCut {
  readonly cutMinor: number;
  readonly at: string;
  /** The command that cut. */
  readonly cause: string;
}

/** In how many bargains a friend has cut. */
export interface BargainHelper {
  readonly cuts: number;
}

/** The entries of a bargain. */
export type BargainEntry = BargainOpened | PriceCut | BargainEnded;

/** What every entry of one bargain says. */
export interface BargainRecordEntry extends CampaignEntry {
  readonly record: string;
}

/** A member opened a bargain. */
export interface BargainOpened extends BargainRecordEntry {
  readonly kind: "bargain-opened";
  readonly member: string;
  readonly expiresAt: string;
  readonly terms: BargainTerms;
}

/** A friend cut the price. */
export interface PriceCut extends BargainRecordEntry {
  readonly kind: "price-cut";
  readonly friend: string;
  /** Which cut it is, from 1. */
  readonly number: number;
  readonly cutMinor: number;
  /** What is left down to the floor after it. */
  readonly restMinor: number;
  /** The bounds between which it was drawn, inclusive. */
  readonly fromMinor: number;
  readonly toMinor: number;
  /** Where the draw came from; null: the last cut takes the rest, and nothing is drawn. */
  readonly random: RandomRecord | null;
}

/** A bargain came to its floor, or to its end. */
export interface BargainEnded extends BargainRecordEntry {
  readonly kind: "bargain-succeeded" | "bargain-expired";
}

/** What every command of a bargain says. */
export interface BargainCommand extends Command {
  /** The id of the member's bargain. */
  readonly record: string;
}

/** A member opens a bargain. */
export interface OpenBargainCommand extends BargainCommand {
  readonly member: string;
}

/** A friend cuts the price. */
export interface CutPriceCommand extends BargainCommand {
  readonly friend: string;
}

/** Before a bargain is opened. */
export const NO_RECORD: BargainRecord = Object.freeze({
  status: "unopened",
  owner: null,
  openedAt: null,
  expiresAt: null,
  terms: null,
  cuts: Object.freeze({}),
  restMinor: 0,
});

/** How a bargain is kept: a stream for each record and each friend. */
export const bargainKind: CampaignKind<BargainState, BargainCommand, BargainEntry> = {
  name: "bargain",
  parts: {
    records: {
      label: "record",
      idOf: ({ record }) => record,
      initial: () => NO_RECORD,
      fold: foldRecord,
    },
    helpers: {
      label: "friend",
      idOf: (about) => ("friend" in about ? about.friend : null),
      initial: (): BargainHelper => ({ cuts: 0 }),
      fold: ({ cuts }: BargainHelper): BargainHelper => ({ cuts: cuts + 1 }),
    },
  },
  fields: {
    "bargain-opened": ["record", "member", "expiresAt", "terms"],
    "price-cut": ["record", "friend", "number", "cutMinor", "restMinor"],
    "bargain-succeeded": ["record"],
    "bargain-expired": ["record"],
  },
};

function foldRecord(state: BargainRecord, entry: BargainEntry): BargainRecord {
  const { at } = entry;
  switch (entry.kind) {
    case "bargain-opened": {
      const { expiresAt, member: owner, terms } = entry;
      const restMinor = terms.priceMinor - terms.floorMinor;
      return { ...state, status: "running", owner, openedAt: at, expiresAt, terms, restMinor };
    }
    case "price-cut": {
      const { cause, cutMinor, friend, restMinor } = entry;
      return { ...state, cuts: withMember(state.cuts, friend, { cutMinor, at, cause }), restMinor };
    }
    case "bargain-succeeded":
      return { ...state, status: "success" };
    case "bargain-expired":
      return { ...state, status: "expired" };
  }
}

/** A bargain before its first entry. */
export function newBargainState(): BargainState {
  return emptyState(bargainKind);
}

/**
 * The state of a bargain after one more entry. What was passed in stays as it was.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-entry`, `foreign-entry`
 */
export function applyBargain(
  bargain: Bargain,
  state: BargainState,
  entry: BargainEntry,
): BargainState {
  return applyTo(bargainKind, bargain, state, entry);
}

/**
 * The state of a bargain from its entries alone.
 *
 * @param entries - in the order in which they were made, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault
 * `invalid-entry`, `foreign-entry` or `duplicate-entry`
 */
export function replayBargain(
  bargain: Bargain,
  entries: Iterable<BargainEntry>,
  asOf?: Instant,
): BargainState {
  return replayOf(bargainKind, bargain, entries, asOf);
}
