import type { Command } from "../../../kernel/decision";
import type { AmountInput } from "../../../kernel/money/amount";
import type { Instant } from "../../../kernel/time/instant";
import type { CampaignEntry } from "../entry";
import { applyTo, replayOf } from "../fold";
import { type CampaignKind, emptyState } from "../part";
import type { CampaignReward } from "../rungs/reward";
import type { PartnerVouchers } from "./definition";

/** What partner vouchers have come to. A verb looks at no more than the command names. Plain JSON. */
export interface VoucherState {
  readonly members: Readonly<Record<string, VoucherHolder>>;
  /** By partner and receipt: `noodle-bar/r-17`. */
  readonly receipts: Readonly<Record<string, VoucherReceipt>>;
}

/** A person, and the one voucher that they can have. */
export interface VoucherHolder {
  /** Null: they have none. */
  readonly voucher: PartnerVoucher | null;
}

/** A voucher, with the partner whom it is owed to. */
export interface PartnerVoucher {
  readonly partner: string;
  readonly receipt: string;
  readonly spentMinor: number;
  readonly reward: CampaignReward;
  /** Null: it does not expire. */
  readonly expiresAt: string | null;
  /**
   * - `scanned`: the code was scanned; the shop's owner is to be added
   * - `ready`: to be collected in the shop
   * - `collected`
   * - `revoked`: what was spent at the partner was refunded
   */
  readonly status: "scanned" | "ready" | "collected" | "revoked";
  readonly since: string;
  /** The command that brought it to its status. */
  readonly cause: string;
}

/** Who scanned with a receipt; null: nobody. */
export interface VoucherReceipt {
  readonly member: string | null;
}

/** The entries of partner vouchers. */
export type VoucherEntry = VoucherScanned | VoucherTurned;

/** What every entry of a voucher says. */
export interface VoucherEntryBase extends CampaignEntry {
  readonly member: string;
  readonly partner: string;
  readonly receipt: string;
}

/** A member who spent enough at a partner scanned the code there. */
export interface VoucherScanned extends VoucherEntryBase {
  readonly kind: "voucher-scanned";
  readonly spentMinor: number;
  readonly minSpendMinor: number;
  readonly reward: CampaignReward;
  readonly expiresAt: string | null;
}

/** The owner was added, the voucher collected, or what it rests on refunded. */
export interface VoucherTurned extends VoucherEntryBase {
  readonly kind: "voucher-ready" | "voucher-collected" | "voucher-revoked";
  /** What was handed out and is to be taken back; null: nothing was. */
  readonly takeBack: CampaignReward | null;
}

/** What every command of partner vouchers says. */
export interface VoucherCommand extends Command {
  readonly member: string;
}

/** A member spent at a partner and scans the code there. */
export interface ScanVoucherCommand extends VoucherCommand {
  readonly partner: string;
  /** Names what was spent, uniquely at the partner. */
  readonly receipt: string;
  readonly spent: AmountInput;
}

/** Before a member has scanned anything. */
export const NO_HOLDER: VoucherHolder = Object.freeze({ voucher: null });

/** Where a receipt is kept; ids of partners have no slash. */
export function receiptKey(partner: string, receipt: string): string {
  return `${partner}/${receipt}`;
}

/** How partner vouchers are kept: a stream for each member and each receipt. */
export const voucherKind: CampaignKind<VoucherState, VoucherCommand, VoucherEntry> = {
  name: "partner-vouchers",
  parts: {
    members: {
      label: "member",
      idOf: ({ member }) => member,
      initial: () => NO_HOLDER,
      fold: foldHolder,
    },
    receipts: {
      label: "receipt",
      idOf: (about) => {
        const { partner, receipt } = about as Partial<ScanVoucherCommand>;
        const scans = !("kind" in about) || about.kind === "voucher-scanned";
        return scans && partner !== undefined ? receiptKey(partner, receipt!) : null;
      },
      initial: (): VoucherReceipt => ({ member: null }),
      fold: (_: VoucherReceipt, { member }): VoucherReceipt => ({ member }),
    },
  },
  fields: {
    "voucher-scanned": ["member", "partner", "receipt", "spentMinor", "reward", "expiresAt"],
    "voucher-ready": ["member", "partner", "receipt"],
    "voucher-collected": ["member", "partner", "receipt"],
    "voucher-revoked": ["member", "partner", "receipt", "takeBack"],
  },
};

function foldHolder({ voucher }: VoucherHolder, entry: VoucherEntry): VoucherHolder {
  const { at: since, cause } = entry;
  if (entry.kind === "voucher-scanned") {
    const { expiresAt, partner, receipt, reward, spentMinor } = entry;
    const status = "scanned";
    return {
      voucher: { partner, receipt, spentMinor, reward, expiresAt, status, since, cause },
    };
  }
  if (voucher === null) return { voucher };
  const status = entry.kind.slice("voucher-".length) as PartnerVoucher["status"];
  return { voucher: { ...voucher, status, since, cause } };
}

/** Partner vouchers before the first entry. */
export function newVoucherState(): VoucherState {
  return emptyState(voucherKind);
}

/**
 * The state of partner vouchers after one more entry. What was passed in stays as it was.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-entry`, `foreign-entry`
 */
export function applyVoucher(
  vouchers: PartnerVouchers,
  state: VoucherState,
  entry: VoucherEntry,
): VoucherState {
  return applyTo(voucherKind, vouchers, state, entry);
}

/**
 * The state of partner vouchers from their entries alone.
 *
 * @param entries - in the order in which they were made, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault
 * `invalid-entry`, `foreign-entry` or `duplicate-entry`
 */
export function replayVouchers(
  vouchers: PartnerVouchers,
  entries: Iterable<VoucherEntry>,
  asOf?: Instant,
): VoucherState {
  return replayOf(voucherKind, vouchers, entries, asOf);
}
