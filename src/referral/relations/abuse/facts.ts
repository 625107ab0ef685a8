import { checkIsCommand, instantIn, invalidCommand, textIn } from "../../../kernel/command";
import { isList } from "../../../kernel/list";
import type { Instant } from "../../../kernel/time/instant";

/** A referral that is to be paid for, as the shop knows it. Plain JSON. */
export interface AbuseFacts {
  readonly at: Instant;
  readonly referrer: AbuseParty;
  /** The new member. */
  readonly referee: AbuseParty;
  /** Those above the referrer; for checks with the upline. At most 1,000. */
  readonly upline?: readonly AbuseParty[] | undefined;
  /** Members with something in common with the new one, as the shop finds them. At most 1,000. */
  readonly others?: readonly AbuseMember[] | undefined;
  /** When the referrer's earlier referrals were; for velocity and cool-down. At most 100,000. */
  readonly earlier?: readonly Instant[] | undefined;
  /** Whether this is the first conversion of the new member; for `second-of-company`. */
  readonly firstConversion?: boolean | undefined;
}

/** Somebody, and what tells who they are; at most 100 of each. What is left out is never the same. */
export interface AbuseParty {
  readonly id: string;
  readonly emails?: readonly string[] | undefined;
  readonly devices?: readonly string[] | undefined;
  /** Accounts that rewards are paid to. */
  readonly payouts?: readonly string[] | undefined;
  /** In a form of the shop's: compared as they stand. */
  readonly addresses?: readonly string[] | undefined;
}

/** A member, and who referred them. */
export interface AbuseMember extends AbuseParty {
  /** Default: nobody. */
  readonly referrer?: string | null | undefined;
}

const MAX_PARTIES = 1_000;
const MAX_EARLIER = 100_000;
const MAX_KEYS = 100;

/**
 * Checks facts.
 *
 * @returns the instants, in milliseconds
 */
export function readFacts(facts: AbuseFacts): { readonly now: number; readonly earlier: number[] } {
  checkIsCommand(facts);
  checkParty("referrer", facts.referrer);
  checkParty("referee", facts.referee);
  for (const name of ["upline", "others"] as const) {
    checkList(name, facts[name], MAX_PARTIES);
    for (const party of facts[name] ?? []) checkParty(name, party);
  }
  if (facts.firstConversion !== undefined && typeof facts.firstConversion !== "boolean") {
    throw invalidCommand("firstConversion", "true or false", facts.firstConversion);
  }
  checkList("earlier", facts.earlier, MAX_EARLIER);
  const now = instantIn("at", facts.at);
  const earlier = (facts.earlier ?? []).map((instant) => instantIn("earlier", instant));
  return { now, earlier: earlier.filter((instant) => instant <= now) };
}

function checkParty(name: string, party: AbuseParty): void {
  if (typeof party !== "object" || party === null) throw invalidCommand(name, "an object", party);
  if (textIn(name, party.id) === null) throw invalidCommand(name, "somebody with an id", party.id);
  for (const list of ["emails", "devices", "payouts", "addresses"] as const) {
    checkList(list, party[list], MAX_KEYS);
    for (const key of party[list] ?? []) {
      if (textIn(list, key) === null) throw invalidCommand(list, "texts", key);
    }
  }
}

function checkList(name: string, list: readonly unknown[] | undefined, most: number): void {
  if (list === undefined || (isList(list) && list.length <= most)) return;
  throw invalidCommand(name, `a list of at most ${most}`, list);
}
