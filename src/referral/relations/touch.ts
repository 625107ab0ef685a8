import { checkIsCommand, instantIn, invalidCommand, textIn } from "../../kernel/command";
import { isList } from "../../kernel/list";
import type { Instant } from "../../kernel/time/instant";

/**
 * Somebody met a referrer: opened a link, entered a code. A fact that never changes; what follows from it
 * is decided apart, and can be decided again. Plain JSON.
 */
export interface Touch {
  readonly id: string;
  readonly referrer: string;
  /** One of the channels of the policy. */
  readonly channel: string;
  readonly at: Instant;
  /** The products that it was for, at most 1,000. Default: all. */
  readonly products?: readonly string[] | undefined;
  /** Whether the shop refuses it: a risk, a breach of the terms. Default: false. */
  readonly denied?: boolean | undefined;
  /** Whether a sale to this member is reported for it already: it then beats any channel. Default: false. */
  readonly ownsSale?: boolean | undefined;
}

/** A referrer as the shop knows them at the conversion. */
export interface ReferrerFacts {
  readonly id: string;
  /** Default: `active`. */
  readonly status?: "active" | "disabled" | undefined;
  /** The products that they may promote, at most 1,000. Default: all. */
  readonly products?: readonly string[] | undefined;
}

/** What is attributed: the first order, the registration. */
export interface Conversion {
  readonly member: string;
  readonly at: Instant;
  /** Default: no product in particular; touches and rights that are for some products then do not count. */
  readonly product?: string | undefined;
  /** Those whom the touches name; who is not there is unknown. At most 10,000. */
  readonly referrers: readonly ReferrerFacts[];
}

/** The most touches that are weighed at once, and the most referrers. */
const MAX_TOUCHES = 10_000;

const MAX_PRODUCTS = 1_000;

/** A touch that has been read. */
export interface ReadTouch {
  readonly touch: Touch;
  readonly at: number;
}

/** Checks touches and reads their instants. */
export function readTouches(touches: readonly Touch[]): ReadTouch[] {
  checkList("touches", touches, MAX_TOUCHES);
  const seen = new Set<string>();
  return touches.map((touch) => {
    checkIsCommand(touch);
    for (const name of ["id", "referrer", "channel"] as const) needText(name, touch[name]);
    if (seen.has(touch.id))
      throw invalidCommand("touches", "touches with ids of their own", touch.id);
    seen.add(touch.id);
    checkProducts(touch.products);
    checkOneOf("denied", touch.denied, FLAGS);
    checkOneOf("ownsSale", touch.ownsSale, FLAGS);
    return { touch, at: instantIn("at", touch.at) };
  });
}

/** Checks a conversion and reads its instant. */
export function readConversion(conversion: Conversion): number {
  checkIsCommand(conversion);
  needText("member", conversion.member);
  textIn("product", conversion.product);
  checkList("referrers", conversion.referrers, MAX_TOUCHES);
  for (const referrer of conversion.referrers) {
    checkIsCommand(referrer);
    needText("id", referrer.id);
    checkOneOf("status", referrer.status, [undefined, "active", "disabled"]);
    checkProducts(referrer.products);
  }
  return instantIn("at", conversion.at);
}

const FLAGS = [undefined, true, false];

function checkOneOf(name: string, value: unknown, known: readonly unknown[]): void {
  if (!known.includes(value))
    throw invalidCommand(name, `one of ${known.slice(1).join(", ")}`, value);
}

function needText(name: string, value: string | undefined): void {
  if (textIn(name, value) === null) throw invalidCommand(name, "given", value);
}

function checkProducts(products: readonly string[] | undefined): void {
  if (products === undefined) return;
  checkList("products", products, MAX_PRODUCTS);
  for (const product of products) needText("products", product);
}

function checkList(name: string, value: unknown, most: number): void {
  if (!isList(value) || (value as readonly unknown[]).length > most) {
    throw invalidCommand(name, `a list of at most ${most}`, value);
  }
}
