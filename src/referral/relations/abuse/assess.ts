import { UptierError } from "../../../kernel/errors";
import { after } from "../../../kernel/time/duration";
import { instantText } from "../../../kernel/time/instant";
import type { AbuseCheck, AbuseRules } from "./definition";
import { type AbuseFacts, type AbuseMember, type AbuseParty, readFacts } from "./facts";
import type {
  AbuseAction,
  AbuseKey,
  AbuseRelation,
  CoolDownCheck,
  SharedKeyCheck,
  VelocityCheck,
} from "./input";
import { keysOf } from "./keys";

/** What is to be done about a referral. Plain JSON. */
export interface AbuseAssessment {
  /** The strictest action of the evidence: `deny` before `hold`; without evidence `allow`. */
  readonly verdict: "allow" | AbuseAction;
  /** Of a hold that time alone ends: when. Null: it is no hold, or somebody has to look at it. */
  readonly until: string | null;
  /** What was found, in the order of the checks. It names people: keep it as carefully as they are. */
  readonly evidence: readonly AbuseEvidence[];
}

/** What a check found. */
export type AbuseEvidence = {
  /** The id of the check. */
  readonly check: string;
  readonly action: AbuseAction;
} & (
  | {
      readonly code: "shared-key";
      readonly key: AbuseKey;
      /** What they share. */
      readonly value: string;
      readonly with: AbuseRelation;
      readonly member: string;
    }
  | { readonly code: "second-of-company"; readonly value: string; readonly member: string }
  | {
      readonly code: "velocity";
      /** With this one. */
      readonly count: number;
      readonly max: number;
      /** When it would no longer be too many; null: never. */
      readonly until: string | null;
    }
  | { readonly code: "cool-down"; readonly last: string; readonly until: string }
);

/**
 * Judges a referral by rules over facts: who shares what with whom, how fast, how soon. It looks at nothing
 * but what it is given, and finds all that there is to find.
 *
 * A verdict is no decision of the law or of taste: `hold` asks somebody, `deny` says no, and the evidence
 * says why, to them and to the person concerned.
 *
 * @throws UptierError in this order: `invalid-command`, `missing-facts` (a check needs what the facts
 * leave out)
 *
 * @example
 * ```ts
 * import { assessReferral, defineAbuseRules } from "uptier/referral";
 *
 * const rules = defineAbuseRules({
 *   id: "friends",
 *   zone: "Asia/Shanghai",
 *   checks: [
 *     { id: "self", kind: "shared-key", key: "email", action: "deny" },
 *     { id: "daily", kind: "velocity", max: 1, within: { hours: 24 }, action: "hold" },
 *   ],
 * });
 * const { verdict, until } = assessReferral(rules, {
 *   at: "2026-11-21T09:30:00+08:00",
 *   referrer: { id: "li", emails: ["li@gmail.com"] },
 *   referee: { id: "m1", emails: ["wu@gmail.com"] },
 *   earlier: ["2026-11-20T12:00:00+08:00"],
 * });
 * verdict; // => "hold"
 * until; // => "2026-11-21T04:00:00.000Z"
 * ```
 */
export function assessReferral(rules: AbuseRules, facts: AbuseFacts): AbuseAssessment {
  const { now, earlier } = readFacts(facts);
  for (const check of rules.checks) needFacts(check, facts);
  const evidence = rules.checks.flatMap((check): AbuseEvidence[] => {
    const { id, action } = check;
    const found = findingsOf(rules, check, facts, now, earlier);
    return found.map((finding) => ({ check: id, action, ...finding }));
  });
  const denied = evidence.some(({ action }) => action === "deny");
  const verdict = denied ? "deny" : evidence.length > 0 ? "hold" : "allow";
  return { verdict, until: verdict === "hold" ? endOf(evidence) : null, evidence };
}

type Finding = AbuseEvidence extends infer E
  ? E extends AbuseEvidence
    ? Omit<E, "check" | "action">
    : never
  : never;

