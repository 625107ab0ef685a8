import { checkCommand } from "../../kernel/command";
import { UptierError, shown } from "../../kernel/errors";
import type { Command } from "../../kernel/decision";
import { uniformInteger } from "../../kernel/random/integer";
import type { RandomSource } from "../../kernel/random/source";
import { refuse } from "../../kernel/refusal";
import { instantText } from "../../kernel/time/instant";
import { entryOf, type RelationDecision } from "./booking";
import type { BindingPolicy } from "./definition";
import { checkRelations, own, type Relations } from "./state";
import { memberIn, type RelationView, viewOf } from "./view";

/** A member is to have a referral code. */
export interface CreateCodeCommand extends Command {
  readonly member: string;
  /** The one to take if they have none, compared as it stands; `suggestCode` makes one. */
  readonly code: string;
}

/** A member's code. */
export interface CreateCodeResult {
  readonly code: string;
}

/** Why a member did not get a code: `code-taken`, another member has it; send another one. */
export type CreateCodeRefusal = { readonly code: "code-taken"; readonly referralCode: string };

/** The codes of {@link CreateCodeRefusal} in their order of precedence. */
export const CREATE_CODE_REFUSALS = [
  "code-taken",
] as const satisfies readonly CreateCodeRefusal["code"][];

/** The answer to a {@link CreateCodeCommand}. */
export type CreateCodeDecision = RelationDecision<CreateCodeResult, CreateCodeRefusal>;

/**
 * Gives a member a referral code, once: who has one gets the same again, whatever code is sent.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 *
 * @example
 * ```ts
 * import { createCode, defineBinding, newRelations } from "uptier/referral";
 *
 * const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai" });
 * const at = "2026-11-21T09:30:00+08:00";
 * const command = { id: "c1", at, member: "li", code: "LI88" };
 * const decision = createCode(policy, newRelations(), command);
 * decision.ok && decision.value.code; // => "LI88"
 * ```
 */
export function createCode(
  policy: BindingPolicy,
  relations: Relations,
  command: CreateCodeCommand,
): CreateCodeDecision {
  checkRelations(relations);
  return decideCreateCode(policy, viewOf(relations), command);
}

/** {@link createCode} on what can be seen of the relations. */
export function decideCreateCode(
  policy: BindingPolicy,
  view: RelationView,
  command: CreateCodeCommand,
): CreateCodeDecision {
  const at = checkCommand(command, ["member", "code"]);
  const known = memberIn(view, command.member).code;
  if (known !== null) {
    const why = [{ code: "has-code", referralCode: known }] as const;
    return { ok: true, value: { code: known }, entries: [], why };
  }
  const { code } = command;
  if (view.ownerOf(code) !== null) return refuse({ code: "code-taken", referralCode: code });
  return {
    ok: true,
    value: { code },
    entries: [entryOf(policy, command, instantText(at), { kind: "code-created", code } as const)],
    why: [{ code: "code-created", referralCode: code }],
  };
}

/**
 * Whose a code is.
 *
 * @returns null: nobody's
 * @throws UptierError `invalid-state`
 */
export function referrerOfCode(relations: Relations, code: string): string | null {
  checkRelations(relations);
  return own(relations.codes, code) ?? null;
}

/** Digits and capitals without those that are taken for one another: 0 O, 1 I L. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/**
 * A code that people can read to each other: digits and capitals without 0, O, 1, I and L, each equally
 * likely. Whether it is free, `createCode` says.
 *
 * @param length - 4 to 32. Default: 8, of which there are 852,891,037,441
 * @throws UptierError in this order: `invalid-length`, `invalid-random`
 *
 * @example
 * ```ts
 * import { seededRandom } from "uptier/kernel";
 * import { suggestCode } from "uptier/referral";
 *
 * suggestCode(seededRandom("codes")).length; // => 8
 * ```
 */
export function suggestCode(random: RandomSource, length = 8): string {
  if (!Number.isSafeInteger(length) || length < 4 || length > 32) {
    throw new UptierError("invalid-length", `a code has 4 to 32 characters, not ${shown(length)}`);
  }
  return Array.from({ length }, () => ALPHABET[uniformInteger(random, ALPHABET.length)]).join("");
}
