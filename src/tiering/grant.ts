import { instantIn, invalidCommand, textIn } from "../kernel/command";
import { conflictOf, type IdConflict, refuse } from "../kernel/refusal";
import { type Instant, instantText } from "../kernel/time/instant";
import { bringUp, enrol } from "./arrival";
import {
  accept,
  acceptWith,
  arrive,
  book,
  exists,
  type TierCommand,
  type TierDecision,
  type TierResult,
} from "./booking";
import { otherUse } from "./identity";
import { type OpenMember, openMember } from "./member";
import { rungOf, type TierProgram } from "./program";
import {
  GRANT_SOURCES,
  type GrantSource,
  MAX_GRANTS,
  type TierGrant,
  type TierState,
} from "./state";
import { checkTierState } from "./state-check";

/** A tier is given: by hand, for the status at another shop, for trial, for money. */
export interface GrantTierCommand extends TierCommand {
  readonly tier: string;
  readonly source: GrantSource;
  /** When it begins, not before `at`. Default: `at`. */
  readonly from?: Instant | undefined;
  /** When it ends, excluded. Default: never. */
  readonly to?: Instant | undefined;
  readonly reason?: string | undefined;
  /** Who gave it. */
  readonly by?: string | undefined;
}

/**
 * Why a tier is not given, in the order in which reasons are looked for.
 *
 * 1. `unknown-tier`: the programme has none of that id
 * 2. `has-left`: is no member any more
 * 3. `id-conflict`: the id stood for something else
 * 4. `too-many-grants`: there are as many as a member may have
 */
export type GrantTierRefusal =
  | { readonly code: "unknown-tier"; readonly tier: string; readonly known: readonly string[] }
  | { readonly code: "has-left"; readonly leftAt: string }
  | IdConflict
  | { readonly code: "too-many-grants"; readonly limit: number };

/** The codes of {@link GrantTierRefusal} in their order of precedence. */
export const GRANT_TIER_REFUSALS = [
  "unknown-tier",
  "has-left",
  "id-conflict",
  "too-many-grants",
] as const satisfies readonly GrantTierRefusal["code"][];

/** The answer to a {@link GrantTierCommand}. */
export type GrantTierDecision = TierDecision<TierResult & { grant: TierGrant }, GrantTierRefusal>;

/**
 * Gives a tier for a time. It lies beside what the member has earned: metrics stay as they are, other
 * grants too, and when it ends the member falls back by themselves. Under `manualMode: "floor"` the
 * highest tier counts; under `"lock"` a tier given by hand counts alone.
 *
 * @param state - of the member; who is none yet becomes one
 * @throws UptierError in this order: `invalid-state`, `invalid-command` (a grant that begins in the past
 * or ends before it begins too), `too-many-steps`, `invalid-instant` (where a window or a term ends after
 * the year 9999)
 *
 * @example
 * ```ts
 * import { defineTiers, openTiers } from "uptier/tiering";
 *
 * const program = defineTiers({
 *   id: "mall",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "orders", kind: "count", on: ["order"] }],
 *   tiers: [
 *     { id: "basic", rank: 0 },
 *     { id: "gold", rank: 1, entry: { metric: "orders", min: 10 } },
 *   ],
 * });
 * const session = openTiers(program);
 * const trial = { source: "trial", tier: "gold", to: "2026-12-01T00:00:00+08:00" } as const;
 * session.grantTier({ id: "g1", at: "2026-11-21T09:30:00+08:00", member: "m1", ...trial });
 * session.standingOf("m1", "2026-11-30T23:59:59+08:00").tier; // => "gold"
 * session.standingOf("m1", "2026-12-01T00:00:00+08:00").tier; // => "basic"
 * ```
 */
export function grantTier(
  program: TierProgram,
  state: TierState,
  command: GrantTierCommand,
): GrantTierDecision {
  checkTierState(state);
  return decideGrant(program, openMember(program, state), command);
}

