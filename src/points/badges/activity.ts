import { checkCommand, countIn } from "../../kernel/command";
import type { Command } from "../../kernel/decision";
import { type Issue, shown, UptierError } from "../../kernel/errors";
import { contentHash } from "../../kernel/json";
import { isPlainText } from "../../kernel/text";
import { dayKey } from "../../kernel/time/day";
import { localDay } from "../../kernel/time/zone";
import type { Badge, Badges } from "./definition";
import type { ActivityAttribute } from "./input";
import { seasonAt } from "./season";
import { type CountedActivity, own } from "./state";

/** A member did something that badges may count. */
export interface ActivityCommand extends Command {
  readonly member: string;
  /** What it was: `purchase`, `review`, `check-in`. */
  readonly kind: string;
  /** What it is known by, and undone by: the id of the order line. Default: the id of the command. */
  readonly ref?: string | undefined;
  /** For sums, and the length of the running streak. 0 to 1,000,000,000. */
  readonly amount?: number | undefined;
  /** At most 50. Names of up to 100 characters, texts of up to 200, numbers whole. */
  readonly attributes?: Readonly<Record<string, ActivityAttribute>> | undefined;
}

const MAX_ATTRIBUTES = 50;
const MAX_NAME_LENGTH = 100;
const MAX_VALUE_LENGTH = 200;

/**
 * Checks a command and reads its instant.
 *
 * @throws UptierError `invalid-command`
 */
export function checkActivity(command: ActivityCommand): number {
  const ref = command?.ref === undefined ? [] : (["ref"] as const);
  const at = checkCommand(command, ["member", "kind", ...ref]);
  if (command.amount !== undefined) countIn("amount", command.amount, 0);
  const { attributes } = command;
  if (attributes === undefined) return at;
  if (typeof attributes !== "object" || attributes === null || Array.isArray(attributes)) {
    throw invalid([issue(["attributes"], `must be an object, not ${shown(attributes)}`)]);
  }
  const names = Object.keys(attributes);
  const issues = names
    .filter(
      (name) => !isPlainText(name) || name.length > MAX_NAME_LENGTH || !isValue(attributes[name]),
    )
    .map((name) =>
      issue(
        ["attributes", name],
        `must be a short text, a whole number, true or false under a short name, not ${shown(attributes[name])}`,
      ),
    );
  if (names.length > MAX_ATTRIBUTES) {
    issues.push(issue(["attributes"], `must be at most ${MAX_ATTRIBUTES}, not ${names.length}`));
  }
  if (issues.length > 0) throw invalid(issues);
  return at;
}

/** A short hash of what was done: tells a double send from another activity under the same ref. */
export function contentOf({ kind, amount, attributes }: ActivityCommand): string {
  return contentHash({ kind, amount, attributes: attributes ?? {} }).slice(0, 16);
}

/**
 * What an activity counts, for each badge that it counts for.
 *
 * @throws UptierError `invalid-command` where a badge needs the amount and there is none
 */
export function countsOf(badges: Badges, command: ActivityCommand, at: number): CountedActivity[] {
  return badges.badges.flatMap((badge) => {
    if (!matches(badge, command)) return [];
    const season = seasonAt(badge.season, at, badges.zone);
    const value = season === null ? null : valueOf(badge, command, at, badges.zone);
    if (season === null || value === null) return [];
    const { id, counter } = badge;
    return [{ badge: id, season: season.id, until: season.to, counter, value }];
  });
}

function matches({ on }: Badge, { kind, attributes = {} }: ActivityCommand): boolean {
  if (!on.kinds.includes(kind)) return false;
  return Object.entries(on.where ?? {}).every(([name, values]) => {
    const value = own(attributes, name);
    return value !== undefined && values.some((wanted) => String(wanted) === String(value));
  });
}

/** What is counted; null: nothing. */
function valueOf(
  { counter }: Badge,
  { amount, attributes = {} }: ActivityCommand,
  at: number,
  zone: string,
): number | string | null {
  switch (counter.kind) {
    case "events":
      return 1;
    case "sum":
    case "streak": {
      const value = countIn("amount", amount, 0);
      return value === 0 ? null : value;
    }
    case "distinct-days":
      return dayKey(localDay(at, zone));
    case "distinct": {
      const value = own(attributes, counter.attribute);
      return value === undefined ? null : String(value);
    }
  }
}

function isValue(value: unknown): boolean {
  if (typeof value === "boolean" || Number.isSafeInteger(value)) return true;
  return isPlainText(value) && value.length <= MAX_VALUE_LENGTH;
}

function issue(path: Issue["path"], message: string): Issue {
  return { path, code: "invalid-value", message };
}

function invalid(issues: readonly Issue[]): UptierError {
  return new UptierError("invalid-command", "The command cannot be used:", issues);
}
