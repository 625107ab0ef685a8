import { checkCommand } from "../kernel/command";
import type { Command, Decision } from "../kernel/decision";
import { type Issue, shown, UptierError } from "../kernel/errors";
import type { RandomSource } from "../kernel/random/source";
import { admit, type Drawer } from "./admission";
import { type Clock, clockOf } from "./clock";
import { type Campaign, hasDayBudget, type Prize } from "./campaign";
import { holdFor } from "./claim";
import type { ClosedPrize } from "./closing";
import type { Payment, PrizeDrawn } from "./entries";
import { checkCurrency } from "./fold";
import type { PrizeKind } from "./input";
import { lookupOf } from "./lookup";
import { fundsOf } from "./payment";
import { pitySteps } from "./pity/counter";
import type { DrawRefusal } from "./refusals";
import { type Shelf, shelfOf } from "./shelf";
import { checkState, countOf, type DrawState } from "./state";
import { samplerOf } from "./table";

/** A member's wish to draw once. */
export interface DrawCommand extends Command, Drawer {}

/** Where chance comes from: a source, or one that depends on the state, such as `keyedDraws`. */
export type DrawRandom = RandomSource | ((state: DrawState) => RandomSource);

/** What the member gets. */
export interface DrawResult {
  /** The id of the draw. */
  readonly draw: string;
  /** The id of the prize. */
  readonly prize: string;
  readonly name: string | null;
  readonly kind: PrizeKind;
  /** Which unit of the prize it is, from 1. */
  readonly unit: number;
  /** The field of the page to stop at, from 0; null: the campaign has no page. */
  readonly field: number | null;
  /** What it costs the shop, as decimal text. */
  readonly cost: string;
  readonly currency: string;
  /** Until when the prize must be claimed; null: it is given out, or has no end. */
  readonly claimUntil: string | null;
  /** The prize that it can be exchanged for, and until when; null: none. */
  readonly upgrade: { readonly to: string; readonly until: string } | null;
  /** What the draw cost the member; the caller takes it. Null: nothing. */
  readonly paid: Payment | null;
}

/** Why a draw went as it did: the chance of the prize, and each prize that was closed. */
export type DrawReason =
  | {
      readonly code: "prize-drawn";
      readonly prize: string;
      /** The chance that the prize had: `weight` of `weightTotal`. */
      readonly weight: number;
      readonly weightTotal: number;
    }
  | { readonly code: "upgrade-offered" | "upgrade-not-available"; readonly prize: string }
  | ClosedPrize
  | DrawRefusal;

/** The answer to a {@link DrawCommand}. */
export type DrawDecision = Decision<DrawResult, PrizeDrawn, DrawRefusal, DrawReason>;

/**
 * Draws once: one roll on the table of prizes as it is for this member and state, which
 * {@link explainOdds} shows. Units given out never exceed a stock, and what is spent and reserved
 * never exceeds the budget, as long as every accepted draw is applied to the state before the next
 * one is decided.
 *
 * @param campaign - from `defineCampaign`
 * @param state - of the campaign and of the member
 * @param command - `id`, `at`, `member`; ids have 1 to 200 characters. `score`, `memberTier` and
 * `balance` where the rules of the campaign ask for them
 * @param random - `cryptoRandom()` where a real prize is at stake; `keyedDraws(...)` in a campaign
 * whose `fairness` is `keyed`
 * @returns the prize and one entry, or a refusal; see {@link DrawRefusal} for their order. `why`
 * names the chance that the prize had and each prize that was closed
 * @throws UptierError in this order: `invalid-command`, `invalid-state`, `currency-mismatch`,
 * `duplicate-draw` (the member holds a prize of a draw with that id), `invalid-seeds` (a keyed
 * campaign, and the source is not that of the member's next draw), `invalid-random`
 *
 * @example
 * ```ts
 * import { seededRandom } from "uptier/kernel";
 * import { defineCampaign, draw, newDrawState } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "last-cup",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [
 *     { id: "cup", kind: "goods", chance: "50%", cost: "12", stock: 0, onStockOut: "nothing" },
 *     { id: "thanks", kind: "nothing", chance: "remaining" },
 *   ],
 * });
 * const command = { id: "d1", at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * const decision = draw(campaign, newDrawState(), command, seededRandom("spring"));
 * decision.ok && decision.value.prize; // => "thanks"
 * decision.why;
 * // => [
 * //   { code: "prize-drawn", prize: "thanks", weight: 2, weightTotal: 2 },
 * //   { code: "prize-sold-out", prize: "cup", policy: "nothing" },
 * // ]
 * ```
 */
export function draw(
  campaign: Campaign,
  state: DrawState,
  command: DrawCommand,
  random: DrawRandom,
): DrawDecision {
  const at = checkDraw(campaign, command);
  checkState(state);
  checkCurrency(campaign, state.campaign.currency);
  const clock = clockOf(campaign, at);
  return decideDraw(campaign, state, shelfOf(campaign, state.campaign, at), clock, command, random);
}

const NAMES = ["member"] as const;

/** The instant of a command, checked, and everything else that it says. */
export function checkDraw(campaign: Campaign, command: DrawCommand): number {
  const at = checkCommand(command, NAMES);
  checkDrawer(campaign, command);
  return at;
}

/**
 * Refuses what a shop says of a member where it cannot be used.
 *
 * @throws UptierError `invalid-command`
 */
