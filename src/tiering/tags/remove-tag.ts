import { checkCommand } from "../../kernel/command";
import type { Command, Decision } from "../../kernel/decision";
import { shown, UptierError } from "../../kernel/errors";
import { instantText } from "../../kernel/time/instant";
import { own } from "../lookup";
import type { Tags } from "./definition";
import { entryHead, type TagEntry, type TagRemoved } from "./entries";
import { advanced } from "./fold";
import { keepFrom } from "./horizon";
import { TAG_SOURCES, type TagSource } from "./input";
import type { KnownTag } from "./ranking";
import { checkTagState, endOf, type TagState } from "./state";
import { effectiveTag } from "./tags-at";

/** Somebody takes a tag off a member. */
export interface RemoveTagCommand extends Command {
  readonly member: string;
  /** The id of the command that set it. */
  readonly tag: string;
  readonly source: TagSource;
  /** Who, which file, which rule. */
  readonly by: string;
}

/** What became of the key. */
export interface RemoveTagResult {
  readonly tag: string;
  /** The tag that counts for the key now; null: none. */
  readonly effective: Pick<KnownTag, "id" | "value" | "source"> | null;
}

/**
 * Why a tag stays, in the order in which reasons are looked for.
 *
 * 1. `unknown-tag`: none is known by this id: it was never set, or is forgotten
 * 2. `too-late`: the instant lies before the time that is kept
 * 3. `lower-source`: a rule does not take off what a person set, nor an import
 */
export type RemoveTagRefusal =
  | { readonly code: "unknown-tag"; readonly tag: string }
  | { readonly code: "too-late"; readonly keptFrom: string }
  | { readonly code: "lower-source"; readonly tag: string; readonly setBy: TagSource };

/** The codes of {@link RemoveTagRefusal} in their order of precedence. */
export const REMOVE_TAG_REFUSALS = [
  "unknown-tag",
  "too-late",
  "lower-source",
] as const satisfies readonly RemoveTagRefusal["code"][];

/** The answer to a {@link RemoveTagCommand}. */
export type RemoveTagDecision = Decision<
  RemoveTagResult,
  TagEntry,
  RemoveTagRefusal,
  | RemoveTagRefusal
  | { readonly code: "tag-removed"; readonly tag: string }
  | { readonly code: "already-over"; readonly tag: string; readonly since: string }
>;

/**
 * Takes a tag off a member from the instant of the command on; what it shadowed takes over. A tag that is
 * over, removed or expired, stays as it is: accepted without entries. Only a source that counts at least as much as
 * that of the tag may remove it.
 *
 * @param state - of the member
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function removeTag(
  tags: Tags,
  state: TagState,
  command: RemoveTagCommand,
): RemoveTagDecision {
  const at = checkCommand(command, ["member", "tag", "by"]);
  const { tag, source, by } = command;
  if (!TAG_SOURCES.includes(source)) {
    const message = `must be ${TAG_SOURCES.join(" or ")}, not ${shown(source)}`;
    throw new UptierError("invalid-command", "The command cannot be used:", [
      { path: ["source"], code: "invalid-value", message },
    ]);
  }
  checkTagState(state);
  const refused = (refusal: RemoveTagRefusal): RemoveTagDecision => {
    return { ok: false, refusal, why: [refusal] };
  };
  const known = own(state.tags, tag);
  if (known === undefined) return refused({ code: "unknown-tag", tag });
  const now = instantText(at);
  const { keptFrom } = state;
  if (keptFrom !== null && now < keptFrom) return refused({ code: "too-late", keptFrom });
  const end = endOf(known);
  if (end !== null && (known.removedAt !== null || end <= now)) {
    return {
      ok: true,
      value: resultOf(state, known.key, tag, now),
      entries: [],
      why: [{ code: "already-over", tag, since: end }],
    };
  }
  if (TAG_SOURCES.indexOf(source) > TAG_SOURCES.indexOf(known.source)) {
    return refused({ code: "lower-source", tag, setBy: known.source });
  }
  const entry: TagRemoved = {
    ...entryHead(tags, command, at),
    kind: "tag-removed",
    tag,
    source,
    by,
    keepFrom: keepFrom(tags, state, at),
  };
  return {
    ok: true,
    value: resultOf(advanced(state, entry), known.key, tag, now),
    entries: [entry],
    why: [{ code: "tag-removed", tag }],
  };
}

function resultOf(state: TagState, key: string, tag: string, at: string): RemoveTagResult {
  const winner = effectiveTag(state, key, at);
  if (winner === undefined) return { tag, effective: null };
  const { id, value, source } = winner;
  return { tag, effective: { id, value, source } };
}
