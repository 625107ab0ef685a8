import { invalidCommand } from "../kernel/command";
import { instantIn } from "../kernel/command";
import type { Command } from "../kernel/decision";
import { isList } from "../kernel/list";
import { addSafely, type AmountInput, toMinor } from "../kernel/money/amount";
import { isPlainText } from "../kernel/text";
import { type Instant, instantText } from "../kernel/time/instant";
import type { HoldInput } from "./input";
import type { ReferralPlan } from "./plan";

/** An order that was placed, with the chain as it was then: a later change of the relations does not move it. */
export interface SettleOrderCommand extends Command {
  /** The buyer. */
  readonly member: string;
  /** The id of the order. */
  readonly order: string;
  /** Default: the only currency of the plan. */
  readonly currency?: string | undefined;
  /** 1 to 500. */
  readonly lines: readonly OrderLineInput[];
  /** What shipping costs, beside the lines. Default: nothing. */
  readonly shipping?: AmountInput | undefined;
  /** What the platform takes; for levels that are paid of the fee. Default: nothing. */
  readonly fee?: AmountInput | undefined;
  /** Groups that the buyer is in, for rules that ask: a country, a segment; at most 100. Default: none. */
  readonly groups?: readonly string[] | undefined;
  /** Who referred the buyer, who referred them, and so on; the nearest first, at most 1,000. */
  readonly chain: readonly ChainMemberInput[];
  /** What has happened to the order so far; the payment is at `at` unless it is stated. */
  readonly events?: Partial<Readonly<Record<OrderEvent, Instant>>> | undefined;
}

/** What can happen to an order that a hold may wait for. */
export type OrderEvent = HoldInput["from"];

/** One line. */
export interface OrderLineInput {
  readonly id: string;
  /** What the line costs, for all its units, with tax and before coupons and points. */
  readonly amount: AmountInput;
  /** What of it coupons and discounts took off. Default: nothing. */
  readonly coupon?: AmountInput | undefined;
  /** What of it points paid. Default: nothing. */
  readonly points?: AmountInput | undefined;
  /** What of it is tax. Default: nothing. */
  readonly tax?: AmountInput | undefined;
  /** What the goods cost the shop, for plans that pay of the margin. */
  readonly cost?: AmountInput | undefined;
  /** 0 to 1,000,000. Default: 1. */
  readonly quantity?: number | undefined;
  readonly product?: string | undefined;
  readonly category?: string | undefined;
}

/** Somebody in the chain, as they were when the order was placed. */
export interface ChainMemberInput {
  readonly member: string;
  /** Default: true. */
  readonly active?: boolean | undefined;
  readonly rank?: number | undefined;
  readonly tier?: string | undefined;
  /** Own sales in the window that the plan's qualification looks at. */
  readonly ownSales?: AmountInput | undefined;
  /** When the relation to the buyer began. */
  readonly since?: Instant | undefined;
  /** Whether what they earn is kept back until the shop has looked at it. Default: false. */
  readonly risk?: boolean | undefined;
}

/** An order that has been read: minor units, milliseconds. */
export interface OrderFacts {
  readonly currency: string;
  readonly lines: readonly LineFacts[];
  readonly feeMinor: number;
  /** Groups of the buyer. */
  readonly groups: readonly string[];
  readonly chain: readonly ChainMember[];
  /** By event, as text; null: it has not happened. */
  readonly events: Readonly<Record<OrderEvent, string | null>>;
}

/** A line: what was paid for it, and what rewards are computed from. */
export interface LineFacts {
  readonly id: string;
  readonly paidMinor: number;
  /** Null: it has none, because its cost is not known. */
  readonly baseMinor: number | null;
  readonly quantity: number;
  readonly product: string | null;
  readonly category: string | null;
}

/** Somebody in the chain. */
export interface ChainMember {
  readonly member: string;
  readonly active: boolean;
  readonly rank: number | null;
  readonly tier: string | null;
  readonly ownSalesMinor: number | null;
  readonly since: number | null;
  readonly risk: boolean;
}

/** The line that shipping is, where it is part of the base. */
const SHIPPING_LINE = "shipping";

const MAX_LINES = 500;
const MAX_CHAIN = 1_000;
const MAX_GROUPS = 100;
const MAX_QUANTITY = 1_000_000;

/** The events that holds can wait for. */
export const ORDER_EVENTS = ["payment", "shipment", "receipt", "service-end"] as const;

/**
 * Reads an order.
 *
 * @param currency - one of the plan's
 * @param at - of the command
 * @throws UptierError `invalid-command`, those of `toMinor`
 */
