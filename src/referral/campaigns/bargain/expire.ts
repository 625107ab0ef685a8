import { checkCommand } from "../../../kernel/command";
import type { Decision } from "../../../kernel/decision";
import { refuse } from "../../../kernel/refusal";
import { toMilliseconds } from "../../../kernel/time/instant";
import { entriesOf } from "../entry";
import { checkState, own } from "../part";
import type { Bargain } from "./definition";
import {
  type BargainCommand,
  type BargainEntry,
  bargainKind,
  type BargainState,
  NO_RECORD,
} from "./state";

/**
 * Why a bargain was not ended, in the order in which reasons are looked for.
 *
 * 1. `unknown-record`: nobody has opened it
 * 2. `bargain-succeeded`: it came to its floor
 * 3. `not-yet-expired`: it still has time
 */
export type ExpireBargainRefusal =
  | { readonly code: "unknown-record"; readonly record: string }
  | { readonly code: "bargain-succeeded"; readonly record: string }
  | { readonly code: "not-yet-expired"; readonly record: string; readonly expiresAt: string };

/** The codes of {@link ExpireBargainRefusal} in their order of precedence. */
export const EXPIRE_BARGAIN_REFUSALS = [
  "unknown-record",
  "bargain-succeeded",
  "not-yet-expired",
] as const satisfies readonly ExpireBargainRefusal["code"][];

/** The answer to the wish to end a bargain. */
export type ExpireBargainDecision = Decision<
  { readonly record: string; readonly status: "expired" },
  BargainEntry,
  ExpireBargainRefusal,
  ExpireBargainRefusal | { readonly code: "bargain-expired" } | { readonly code: "exists" }
>;

/**
 * Ends a bargain whose time is over. Friends cannot cut after that time in any case; this writes it down.
 * Ended twice is ended once.
 *
 * @param state - with the record
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function expireBargain(
  bargain: Bargain,
  state: BargainState,
  command: BargainCommand,
): ExpireBargainDecision {
  const at = checkCommand(command, ["record"]);
  checkState(bargainKind, state);
  const { record } = command;
  const { expiresAt, status } = own(state.records, record) ?? NO_RECORD;
  if (expiresAt === null) return refuse({ code: "unknown-record", record });
  if (status === "success") return refuse({ code: "bargain-succeeded", record });
  const value = { record, status: "expired" } as const;
  if (status === "expired") return { ok: true, value, entries: [], why: [{ code: "exists" }] };
  if (at < toMilliseconds(expiresAt)) {
    return refuse({ code: "not-yet-expired", record, expiresAt });
  }
  const entries = entriesOf<BargainEntry>(bargain, command, at, [
    { kind: "bargain-expired", record },
  ]);
  return { ok: true, value, entries, why: [{ code: "bargain-expired" }] };
}
