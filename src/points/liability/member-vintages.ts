import { toMilliseconds } from "../../kernel/time/instant";
import { find } from "../ledger/by-id";
import type { OpenLedger } from "../ledger/open";
import type { OpenDebit, OpenLot } from "../ledger/parts";

/** The points of a vintage, of all members. */
export interface VintageSums {
  issued: number;
  readonly redeemed: number[];
  readonly expired: number[];
}

/** Looks at the ledger of a member at the end of each period. */
export interface MemberVintages {
  look(ledger: OpenLedger, period: number): void;
  /** Adds what was seen to the vintages, after the last look. */
  addTo(sums: readonly VintageSums[], ledger: OpenLedger): void;
}

/** @param ends - of the periods, in milliseconds */
export function memberVintages(ends: readonly number[]): MemberVintages {
  const debitedIn = new Map<string, number>();
  const expiredBy = new Map<string, number[]>();
  const periodOf = (lot: OpenLot): number => {
    const createdAt = toMilliseconds(lot.createdAt);
    return ends.findIndex((end) => createdAt < end);
  };
  return {
    look({ debits, lots }, period) {
      for (const { id } of debits.list) if (!debitedIn.has(id)) debitedIn.set(id, period);
      for (const { id, expired } of lots.list) {
        const periods = expiredBy.get(id) ?? [];
        if (expired === 0 && periods.length === 0) continue;
        expiredBy.set(id, periods);
        moveTo(periods, period, expired);
      }
    },
    addTo(sums, { debits, lots }) {
      for (const lot of lots.list) {
        const index = periodOf(lot);
        const vintage = sums[index]!;
        vintage.issued += lot.points - lot.moved - lot.voided;
        (expiredBy.get(lot.id) ?? []).forEach((points, period) => {
          if (points > 0) vintage.expired[period - index]! += points;
        });
        // What the debits below do not account for was forfeited when it should have gone back.
        vintage.redeemed[vintage.redeemed.length - 1]! += lot.spent;
      }
      for (const debit of debits.list) {
        for (const { lot, points, returned } of debit.allocations) {
          const index = periodOf(find(lots, lot)!);
          addDebited(sums[index]!, debit, points - returned, debitedIn.get(debit.id)! - index);
        }
      }
    },
  };
}

/** Counts points of a debit at its age; one that was owed at first is not older than the lot. */
function addDebited(
  vintage: VintageSums,
  { purpose }: OpenDebit,
  points: number,
  age: number,
): void {
  vintage.redeemed[vintage.redeemed.length - 1]! -= points;
  if (purpose === "clawed-back" || purpose === "transferred") vintage.issued -= points;
  else vintage.redeemed[Math.max(0, age)]! += points;
}

/** Brings what has lapsed by a period to a sum: what came back is taken off the latest periods. */
function moveTo(periods: number[], period: number, sum: number): void {
  while (periods.length <= period) periods.push(0);
  let excess = periods.reduce((total, points) => total + points, 0) - sum;
  if (excess < 0) periods[period]! -= excess;
  for (let index = period; excess > 0; index -= 1) {
    const taken = Math.min(excess, periods[index]!);
    periods[index]! -= taken;
    excess -= taken;
  }
}
