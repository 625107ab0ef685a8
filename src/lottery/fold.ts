import { duplicateEntry } from "../kernel/replay";
import { shown, UptierError } from "../kernel/errors";
import { addSafely } from "../kernel/money/amount";
import { type Instant, toMilliseconds } from "../kernel/time/instant";
import type { Campaign } from "./campaign";
import type { ChancesGranted, LotteryEntry, PityStep, PrizeDrawn, PrizeSettled } from "./entries";
import {
  type CampaignState,
  type ChanceLot,
  countOf,
  type DrawState,
  type MemberState,
  newCampaignState,
  newMemberState,
  type PityCount,
} from "./state";

/** A state that may be changed in place: the caller's own copy. */
type Open<T> = T extends readonly (infer Item)[]
  ? readonly Item[]
  : T extends Readonly<Record<string, unknown>>
    ? { -readonly [Key in keyof T]: T[Key] }
    : T;

/** A campaign's state to be changed in place. */
export type OpenCampaignState = {
  -readonly [Key in keyof CampaignState]: Open<CampaignState[Key]>;
};

/** A member's state to be changed in place. */
export type OpenMemberState = {
  -readonly [Key in keyof MemberState]: Key extends "drawsByDay" | "won" | "pity"
    ? Open<MemberState[Key]>
    : MemberState[Key];
};

/** The campaign after one more entry. */
export function applyToCampaign(state: CampaignState, entry: LotteryEntry): CampaignState {
  const next = copyOfCampaign(state);
  advanceCampaign(next, entry);
  return next;
}

/** The member after one more entry of their own. */
export function applyToMember(state: MemberState, entry: LotteryEntry): MemberState {
  const next = copyOfMember(state);
  advanceMember(next, entry);
  return next;
}

/** A copy whose counts can be changed. */
export function copyOfCampaign(state: CampaignState): OpenCampaignState {
  return {
    ...state,
    awarded: { ...state.awarded },
    returned: { ...state.returned },
    restocked: { ...state.restocked },
    taken: { ...state.taken },
    committedByDay: { ...state.committedByDay },
  };
}

/** A copy whose counts of draws can be changed; what changes less often is replaced as a whole. */
export function copyOfMember(state: MemberState): OpenMemberState {
  return {
    ...state,
    drawsByDay: { ...state.drawsByDay },
    won: { ...state.won },
    pity: { ...state.pity },
  };
}

/** Folds one entry into a campaign's state, in place. */
export function advanceCampaign(state: OpenCampaignState, entry: LotteryEntry): void {
  switch (entry.kind) {
    case "prize-drawn":
      countDraw(state, entry);
      return;
    case "prize-confirmed":
    case "prize-released":
    case "prize-expired":
    case "prize-upgraded":
    case "prize-kept":
      settle(state, entry);
      return;
    case "prize-restocked":
      add(state.restocked, entry.prize, entry.units);
      return;
    case "moments-scheduled":
      state.moments = entry.moments;
      return;
    case "chances-granted":
    case "seed-committed":
    case "client-seed-chosen":
    case "seed-revealed":
  }
}

function countDraw(state: OpenCampaignState, entry: PrizeDrawn): void {
  const { claim, costMinor } = entry;
  state.currency = entry.currency;
  state.draws += 1;
  if (claim === null) state.spentMinor = addSafely(state.spentMinor, costMinor);
  else state.reservedMinor = addSafely(state.reservedMinor, claim.heldMinor);
  add(state.awarded, entry.prize, 1);
  if (claim !== null && claim.upgradeTo !== null) add(state.awarded, claim.upgradeTo, 1);
  for (let index = 0; index < entry.windows.length; index += 1) {
    add(state.taken, entry.windows[index]!, 1);
  }
  if (entry.inDayBudget) add(state.committedByDay, entry.day, claim?.heldMinor ?? costMinor);
  if (entry.moment !== null) state.momentsOver = entry.moment + 1;
}

function settle(state: OpenCampaignState, entry: PrizeSettled): void {
  state.currency = entry.currency;
  state.spentMinor = addSafely(state.spentMinor, entry.spentMinor);
  state.reservedMinor = addSafely(state.reservedMinor, entry.reservedMinor);
  for (const prize of entry.returned) add(state.returned, prize, 1);
  if (entry.inDayBudget) {
    add(state.committedByDay, entry.day, entry.spentMinor + entry.reservedMinor);
  }
}

