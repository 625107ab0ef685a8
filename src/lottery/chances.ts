import { checkCommand, countIn } from "../kernel/command";
import type { Command, Decision } from "../kernel/decision";
import { instantText, MILLISECONDS_PER_HOUR } from "../kernel/time/instant";
import type { Campaign, ChanceSource } from "./campaign";
import { clockOf } from "./clock";
import { type ChancesGranted, entryHead } from "./entries";
import { grantKeys } from "./fold";
import { checkState, countOf, type DrawState, type MemberState } from "./state";

/** The member has earned chances: an order was paid, a check-in made, a friend joined. */
export interface GrantCommand extends Command {
  readonly member: string;
  /** The id of one of the campaign's sources. */
  readonly source: string;
  /** Default: 1. */
  readonly chances?: number | undefined;
}

/** What was granted. */
export interface GrantResult {
  /** How many; less than asked where a limit leaves no more. */
  readonly chances: number;
  /** When they lapse; null: with the campaign. */
  readonly expiresAt: string | null;
}

/**
 * Why no chance was granted, in the order in which reasons are looked for.
 *
 * 1. `no-chances`: draws of this campaign cost no chance
 * 2. `unknown-source`: the campaign has no such source
 * 3. `closed`: the campaign is over
 * 4. `over-chance-limit`: the member has been granted as many as the limit allows
 */
export type GrantRefusal =
  | { readonly code: "no-chances" }
  | { readonly code: "unknown-source"; readonly source: string; readonly known: readonly string[] }
  | { readonly code: "closed"; readonly closedAt: string }
  | ChanceLimit;

/** A limit on chances, and how many were granted under it. */
export interface ChanceLimit {
  readonly code: "over-chance-limit";
  /** What it limits: all chances, or those of one source; in the campaign, or on the day. */
  readonly of: "all" | "source";
  readonly per: "campaign" | "day";
  readonly limit: number;
  readonly granted: number;
}

/** The codes of {@link GrantRefusal} in their order of precedence. */
export const GRANT_REFUSALS = [
  "no-chances",
  "unknown-source",
  "closed",
  "over-chance-limit",
] as const satisfies readonly GrantRefusal["code"][];

/** The answer to a {@link GrantCommand}; `why` names the limit that cut it short. */
export type GrantDecision = Decision<
  GrantResult,
  ChancesGranted,
  GrantRefusal,
  | GrantRefusal
  | { readonly code: "chances-granted"; readonly asked: number; readonly chances: number }
>;

/**
 * Grants chances to draw. Grants add up; each has its own end. Where a limit leaves fewer than were
 * asked for, those are granted and `why` says which limit it was.
 *
 * @param command - its id is what is paid only once: the id of the order, for example
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 *
 * @example
 * ```ts
 * import { apply, defineCampaign, grantChances, newDrawState } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "cards",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "3.20" }],
 *   chances: { sources: [{ id: "order", perMemberPerDay: 2, validHours: 24 }] },
 * });
 * const command = { id: "order-1", at: "2026-11-21T09:30:00+08:00", member: "m1", source: "order" };
 * const granted = grantChances(campaign, newDrawState(), { ...command, chances: 3 });
 * granted.ok && granted.value;
 * // => { chances: 2, expiresAt: "2026-11-22T01:30:00.000Z" }
 * ```
 */
export function grantChances(
  campaign: Campaign,
  state: DrawState,
  command: GrantCommand,
): GrantDecision {
  const at = checkCommand(command, ["member", "source"]);
  const asked = countIn("chances", command.chances ?? 1);
  checkState(state);
  const source = campaign.chances?.sources.find(({ id }) => id === command.source);
  const { day } = clockOf(campaign, at);
  const closest = source === undefined ? null : closestLimit(campaign, state.member, source, day);
  const refusal = refusalOf(campaign, command.source, source, at, closest);
  if (refusal !== null) return { ok: false, refusal, why: [refusal] };
  const chances = Math.min(asked, closest === null ? asked : closest.limit - closest.granted);
  const { validHours } = source!;
  const expiresAt =
    validHours === null ? null : instantText(at + validHours * MILLISECONDS_PER_HOUR);
  return {
    ok: true,
    value: { chances, expiresAt },
    entries: [
      {
        ...entryHead(campaign, command, at),
        kind: "chances-granted",
        member: command.member,
        day,
        source: command.source,
        chances,
        expiresAt,
      },
    ],
    why: [
      { code: "chances-granted", asked, chances },
      ...(chances < asked && closest !== null ? [closest] : []),
    ],
  };
}

function refusalOf(
  { chances, closesAt }: Campaign,
  name: string,
  source: ChanceSource | undefined,
  at: number,
  closest: ChanceLimit | null,
): GrantRefusal | null {
  if (chances === null) return { code: "no-chances" };
  if (source === undefined) {
    return { code: "unknown-source", source: name, known: chances.sources.map(({ id }) => id) };
  }
  if (closesAt !== null && at >= Date.parse(closesAt))
    return { code: "closed", closedAt: closesAt };
  return closest !== null && closest.granted >= closest.limit ? closest : null;
}

/** The limit that leaves the fewest chances; null: there is none. */
function closestLimit(
  campaign: Campaign,
  { granted }: MemberState,
  source: ChanceSource,
  day: string,
): ChanceLimit | null {
  const [all, allToday, own, ownToday] = grantKeys(source.id, day).map((key) =>
    countOf(granted, key),
  ) as [number, number, number, number];
  const limits = [
    { of: "all", per: "campaign", limit: campaign.chances!.perMember, granted: all },
    { of: "all", per: "day", limit: campaign.chances!.perMemberPerDay, granted: allToday },
    { of: "source", per: "campaign", limit: source.perMember, granted: own },
    { of: "source", per: "day", limit: source.perMemberPerDay, granted: ownToday },
  ] as const;
  let closest: ChanceLimit | null = null;
  for (const { limit, ...rest } of limits) {
    if (limit === null) continue;
    const left = closest === null ? Infinity : closest.limit - closest.granted;
    if (limit - rest.granted < left) closest = { code: "over-chance-limit", ...rest, limit };
  }
  return closest;
}
