import type { Command } from "./decision";
import { type Issue, shown, UptierError } from "./errors";
import { isPlainText } from "./text";
import { toMilliseconds } from "./time/instant";

/** The longest id of a command, a member, an order. */
export const MAX_ID_LENGTH = 200;

/** The largest count that a definition or a command may state. */
export const MAX_COUNT = 1_000_000_000;

/**
 * Checks what every command has: an id, an instant, and the names of those it is about.
 *
 * @param names - the other members of the command that hold ids
 * @returns the instant, in milliseconds since 1970-01-01T00:00Z
 * @throws UptierError `invalid-command` with one issue per problem
 */
export function checkCommand<C extends Command>(
  command: C,
  names: readonly (keyof C & string)[],
): number {
  checkIsCommand(command);
  if (isId(command.id) && haveIds(command, names)) {
    try {
      return toMilliseconds(command.at);
    } catch {
      // Falls through to the full list of problems.
    }
  }
  throw new UptierError("invalid-command", "The command cannot be used:", [
    ...["id", ...names].flatMap((name) => idIssues(name, command[name as keyof C])),
    ...instantIssues(command.at),
  ]);
}

/**
 * A count that a command states.
 *
 * @returns the count
 * @throws UptierError `invalid-command` for anything but a whole number from `least` to a billion
 */
export function countIn(name: string, value: unknown, least = 1): number {
  if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= MAX_COUNT) {
    return Number(value);
  }
  throw new UptierError("invalid-command", "The command cannot be used:", [
    {
      path: [name],
      code: "invalid-value",
      message: `must be a whole number from ${least} to ${MAX_COUNT}, not ${shown(value)}`,
    },
  ]);
}

/**
 * Checks that something can have members at all.
 *
 * @throws UptierError `invalid-command`
 */
export function checkIsCommand(command: unknown): void {
  if (typeof command !== "object" || command === null) {
    throw new UptierError("invalid-command", `A command must be an object, not ${shown(command)}`);
  }
}

/** A plain loop: every command of every module passes here. */
function haveIds<C extends Command>(command: C, names: readonly (keyof C & string)[]): boolean {
  for (let index = 0; index < names.length; index += 1) {
    if (!isId(command[names[index]!])) return false;
  }
  return true;
}

function isId(value: unknown): boolean {
  return isPlainText(value) && value.length > 0 && value.length <= MAX_ID_LENGTH;
}

function idIssues(name: string, value: unknown): Issue[] {
  if (isId(value)) return [];
  return [
    {
      path: [name],
      code: value === undefined ? "missing" : "invalid-id",
      message: `must be a text of 1 to ${MAX_ID_LENGTH} characters without control characters, not ${shown(value)}`,
    },
  ];
}

function instantIssues(at: Command["at"]): Issue[] {
  try {
    toMilliseconds(at);
    return [];
  } catch (error) {
    if (!(error instanceof UptierError)) throw error;
    return [{ path: ["at"], code: error.code, message: error.message }];
  }
}

/** An instant that a command states beside its own, in milliseconds. */
export function instantIn(name: string, instant: Command["at"]): number {
  try {
    return toMilliseconds(instant);
  } catch {
    throw invalidCommand(name, "an instant with an offset", instant);
  }
}

/** A text that a command may state; null: it states none. */
export function textIn(name: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (isPlainText(text) && text.length > 0 && text.length <= MAX_ID_LENGTH) return text;
  throw invalidCommand(name, `a text of 1 to ${MAX_ID_LENGTH} characters`, text);
}

/** Wrong use of one part of a command. */
export function invalidCommand(name: string, needs: string, value: unknown): UptierError {
  return new UptierError("invalid-command", "The command cannot be used:", [
    { path: [name], code: "invalid-value", message: `must be ${needs}, not ${shown(value)}` },
  ]);
}
