import { checkCommand } from "../../../kernel/command";
import type { Decision } from "../../../kernel/decision";
import { fromMinor, toMinor } from "../../../kernel/money/amount";
import { conflictOf, type IdConflict, refuse } from "../../../kernel/refusal";
import { after } from "../../../kernel/time/duration";
import { instantText } from "../../../kernel/time/instant";
import { entriesOf } from "../entry";
import { checkState, own } from "../part";
import { type NotOpen, notOpen } from "../period";
import type { PartnerVouchers } from "./definition";
import {
  NO_HOLDER,
  type PartnerVoucher,
  receiptKey,
  type ScanVoucherCommand,
  type VoucherEntry,
  voucherKind,
  type VoucherState,
} from "./state";

/** A voucher as a decision shows it. */
export interface VoucherResult {
  readonly status: PartnerVoucher["status"];
  /** Who is to be thanked for the member. */
  readonly partner: string;
  readonly reward: PartnerVoucher["reward"];
  readonly expiresAt: string | null;
}

/**
 * Why a scan gave nothing, in the order in which reasons are looked for.
 *
 * 1. `id-conflict`: the receipt was scanned by this member with another amount
 * 2. `not-open`: outside of the period
 * 3. `unknown-partner`
 * 4. `below-threshold`: less was spent than it takes there
 * 5. `receipt-used`: somebody else has scanned with it
 * 6. `has-voucher`: one for each person
 */
export type ScanVoucherRefusal =
  | IdConflict
  | NotOpen
  | { readonly code: "unknown-partner"; readonly partner: string }
  | { readonly code: "below-threshold"; readonly minSpend: string; readonly missing: string }
  | { readonly code: "receipt-used"; readonly receipt: string }
  | { readonly code: "has-voucher"; readonly partner: string; readonly status: string };

/** The codes of {@link ScanVoucherRefusal} in their order of precedence. */
export const SCAN_VOUCHER_REFUSALS = [
  "id-conflict",
  "not-open",
  "unknown-partner",
  "below-threshold",
  "receipt-used",
  "has-voucher",
] as const satisfies readonly ScanVoucherRefusal["code"][];

/** The answer to a {@link ScanVoucherCommand}. */
export type ScanVoucherDecision = Decision<
  VoucherResult,
  VoucherEntry,
  ScanVoucherRefusal,
  | ScanVoucherRefusal
  | { readonly code: "voucher-scanned"; readonly partner: string; readonly minSpend: string }
  | { readonly code: "exists" }
>;

/**
 * Takes a scan at a partner for a voucher, if enough was spent there: the bound is inclusive. The voucher
 * belongs to the partner's account from here on. The same receipt of the same member again is accepted
 * without entries.
 *
 * @param state - with the member and the receipt
 * @throws UptierError in this order: `invalid-command`, `invalid-state`, those of `toMinor`
 *
 * @example
 * ```ts
 * import { definePartnerVouchers, newVoucherState, scanVoucher } from "uptier/referral";
 *
 * const vouchers = definePartnerVouchers({
 *   id: "street",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   partners: [{ id: "noodle-bar", minSpend: "50.00" }],
 *   reward: { type: "voucher", worth: "20.00" },
 * });
 * const scan = {
 *   id: "s1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   member: "m1",
 *   partner: "noodle-bar",
 *   receipt: "r-17",
 * };
 * const less = scanVoucher(vouchers, newVoucherState(), { ...scan, spent: "49.90" });
 * less.ok ? null : less.refusal; // => { code: "below-threshold", minSpend: "50.00", missing: "0.10" }
 * const enough = scanVoucher(vouchers, newVoucherState(), { ...scan, spent: "50.00" });
 * enough.ok && enough.value.status; // => "scanned"
 * ```
 */
export function scanVoucher(
  vouchers: PartnerVouchers,
  state: VoucherState,
  command: ScanVoucherCommand,
): ScanVoucherDecision {
  const at = checkCommand(command, ["member", "partner", "receipt"]);
  checkState(voucherKind, state);
  const { currency, lasts, reward, zone } = vouchers;
  const { member, partner, receipt } = command;
  const spentMinor = toMinor(command.spent, currency);
  const { voucher } = own(state.members, member) ?? NO_HOLDER;
  if (voucher !== null && voucher.partner === partner && voucher.receipt === receipt) {
    const conflict = conflictOf({ spent: [voucher.spentMinor, spentMinor] });
    if (conflict !== null) return refuse(conflict);
    return { ok: true, value: shownVoucher(voucher), entries: [], why: [{ code: "exists" }] };
  }
  const closed = notOpen(vouchers, at);
  if (closed !== null) return refuse(closed);
  const minSpendMinor = vouchers.partners.find(({ id }) => id === partner)?.minSpendMinor;
  if (minSpendMinor === undefined) return refuse({ code: "unknown-partner", partner });
  const minSpend = fromMinor(minSpendMinor, currency);
  if (spentMinor < minSpendMinor) {
    const missing = fromMinor(minSpendMinor - spentMinor, currency);
    return refuse({ code: "below-threshold", minSpend, missing });
  }
  const by = own(state.receipts, receiptKey(partner, receipt))?.member ?? null;
  if (by !== null) return refuse({ code: "receipt-used", receipt });
  if (voucher !== null) {
    return refuse({ code: "has-voucher", partner: voucher.partner, status: voucher.status });
  }
  const expiresAt = lasts === null ? null : instantText(after(at, lasts, zone));
  const scanned = { member, partner, receipt, spentMinor, minSpendMinor, reward, expiresAt };
  return {
    ok: true,
    value: { status: "scanned", partner, reward, expiresAt },
    entries: entriesOf<VoucherEntry>(vouchers, command, at, [
      { kind: "voucher-scanned", ...scanned },
    ]),
    why: [{ code: "voucher-scanned", partner, minSpend }],
  };
}

/** A voucher as a decision shows it. */
export function shownVoucher(voucher: PartnerVoucher): VoucherResult {
  const { expiresAt, partner, reward, status } = voucher;
  return { status, partner, reward, expiresAt };
}