/** Folds one entry into the state of its member, in place. */
export function advanceMember(state: OpenMemberState, entry: LotteryEntry): void {
  switch (entry.kind) {
    case "prize-drawn":
      state.draws += 1;
      add(state.drawsByDay, entry.day, 1);
      add(state.won, entry.prize, 1);
      if (entry.claim !== null) {
        state.claims = { ...state.claims, [entry.draw]: entry.claim };
        if (entry.claim.upgradeTo !== null) add(state.won, entry.claim.upgradeTo, 1);
      }
      countMisses(state.pity, entry.pity);
      if (entry.paid?.with === "chance") state.chances = withoutOne(state.chances, entry.paid.lot);
      if (entry.random.kind === "keyed" && state.seeds !== null) {
        state.seeds = { ...state.seeds, nonce: entry.random.nonce + 1 };
      }
      return;
    case "prize-confirmed":
    case "prize-released":
    case "prize-expired":
    case "prize-upgraded":
    case "prize-kept":
      state.claims = { ...state.claims, [entry.draw]: entry.claim };
      for (const prize of entry.returned) add(state.won, prize, -1);
      return;
    case "chances-granted":
      state.chances = [
        ...state.chances.filter((lot) => !isOver(lot, entry.at)),
        {
          id: entry.cause,
          source: entry.source,
          left: entry.chances,
          expiresAt: entry.expiresAt,
        },
      ];
      state.granted = grantedAfter(state.granted, entry);
      return;
    case "seed-committed":
      state.seeds = {
        commitment: entry.commitment,
        clientSeed: null,
        nonce: 0,
        revealed: state.seeds?.revealed ?? [],
      };
      return;
    case "client-seed-chosen":
      if (state.seeds !== null) state.seeds = { ...state.seeds, clientSeed: entry.clientSeed };
      return;
    case "seed-revealed":
      state.seeds = {
        commitment: null,
        clientSeed: null,
        nonce: 0,
        revealed: [...(state.seeds?.revealed ?? []), entry.commitment],
      };
      return;
    case "prize-restocked":
    case "moments-scheduled":
  }
}

/** The keys have a slash: none of them is the name of something that objects inherit. */
function countMisses(counts: Record<string, PityCount>, steps: readonly PityStep[]): void {
  for (let index = 0; index < steps.length; index += 1) {
    const { key, missesAfter, featuredNextAfter } = steps[index]!;
    counts[key] = { misses: missesAfter, featuredNext: featuredNextAfter };
  }
}

function grantedAfter(
  before: MemberState["granted"],
  { source, day, chances }: ChancesGranted,
): MemberState["granted"] {
  const after = { ...before };
  for (const key of grantKeys(source, day)) add(after, key, chances);
  return after;
}

/** What a grant counts in: everything, its day, its source, its source on its day. */
export function grantKeys(source: string, day: string): readonly string[] {
  return ["*", `* ${day}`, source, `${source} ${day}`];
}

function isOver(lot: ChanceLot, at: string): boolean {
  return lot.expiresAt !== null && lot.expiresAt <= at;
}

function withoutOne(lots: readonly ChanceLot[], id: string): readonly ChanceLot[] {
  return lots
    .map((lot) => (lot.id === id ? { ...lot, left: lot.left - 1 } : lot))
    .filter((lot) => lot.left > 0);
}