function findingsOf(
  rules: AbuseRules,
  check: AbuseCheck,
  facts: AbuseFacts,
  now: number,
  earlier: readonly number[],
): Finding[] {
  switch (check.kind) {
    case "shared-key":
      return sharedKeys(rules, check, facts);
    case "second-of-company":
      return secondOfCompany(rules, facts);
    case "velocity":
      return tooMany(rules, check, now, earlier);
    case "cool-down":
      return tooSoon(rules, check, now, earlier);
  }
}

/** With each of the parties, the first thing that they share. */
function sharedKeys(
  rules: AbuseRules,
  { key, with: relation }: SharedKeyCheck & { readonly with: AbuseRelation },
  facts: AbuseFacts,
): Finding[] {
  const mine = keysOf(rules, facts.referee, key);
  return partiesOf(facts, relation).flatMap((party) => {
    const value = keysOf(rules, party, key).find((one) => mine.includes(one));
    if (value === undefined || party.id === facts.referee.id) return [];
    return [{ code: "shared-key", key, value, with: relation, member: party.id } as const];
  });
}

function partiesOf(facts: AbuseFacts, relation: AbuseRelation): readonly AbuseParty[] {
  return relation === "referrer" ? [facts.referrer] : facts[relation]!;
}

function secondOfCompany(rules: AbuseRules, facts: AbuseFacts): Finding[] {
  if (facts.firstConversion !== true) return [];
  const mine = keysOf(rules, facts.referee, "company");
  const first = (facts.others ?? [])
    .filter((other: AbuseMember) => {
      return other.referrer === facts.referrer.id && other.id !== facts.referee.id;
    })
    .map(({ id, ...keys }) => {
      const value = keysOf(rules, { id, ...keys }, "company").find((one) => mine.includes(one));
      return { id, value };
    })
    .find(({ value }) => value !== undefined);
  return first === undefined
    ? []
    : [{ code: "second-of-company", value: first.value!, member: first.id }];
}

function tooMany(
  { zone }: AbuseRules,
  { max, within }: VelocityCheck,
  now: number,
  earlier: readonly number[],
): Finding[] {
  if (within === undefined) {
    const count = earlier.length + 1;
    return count > max ? [{ code: "velocity", count, max, until: null }] : [];
  }
  const ends = earlier
    .map((instant) => after(instant, within, zone))
    .filter((end) => end > now)
    .sort((a, b) => a - b);
  const count = ends.length + 1;
  // Once so many of them are out of the window there is room for this one.
  return count > max
    ? [{ code: "velocity", count, max, until: instantText(ends[count - max - 1]!) }]
    : [];
}

function tooSoon(
  { zone }: AbuseRules,
  { length }: CoolDownCheck,
  now: number,
  earlier: readonly number[],
): Finding[] {
  if (earlier.length === 0) return [];
  const last = earlier.reduce((latest, instant) => Math.max(latest, instant));
  const until = after(last, length, zone);
  return until > now
    ? [{ code: "cool-down", last: instantText(last), until: instantText(until) }]
    : [];
}

/** When the last hold ends; null: one of them does not end by itself. */
function endOf(evidence: readonly AbuseEvidence[]): string | null {
  const ends = evidence.map((one) => ("until" in one ? one.until : null));
  return ends.reduce((last, end) =>
    last === null || end === null ? null : last > end ? last : end,
  );
}

/** Refuses to judge by what is not known: that a list was left out does not mean that it is empty. */
function needFacts(check: AbuseCheck, facts: AbuseFacts): void {
  const needs: readonly (keyof AbuseFacts)[] =
    check.kind === "shared-key"
      ? check.with === "referrer"
        ? []
        : [check.with]
      : check.kind === "second-of-company"
        ? ["others", "firstConversion"]
        : ["earlier"];
  for (const name of needs) {
    if (facts[name] === undefined) {
      throw new UptierError(
        "missing-facts",
        `the check "${check.id}" needs "${name}"; give it, an empty list if there are none`,
      );
    }
  }
}