export function readOrder(
  plan: ReferralPlan,
  order: Pick<SettleOrderCommand, "lines" | "chain" | "groups" | "shipping" | "fee" | "events">,
  currency: string,
  at: number,
): OrderFacts {
  const { lines, chain, groups = [], shipping, fee } = order;
  if (!isList(lines) || lines.length === 0 || lines.length > MAX_LINES) {
    throw invalidCommand("lines", `a list of 1 to ${MAX_LINES} lines`, sized(lines));
  }
  if (!isList(chain) || chain.length > MAX_CHAIN) {
    throw invalidCommand("chain", `a list of at most ${MAX_CHAIN} members`, sized(chain));
  }
  if (!isList(groups) || groups.length > MAX_GROUPS) {
    throw invalidCommand("groups", `a list of at most ${MAX_GROUPS} texts`, sized(groups));
  }
  const read = lines.map((line, index) => readLine(plan, line, `lines[${index}]`, currency));
  if (plan.base.shipping === "included" && shipping !== undefined) {
    const paidMinor = amountIn("shipping", shipping, currency);
    const baseMinor = plan.base.of === "margin" ? null : paidMinor;
    const about = { quantity: 1, product: null, category: null };
    read.push({ id: SHIPPING_LINE, paidMinor, baseMinor, ...about });
  }
  const ids = read.map(({ id }) => id);
  const twice = new Set(ids).size === ids.length ? undefined : ids.find(isTwice);
  if (twice !== undefined) throw invalidCommand("lines", "lines with ids of their own", twice);
  // All that is computed later stays within the sum.
  read.reduce(
    (sum, { paidMinor, baseMinor }) => addSafely(sum, Math.max(paidMinor, baseMinor ?? 0)),
    0,
  );
  return {
    currency,
    lines: read,
    feeMinor: fee === undefined ? 0 : amountIn("fee", fee, currency),
    groups: groups.map((group, index) => nameIn(`groups[${index}]`, group)!),
    chain: chain.map((one, index) => readMember(one, `chain[${index}]`, currency)),
    events: readEvents(order.events, at),
  };
}

function readLine(
  { base }: ReferralPlan,
  line: OrderLineInput,
  path: string,
  currency: string,
): LineFacts {
  if (typeof line !== "object" || line === null)
    throw invalidCommand(path, "an object { id, amount }", line);
  const part = (name: "coupon" | "points" | "tax"): number => {
    const value = line[name];
    return value === undefined ? 0 : amountIn(`${path}.${name}`, value, currency);
  };
  const amount = amountIn(`${path}.amount`, line.amount, currency);
  const [coupon, points, tax] = [part("coupon"), part("points"), part("tax")];
  const paidMinor = amount - coupon - points;
  if (paidMinor < 0 || tax > amount) {
    throw invalidCommand(path, "a line whose coupon, points and tax are parts of its amount", line);
  }
  const { quantity = 1 } = line;
  if (!Number.isSafeInteger(quantity) || quantity < 0 || quantity > MAX_QUANTITY) {
    throw invalidCommand(`${path}.quantity`, `a whole number from 0 to ${MAX_QUANTITY}`, quantity);
  }
  const price =
    amount -
    (base.coupons === "deducted" ? coupon : 0) -
    (base.points === "deducted" ? points : 0) -
    (base.tax === "deducted" ? tax : 0);
  const cost = line.cost === undefined ? null : amountIn(`${path}.cost`, line.cost, currency);
  const margin = cost === null ? null : price - cost;
  const baseMinor = base.of === "price" ? price : margin;
  return {
    id: nameIn(`${path}.id`, line.id)!,
    paidMinor,
    baseMinor: baseMinor === null ? null : Math.max(0, baseMinor),
    quantity,
    product: nameIn(`${path}.product`, line.product ?? null),
    category: nameIn(`${path}.category`, line.category ?? null),
  };
}

function readMember(one: ChainMemberInput, path: string, currency: string): ChainMember {
  if (typeof one !== "object" || one === null)
    throw invalidCommand(path, "an object { member }", one);
  const { active = true, rank, ownSales, since, risk = false } = one;
  if (typeof active !== "boolean") throw invalidCommand(`${path}.active`, "true or false", active);
  if (typeof risk !== "boolean") throw invalidCommand(`${path}.risk`, "true or false", risk);
  if (rank !== undefined && !Number.isSafeInteger(rank)) {
    throw invalidCommand(`${path}.rank`, "a whole number", rank);
  }
  return {
    member: nameIn(`${path}.member`, one.member)!,
    active,
    rank: rank ?? null,
    tier: nameIn(`${path}.tier`, one.tier ?? null),
    ownSalesMinor: ownSales === undefined ? null : amountIn(`${path}.ownSales`, ownSales, currency),
    since: since === undefined ? null : instantIn(`${path}.since`, since),
    risk,
  };
}

function readEvents(events: SettleOrderCommand["events"], at: number): OrderFacts["events"] {
  const text = (event: OrderEvent): string | null => {
    const instant = events?.[event];
    return instant === undefined ? null : instantText(instantIn(`events.${event}`, instant));
  };
  return {
    payment: text("payment") ?? instantText(at),
    shipment: text("shipment"),
    receipt: text("receipt"),
    "service-end": text("service-end"),
  };
}

function isTwice(id: string, place: number, ids: readonly string[]): boolean {
  return ids.indexOf(id) < place;
}

/** What to show of a list that is too short or too long: how long it is. */
function sized(list: unknown): unknown {
  return isList(list) ? (list as readonly unknown[]).length : list;
}

/** An amount of at least 0. */
function amountIn(path: string, amount: AmountInput, currency: string): number {
  const minor = toMinor(amount, currency);
  if (minor < 0) throw invalidCommand(path, "an amount of at least 0", amount);
  return minor;
}

function nameIn(path: string, name: string | null): string | null {
  if (name === null) return null;
  if (isPlainText(name) && name.length > 0 && name.length <= 200) return name;
  throw invalidCommand(path, "a text of 1 to 200 characters", name);
}
