import { checkCommand } from "../kernel/command";
import { UptierError } from "../kernel/errors";
import { canonicalJson } from "../kernel/json";
import { type Instant, instantText } from "../kernel/time/instant";
import { checkStorable } from "./storable";

/** What a caller sent: the command, whose instant may be left to the store. */
export interface Sent {
  readonly id: string;
  readonly at?: Instant | undefined;
}

/**
 * A command as it is kept and compared: plain JSON, with the instant, if the caller gave one, in its
 * one notation.
 *
 * @throws UptierError in this order: `invalid-command`, `not-storable`, `not-json`
 */
export function contentOf(sent: Sent): Readonly<Record<string, unknown>> {
  const content: Record<string, unknown> = { ...sent };
  if (sent.at === undefined) delete content["at"];
  const at = checkCommand({ ...sent, at: sent.at === undefined ? new Date(0) : sent.at }, []);
  if (sent.at !== undefined) content["at"] = instantText(at);
  checkStorable("the command", content);
  return JSON.parse(canonicalJson(content)) as Record<string, unknown>;
}

/**
 * Refuses the second use of an id for something else.
 *
 * @throws UptierError `id-conflict`; its issues name every member that differs
 */
export function checkSameContent(
  id: string,
  kept: Readonly<Record<string, unknown>>,
  sent: Readonly<Record<string, unknown>>,
): void {
  const members = [...new Set([...Object.keys(kept), ...Object.keys(sent)])].sort();
  const differing = members.filter((name) => textOf(kept[name]) !== textOf(sent[name]));
  if (differing.length === 0) return;
  throw new UptierError(
    "id-conflict",
    `"${id}" was decided before, for other content; send a new id for a new wish:`,
    differing.map((name) => ({
      path: [name],
      code: "id-conflict",
      message: `was ${textOf(kept[name])}, is ${textOf(sent[name])}`,
    })),
  );
}

function textOf(value: unknown): string {
  return value === undefined ? "absent" : canonicalJson(value);
}
