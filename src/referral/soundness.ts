import { isCount } from "../kernel/count";
import { shown, UptierError } from "../kernel/errors";
import { isList } from "../kernel/list";
import type { ReferralEntry } from "./entries";
import { ORDER_EVENTS } from "./order";
import type { ReferralState } from "./state";

/* What states and entries must look like: what was damaged on its way is found before anything counts on it. */

/**
 * Refuses a state that was damaged on its way.
 *
 * @throws UptierError `invalid-state`
 */
export function checkReferralState(state: ReferralState): void {
  if (!isRecord(state)) throw damaged("state", state);
  for (const [part, isSound] of Object.entries(PARTS_OF_STATE)) {
    const record = state[part as keyof ReferralState];
    if (!isRecord(record)) throw damaged(part, record);
    for (const [key, value] of Object.entries(record)) {
      if (!isSound(value)) throw damaged(`${part}[${shown(key)}]`, value);
    }
  }
}

function damaged(part: string, value: unknown): UptierError {
  return new UptierError(
    "invalid-state",
    `${part} of the state is ${shown(value)} and not what it was: it was damaged on its way; replay the entries`,
  );
}

/**
 * Refuses what is no entry.
 *
 * @throws UptierError `invalid-entry`
 */
export function checkEntryForm(entry: ReferralEntry): void {
  if (!isRecord(entry)) throw invalidEntry("an entry", entry);
  if (!Object.hasOwn(PARTS_OF_ENTRY, entry.kind)) {
    throw invalidEntry("the kind of an entry", entry.kind);
  }
  const values = entry as unknown as Readonly<Record<string, unknown>>;
  const parts: Shape = { ...EVERY_ENTRY, ...PARTS_OF_ENTRY[entry.kind] };
  for (const [part, isSound] of Object.entries(parts)) {
    if (!isSound(values[part])) throw invalidEntry(`"${part}" of an entry`, values[part]);
  }
}

/** Wrong use of an entry. */
export function invalidEntry(what: string, value: unknown): UptierError {
  return new UptierError(
    "invalid-entry",
    `${what} is ${shown(value)}; pass entries exactly as they were made`,
  );
}

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const isText: Check = (value) => typeof value === "string";
const isTextOrNull: Check = (value) => value === null || isText(value);
const isBoolean: Check = (value) => typeof value === "boolean";
/** Minor units: exact, of any sign. */
const isExact: Check = (value) => Number.isSafeInteger(value);

function oneOf(...values: readonly string[]): Check {
  return (value) => values.includes(value as string);
}

function listOf(isItem: Check): Check {
  return (value) => isList(value) && (value as readonly unknown[]).every(isItem);
}

function recordOf(isMember: Check): Check {
  return (value) => isRecord(value) && Object.values(value as object).every(isMember);
}

function shape(parts: Shape): Check {
  const members = Object.entries(parts);
  return (value) =>
    isRecord(value) &&
    members.every(([part, isSound]) => isSound((value as Readonly<Record<string, unknown>>)[part]));
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !isList(value);
}

const isRefund = shape({
  id: isText,
  of: oneOf("all", "amount", "lines"),
  lines: listOf(isCount),
  clawback: oneOf("auto", "goodwill", "late"),
});

const daysAfter: Shape = { from: oneOf(...ORDER_EVENTS), days: isCount };

const hasOrderParts = shape({
  order: isText,
  buyer: isText,
  currency: isText,
  at: isText,
  content: isText,
  events: shape(Object.fromEntries(ORDER_EVENTS.map((event) => [event, isTextOrNull]))),
  hold: shape({ ...daysAfter, zone: isText }),
  clawbackWindow: (value) => value === null || shape(daysAfter)(value),
  lines: listOf(
    shape({ id: isText, paid: isCount, base: isCount, refunded: isCount, clawed: isCount }),
  ),
  shares: listOf(
    shape({
      id: isText,
      role: oneOf("referee", "level", "roll-up", "pool"),
      level: isCount,
      earner: isTextOrNull,
      risk: isBoolean,
      lines: listOf(isCount),
      rules: listOf(isTextOrNull),
      rates: listOf(isTextOrNull),
      reversed: listOf(isCount),
      caps: recordOf(isCount),
      waitsFor: isTextOrNull,
    }),
  ),
  burned: listOf(isCount),
  why: listOf(shape({ code: isText, level: isCount, member: isTextOrNull })),
  refunds: listOf(isRefund),
});

/** Everything that is said by line is said of each line. */
const isOrder: Check = (value) => {
  if (!hasOrderParts(value)) return false;
  const { lines, shares, burned, refunds } = value as ReferralState["orders"][string];
  const isByLine = (parts: readonly unknown[]): boolean => parts.length === lines.length;
  return (
    lines.every(({ paid, refunded, clawed }) => clawed <= refunded && refunded <= paid) &&
    isByLine(burned) &&
    shares.every((share) => isByLine(share.lines) && isByLine(share.reversed)) &&
    refunds.every((refund) => isByLine(refund.lines))
  );
};

const isRef: Shape = { earner: isTextOrNull, reward: isText };

const isItem = shape({ reward: isText, amount: isExact });

const isAccount = shape({
  earner: isTextOrNull,
  currency: isText,
  rewards: recordOf(
    shape({
      kind: oneOf("reward", "adjustment"),
      order: isTextOrNull,
      level: isCount,
      amount: isExact,
      reversed: isCount,
      availableAt: isTextOrNull,
      risk: oneOf("none", "held", "released", "denied"),
      claimed: isExact,
      waits: isBoolean,
      followers: listOf(shape(isRef)),
      reason: isTextOrNull,
    }),
  ),
  batches: recordOf(
    shape({
      id: isText,
      at: isText,
      status: oneOf("open", "paid", "cancelled"),
      amount: isCount,
      items: listOf(isItem),
    }),
  ),
});

const PARTS_OF_STATE: Readonly<Record<keyof ReferralState, Check>> = {
  orders: isOrder,
  accounts: isAccount,
  caps: isCount,
};

const EVERY_ENTRY: Shape = { id: isText, at: isText, cause: isText, plan: isText, version: isText };

const ofAccount: Shape = { earner: isTextOrNull, currency: isText };

const PARTS_OF_ENTRY: Readonly<Record<ReferralEntry["kind"], Shape>> = {
  "order-settled": { settled: isOrder, availableAt: listOf(isTextOrNull) },
  "order-moved": {
    order: isText,
    currency: isText,
    event: oneOf(...ORDER_EVENTS),
    eventAt: isText,
    rewards: listOf(shape(isRef)),
    availableAt: isText,
  },
  "order-refunded": {
    order: isText,
    currency: isText,
    refund: isRefund,
    reversals: listOf(
      shape({ ...isRef, amount: isCount, lines: listOf(isCount), caps: recordOf(isCount) }),
    ),
    releases: listOf(shape(isRef)),
  },
  "reward-judged": {
    ...ofAccount,
    reward: isText,
    risk: oneOf("held", "released", "denied"),
    reason: isTextOrNull,
  },
  "payout-opened": { ...ofAccount, batch: isText, amount: isCount, items: listOf(isItem) },
  "payout-paid": { ...ofAccount, batch: isText, releases: listOf(shape(isRef)) },
  "payout-cancelled": { ...ofAccount, batch: isText, releases: listOf(shape(isRef)) },
  "balance-adjusted": { ...ofAccount, amount: isExact, reason: isText },
};
