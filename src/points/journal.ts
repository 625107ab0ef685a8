import { duplicateEntry, readAhead } from "../kernel/replay";
import { toMilliseconds } from "../kernel/time/instant";
import type { PointsEntry } from "./entries";
import { checkEntry } from "./entry-check";
import type { PointsProgram } from "./program";

/* From a log of all members to the journal of each: checked, and in the order of folding. */

/** Entries, and where those of each member are among them. */
export interface Log {
  readonly entries: readonly PointsEntry[];
  /** By member: where each stretch of entries that follow one another begins, and where it is over. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** Finds the entries of each member. They are looked at as little as possible: there may be millions. */
export function logOf(program: PointsProgram, entries: Iterable<PointsEntry>): Log {
  const list = [...entries];
  const places = new Map<string, number[]>();
  let member: string | null = null;
  let stretches: number[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const entry = list[index]!;
    if (typeof (entry as PointsEntry | null)?.member !== "string") checkEntry(program, entry);
    if (entry.member !== member) {
      member = entry.member;
      const known = places.get(member);
      if (known === undefined) {
        stretches = [index, index];
        places.set(member, stretches);
      } else {
        stretches = known;
        stretches.push(index, index);
      }
    }
    stretches[stretches.length - 1] = index + 1;
  }
  return { entries: list, places };
}

/** The entries of a member. */
export function entriesAt({ entries }: Log, stretches: readonly number[]): readonly PointsEntry[] {
  if (stretches.length === 2) return entries.slice(stretches[0], stretches[1]);
  const group: PointsEntry[] = [];
  for (let place = 0; place < stretches.length; place += 2) {
    for (let index = stretches[place]!; index < stretches[place + 1]!; index += 1) {
      group.push(entries[index]!);
    }
  }
  return group;
}

/** The entries of one member in the order of folding, with their instants in milliseconds. */
export interface Journal {
  readonly entries: readonly PointsEntry[];
  readonly times: readonly number[];
}

/** The journal of one member up to an instant: checked, and in order. */
export function journalOf(
  program: PointsProgram,
  group: readonly PointsEntry[],
  until: number,
): Journal {
  readAhead(group);
  const times: number[] = [];
  let sorted = true;
  let late = 0;
  for (let index = 0; index < group.length; index += 1) {
    const entry = group[index]!;
    checkEntry(program, entry);
    const at = toMilliseconds(entry.at);
    if (at > until) late += 1;
    const before = times[index - 1];
    if (before !== undefined && before >= at && order(group[index - 1]!, before, entry, at) > 0) {
      sorted = false;
    }
    times.push(at);
  }
  const all = sorted ? { entries: group, times } : sort({ entries: group, times });
  const kept = group.length - late;
  const journal =
    late === 0 ? all : { entries: all.entries.slice(0, kept), times: all.times.slice(0, kept) };
  refuseDuplicates(journal);
  return journal;
}

/**
 * Refuses an entry that comes twice: in the order of folding its copies follow one another.
 *
 * @throws UptierError `duplicate-entry`
 */
function refuseDuplicates({ entries }: Journal): void {
  for (let index = 1; index < entries.length; index += 1) {
    const { id } = entries[index]!;
    if (id !== entries[index - 1]!.id) continue;
    throw duplicateEntry(id);
  }
}

function sort({ entries, times }: Journal): Journal {
  const places = entries.map((_, index) => index);
  places.sort((a, b) => order(entries[a]!, times[a]!, entries[b]!, times[b]!));
  return {
    entries: places.map((place) => entries[place]!),
    times: places.map((place) => times[place]!),
  };
}

function order(a: PointsEntry, at: number, b: PointsEntry, bt: number): number {
  if (at !== bt) return at - bt;
  if (a.seq !== b.seq) return a.seq - b.seq;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
