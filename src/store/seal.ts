import type { QueryExecutorProvider } from "kysely";
import type { Entry } from "../kernel/decision";
import { contentHash } from "../kernel/json";
import { type DecisionRecord, type EntryRecord, readEntries } from "./records";

/** What the seal of a decision covers. */
export interface Sealed {
  readonly decider: string;
  readonly id: string;
  /** The command that was sent. */
  readonly content: unknown;
  /** The decision with its entries. */
  readonly decision: unknown;
}

/**
 * The seal under a decision: the content hash of the command, the decision and its entries. Whoever
 * changes one of them by hand breaks it. It is no signature: a forger who knows the library can
 * seal a forgery.
 */
export function sealOf({ decider, id, content, decision }: Sealed): string {
  return contentHash({ decider, id, content, decision });
}

/** A kept decision, put together again with its entries. */
export interface Unsealed {
  readonly record: DecisionRecord;
  readonly decision: unknown;
  /** Those of its entries that are there. */
  readonly entries: readonly EntryRecord[];
  /** Whether all of its entries are there. */
  readonly complete: boolean;
  /** Whether command, decision and entries are what was written. */
  readonly intact: boolean;
}

/** Puts kept decisions together with their entries, and looks at their seals. */
export async function unseal(
  db: QueryExecutorProvider,
  decider: string,
  records: readonly DecisionRecord[],
): Promise<Unsealed[]> {
  const ids = records.map(({ answer }) => entryIdsOf(answer));
  const found = await readEntries(db, decider, ids.flat());
  return records.map((record, index) => {
    const entries = ids[index]!.flatMap((id) => found.get(id) ?? []);
    const decision = withEntries(
      record.answer,
      entries.map(({ body }) => body),
    );
    const intact = record.seal === sealOf({ ...record, decider, decision });
    return { record, decision, entries, complete: entries.length === ids[index]!.length, intact };
  });
}

/** The ids of the entries in a kept answer, in which anything may stand that somebody put there. */
function entryIdsOf(answer: unknown): readonly unknown[] {
  return hasEntries(answer) && Array.isArray(answer.entries) ? answer.entries : [];
}

function withEntries(answer: unknown, entries: readonly Entry[]): unknown {
  return hasEntries(answer) ? { ...answer, entries } : answer;
}

function hasEntries(answer: unknown): answer is { readonly entries: unknown } {
  return typeof answer === "object" && answer !== null && "entries" in answer;
}