/** {@link grantTier} on a member that is open; changes it if it accepts. */
export function decideGrant(
  program: TierProgram,
  member: OpenMember,
  command: GrantTierCommand,
): GrantTierDecision {
  const booking = arrive(program, member, command, ["member", "tier"]);
  const grant = grantOf(command, booking.at);
  if (rungOf(program, command.tier) < 0) {
    const known = program.tiers.map(({ id }) => id);
    return refuse({ code: "unknown-tier", tier: command.tier, known });
  }
  const leftAt = member.membership?.leftAt ?? null;
  if (leftAt !== null) return refuse({ code: "has-left", leftAt });
  const known = member.grants.find(({ plain }) => plain.id === command.id)?.plain;
  const conflict =
    otherUse(member, command.id, "grantTier", null) ??
    (known === undefined ? null : differenceOf(known, grant, command));
  if (conflict !== null) return refuse(conflict);
  if (known !== undefined) return exists(booking, { grant: known });
  if (member.grants.length >= MAX_GRANTS) {
    return refuse({ code: "too-many-grants", limit: MAX_GRANTS });
  }
  bringUp(booking);
  enrol(booking, booking.now);
  book(booking, booking.now, { kind: "tier-granted", grant });
  return acceptWith(booking, { grant });
}

/** What tells a double send from another grant. */
function differenceOf(
  before: TierGrant,
  now: TierGrant,
  { from }: GrantTierCommand,
): IdConflict | null {
  return conflictOf({
    tier: [before.tier, now.tier],
    source: [before.source, now.source],
    // Sent again, it may arrive later.
    from: [before.from, from === undefined ? before.from : now.from],
    to: [before.to, now.to],
    reason: [before.reason, now.reason],
    by: [before.by, now.by],
  });
}

function grantOf(command: GrantTierCommand, at: number): TierGrant {
  const { id, tier, source } = command;
  if (!GRANT_SOURCES.includes(source)) {
    throw invalidCommand("source", `one of ${GRANT_SOURCES.join(", ")}`, source);
  }
  const from = command.from === undefined ? at : instantIn("from", command.from);
  if (from < at) throw invalidCommand("from", "an instant that is not before at", command.from);
  const to = command.to === undefined ? null : instantIn("to", command.to);
  if (to !== null && to <= from) {
    throw invalidCommand("to", "an instant after the beginning of the grant", command.to);
  }
  return {
    id,
    source,
    tier,
    from: instantText(from),
    to: to === null ? null : instantText(to),
    reason: textIn("reason", command.reason),
    by: textIn("by", command.by),
    closedAt: null,
  };
}

/** A given tier is ended before its time. */
export interface EndGrantCommand extends TierCommand {
  /** The id of the grant. */
  readonly grant: string;
}

/**
 * Why a grant is not ended, in the order in which reasons are looked for.
 *
 * 1. `unknown-grant`: there is none of that id
 * 2. `already-ended`: it has ended, by its own end or by hand
 */
export type EndGrantRefusal =
  | { readonly code: "unknown-grant"; readonly grant: string }
  | { readonly code: "already-ended"; readonly grant: string; readonly endedAt: string };

/** The codes of {@link EndGrantRefusal} in their order of precedence. */
export const END_GRANT_REFUSALS = [
  "unknown-grant",
  "already-ended",
] as const satisfies readonly EndGrantRefusal["code"][];

/** The answer to an {@link EndGrantCommand}. */
export type EndGrantDecision = TierDecision<TierResult, EndGrantRefusal>;

/**
 * Ends a given tier before its time: the member falls back to the highest of what is left.
 *
 * @param state - of the member
 * @throws UptierError in this order: `invalid-state`, `invalid-command`, `too-many-steps`,
 * `invalid-instant` (where a window or a term ends after the year 9999)
 */
export function endGrant(
  program: TierProgram,
  state: TierState,
  command: EndGrantCommand,
): EndGrantDecision {
  checkTierState(state);
  return decideEndGrant(program, openMember(program, state), command);
}

/** {@link endGrant} on a member that is open; changes it if it accepts. */
export function decideEndGrant(
  program: TierProgram,
  member: OpenMember,
  command: EndGrantCommand,
): EndGrantDecision {
  const booking = arrive(program, member, command, ["member", "grant"]);
  const { grant } = command;
  const known = member.grants.find(({ plain }) => plain.id === grant);
  if (known === undefined) return refuse({ code: "unknown-grant", grant });
  if (known.to <= booking.now) {
    return refuse({ code: "already-ended", grant, endedAt: instantText(known.to) });
  }
  bringUp(booking);
  book(booking, booking.now, { kind: "tier-grant-closed", grant });
  return accept(booking);
}