/** A new count under "__proto__" must become a member of its own; one that is there is one already. */
function add(counts: Record<string, number>, key: string, change: number): void {
  const before = countOf(counts, key);
  const value = before + change;
  if (before === 0 && key === "__proto__") {
    Object.defineProperty(counts, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else counts[key] = value;
}

/**
 * The state after one more entry; the state that was passed in stays as it was.
 *
 * @param campaign - the definition; entries of other campaigns are an error
 * @param state - of the campaign and of the member whom the entry is about
 * @throws UptierError in this order: `invalid-entry`, `foreign-entry`, `currency-mismatch`,
 * `invalid-state`, `unsafe-integer`
 *
 * @example
 * ```ts
 * import { seededRandom } from "uptier/kernel";
 * import { apply, defineCampaign, draw, newDrawState } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "always-wins",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "3.20" }],
 * });
 * let state = newDrawState();
 * const command = { id: "d1", at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * const decision = draw(campaign, state, command, seededRandom("spring"));
 * if (decision.ok) for (const entry of decision.entries) state = apply(campaign, state, entry);
 * state.campaign.spentMinor; // => 320
 * state.campaign.awarded; // => { tea: 1 }
 * state.member.drawsByDay; // => { "2026-11-21": 1 }
 * ```
 */
export function apply(campaign: Campaign, state: DrawState, entry: LotteryEntry): DrawState {
  checkEntry(campaign, entry);
  return {
    campaign: applyToCampaign(state.campaign, entry),
    member: memberOf(entry) === null ? state.member : applyToMember(state.member, entry),
  };
}

/** The member whom an entry is about; null: the whole campaign. */
export function memberOf(entry: LotteryEntry): string | null {
  return entry.kind === "prize-restocked" || entry.kind === "moments-scheduled"
    ? null
    : entry.member;
}

/** The state of a whole campaign. */
export interface CampaignHistory {
  readonly campaign: CampaignState;
  /** By the id of the member; those without entries are missing. */
  readonly members: Readonly<Record<string, MemberState>>;
}

/**
 * The state of a campaign and of all its members, from the entries alone.
 *
 * @param entries - those of one member in the order in which they were made, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault
 * `invalid-entry`, `foreign-entry`, `currency-mismatch` or `duplicate-entry`
 */
export function replay(
  campaign: Campaign,
  entries: Iterable<LotteryEntry>,
  asOf?: Instant,
): CampaignHistory {
  const until = asOf === undefined ? Infinity : toMilliseconds(asOf);
  const seen = new Set<string>();
  const members = new Map<string, OpenMemberState>();
  const state = copyOfCampaign(newCampaignState());
  for (const entry of entries) {
    checkEntry(campaign, entry);
    if (seen.has(entry.id)) {
      throw duplicateEntry(entry.id);
    }
    seen.add(entry.id);
    if (toMilliseconds(entry.at) > until) continue;
    advanceCampaign(state, entry);
    const id = memberOf(entry);
    if (id === null) continue;
    const member = members.get(id) ?? copyOfMember(newMemberState());
    advanceMember(member, entry);
    members.set(id, member);
  }
  return { campaign: state, members: Object.fromEntries(members) };
}

const SETTLED = { spentMinor: "integer", reservedMinor: "integer", returned: "list" } as const;

/** What a state would be damaged without, by the kind of entry. */
const PARTS: Readonly<Record<LotteryEntry["kind"], Readonly<Record<string, "integer" | "list">>>> =
  {
    "prize-drawn": { costMinor: "integer", windows: "list", pity: "list" },
    "prize-confirmed": SETTLED,
    "prize-released": SETTLED,
    "prize-expired": SETTLED,
    "prize-upgraded": SETTLED,
    "prize-kept": SETTLED,
    "chances-granted": { chances: "integer" },
    "prize-restocked": { units: "integer" },
    "moments-scheduled": { moments: "list" },
    "seed-committed": {},
    "client-seed-chosen": {},
    "seed-revealed": {},
  };

/** Refuses what is no entry, or none of this campaign. */
export function checkEntry(campaign: Campaign, entry: LotteryEntry): void {
  const invalid = (what: string, value: unknown): UptierError =>
    new UptierError(
      "invalid-entry",
      `${what} is ${shown(value)}; pass entries exactly as they were made`,
    );
  if (typeof entry !== "object" || entry === null) throw invalid("an entry", entry);
  if (!Object.hasOwn(PARTS, entry.kind)) throw invalid("the kind of an entry", entry.kind);
  for (const key of ["id", "at", "cause", "campaign"] as const) {
    if (typeof entry[key] !== "string") throw invalid(`"${key}" of an entry`, entry[key]);
  }
  const { member, day, costMinor, currency } = entry as Partial<PrizeDrawn>;
  if (memberOf(entry) !== null && typeof member !== "string") {
    throw invalid(`"member" of entry "${entry.id}"`, member);
  }
  if (day !== undefined && !/^\d{4}-\d\d-\d\d$/.test(day)) {
    throw invalid(`"day" of entry "${entry.id}"`, day);
  }
  if (entry.kind === "prize-drawn") {
    if (day === undefined) throw invalid(`"day" of entry "${entry.id}"`, day);
    if (!Number.isSafeInteger(costMinor) || costMinor! < 0) {
      throw invalid(`"costMinor" of entry "${entry.id}"`, costMinor);
    }
  }
  const parts = PARTS[entry.kind];
  for (const key of Object.keys(parts)) {
    const value = (entry as unknown as Readonly<Record<string, unknown>>)[key];
    const right = parts[key] === "list" ? Array.isArray(value) : Number.isSafeInteger(value);
    if (!right) throw invalid(`"${key}" of entry "${entry.id}"`, value);
  }
  if (entry.campaign !== campaign.id) {
    throw new UptierError(
      "foreign-entry",
      `entry "${entry.id}" belongs to campaign "${entry.campaign}", not to "${campaign.id}"`,
    );
  }
  if (currency !== undefined) checkCurrency(campaign, currency);
}

/** The currency of a campaign cannot be edited: its amounts would mean something else. */
export function checkCurrency(campaign: Campaign, currency: string | null): void {
  if (currency !== null && currency !== campaign.currency) {
    throw new UptierError(
      "currency-mismatch",
      `campaign "${campaign.id}" has given out prizes in ${currency} and is in ${campaign.currency} now; make a new campaign instead`,
    );
  }
}
