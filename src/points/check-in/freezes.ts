import { countIn } from "../../kernel/command";
import type { Decision } from "../../kernel/decision";
import { shown, UptierError } from "../../kernel/errors";
import { refuse } from "../../kernel/refusal";
import type { CheckInDefinition } from "./definition";
import { type CheckInEntry, entriesOf } from "./entries";
import { type CheckInMemberCommand, momentOf } from "./moment";
import { reasonsOf, settle, type SettlementReason } from "./settlement";
import { checkState, type CheckInState } from "./state";

/** A member gets freezes: bought, won, or as part of a reward. */
export interface GrantFreezesCommand extends CheckInMemberCommand {
  /** Default: 1. */
  readonly freezes?: number | undefined;
}

/** What was granted. */
export interface GrantFreezesResult {
  /** How many; fewer than asked where the stock has no room for more. */
  readonly freezes: number;
  /** The stock after it. */
  readonly stock: number;
}

/** A member wants freezes to be used, or not. */
export interface FreezeUseCommand extends CheckInMemberCommand {
  readonly use: boolean;
}

/**
 * Why freezes cannot be granted or set, in the order in which reasons are looked for.
 *
 * 1. `no-freezes`: the check-in has no freezes
 * 2. `over-freeze-limit`: the member has as many as one can have, those on missed days included
 */
export type FreezeRefusal =
  | { readonly code: "no-freezes" }
  | { readonly code: "over-freeze-limit"; readonly limit: number; readonly held: number };

/** The codes of {@link FreezeRefusal} in their order of precedence. */
export const FREEZE_REFUSALS = [
  "no-freezes",
  "over-freeze-limit",
] as const satisfies readonly FreezeRefusal["code"][];

type Why<Code> = FreezeRefusal | SettlementReason | Code;

/** The answer to a {@link GrantFreezesCommand}. */
export type GrantFreezesDecision = Decision<
  GrantFreezesResult,
  CheckInEntry,
  FreezeRefusal,
  Why<{ readonly code: "freezes-granted"; readonly asked: number; readonly freezes: number }>
>;

/** The answer to a {@link FreezeUseCommand}. */
export type FreezeUseDecision = Decision<
  { readonly use: boolean },
  CheckInEntry,
  FreezeRefusal,
  Why<{ readonly code: "freeze-use-set"; readonly use: boolean }>
>;

/**
 * Grants freezes, up to the limit of the stock. Days that were missed before are settled first: a
 * freeze does not cover a day that was over when it came.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 *
 * @example
 * ```ts
 * import { defineCheckIn, grantFreezes, newCheckInState } from "uptier/points";
 *
 * const definition = defineCheckIn({ id: "daily", zone: "UTC", freezes: { max: 5 } });
 * const command = { id: "f1", at: "2026-11-21T09:30:00Z", member: "m1", freezes: 8 };
 * const decision = grantFreezes(definition, newCheckInState(), command);
 * decision.ok && decision.value; // => { freezes: 5, stock: 5 }
 * ```
 */
export function grantFreezes(
  definition: CheckInDefinition,
  state: CheckInState,
  command: GrantFreezesCommand,
): GrantFreezesDecision {
  checkState(state);
  const moment = momentOf(definition, state, command);
  const asked = countIn("freezes", command.freezes ?? 1);
  if (definition.freezes === null) return refuse({ code: "no-freezes" });
  const { max } = definition.freezes;
  const settlement = settle(definition, state, moment, false);
  const held = settlement.state.freezes + settlement.state.held.length;
  if (held >= max) return refuse({ code: "over-freeze-limit", limit: max, held });
  const freezes = Math.min(asked, max - held);
  return {
    ok: true,
    value: { freezes, stock: settlement.state.freezes + freezes },
    entries: entriesOf(definition, command, moment.at, moment.zone, [
      ...settlement.bodies,
      { kind: "freezes-granted", freezes },
    ]),
    why: [
      ...reasonsOf(settlement),
      { code: "freezes-granted", asked, freezes },
      ...(freezes < asked ? [{ code: "over-freeze-limit", limit: max, held } as const] : []),
    ],
  };
}

/**
 * Says whether freezes are used for a member's missed days. Without use, a missed day ends the
 * streak and the stock stays as it is. Days that were missed before are settled first.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 *
 * @example
 * ```ts
 * import { defineCheckIn, newCheckInState, setFreezeUse } from "uptier/points";
 *
 * const definition = defineCheckIn({ id: "daily", zone: "UTC", freezes: { max: 5 } });
 * const command = { id: "f1", at: "2026-11-21T09:30:00Z", member: "m1", use: false };
 * setFreezeUse(definition, newCheckInState(), command).ok; // => true
 * ```
 */
export function setFreezeUse(
  definition: CheckInDefinition,
  state: CheckInState,
  command: FreezeUseCommand,
): FreezeUseDecision {
  checkState(state);
  const moment = momentOf(definition, state, command);
  const { use } = command;
  if (typeof use !== "boolean") {
    throw new UptierError("invalid-command", "The command cannot be used:", [
      {
        path: ["use"],
        code: use === undefined ? "missing" : "invalid-value",
        message: `must be true or false, not ${shown(use)}`,
      },
    ]);
  }
  if (definition.freezes === null) return refuse({ code: "no-freezes" });
  const settlement = settle(definition, state, moment, false);
  return {
    ok: true,
    value: { use },
    entries: entriesOf(definition, command, moment.at, moment.zone, [
      ...settlement.bodies,
      { kind: "freeze-use-set", use },
    ]),
    why: [...reasonsOf(settlement), { code: "freeze-use-set", use }],
  };
}
