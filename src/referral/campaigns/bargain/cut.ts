import { checkCommand } from "../../../kernel/command";
import type { Decision } from "../../../kernel/decision";
import { fromMinor } from "../../../kernel/money/amount";
import { uniformInteger } from "../../../kernel/random/integer";
import type { RandomSource } from "../../../kernel/random/source";
import { refuse } from "../../../kernel/refusal";
import { toMilliseconds } from "../../../kernel/time/instant";
import { entriesOf, type EntryBody } from "../entry";
import { checkState, own } from "../part";
import { cutBounds } from "./bounds";
import type { Bargain } from "./definition";
import {
  applyBargain,
  type BargainEntry,
  bargainKind,
  type BargainRecord,
  type BargainState,
  type CutPriceCommand,
  NO_RECORD,
} from "./state";

/** What a cut came to. */
export interface CutPriceResult {
  readonly record: string;
  readonly cut: string;
  /** The price after all cuts so far. */
  readonly price: string;
  /** How many friends are still to come. */
  readonly toCome: number;
  readonly status: BargainRecord["status"];
}

/**
 * Why the price was not cut, in the order in which reasons are looked for.
 *
 * 1. `unknown-record`: nobody has opened this bargain
 * 2. `bargain-succeeded`: it is at its floor
 * 3. `bargain-expired`: its time is over
 * 4. `own-record`: nobody cuts their own price
 * 5. `already-cut`: the friend has cut it before
 * 6. `over-cut-limit`: the friend has cut in as many bargains as one can
 */
export type CutPriceRefusal =
  | { readonly code: "unknown-record"; readonly record: string }
  | { readonly code: "bargain-succeeded"; readonly record: string }
  | { readonly code: "bargain-expired"; readonly record: string; readonly expiresAt: string }
  | { readonly code: "own-record"; readonly record: string }
  | { readonly code: "already-cut"; readonly record: string; readonly cut: string }
  | { readonly code: "over-cut-limit"; readonly limit: number };

/** The codes of {@link CutPriceRefusal} in their order of precedence. */
export const CUT_PRICE_REFUSALS = [
  "unknown-record",
  "bargain-succeeded",
  "bargain-expired",
  "own-record",
  "already-cut",
  "over-cut-limit",
] as const satisfies readonly CutPriceRefusal["code"][];

/** The answer to a {@link CutPriceCommand}. */
export type CutPriceDecision = Decision<
  CutPriceResult,
  BargainEntry,
  CutPriceRefusal,
  | CutPriceRefusal
  /** It was drawn between these bounds, inclusive. */
  | { readonly code: "price-cut"; readonly cut: string; readonly from: string; readonly to: string }
  /** The last friend takes the rest, so that the price is exactly at its floor. */
  | { readonly code: "last-cut"; readonly cut: string }
  | { readonly code: "bargain-succeeded" }
  | { readonly code: "exists" }
>;

/**
 * Cuts a price by chance: a whole number of minor units, each amount within the bounds as likely as any
 * other. The price never falls below the floor, every friend has something to cut, and the last one ends
 * exactly at the floor. With the same source and the same order of friends, the cuts are the same.
 *
 * The cut of the last friend draws nothing; every other one draws one whole number.
 *
 * @param state - with the record and the friend
 * @param random - where chance comes from
 * @throws UptierError in this order: `invalid-command`, `invalid-state`, `invalid-random`
 *
 * @example
 * ```ts
 * import { seededRandom } from "uptier/kernel";
 * import { applyBargain, cutPrice, defineBargain, newBargainState, openBargain } from "uptier/referral";
 *
 * const bargain = defineBargain({
 *   id: "teapot",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   lasts: { hours: 24 },
 *   price: "100.00",
 *   floor: "60.00",
 *   friends: 3,
 *   cut: { min: "10%", max: "40%" },
 * });
 * const about = { at: "2026-11-21T09:30:00+08:00", record: "b1" };
 * let state = newBargainState();
 * const opened = openBargain(bargain, state, { ...about, id: "o1", member: "m1" });
 * for (const entry of opened.ok ? opened.entries : []) state = applyBargain(bargain, state, entry);
 *
 * const random = seededRandom("spring");
 * const prices = ["m2", "m3", "m4"].map((friend) => {
 *   const cut = cutPrice(bargain, state, { ...about, id: `c-${friend}`, friend }, random);
 *   for (const entry of cut.ok ? cut.entries : []) state = applyBargain(bargain, state, entry);
 *   return cut.ok && cut.value.price;
 * });
 * prices; // => ["93.54", "85.27", "60.00"]
 * ```
 */
