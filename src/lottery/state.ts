import { shown, UptierError } from "../kernel/errors";
import { addSafely } from "../kernel/money/amount";
import type { DayKey } from "../kernel/time/day";
import { type Instant, toMilliseconds } from "../kernel/time/instant";
import type { Campaign } from "./definition";
import type { LotteryEntry } from "./entries";

/** What a campaign has given out so far. Plain JSON. */
export interface CampaignState {
  /** All draws, those of nothing included. */
  readonly draws: number;
  /** What the prizes given out cost, in minor units. */
  readonly spentMinor: number;
  /** Units given out, by prize; a prize that was never given is missing. */
  readonly awarded: Readonly<Record<string, number>>;
}

/** What a member has drawn in a campaign so far. Plain JSON. */
export interface MemberState {
  readonly draws: number;
  /** Draws by local date in the zone of the campaign. */
  readonly drawsByDay: Readonly<Record<DayKey, number>>;
}

/** What one draw looks at and changes. */
export interface DrawState {
  readonly campaign: CampaignState;
  readonly member: MemberState;
}

/** The state of a whole campaign. */
export interface CampaignHistory {
  readonly campaign: CampaignState;
  /** By the id of the member; those who never drew are missing. */
  readonly members: Readonly<Record<string, MemberState>>;
}

/** A campaign before its first draw. */
export function newCampaignState(): CampaignState {
  return { draws: 0, spentMinor: 0, awarded: {} };
}

/** A member before the first draw. */
export function newMemberState(): MemberState {
  return { draws: 0, drawsByDay: {} };
}

/**
 * The count that is kept under a key; the key may be the name of something that objects inherit.
 *
 * @throws UptierError `invalid-state`
 */
export function countOf(counts: Readonly<Record<string, number>>, key: string): number {
  return Object.hasOwn(counts, key) ? checkedCount(counts[key], key) : 0;
}

/**
 * Refuses a state that was damaged on its way: a count that is no number would pass every limit.
 *
 * @throws UptierError `invalid-state`
 */
export function checkState({ campaign, member }: DrawState): void {
  checkedCount(campaign.spentMinor, "spentMinor");
  checkedCount(member.draws, "draws");
}

function checkedCount(count: unknown, name: string): number {
  if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 0) {
    throw new UptierError(
      "invalid-state",
      `the state says ${shown(count)} for "${name}"; it must be a whole number: replay the entries`,
    );
  }
  return count;
}

/** The campaign after one more entry. */
export function applyToCampaign(state: CampaignState, entry: LotteryEntry): CampaignState {
  return {
    draws: state.draws + 1,
    spentMinor: addSafely(state.spentMinor, entry.costMinor),
    awarded: { ...state.awarded, [entry.prize]: countOf(state.awarded, entry.prize) + 1 },
  };
}

/** The member after one more entry of their own. */
export function applyToMember(state: MemberState, entry: LotteryEntry): MemberState {
  return {
    draws: state.draws + 1,
    drawsByDay: { ...state.drawsByDay, [entry.day]: countOf(state.drawsByDay, entry.day) + 1 },
  };
}

/**
 * The state after one more entry; the state that was passed in stays as it was.
 *
 * @param campaign - the definition; entries of other campaigns are an error
 * @param state - of the campaign and of the member whom the entry is about
 * @throws UptierError `foreign-entry`
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
 * state.campaign; // => { draws: 1, spentMinor: 320, awarded: { tea: 1 } }
 * state.member; // => { draws: 1, drawsByDay: { "2026-11-21": 1 } }
 * ```
 */
export function apply(campaign: Campaign, state: DrawState, entry: LotteryEntry): DrawState {
  checkOwn(campaign, entry);
  return {
    campaign: applyToCampaign(state.campaign, entry),
    member: applyToMember(state.member, entry),
  };
}

/** The state before the first draw of a member in a new campaign. */
export function newDrawState(): DrawState {
  return { campaign: newCampaignState(), member: newMemberState() };
}

/**
 * The state of a campaign and of all its members, from the entries alone.
 *
 * @param entries - in any order, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault
 * `foreign-entry` or `duplicate-entry`
 */
export function replay(
  campaign: Campaign,
  entries: Iterable<LotteryEntry>,
  asOf?: Instant,
): CampaignHistory {
  const until = asOf === undefined ? Infinity : toMilliseconds(asOf);
  const seen = new Set<string>();
  const members = new Map<string, MemberState>();
  let state = newCampaignState();
  for (const entry of entries) {
    checkOwn(campaign, entry);
    if (seen.has(entry.id)) {
      throw new UptierError(
        "duplicate-entry",
        `entry "${entry.id}" occurs twice; pass each entry once`,
      );
    }
    seen.add(entry.id);
    if (toMilliseconds(entry.at) > until) continue;
    state = applyToCampaign(state, entry);
    members.set(entry.member, applyToMember(members.get(entry.member) ?? newMemberState(), entry));
  }
  return { campaign: state, members: Object.fromEntries(members) };
}

function checkOwn(campaign: Campaign, entry: LotteryEntry): void {
  if (entry.campaign !== campaign.id) {
    throw new UptierError(
      "foreign-entry",
      `entry "${entry.id}" belongs to campaign "${entry.campaign}", not to "${campaign.id}"`,
    );
  }
}
