import type { ById } from "./by-id";
import type { OpenDebit, OpenLot } from "./parts";

/** What finds the parts of a ledger by what they are about, in the order in which they came. */
export interface References {
  readonly lots: Map<string, OpenLot[]>;
  readonly debits: Map<string, OpenDebit[]>;
  /** What was taken back, by its lot. */
  readonly clawbacks: Map<string, OpenDebit[]>;
}

/** A ledger, as far as it refers to anything. */
interface Referring {
  readonly lots: ById<OpenLot>;
  readonly debits: ById<OpenDebit>;
  references: References | null;
}

/** Made when somebody asks for the first time, and kept up from then on: a replay never asks. */
export function referencesOf(ledger: Referring): References {
  if (ledger.references !== null) return ledger.references;
  const references: References = { lots: new Map(), debits: new Map(), clawbacks: new Map() };
  for (const lot of ledger.lots.list) referToLot(references, lot);
  for (const debit of ledger.debits.list) referToDebit(references, debit);
  ledger.references = references;
  return references;
}

/** Notes a new lot. */
export function referToLot({ lots }: References, lot: OpenLot): void {
  add(lots, lot.ref, lot);
}

/** Notes a new debit. */
export function referToDebit({ debits, clawbacks }: References, debit: OpenDebit): void {
  add(debits, debit.ref, debit);
  add(clawbacks, debit.lot, debit);
}

function add<T>(map: Map<string, T[]>, key: string | null, value: T): void {
  if (key === null) return;
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
