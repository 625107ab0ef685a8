import { shown, UptierError } from "../../kernel/errors";
import { type Instant, instantText, toMilliseconds } from "../../kernel/time/instant";
import type { Audience } from "./definition";
import { ruleFor, rulesOf } from "./in-audience";
import type { MemberFacts } from "./input";
import { readFacts } from "./member-facts";
import { missingOf, reasonsOf } from "./trace";

/** A member to be sorted in or out. */
export interface AudienceCandidate {
  readonly id: string;
  readonly facts: MemberFacts;
  /** Whether the member was in the audience before. Default false. */
  readonly wasIn?: boolean | undefined;
}

/** Members by the answer, each list in the order in which they were given. */
export interface AudienceSelection {
  readonly audience: string;
  /** Of the definition. */
  readonly version: string;
  readonly asOf: string;
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly unknown: readonly { readonly id: string; readonly missing: readonly string[] }[];
}

/** The most members of one selection. */
const MAX_MEMBERS = 1_000_000;

/**
 * Sorts members into those who are in an audience, those who are not, and those of whom nobody can say.
 * Each is judged as by `inAudience`.
 *
 * @param members - at most 1,000,000, each once
 * @throws UptierError in this order: `invalid-instant`, `invalid-members` (no list, too long, a member
 * without an id or with that of another), and at the first member at fault `invalid-membership` or
 * `invalid-facts`, whose issues say where: `[3].facts.spent`
 *
 * @example
 * ```ts
 * import { defineAudience, selectAudience } from "uptier/tiering";
 *
 * const locals = defineAudience({
 *   id: "locals",
 *   zone: "Asia/Shanghai",
 *   facts: { city: "text" },
 *   enter: { fact: "city", op: "one-of", values: ["Hangzhou", "Suzhou"] },
 * });
 * const members = [
 *   { id: "m1", facts: { city: "Hangzhou" } },
 *   { id: "m2", facts: { city: "Beijing" } },
 *   { id: "m3", facts: {} },
 * ];
 * const { yes, no, unknown } = selectAudience(locals, members, "2026-11-21T09:30:00+08:00");
 * yes; // => ["m1"]
 * no; // => ["m2"]
 * unknown; // => [{ id: "m3", missing: ["city"] }]
 * ```
 */
export function selectAudience(
  audience: Audience,
  members: readonly AudienceCandidate[],
  asOf: Instant,
): AudienceSelection {
  const instant = toMilliseconds(asOf);
  checkMembers(members);
  const rules = rulesOf(audience, instant);
  const yes: string[] = [];
  const no: string[] = [];
  const unknown: { id: string; missing: readonly string[] }[] = [];
  members.forEach(({ id, facts, wasIn = false }, index) => {
    const trace = ruleFor(rules, wasIn)(readFacts(audience, facts, [index, "facts"]));
    if (trace.answer === "yes") yes.push(id);
    else if (trace.answer === "no") no.push(id);
    else unknown.push({ id, missing: missingOf(reasonsOf(trace)) });
  });
  const { id, version } = audience;
  return { audience: id, version, asOf: instantText(instant), yes, no, unknown };
}

function checkMembers(members: readonly AudienceCandidate[]): void {
  if (!Array.isArray(members) || members.length > MAX_MEMBERS) {
    throw invalid(`members must be a list of at most ${MAX_MEMBERS}`);
  }
  const seen = new Set<string>();
  (members as readonly (AudienceCandidate | null)[]).forEach((member, index) => {
    const id: unknown = member?.id;
    if (typeof id !== "string" || id === "") {
      throw invalid(`the member at ${index} has no id but ${shown(id)}; give a text`);
    }
    if (seen.has(id)) throw invalid(`member ${shown(id)} is there twice; give each once`);
    seen.add(id);
  });
}

function invalid(message: string): UptierError {
  return new UptierError("invalid-members", message);
}
