import { type Issue, type Path, shown, UptierError } from "../../kernel/errors";
import { type ReadFact, readFact } from "./fact";
import type { FactTerms, MemberFacts } from "./input";

/**
 * Reads what is known of a member. Facts that are not declared are ignored; those that are absent,
 * undefined or null are missing.
 *
 * @param path - where the facts stand in the argument, for the issues
 * @throws UptierError `invalid-facts` with an issue for every fact of a wrong type
 */
export function readFacts(
  { facts: types, currency = "" }: FactTerms,
  facts: MemberFacts,
  path: Path = [],
): ReadonlyMap<string, ReadFact> {
  if (typeof facts !== "object" || facts === null || Array.isArray(facts)) {
    throw invalid([
      { path, code: "invalid-type", message: `must be an object of facts, not ${shown(facts)}` },
    ]);
  }
  const read = new Map<string, ReadFact>();
  const issues: Issue[] = [];
  for (const [name, type] of Object.entries(types)) {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (value === undefined || value === null) continue;
    try {
      read.set(name, readFact(value, type, currency));
    } catch (error) {
      if (!(error instanceof UptierError)) throw error;
      issues.push({ path: [...path, name], code: error.code, message: error.message });
    }
  }
  if (issues.length > 0) throw invalid(issues);
  return read;
}

function invalid(issues: readonly Issue[]): UptierError {
  return new UptierError("invalid-facts", "The facts cannot be used:", issues);
}
