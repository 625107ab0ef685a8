import { MAX_ID_LENGTH } from "../kernel/command";
import type { Decision } from "../kernel/decision";
import { shown, UptierError } from "../kernel/errors";
import type { Campaign } from "./campaign";
import {
  checkDraw,
  decideDraw,
  type DrawCommand,
  type DrawRandom,
  type DrawReason,
  type DrawResult,
} from "./draw";
import { clockOf } from "./clock";
import type { PrizeDrawn } from "./entries";
import { applyToCampaign, applyToMember, checkCurrency } from "./fold";
import { balanceAfter } from "./payment";
import type { DrawRefusal } from "./refusals";
import { shelfOf } from "./shelf";
import { checkState, type DrawState } from "./state";

/** The most draws of one command. */
const MAX_DRAWS = 100;

/** What the number of a draw adds to the id of the command. */
const SUFFIX = `/${MAX_DRAWS}`.length;

/** A member's wish to draw several times in one go. */
export interface DrawManyCommand extends DrawCommand {
  /** 1 to 100; ten is the custom. */
  readonly draws: number;
}

/** What the member gets. */
export interface DrawManyResult {
  /** In the order in which they were drawn; their ids are those of the command with `/1`, `/2`, ... */
  readonly draws: readonly DrawResult[];
  /** What ended them before all were made; null: nothing did. */
  readonly stoppedBy: DrawRefusal | null;
}

/** The answer to a {@link DrawManyCommand}; `why` has the reasons of each draw in turn. */
export type DrawManyDecision = Decision<DrawManyResult, PrizeDrawn, DrawRefusal, DrawReason>;

/**
 * Draws several times in one go, exactly as if the draws were sent one after the other: each sees
 * the stock, the budget, the limits and the pity counters that the one before left. Draws end at the
 * first that is refused; those before it count. Where the balance pays, it pays for each of them.
 *
 * @returns the prizes and one entry per draw; a refusal where the first draw is refused
 * @throws as `draw`
 *
 * @example
 * ```ts
 * import { seededRandom } from "uptier/kernel";
 * import { defineCampaign, drawMany, newDrawState } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "three-cups",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [
 *     { id: "cup", kind: "goods", chance: "100%", cost: "12", stock: 3, onStockOut: "renormalise" },
 *   ],
 * });
 * const command = { id: "d1", at: "2026-11-21T09:30:00+08:00", member: "m1", draws: 10 };
 * const decision = drawMany(campaign, newDrawState(), command, seededRandom("spring"));
 * decision.ok && decision.value.draws.map(({ draw, unit }) => `${draw}: ${unit}`);
 * // => ["d1/1: 1", "d1/2: 2", "d1/3: 3"]
 * decision.ok && decision.value.stoppedBy; // => { code: "sold-out" }
 * ```
 */
export function drawMany(
  campaign: Campaign,
  state: DrawState,
  command: DrawManyCommand,
  random: DrawRandom,
): DrawManyDecision {
  const at = checkDraw(campaign, command);
  if (!Number.isSafeInteger(command.draws) || command.draws < 1 || command.draws > MAX_DRAWS) {
    throw new UptierError("invalid-command", "The command cannot be used:", [
      {
        path: ["draws"],
        code: "invalid-value",
        message: `must be a whole number from 1 to ${MAX_DRAWS}, not ${shown(command.draws)}`,
      },
    ]);
  }
  if (command.id.length > MAX_ID_LENGTH - SUFFIX) {
    throw new UptierError("invalid-command", "The command cannot be used:", [
      {
        path: ["id"],
        code: "invalid-id",
        message: `must have at most ${MAX_ID_LENGTH - SUFFIX} characters: the draws add "/1" to "/${MAX_DRAWS}" to it`,
      },
    ]);
  }
  checkState(state);
  checkCurrency(campaign, state.campaign.currency);
  const clock = clockOf(campaign, at);
  const results: DrawResult[] = [];
  const entries: PrizeDrawn[] = [];
  const why: DrawReason[] = [];
  let { campaign: shared, member } = state;
  let { balance } = command;
  for (let count = 1; count <= command.draws; count += 1) {
    const id = `${command.id}/${count}`;
    const decision = decideDraw(
      campaign,
      { campaign: shared, member },
      shelfOf(campaign, shared, at),
      clock,
      { ...command, balance },
      random,
      id,
      id,
    );
    why.push(...decision.why);
    if (!decision.ok) {
      if (count === 1) return decision;
      return { ok: true, value: { draws: results, stoppedBy: decision.refusal }, entries, why };
    }
    const [entry] = decision.entries;
    shared = applyToCampaign(shared, entry!);
    member = applyToMember(member, entry!);
    balance = balanceAfter(balance, decision.value.paid, campaign.currency);
    results.push(decision.value);
    entries.push(entry!);
  }
  return { ok: true, value: { draws: results, stoppedBy: null }, entries, why };
}
