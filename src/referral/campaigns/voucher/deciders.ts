import type { Stream } from "../../../kernel/decision";
import { deciderOf, streamOf } from "../decider";
import { addOwner, collectVoucher, revokeVoucher } from "./collect";
import type { PartnerVouchers } from "./definition";
import { scanVoucher } from "./scan";
import { type VoucherEntry, type VoucherHolder, voucherKind } from "./state";

/**
 * The decisions of partner vouchers for a runner such as the SQL store. All share one name, so that no two
 * of their commands may have the same id. Each touches the stream of a member; a scan touches that of the
 * receipt too, so that nobody else scans with it.
 */
export function partnerVoucherDeciders(vouchers: PartnerVouchers) {
  return {
    scanVoucher: deciderOf(voucherKind, vouchers, scanVoucher),
    addOwner: deciderOf(voucherKind, vouchers, addOwner),
    collectVoucher: deciderOf(voucherKind, vouchers, collectVoucher),
    revokeVoucher: deciderOf(voucherKind, vouchers, revokeVoucher),
  };
}

/** The stream of a member. */
export function voucherHolderStream(
  vouchers: PartnerVouchers,
  member: string,
): Stream<VoucherHolder, VoucherEntry> {
  return streamOf(voucherKind, vouchers, "members", member);
}