export function checkDrawer(
  campaign: Campaign,
  { score, memberTier, balance }: Partial<Drawer>,
): void {
  if (score === undefined && memberTier === undefined && balance === undefined) return;
  const issues: Issue[] = [];
  const issue = (key: string, needs: string, value: unknown): void => {
    issues.push({
      path: [key],
      code: "invalid-value",
      message: `must be ${needs}, not ${shown(value)}`,
    });
  };
  if (score !== undefined && !(Number.isSafeInteger(score) && score >= 0)) {
    issue("score", "a whole number of at least 0", score);
  }
  if (memberTier !== undefined && typeof memberTier !== "string") {
    issue("memberTier", "the name of a tier", memberTier);
  }
  if (balance !== undefined && !["number", "string"].includes(typeof balance)) {
    issue("balance", "whole points, or an amount as decimal text", balance);
  }
  if (issues.length > 0) {
    throw new UptierError("invalid-command", "The command cannot be used:", issues);
  }
  fundsOf(campaign, balance);
}

/** A draw whose arguments have been checked, on a shelf that has been looked at. */
export function decideDraw(
  campaign: Campaign,
  state: DrawState,
  shelf: Shelf,
  clock: Clock,
  command: DrawCommand,
  random: DrawRandom,
  id: string = command.id,
  entryId = `${command.id}/1`,
): DrawDecision {
  const { table, view, moment, paid, refusal } = admit(campaign, state, shelf, clock, command);
  if (refusal !== null) return { ok: false, refusal, why: [refusal, ...table.closed] };
  if (isHeld(state.member.claims, id)) throw duplicateDraw(id);
  const source = typeof random === "function" ? random(state) : random;
  if (typeof (source as RandomSource | null)?.nextUint32 !== "function") throw noSource(source);
  if (campaign.fairness === "keyed") checkSeeds(state, source);
  const sampler = samplerOf(table, source);
  const roll = sampler.roll(source);
  const index = sampler.at(roll);
  const prize = campaign.prizes[index]!;
  const unit = countOf(state.campaign.awarded, prize.id) + 1;
  const { claim, windows } = holdFor(campaign, state.campaign, prize, clock, view.closed);
  const entry: PrizeDrawn = {
    id: entryId,
    kind: "prize-drawn",
    at: clock.text,
    cause: command.id,
    campaign: campaign.id,
    version: campaign.version,
    member: command.member,
    draw: id,
    day: clock.day,
    prize: prize.id,
    prizeKind: prize.kind,
    unit,
    field: fieldOf(campaign, prize.id, unit),
    currency: campaign.currency,
    costMinor: prize.costMinor,
    claim,
    weight: table.weights[index]!,
    weightTotal: table.weightTotal,
    weights: table.weights,
    closed: table.closed,
    pool: view.pool === null ? null : view.pool.id,
    pity: pitySteps(campaign.prizes, prize, view, table.closed),
    moment,
    paid,
    committedMinor: state.campaign.spentMinor + state.campaign.reservedMinor,
    windows,
    inDayBudget: hasDayBudget(campaign),
    sampler: sampler.name,
    roll,
    random: source.record,
  };
  return {
    ok: true,
    value: {
      draw: id,
      prize: prize.id,
      name: prize.name,
      kind: prize.kind,
      unit,
      field: entry.field,
      cost: prize.cost,
      currency: campaign.currency,
      claimUntil: claim?.status === "reserved" ? claim.until : null,
      upgrade: claim?.status === "offered" ? { to: claim.upgradeTo!, until: claim.until! } : null,
      paid,
    },
    entries: [entry],
    why: reasonsOf(prize, entry),
  };
}

function noSource(source: unknown): UptierError {
  return new UptierError(
    "invalid-random",
    `${shown(source)} is no source of chance; pass cryptoRandom(), or keyedDraws(...)`,
  );
}

/** Whether a claim has that id; most members have none, and a look-up of a new id is dear. */
function isHeld(claims: DrawState["member"]["claims"], id: string): boolean {
  for (const _ in claims) return Object.hasOwn(claims, id);
  return false;
}

/** A second draw of one id would take the place of the first in the claims of the member. */
function duplicateDraw(id: string): UptierError {
  return new UptierError(
    "duplicate-draw",
    `the member holds a prize of draw "${id}" already; give each command an id of its own`,
  );
}

/** Fields that show one prize take turns. */
function fieldOf(campaign: Campaign, prize: string, unit: number): number | null {
  if (campaign.fields.length === 0) return null;
  const fields = lookupOf(campaign).fieldsOf.get(prize);
  return fields === undefined ? null : fields[(unit - 1) % fields.length]!;
}

function reasonsOf(
  { upgrade }: Prize,
  { prize, weight, weightTotal, claim, closed }: PrizeDrawn,
): readonly DrawReason[] {
  const drawn: DrawReason = { code: "prize-drawn", prize, weight, weightTotal };
  if (upgrade === null) return closed.length === 0 ? [drawn] : [drawn, ...closed];
  const code = claim?.status === "offered" ? "upgrade-offered" : "upgrade-not-available";
  return [drawn, { code, prize: upgrade.to }, ...closed];
}

/** A keyed draw uses the member's seeds, and each nonce once: else the shop could pick a result. */
function checkSeeds({ member: { seeds } }: DrawState, { record }: RandomSource): void {
  const right =
    record?.kind === "keyed" &&
    record.commitment === seeds?.commitment &&
    record.clientSeed === seeds.clientSeed &&
    record.nonce === seeds.nonce;
  if (!right) {
    throw new UptierError(
      "invalid-seeds",
      "draws of this campaign come from the seeds in the member's state; pass keyedDraws(serverSeed) as the source",
    );
  }
}
