import { shown, UptierError } from "../../kernel/errors";
import type { CheckInPrice } from "./input";

/** The balance of the command does not pay the price. */
export interface BalanceBelowPrice {
  readonly code: "insufficient-balance";
  readonly type: string;
  readonly needed: number;
  readonly balance: number;
}

/**
 * Whether the balance that a command states pays a price; null: it does.
 *
 * @throws UptierError `invalid-command`
 */
export function cannotPay(price: CheckInPrice | null, balance: number): BalanceBelowPrice | null {
  if (price === null || balance >= price.points) return null;
  return { code: "insufficient-balance", type: price.type, needed: price.points, balance };
}

/**
 * The balance that a command states.
 *
 * @throws UptierError `invalid-command`
 */
export function balanceIn(balance: unknown = 0): number {
  if (Number.isSafeInteger(balance)) return Number(balance);
  throw new UptierError("invalid-command", "The command cannot be used:", [
    {
      path: ["balance"],
      code: "invalid-value",
      message: `must be whole points, not ${shown(balance)}`,
    },
  ]);
}
