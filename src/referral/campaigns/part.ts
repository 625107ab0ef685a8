import type { Command } from "../../kernel/decision";
import { shown, UptierError } from "../../kernel/errors";
import type { CampaignEntry, CampaignHead } from "./entry";

/**
 * One part of the state of a campaign, with a stream of its own for each id: the groups of a
 * group-buy, the members in it.
 */
export interface Part<About, E> {
  /** Names the stream: `group`; null: there is only one, with the name of the campaign. */
  readonly label: string | null;
  /** The one that a command or an entry is about; null: none. */
  readonly idOf: (about: About) => string | null;
  /** Before the first entry; null where it does not exist yet. */
  readonly initial: () => unknown;
  /** After one more entry. Leaves `state` as it was. */
  fold(state: never, entry: E): unknown;
}

/** How the states of one kind of campaign are kept: a part for each member of the state. */
export interface CampaignKind<State, C extends Command, E extends CampaignEntry> {
  /** Names the streams: `group-buy`. */
  readonly name: string;
  readonly parts: { readonly [Name in keyof State]: Part<C | E, E> };
  /** What an entry of each kind must have. */
  readonly fields: Readonly<Record<E["kind"], readonly string[]>>;
}

type Parts<E> = readonly (readonly [string, Part<unknown, E>])[];

/** The parts with their names; which id is asked for is the caller's to know. */
export function partsOf<State, C extends Command, E extends CampaignEntry>({
  parts,
}: CampaignKind<State, C, E>): Parts<E> {
  return Object.entries(parts) as unknown as Parts<E>;
}

/** A campaign before its first entry. */
export function emptyState<State, C extends Command, E extends CampaignEntry>(
  kind: CampaignKind<State, C, E>,
): State {
  return Object.fromEntries(
    partsOf(kind).map(([name, { label, initial }]) => [name, label === null ? initial() : {}]),
  ) as State;
}

/** A member of a record, and not what records inherit. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A record with one more member. */
export function withMember<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: T,
): Readonly<Record<string, T>> {
  return { ...record, [key]: value };
}

/**
 * Refuses a state that lacks a part.
 *
 * @throws UptierError `invalid-state`
 */
export function checkState<State, C extends Command, E extends CampaignEntry>(
  kind: CampaignKind<State, C, E>,
  state: State,
): void {
  const parts = state as Readonly<Record<string, unknown>> | null | undefined;
  if (!isRecord(parts)) throw invalidState(kind.name, parts);
  for (const [name, { label }] of partsOf(kind)) {
    const part = parts[name];
    const sound =
      isRecord(part) && (label === null || Object.values(part).every((one) => isRecord(one ?? {})));
    if (!sound) throw invalidState(kind.name, part);
  }
}

/**
 * Refuses what is no entry, or none of this campaign.
 *
 * @throws UptierError in this order: `invalid-entry`, `foreign-entry`
 */
export function checkEntry<State, C extends Command, E extends CampaignEntry>(
  { name, fields }: CampaignKind<State, C, E>,
  { id }: CampaignHead,
  entry: E,
): void {
  const values = entry as unknown as Readonly<Record<string, unknown>>;
  if (!isRecord(values)) throw invalidEntry("an entry", entry);
  const { kind } = entry;
  if (!Object.hasOwn(fields, kind)) throw invalidEntry("the kind of an entry", kind);
  for (const key of ["id", "at", "cause", "campaign", "version"]) {
    if (typeof values[key] !== "string") throw invalidEntry(`"${key}" of an entry`, values[key]);
  }
  for (const key of fields[kind as E["kind"]]) {
    if (values[key] === undefined) throw invalidEntry(`"${key}" of an entry`, values[key]);
  }
  if (entry.campaign !== id) {
    throw new UptierError(
      "foreign-entry",
      `entry "${entry.id}" belongs to "${entry.campaign}", not to the ${name} "${id}"`,
    );
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalidState(name: string, value: unknown): UptierError {
  return new UptierError(
    "invalid-state",
    `the state of the ${name} is damaged at ${shown(value)}: replay the entries`,
  );
}

function invalidEntry(what: string, value: unknown): UptierError {
  return new UptierError(
    "invalid-entry",
    `${what} is ${shown(value)}; pass entries exactly as they were made`,
  );
}
