import { TAG_SOURCES } from "./input";
import { endOf, type Tag } from "./state";

/** A tag with its id. */
export interface KnownTag extends Tag {
  readonly id: string;
}

/** Why a tag is behind another one. */
export type ShadowReason = "lower-source" | "lower-confidence" | "set-earlier" | "later-id";

/** Whether a tag is in force at an instant, which is half-open. */
export function isInForce(tag: Tag, at: string): boolean {
  const end = endOf(tag);
  return tag.setAt <= at && (end === null || at < end);
}

/**
 * The order of tags of one key: manual before import before rule, then the higher confidence, then the one
 * set later, then ids ascending by UTF-16 code unit. Below 0: `a` is in front.
 */
export function compareTags(a: KnownTag, b: KnownTag): number {
  return (
    TAG_SOURCES.indexOf(a.source) - TAG_SOURCES.indexOf(b.source) ||
    b.confidence - a.confidence ||
    textOrder(b.setAt, a.setAt) ||
    textOrder(a.id, b.id)
  );
}

/** In what a tag is behind the one that wins. */
export function shadowReason(winner: KnownTag, loser: KnownTag): ShadowReason {
  if (winner.source !== loser.source) return "lower-source";
  if (winner.confidence !== loser.confidence) return "lower-confidence";
  return winner.setAt === loser.setAt ? "later-id" : "set-earlier";
}

/** The order of texts by UTF-16 code unit. */
export function textOrder(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