export function cutPrice(
  bargain: Bargain,
  state: BargainState,
  command: CutPriceCommand,
  random: RandomSource,
): CutPriceDecision {
  const at = checkCommand(command, ["record", "friend"]);
  checkState(bargainKind, state);
  const { friend, record: id } = command;
  const record = own(state.records, id) ?? NO_RECORD;
  const known = own(record.cuts, friend);
  if (known?.cause === command.id) {
    const value = resultOf(bargain, id, record, known.cutMinor);
    return { ok: true, value, entries: [], why: [{ code: "exists" }] };
  }
  const refusal = whyNot(bargain, state, command, at);
  if (refusal !== null) return refuse(refusal);

  const { cuts, restMinor, terms } = record;
  const number = Object.keys(cuts).length + 1;
  const last = number >= terms!.friends;
  const bounds = cutBounds(terms!, restMinor, last ? 0 : terms!.friends - number);
  const cutMinor = last
    ? restMinor
    : bounds.fromMinor + uniformInteger(random, bounds.toMinor - bounds.fromMinor + 1);
  const left = restMinor - cutMinor;
  const bodies: EntryBody<BargainEntry>[] = [
    {
      kind: "price-cut",
      record: id,
      friend,
      number,
      cutMinor,
      restMinor: left,
      ...bounds,
      random: last ? null : random.record,
    },
  ];
  const succeeds = left === 0 || last;
  if (succeeds) bodies.push({ kind: "bargain-succeeded", record: id });
  const text = (minor: number): string => fromMinor(minor, bargain.currency);
  const cut = text(cutMinor);
  const entries = entriesOf<BargainEntry>(bargain, command, at, bodies);
  const next = entries.reduce((to, entry) => applyBargain(bargain, to, entry), state);
  return {
    ok: true,
    value: resultOf(bargain, id, next.records[id]!, cutMinor),
    entries,
    why: [
      last
        ? { code: "last-cut", cut }
        : { code: "price-cut", cut, from: text(bounds.fromMinor), to: text(bounds.toMinor) },
      ...(succeeds ? [{ code: "bargain-succeeded" } as const] : []),
    ],
  };
}

function whyNot(
  { currency, cutsPerFriend: limit }: Bargain,
  { helpers, records }: BargainState,
  { friend, record }: CutPriceCommand,
  at: number,
): CutPriceRefusal | null {
  const { cuts, expiresAt, owner, status } = own(records, record) ?? NO_RECORD;
  if (expiresAt === null) return { code: "unknown-record", record };
  if (status === "success") return { code: "bargain-succeeded", record };
  if (status === "expired" || at >= toMilliseconds(expiresAt)) {
    return { code: "bargain-expired", record, expiresAt };
  }
  if (friend === owner) return { code: "own-record", record };
  const known = own(cuts, friend);
  if (known !== undefined) {
    return { code: "already-cut", record, cut: fromMinor(known.cutMinor, currency) };
  }
  const used = own(helpers, friend)?.cuts ?? 0;
  return limit !== null && used >= limit ? { code: "over-cut-limit", limit } : null;
}

function resultOf(
  { currency }: Bargain,
  record: string,
  { cuts, restMinor, status, terms }: BargainRecord,
  cutMinor: number,
): CutPriceResult {
  return {
    record,
    cut: fromMinor(cutMinor, currency),
    price: fromMinor(terms!.floorMinor + restMinor, currency),
    toCome: status === "success" ? 0 : terms!.friends - Object.keys(cuts).length,
    status,
  };
}
