import type { Reason } from "../kernel/decision";
import type { Json } from "../kernel/json";
import { conflictOf, type IdConflict, partText } from "../kernel/refusal";
import { instantText } from "../kernel/time/instant";
import type { Arrival } from "./booking";
import type { Said, Told } from "./entries";
import type { OpenAccount } from "./ledger/account";
import { find } from "./ledger/by-id";

/* The id of a command stands for one content, in all verbs and types of an account. */

/** The account is as large as one may be. */
export interface AccountFull extends Reason {
  readonly code: "account-full";
  /** Debits and reservations count together. */
  readonly of: "lots" | "debits" | "commands";
  readonly limit: number;
}

/** The most lots, debits with reservations, and commands of an account, over all its types. */
const ACCOUNT_LIMITS = { lots: 250_000, debits: 250_000, commands: 1_000_000 } as const;

/** A part of a command; undefined and null: not said. */
type Part = Json | undefined;

/**
 * Says what a command is and looks for one of its id: afterwards `content` of the arrival is what its
 * first entry carries, and `known` is the command that was carried out before.
 *
 * @param parts - what it says beside its id, instant and member, in the order of comparison
 * @param adds - what a new command adds to the account
 */
export function identify(
  arrival: Arrival,
  verb: string,
  parts: Readonly<Record<string, Part>>,
  adds: "lots" | "debits" | null = null,
): IdConflict | AccountFull | null {
  const { account, command } = arrival;
  const said = saidOf(verb, parts);
  const known = find(account.commands, command.id) ?? null;
  arrival.content = { id: command.id, said, told: null };
  arrival.known = known;
  return known === null ? fullOf(account, adds) : differenceOf(known.said, said);
}

/** What only the moment of the command knows of its answer: kept, so that it can be said again. */
export function tell(arrival: Arrival, told: Told): void {
  const { id, said } = arrival.content!;
  arrival.content = { id, said, told };
}

/** The end that a command states: "never" is not the same as nothing said. */
export function saidEnd(end: number | null | undefined): string | null {
  if (end === undefined) return null;
  return end === null ? "never" : instantText(end);
}

function saidOf(verb: string, parts: Readonly<Record<string, Part>>): Said {
  const said: Record<string, string | number> = { verb };
  for (const [field, part] of Object.entries(parts)) {
    if (part === undefined || part === null) continue;
    said[field] = typeof part === "number" || typeof part === "string" ? part : partText(part);
  }
  return said;
}

/** What is not said is null: the default. */
function differenceOf(before: Said, now: Said): IdConflict | null {
  const fields = [...Object.keys(now), ...Object.keys(before)];
  return conflictOf(
    Object.fromEntries(
      fields.map((field) => [field, [before[field] ?? null, now[field] ?? null] as const]),
    ),
  );
}

function fullOf(
  { commands, ledgers }: OpenAccount,
  adds: "lots" | "debits" | null,
): AccountFull | null {
  let [lots, debits] = [0, 0];
  for (const ledger of ledgers.values()) {
    lots += ledger.lots.list.length;
    debits += ledger.debits.list.length + ledger.reservations.list.length;
  }
  const counts = { lots, debits, commands: commands.list.length };
  for (const of of ["commands", adds] as const) {
    if (of === null || counts[of] < ACCOUNT_LIMITS[of]) continue;
    return { code: "account-full", of, limit: ACCOUNT_LIMITS[of] };
  }
  return null;
}
