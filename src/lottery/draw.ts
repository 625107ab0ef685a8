import { checkCommand } from "../kernel/command";
import type { Command, Decision } from "../kernel/decision";
import type { RandomSource } from "../kernel/random/source";
import { instantText } from "../kernel/time/instant";
import { admit } from "./admission";
import type { Campaign, PrizeKind } from "./definition";
import type { LotteryEntry } from "./entries";
import type { DrawRefusal } from "./refusals";
import type { DrawState } from "./state";
import type { ClosedPrize } from "./table";

/** A member's wish to draw once. */
export interface DrawCommand extends Command {
  /** The shop's id of the member, 1 to 200 characters. */
  readonly member: string;
}

/** What the member gets. */
export interface DrawResult {
  /** The id of the command. */
  readonly draw: string;
  /** The id of the prize. */
  readonly prize: string;
  readonly name: string | null;
  readonly kind: PrizeKind;
  /** What it costs the shop, as decimal text. */
  readonly cost: string;
  readonly currency: string;
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
  | ClosedPrize
  | DrawRefusal;

/** The answer to a {@link DrawCommand}. */
export type DrawDecision = Decision<DrawResult, LotteryEntry, DrawRefusal, DrawReason>;

/**
 * Draws once: one roll on the table of prizes as it is for this state, which {@link explainOdds}
 * shows. Units given out never exceed a stock, and their cost never exceeds the budget, as long as
 * every accepted draw is applied to the state before the next one is decided.
 *
 * @param campaign - from `defineCampaign`
 * @param state - of the campaign and of the member
 * @param command - `id`, `at`, `member`; ids have 1 to 200 characters
 * @param random - `cryptoRandom()` where a real prize is at stake
 * @returns the prize and one entry, or a refusal; see {@link DrawRefusal} for their order. `why`
 * names the chance that the prize had and each prize that was closed
 * @throws UptierError in this order: `invalid-command`, `invalid-state`, `invalid-random`
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
  random: RandomSource,
): DrawDecision {
  const at = checkCommand(command, ["member"]);
  const { day, table, refusal } = admit(campaign, state, at);
  if (refusal !== null) return { ok: false, refusal, why: [refusal, ...table.closed] };
  const sampler = table.sampler!;
  const roll = sampler.roll(random);
  const index = sampler.at(roll);
  const prize = campaign.prizes[index]!;
  const chance = { weight: table.weights[index]!, weightTotal: table.weightTotal };
  return {
    ok: true,
    value: {
      draw: command.id,
      prize: prize.id,
      name: prize.name,
      kind: prize.kind,
      cost: prize.cost,
      currency: campaign.currency,
    },
    entries: [
      {
        id: `${command.id}/1`,
        kind: "prize-drawn",
        at: instantText(at),
        cause: command.id,
        campaign: campaign.id,
        version: campaign.version,
        member: command.member,
        day,
        prize: prize.id,
        prizeKind: prize.kind,
        currency: campaign.currency,
        costMinor: prize.costMinor,
        ...chance,
        closed: table.closed,
        sampler: sampler.name,
        roll,
        random: random.record,
      },
    ],
    why: [{ code: "prize-drawn", prize: prize.id, ...chance }, ...table.closed],
  };
}
