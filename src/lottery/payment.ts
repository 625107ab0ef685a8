import { millisecondsOrNever } from "../kernel/time/end";
import { shown, UptierError } from "../kernel/errors";
import { fromMinor, toMinor } from "../kernel/money/amount";
import { type Instant, toMilliseconds } from "../kernel/time/instant";
import type { Drawer } from "./admission";
import type { Campaign } from "./campaign";
import type { Payment } from "./entries";
import type { ChanceLot, MemberState } from "./state";

/**
 * How a draw would be paid for: with the chance that lapses first, else with the price where the
 * balance covers it; null: not at all.
 */
export function paymentOf(
  { chances, price, currency }: Campaign,
  member: MemberState,
  { balance = 0 }: Drawer,
  at: number,
): Payment | null {
  if (chances !== null) {
    const lot = nextLot(member, at);
    if (lot !== null) return { with: "chance", lot: lot.id };
  }
  if (price === null) return null;
  if (fundsOf({ price, currency }, balance) < price.due) return null;
  return price.unit === "points"
    ? { with: "points", points: price.due }
    : { with: "money", amountMinor: price.due };
}

/**
 * What a balance holds, in the unit of the price: points, or minor units of the currency.
 *
 * @throws UptierError `invalid-command`
 */
export function fundsOf(
  { price, currency }: Pick<Campaign, "price" | "currency">,
  balance: Drawer["balance"] = 0,
): number {
  if (price === null || balance === 0) return 0;
  const points = price.unit === "points";
  try {
    const funds = points ? Number(balance) : toMinor(balance as string, currency);
    const asPoints = typeof balance === "number" || /^\d{1,15}$/.test(balance);
    if (Number.isSafeInteger(funds) && funds >= 0 && (!points || asPoints)) return funds;
  } catch (error) {
    if (!(error instanceof UptierError)) throw error;
  }
  const needs = points ? "whole points" : `an amount in ${currency} as decimal text`;
  throw new UptierError("invalid-command", "The command cannot be used:", [
    {
      path: ["balance"],
      code: "invalid-value",
      message: `must be ${needs}, not ${shown(balance)}`,
    },
  ]);
}

/** Chances below one, or of no number, would be spent without end. */
function checkLot(lot: ChanceLot | null): void {
  if (typeof lot === "object" && lot !== null && Number.isSafeInteger(lot.left) && lot.left > 0) {
    return;
  }
  throw new UptierError(
    "invalid-state",
    `the state says ${shown(lot?.left)} for the chances of a grant; it must be a whole number above 0: replay the entries`,
  );
}

/** The chances that lapse first; of equals, those granted first. */
export function nextLot({ chances }: MemberState, at: number): ChanceLot | null {
  let [best, bestUntil] = [null as ChanceLot | null, Infinity];
  for (const lot of chances) {
    checkLot(lot);
    const until = millisecondsOrNever(lot.expiresAt);
    if (until <= at || (best !== null && until >= bestUntil)) continue;
    [best, bestUntil] = [lot, until];
  }
  return best;
}

/**
 * How many chances a member can use at an instant, for the page: those that have not lapsed.
 *
 * @throws UptierError in this order: `invalid-instant`, `invalid-state`
 *
 * @example
 * ```ts
 * import { chancesLeft, newDrawState } from "uptier/lottery";
 *
 * chancesLeft(newDrawState().member, "2026-11-21T09:30:00+08:00"); // => 0
 * ```
 */
export function chancesLeft({ chances }: MemberState, at: Instant): number {
  const now = toMilliseconds(at);
  return chances.reduce((sum, lot) => {
    checkLot(lot);
    const { left, expiresAt } = lot;
    return expiresAt !== null && toMilliseconds(expiresAt) <= now ? sum : sum + left;
  }, 0);
}

/** What is left of a balance after a payment. */
export function balanceAfter(
  balance: Drawer["balance"],
  paid: Payment | null,
  currency: string,
): Drawer["balance"] {
  if (paid === null || paid.with === "chance") return balance;
  if (paid.with === "points") return Number(balance) - paid.points;
  return fromMinor(toMinor(balance as string, currency) - paid.amountMinor, currency);
}
