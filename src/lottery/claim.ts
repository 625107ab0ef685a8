import { checkCommand } from "../kernel/command";
import type { Command, Decision } from "../kernel/decision";
import { instantText, toMilliseconds, MILLISECONDS_PER_HOUR } from "../kernel/time/instant";
import type { Clock } from "./clock";
import { type Campaign, hasDayBudget, type Prize } from "./campaign";
import type { ClosedForMember } from "./closing";
import { clockOf } from "./clock";
import { type PrizeSettled, entryHead } from "./entries";
import { checkCurrency } from "./fold";
import { lookupOf } from "./lookup";
import { paysFor } from "./shelf";
import { isInStock, isWindowed, windowsOf } from "./stock";
import { type CampaignState, checkState, type Claim, type DrawState } from "./state";

/** What is to become of a prize that is held for its winner. */
export interface ClaimCommand extends Command {
  readonly member: string;
  /** The id of the draw that won it. */
  readonly draw: string;
}

/** Where the prize stands afterwards. */
export interface ClaimResult {
  readonly draw: string;
  /** What the winner has now; null: nothing. */
  readonly prize: string | null;
  readonly status: Claim["status"];
  /** Until when it must be claimed; null: no longer, or without end. */
  readonly until: string | null;
}

/**
 * Why a held prize stays as it is, in the order in which reasons are looked for.
 *
 * 1. `unknown-draw`: the member has won nothing by that draw that is held
 * 2. `already-confirmed`, `already-released`, `already-expired`: it was settled that way before
 * 3. `before-draw`: the command is dated before the day of the draw
 * 4. `offer-open`: it can still be exchanged; upgrade or keep it first
 * 5. `no-offer`: it cannot be exchanged
 * 6. `overdue`: the time for it was over at `until`; let it expire
 * 7. `not-due`: it cannot expire before `until`
 */
export type ClaimRefusal =
  | { readonly code: "unknown-draw"; readonly draw: string }
  | { readonly code: "already-confirmed" | "already-released" | "already-expired" }
  | { readonly code: "before-draw"; readonly day: string }
  | { readonly code: "offer-open"; readonly until: string }
  | { readonly code: "no-offer" }
  | { readonly code: "overdue"; readonly until: string }
  | { readonly code: "not-due"; readonly until: string | null };

/** The codes of {@link ClaimRefusal} in their order of precedence. */
export const CLAIM_REFUSALS = [
  "unknown-draw",
  "already-confirmed",
  "already-released",
  "already-expired",
  "before-draw",
  "offer-open",
  "no-offer",
  "overdue",
  "not-due",
] as const satisfies readonly ClaimRefusal["code"][];

/** The answer to a {@link ClaimCommand}; `why` is what happened, or the refusal. */
export type ClaimDecision = Decision<
  ClaimResult,
  PrizeSettled,
  ClaimRefusal,
  ClaimRefusal | { readonly code: PrizeSettled["kind"]; readonly prize: string }
>;

/**
 * The winner has claimed the prize (redeemed the coupon): what was reserved is spent.
 *
 * @returns the claim, or a refusal; see {@link ClaimRefusal} for their order
 * @throws UptierError in this order: `invalid-command`, `invalid-state`, `currency-mismatch`
 *
 * @example
 * ```ts
 * import { seededRandom } from "uptier/kernel";
 * import { apply, confirmPrize, defineCampaign, draw, newDrawState } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "coupons",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [{ id: "coupon", kind: "coupon", chance: "100%", cost: "20", claimWithinHours: 72 }],
 * });
 * const at = "2026-11-21T09:30:00+08:00";
 * let state = newDrawState();
 * const drawn = draw(campaign, state, { id: "d1", at, member: "m1" }, seededRandom("spring"));
 * if (drawn.ok) state = apply(campaign, state, drawn.entries[0]!);
 * state.campaign.reservedMinor; // => 2000
 *
 * const used = confirmPrize(campaign, state, { id: "c1", at, member: "m1", draw: "d1" });
 * if (used.ok) state = apply(campaign, state, used.entries[0]!);
 * [state.campaign.reservedMinor, state.campaign.spentMinor]; // => [0, 2000]
 * ```
 */
export function confirmPrize(
  campaign: Campaign,
  state: DrawState,
  command: ClaimCommand,
): ClaimDecision {
  return decide(campaign, state, command, (claim, at) => {
    if (claim.status === "offered") return { code: "offer-open", until: claim.until! };
    if (isOver(claim, at)) return { code: "overdue", until: claim.until! };
    return settled(claim, "prize-confirmed", "confirmed");
  });
}

