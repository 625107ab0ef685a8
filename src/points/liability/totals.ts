import { addSafely } from "../../kernel/money/amount";
import type { OpenLedger } from "../ledger/open";

/** Where points stand: sums since the beginning. */
export interface PointsTotals {
  readonly issued: number;
  /** Those given back taken off. */
  readonly redeemed: number;
  /** Those reinstated taken off. */
  readonly expired: number;
  readonly clawedBack: number;
  /** Not gone yet: can be spent, reserved, or on hold. */
  readonly outstanding: number;
  /** Of the outstanding ones, those on hold. */
  readonly pending: number;
}

export const NO_POINTS: PointsTotals = {
  issued: 0,
  redeemed: 0,
  expired: 0,
  clawedBack: 0,
  outstanding: 0,
  pending: 0,
};

/** The sums of two accounts. */
export function addTotals(a: PointsTotals, b: PointsTotals): PointsTotals {
  return {
    issued: addSafely(a.issued, b.issued),
    redeemed: addSafely(a.redeemed, b.redeemed),
    expired: addSafely(a.expired, b.expired),
    clawedBack: addSafely(a.clawedBack, b.clawedBack),
    outstanding: addSafely(a.outstanding, b.outstanding),
    pending: addSafely(a.pending, b.pending),
  };
}

/** The sums of a ledger as it is. Always `issued = redeemed + expired + clawedBack + outstanding`. */
export function totalsOf(ledger: OpenLedger): PointsTotals {
  let [issued, spent, voided, outstanding] = [0, 0, 0, 0];
  for (const lot of ledger.lots.list) {
    // Reinstated and restored points were issued with the lot that they left.
    if (lot.source !== "reinstated" && lot.source !== "restored") issued += lot.points;
    spent += lot.spent;
    voided += lot.voided;
    outstanding += lot.left + lot.held;
  }
  let [clawed, given] = [0, 0];
  for (const { purpose, allocations } of ledger.debits.list) {
    if (purpose !== "clawed-back" && purpose !== "transferred") continue;
    for (const { points, returned } of allocations) {
      if (purpose === "clawed-back") clawed += points - returned;
      else given += points - returned;
    }
  }
  return {
    // What was given to another member is issued there.
    issued: issued - given,
    redeemed: spent - clawed - given,
    expired: ledger.expired,
    clawedBack: voided + clawed,
    outstanding,
    pending: ledger.pending,
  };
}
