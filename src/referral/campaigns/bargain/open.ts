import { checkCommand } from "../../../kernel/command";
import type { Decision } from "../../../kernel/decision";
import { fromMinor } from "../../../kernel/money/amount";
import { conflictOf, type IdConflict, refuse } from "../../../kernel/refusal";
import { after } from "../../../kernel/time/duration";
import { instantText } from "../../../kernel/time/instant";
import { entriesOf } from "../entry";
import { checkState, own } from "../part";
import { type NotOpen, notOpen } from "../period";
import type { Bargain } from "./definition";
import {
  type BargainEntry,
  bargainKind,
  type BargainState,
  NO_RECORD,
  type OpenBargainCommand,
} from "./state";

/** A bargain that is open. */
export interface OpenedBargain {
  readonly record: string;
  readonly price: string;
  readonly floor: string;
  readonly expiresAt: string;
}

/**
 * Why a bargain was not opened, in the order in which reasons are looked for.
 *
 * 1. `id-conflict`: the record is somebody else's
 * 2. `not-open`: outside of the period of the bargain
 */
export type OpenBargainRefusal = IdConflict | NotOpen;

/** The codes of {@link OpenBargainRefusal} in their order of precedence. */
export const OPEN_BARGAIN_REFUSALS = [
  "id-conflict",
  "not-open",
] as const satisfies readonly OpenBargainRefusal["code"][];

/** The answer to an {@link OpenBargainCommand}. */
export type OpenBargainDecision = Decision<
  OpenedBargain,
  BargainEntry,
  OpenBargainRefusal,
  | OpenBargainRefusal
  | { readonly code: "bargain-opened"; readonly expiresAt: string }
  | { readonly code: "exists" }
>;

/**
 * Opens a member's bargain, under the terms of the definition as it is now. The same record of the same
 * member again is accepted without entries.
 *
 * @param state - with the record
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function openBargain(
  bargain: Bargain,
  state: BargainState,
  command: OpenBargainCommand,
): OpenBargainDecision {
  const at = checkCommand(command, ["record", "member"]);
  checkState(bargainKind, state);
  const { member, record } = command;
  const before = own(state.records, record) ?? NO_RECORD;
  const { currency, cut, floorMinor, friends, priceMinor } = bargain;
  const terms = before.terms ?? { priceMinor, floorMinor, friends, cut };
  const value = (expiresAt: string): OpenedBargain => ({
    record,
    price: fromMinor(terms.priceMinor, currency),
    floor: fromMinor(terms.floorMinor, currency),
    expiresAt,
  });
  if (before.expiresAt !== null) {
    const conflict = conflictOf({ member: [before.owner, member] });
    if (conflict !== null) return refuse(conflict);
    return { ok: true, value: value(before.expiresAt), entries: [], why: [{ code: "exists" }] };
  }
  const closed = notOpen(bargain, at);
  if (closed !== null) return refuse(closed);
  const expiresAt = instantText(after(at, bargain.lasts, bargain.zone));
  return {
    ok: true,
    value: value(expiresAt),
    entries: entriesOf<BargainEntry>(bargain, command, at, [
      { kind: "bargain-opened", record, member, expiresAt, terms },
    ]),
    why: [{ code: "bargain-opened", expiresAt }],
  };
}