/**
 * The prize is given up, by the winner or the shop: its unit and its cost are free again.
 *
 * @returns as {@link confirmPrize}
 * @throws as {@link confirmPrize}
 */
export function releasePrize(
  campaign: Campaign,
  state: DrawState,
  command: ClaimCommand,
): ClaimDecision {
  return decide(campaign, state, command, (claim) => settled(claim, "prize-released", "released"));
}

/**
 * The time of a held prize is over. An offer that nobody took leaves the prize that was won; a prize
 * that nobody claimed is free again. Nothing expires by itself: until this command is given, the
 * unit and the cost stay reserved. {@link dueClaims} finds what is due.
 *
 * @returns as {@link confirmPrize}
 * @throws as {@link confirmPrize}
 */
export function expirePrize(
  campaign: Campaign,
  state: DrawState,
  command: ClaimCommand,
): ClaimDecision {
  return decide(campaign, state, command, (claim, at) => {
    if (!isOver(claim, at)) return { code: "not-due", until: claim.until };
    if (claim.status === "offered") return kept(campaign, claim, at);
    return settled(claim, "prize-expired", "expired");
  });
}

/**
 * The winner has finished the tasks and exchanges the prize for the better one: the unit and the
 * cost of the first one are free again.
 *
 * @returns as {@link confirmPrize}
 * @throws as {@link confirmPrize}
 */
export function upgradePrize(
  campaign: Campaign,
  state: DrawState,
  command: ClaimCommand,
): ClaimDecision {
  return decide(campaign, state, command, (claim, at) => {
    if (claim.status !== "offered") return { code: "no-offer" };
    if (isOver(claim, at)) return { code: "overdue", until: claim.until! };
    const after = afterOffer(campaign, claim, claim.upgradeTo!, claim.heldMinor, at);
    return settlement(claim, "prize-upgraded", after, [claim.prize]);
  });
}

/**
 * The winner keeps the prize that was won: the unit of the better one and the difference in cost are
 * free again.
 *
 * @returns as {@link confirmPrize}
 * @throws as {@link confirmPrize}
 */
export function keepPrize(
  campaign: Campaign,
  state: DrawState,
  command: ClaimCommand,
): ClaimDecision {
  return decide(campaign, state, command, (claim, at) =>
    claim.status === "offered" ? kept(campaign, claim, at) : { code: "no-offer" },
  );
}

/** A claim whose time is over. */
export interface DueClaim {
  readonly member: string;
  readonly draw: string;
  readonly until: string;
}

/**
 * The claims and offers that are due at an instant, from the states of members: what a nightly job
 * lets expire. By their end, then by draw.
 *
 * @param members - states by the id of the member, as `replay` gives them
 */
export function dueClaims(
  members: Readonly<Record<string, { readonly claims: Readonly<Record<string, Claim>> }>>,
  at: string | Date,
): DueClaim[] {
  const now = toMilliseconds(at);
  return Object.entries(members)
    .flatMap(([member, { claims }]) =>
      Object.entries(claims)
        .filter(([, claim]) => isHeld(claim) && isOver(claim, now))
        .map(([draw, { until }]) => ({ member, draw, until: until! })),
    )
    .sort((a, b) =>
      a.until === b.until ? (a.draw < b.draw ? -1 : 1) : a.until < b.until ? -1 : 1,
    );
}

/**
 * What a draw of a prize holds: an offer where the better prize can be reserved for this member, or a
 * claim.
 *
 * @param closed - what the member cannot win
 */
export function holdFor(
  campaign: Campaign,
  state: CampaignState,
  prize: Prize,
  { at, day }: Clock,
  closed: readonly ClosedForMember[],
): Hold {
  const { upgrade, claimWithinHours, stock } = prize;
  const given =
    stock === null || !isWindowed(stock)
      ? GIVEN
      : { claim: null, windows: windowsOf(prize, at, campaign.zone, day) };
  if (upgrade === null && claimWithinHours === null) return given;
  const base = {
    day,
    inDayBudget: hasDayBudget(campaign),
    prize: prize.id,
    costMinor: prize.costMinor,
  };
  if (upgrade !== null) {
    const index = lookupOf(campaign).indexOf.get(upgrade.to)!;
    const to = campaign.prizes[index]!;
    if (
      isInStock(campaign, state, index, at) &&
      paysFor(campaign, state, to.costMinor, at) &&
      !closed.some((reason) => reason.prize === to.id)
    ) {
      const claim: Claim = {
        ...base,
        status: "offered",
        heldMinor: to.costMinor,
        until: instantText(at + upgrade.withinHours * MILLISECONDS_PER_HOUR),
        upgradeTo: to.id,
      };
      const windows = [prize, to].flatMap((one) => windowsOf(one, at, campaign.zone, day));
      return { claim, windows };
    }
  }
  if (claimWithinHours === null) return given;
  const until = instantText(at + claimWithinHours * MILLISECONDS_PER_HOUR);
  const claim: Claim = {
    ...base,
    status: "reserved",
    heldMinor: prize.costMinor,
    until,
    upgradeTo: null,
  };
  return { claim, windows: given.windows };
}

