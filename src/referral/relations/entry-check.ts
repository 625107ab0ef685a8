import { shown, UptierError } from "../../kernel/errors";
import type { BindingPolicy } from "./definition";
import type { RelationEntry } from "./entries";

const PARTS: Readonly<Record<RelationEntry["kind"], readonly string[]>> = {
  "member-bound": ["referrer"],
  "member-unbound": ["from", "reason"],
  "code-created": ["code"],
};

/**
 * Refuses what is no entry, or belongs to another policy.
 *
 * @throws UptierError in this order: `invalid-entry`, `foreign-entry`
 */
export function checkRelationEntry(policy: BindingPolicy, entry: RelationEntry): void {
  if (typeof entry !== "object" || entry === null) throw invalid("an entry", entry);
  if (!Object.hasOwn(PARTS, entry.kind)) throw invalid("the kind of an entry", entry.kind);
  const values = entry as unknown as Readonly<Record<string, unknown>>;
  for (const key of ["id", "at", "cause", "policy", "member", ...PARTS[entry.kind]]) {
    if (typeof values[key] !== "string") throw invalid(`"${key}" of an entry`, values[key]);
  }
  if (entry.kind === "member-bound") {
    const { binding, referrer } = entry;
    if (typeof binding !== "object" || binding === null || binding.referrer !== referrer) {
      throw invalid('"binding" of an entry', binding);
    }
  }
  if (entry.policy !== policy.id) {
    throw new UptierError(
      "foreign-entry",
      `entry "${entry.id}" belongs to relations "${entry.policy}", not to "${policy.id}"`,
    );
  }
}

function invalid(what: string, value: unknown): UptierError {
  return new UptierError(
    "invalid-entry",
    `${what} is ${shown(value)}; pass entries exactly as they were made`,
  );
}
