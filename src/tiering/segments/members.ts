import { MAX_ID_LENGTH } from "../../kernel/command";
import { shown, UptierError } from "../../kernel/errors";
import { isList } from "../../kernel/list";
import { isPlainText } from "../../kernel/text";

/** The most members of one call: so many ranks fit into exact integers. */
export const MAX_MEMBERS = 1_000_000;

/** Somebody who is classified, scored or chosen. */
export interface SegmentMember {
  readonly member: string;
}

/**
 * Checks that a list of members is one, and names each once.
 *
 * @throws UptierError `invalid-members`
 */
export function checkMembers(members: readonly SegmentMember[]): void {
  if (!isList(members) || members.length > MAX_MEMBERS) {
    throw invalid(`members must be a list of at most ${MAX_MEMBERS}`);
  }
  const seen = new Set<string>();
  for (const member of members) {
    if (typeof member !== "object" || member === null || !isMemberId(member.member)) {
      throw invalid(
        `each member must be an object with its id as "member", 1 to ${MAX_ID_LENGTH} characters; ${shown(member?.member)} is none`,
      );
    }
    if (seen.has(member.member)) {
      throw invalid(`"${member.member}" comes twice; sum a member's figures up first`);
    }
    seen.add(member.member);
  }
}

/**
 * Checks that what members were before is an object from member to text; a segment that is no longer
 * defined is nobody's.
 *
 * @throws UptierError `invalid-previous`
 */
export function checkPrevious(previous: Readonly<Record<string, string | null>>): void {
  if (typeof previous === "object" && previous !== null && !isList(previous)) return;
  throw new UptierError(
    "invalid-previous",
    `what members were before must be an object such as { "m1": "champions" }, not ${shown(previous)}`,
  );
}

/** What a member was before; null: nothing. */
export function wasBefore(
  previous: Readonly<Record<string, string | null>>,
  member: string,
): string | null {
  return Object.hasOwn(previous, member) ? (previous[member] ?? null) : null;
}

/** Computes something of a member; an error says of whom and of what. */
export function ofMember<T>(member: string, what: string, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof UptierError)) throw error;
    throw new UptierError(error.code, `${what} of member "${member}": ${error.message}`);
  }
}

/** Code units, as databases with a binary collation sort. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isMemberId(value: unknown): boolean {
  return isPlainText(value) && value.length > 0 && value.length <= MAX_ID_LENGTH;
}

function invalid(message: string): UptierError {
  return new UptierError("invalid-members", message);
}