interface Hold {
  readonly claim: Claim | null;
  /** The windows of stock that the draw counts in. */
  readonly windows: readonly string[];
}

const GIVEN: Hold = Object.freeze({ claim: null, windows: Object.freeze([]) });

type Settlement = Pick<
  PrizeSettled,
  "kind" | "prizeBefore" | "prize" | "claim" | "spentMinor" | "reservedMinor" | "returned"
>;

function decide(
  campaign: Campaign,
  state: DrawState,
  command: ClaimCommand,
  change: (claim: Claim, at: number) => Settlement | ClaimRefusal,
): ClaimDecision {
  const at = checkCommand(command, ["member", "draw"]);
  checkState(state);
  checkCurrency(campaign, state.campaign.currency);
  const claims = state.member.claims;
  const claim = Object.hasOwn(claims, command.draw) ? claims[command.draw]! : null;
  const outcome =
    claim === null
      ? ({ code: "unknown-draw", draw: command.draw } as const)
      : isHeld(claim)
        ? clockOf(campaign, at).day < claim.day
          ? // Who dates a command back could claim what has lapsed.
            ({ code: "before-draw", day: claim.day } as const)
          : change(claim, at)
        : ({ code: `already-${claim.status as "confirmed" | "released" | "expired"}` } as const);
  if ("code" in outcome) return { ok: false, refusal: outcome, why: [outcome] };
  return {
    ok: true,
    value: {
      draw: command.draw,
      prize: outcome.prize,
      status: outcome.claim.status,
      until: outcome.claim.until,
    },
    entries: [
      {
        ...entryHead(campaign, command, at),
        member: command.member,
        draw: command.draw,
        day: claim!.day,
        currency: campaign.currency,
        inDayBudget: claim!.inDayBudget,
        ...outcome,
      },
    ],
    why: [{ code: outcome.kind, prize: outcome.prize ?? outcome.prizeBefore }],
  };
}

function isHeld({ status }: Claim): boolean {
  return status === "offered" || status === "reserved";
}

function isOver({ until }: Claim, at: number): boolean {
  return until !== null && at >= toMilliseconds(until);
}

/**
 * The claim of a prize after its offer: it may have to be claimed in its own time. It costs what was
 * held for it, and it is the winner's although an edit took it out of the campaign.
 */
function afterOffer(
  campaign: Campaign,
  { day, inDayBudget }: Claim,
  prize: string,
  costMinor: number,
  at: number,
): Claim {
  const index = lookupOf(campaign).indexOf.get(prize);
  const hours = index === undefined ? null : campaign.prizes[index]!.claimWithinHours;
  return {
    status: hours === null ? "confirmed" : "reserved",
    day,
    inDayBudget,
    prize,
    costMinor,
    heldMinor: hours === null ? 0 : costMinor,
    until: hours === null ? null : instantText(at + hours * MILLISECONDS_PER_HOUR),
    upgradeTo: null,
  };
}

function kept(campaign: Campaign, claim: Claim, at: number): Settlement {
  const after = afterOffer(campaign, claim, claim.prize, claim.costMinor, at);
  return settlement(claim, "prize-kept", after, [claim.upgradeTo!]);
}

/** An end for good: confirmed at the cost that was held for it, or given back. */
function settled(
  claim: Claim,
  kind: PrizeSettled["kind"],
  status: "confirmed" | "released" | "expired",
): Settlement {
  const after: Claim = { ...claim, status, heldMinor: 0, until: null, upgradeTo: null };
  const held = claim.upgradeTo === null ? [claim.prize] : [claim.prize, claim.upgradeTo];
  return settlement(claim, kind, after, status === "confirmed" ? [] : held);
}

function settlement(
  before: Claim,
  kind: PrizeSettled["kind"],
  claim: Claim,
  returned: readonly string[],
): Settlement {
  const { status, prize, costMinor, heldMinor } = claim;
  return {
    kind,
    prizeBefore: before.prize,
    prize: status === "released" || status === "expired" ? null : prize,
    claim,
    spentMinor: status === "confirmed" ? costMinor : 0,
    reservedMinor: heldMinor - before.heldMinor,
    returned,
  };
}
