import type { KnownCommand } from "../state";

/* The commands that an account has carried out. Looked up by a few, written by all: a replay only lists them. */

/** In order, and by id as far as anybody asked. */
export interface OpenCommands {
  readonly list: KnownCommand[];
  readonly byId: Map<string, KnownCommand>;
  /** How many of the list are in the map. */
  indexed: number;
}

/** @param list - is added to */
export function openCommands(list: KnownCommand[]): OpenCommands {
  return { list, byId: new Map(), indexed: 0 };
}

/** What the command of an id said; null: there was none. */
export function knownCommand(commands: OpenCommands, id: string): KnownCommand | null {
  const { list, byId } = commands;
  for (; commands.indexed < list.length; commands.indexed += 1) {
    const command = list[commands.indexed]!;
    byId.set(command.id, command);
  }
  return byId.get(id) ?? null;
}
