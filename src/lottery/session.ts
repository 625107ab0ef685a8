import { type Instant, textOfInstant } from "../kernel/time/instant";
import { dayKey } from "../kernel/time/day";
import { localDay } from "../kernel/time/zone";
import type { Drawer } from "./admission";
import type { Clock } from "./clock";
import type { Campaign } from "./campaign";
import {
  checkDraw,
  decideDraw,
  type DrawCommand,
  type DrawDecision,
  type DrawRandom,
} from "./draw";
import type { LotteryEntry, PrizeDrawn } from "./entries";
import {
  advanceCampaign,
  advanceMember,
  type CampaignHistory,
  checkCurrency,
  checkEntry,
  copyOfCampaign,
  copyOfMember,
  memberOf,
  type OpenCampaignState,
  type OpenMemberState,
} from "./fold";
import { lookupOf } from "./lookup";
import { explainOdds, type Odds } from "./odds";
import { type Shelf, shelfOf } from "./shelf";
import { QUARTER, unitsOnShelf } from "./stock";
import {
  checkCampaignState,
  checkState,
  type DrawState,
  newCampaignState,
  newMemberState,
} from "./state";

/**
 * A campaign held in memory, for services that keep one process per campaign, for replays and for
 * simulations. It makes the same decisions as `draw` and keeps the state itself, changed in place;
 * the time of a draw depends neither on the number of prizes nor on that of members. What must
 * survive the process goes to a store: the entries are the truth here as everywhere.
 */
export interface LotterySession {
  /** Draws, and keeps what came of it. */
  draw(command: DrawCommand, random: DrawRandom): DrawDecision;
  /** The state of the campaign and of a member now: to be read, not to be kept or changed. */
  stateOf(member: string): DrawState;
  /** Folds an entry that was decided elsewhere: `apply(grantChances(...).entries[0])`. */
  apply(entry: LotteryEntry): void;
  /** As `explainOdds` says for the state now. */
  odds(at: Instant, who: Drawer): Odds;
  /** A copy of all states. */
  history(): CampaignHistory;
}

/**
 * Opens a session.
 *
 * @param history - where to go on from; it stays as it is. Default: nobody has drawn yet
 * @throws UptierError in this order: `invalid-state`, `currency-mismatch`
 *
 * @example
 * ```ts
 * import { seededRandom } from "uptier/kernel";
 * import { defineCampaign, openSession } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "always-wins",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "3.20" }],
 * });
 * const session = openSession(campaign);
 * const random = seededRandom("spring");
 * session.draw({ id: "d1", at: "2026-11-21T09:30:00+08:00", member: "m1" }, random);
 * session.draw({ id: "d2", at: "2026-11-21T09:31:00+08:00", member: "m2" }, random);
 * session.history().campaign.spentMinor; // => 640
 * ```
 */
export function openSession(campaign: Campaign, history?: CampaignHistory): LotterySession {
  const shared = copyOfCampaign(history?.campaign ?? newCampaignState());
  checkCampaignState(shared);
  const states = new Map<string, OpenDrawState>();
  for (const [id, member] of Object.entries(history?.members ?? {})) {
    checkState({ campaign: shared, member });
    states.set(id, { campaign: shared, member: copyOfMember(member) });
  }
  checkCurrency(campaign, shared.currency);
  const watch = watchShelf(campaign, shared);
  const clock = watchClock(campaign);

  const newState = (): OpenDrawState => ({ campaign: shared, member: newMemberState() });

  return {
    draw(command, random) {
      const at = checkDraw(campaign, command);
      const known = states.get(command.member);
      const state = known ?? newState();
      const now = clock(at, command.at);
      const decision = decideDraw(campaign, state, watch.shelf(now), now, command, random);
      if (decision.ok) {
        const entry = decision.entries[0]!;
        advanceCampaign(shared, entry);
        advanceMember(state.member, entry);
        if (known === undefined) states.set(command.member, state);
        watch.moved(entry, now);
      }
      return decision;
    },
    stateOf: (member) => states.get(member) ?? newState(),
    apply(entry) {
      checkEntry(campaign, entry);
      const id = memberOf(entry);
      advanceCampaign(shared, entry);
      if (id !== null) {
        const state = states.get(id) ?? newState();
        advanceMember(state.member, entry);
        states.set(id, state);
      }
      watch.forget();
    },
    odds: (at, who) => explainOdds(campaign, states.get(who.member) ?? newState(), at, who),
    history: () => ({
      campaign: copyOfCampaign(shared),
      members: Object.fromEntries(
        [...states].map(([id, { member }]) => [id, copyOfMember(member)] as const),
      ),
    }),
  };
}

/**
 * The day of an instant, worked out once per quarter of an hour: the clocks of a zone change at
 * quarters, and where one is put back over midnight the day before comes again.
 */
function watchClock({ zone }: Campaign): (at: number, instant: Instant) => Clock {
  let [quarter, day, dayNumber] = [Number.NaN, "", Number.NaN];
  return (at, instant) => {
    const now = Math.floor(at / QUARTER);
    if (now !== quarter) {
      const today = localDay(at, zone);
      // One text per day: members count by it, and an object finds a text that it knows faster.
      if (today !== dayNumber) day = dayKey(today);
      dayNumber = today;
      quarter = now;
    }
    return { at, text: textOfInstant(instant, at), day, dayNumber };
  };
}

interface OpenDrawState {
  readonly campaign: OpenCampaignState;
  readonly member: OpenMemberState;
}

interface ShelfWatch {
  shelf(now: Clock): Shelf;
  /** A draw was made: is the shelf still the same? Looks at the prize drawn and at the money. */
  moved(entry: PrizeDrawn, now: Clock): void;
  forget(): void;
}

/** Keeps the shelf for as long as it cannot have changed. */
function watchShelf(campaign: Campaign, state: OpenCampaignState): ShelfWatch {
  const { indexOf } = lookupOf(campaign);
  /** By the index of the prize: how many more draws of it the shelf can stand. */
  const left = new Float64Array(campaign.prizes.length);
  let shelf: Shelf | null = null;
  let lookedAt = 0;
  const takeOne = (prize: string): number => (left[indexOf.get(prize)!]! -= 1);
  return {
    shelf({ at }) {
      if (shelf === null || at < lookedAt || at >= shelf.until) {
        shelf = shelfOf(campaign, state, at);
        lookedAt = at;
        campaign.prizes.forEach((_, index) => {
          left[index] = unitsOnShelf(campaign, state, index, at);
        });
      }
      return shelf;
    },
    moved(entry, { day }) {
      if (shelf === null) return;
      const lastUnit =
        takeOne(entry.prize) <= 0 ||
        (entry.claim !== null &&
          entry.claim.upgradeTo !== null &&
          takeOne(entry.claim.upgradeTo) <= 0);
      const same =
        !lastUnit &&
        shelf.heirs === null &&
        state.spentMinor + state.reservedMinor <= shelf.committedUpTo &&
        (!entry.inDayBudget || state.committedByDay[day]! <= shelf.committedTodayUpTo);
      if (!same) shelf = null;
    },
    forget() {
      shelf = null;
    },
  };
}
