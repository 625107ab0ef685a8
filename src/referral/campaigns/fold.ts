import type { Command } from "../../kernel/decision";
import { duplicateEntry } from "../../kernel/replay";
import { type Instant, toMilliseconds } from "../../kernel/time/instant";
import type { CampaignEntry, CampaignHead } from "./entry";
import { type CampaignKind, checkEntry, checkState, own, partsOf, withMember } from "./part";

/**
 * The state after one more entry; every part that the entry is about is folded.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-entry`, `foreign-entry`
 */
export function applyTo<State, C extends Command, E extends CampaignEntry>(
  kind: CampaignKind<State, C, E>,
  campaign: CampaignHead,
  state: State,
  entry: E,
): State {
  checkState(kind, state);
  checkEntry(kind, campaign, entry);
  const next = { ...state } as Record<string, unknown>;
  for (const [name, part] of partsOf(kind)) {
    const id = part.idOf(entry);
    if (part.label === null) next[name] = part.fold(next[name] as never, entry);
    else if (id !== null) {
      const all = next[name] as Readonly<Record<string, unknown>>;
      const before = own(all, id) ?? part.initial();
      next[name] = withMember(all, id, part.fold(before as never, entry));
    }
  }
  return next as State;
}

/**
 * The state from the entries alone.
 *
 * @param entries - in the order in which they were made, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault
 * `invalid-entry`, `foreign-entry` or `duplicate-entry`
 */
export function replayOf<State, C extends Command, E extends CampaignEntry>(
  kind: CampaignKind<State, C, E>,
  campaign: CampaignHead,
  entries: Iterable<E>,
  asOf?: Instant,
): State {
  const until = asOf === undefined ? Infinity : toMilliseconds(asOf);
  const seen = new Set<string>();
  const parts = partsOf(kind).map(([name, part]) => ({
    name,
    part,
    states: new Map<string, unknown>(),
  }));
  for (const entry of entries) {
    checkEntry(kind, campaign, entry);
    if (seen.has(entry.id)) throw duplicateEntry(entry.id);
    seen.add(entry.id);
    if (toMilliseconds(entry.at) > until) continue;
    for (const { part, states } of parts) {
      const id = part.label === null ? "" : part.idOf(entry);
      if (id === null) continue;
      const before = states.has(id) ? states.get(id) : part.initial();
      states.set(id, part.fold(before as never, entry));
    }
  }
  return Object.fromEntries(
    parts.map(({ name, part, states }) => [
      name,
      part.label === null ? (states.get("") ?? part.initial()) : Object.fromEntries(states),
    ]),
  ) as State;
}
