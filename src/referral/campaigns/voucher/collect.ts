import { checkCommand } from "../../../kernel/command";
import type { Accepted, Decision } from "../../../kernel/decision";
import { refuse } from "../../../kernel/refusal";
import { toMilliseconds } from "../../../kernel/time/instant";
import { entriesOf } from "../entry";
import { checkState, own } from "../part";
import type { PartnerVouchers } from "./definition";
import { shownVoucher, type VoucherResult } from "./scan";
import {
  NO_HOLDER,
  type PartnerVoucher,
  type VoucherCommand,
  type VoucherEntry,
  voucherKind,
  type VoucherState,
  type VoucherTurned,
} from "./state";

/**
 * Why a voucher was not collected, in the order in which reasons are looked for.
 *
 * 1. `no-voucher`: the member has scanned nothing
 * 2. `voucher-revoked`: what was spent at the partner was refunded
 * 3. `already-collected`: by another command
 * 4. `owner-not-added`: the member has not added the shop's owner yet
 * 5. `voucher-expired`
 */
export type CollectVoucherRefusal =
  | { readonly code: "no-voucher"; readonly member: string }
  | { readonly code: "voucher-revoked"; readonly since: string }
  | { readonly code: "already-collected"; readonly since: string }
  | { readonly code: "owner-not-added" }
  | { readonly code: "voucher-expired"; readonly expiresAt: string };

/** The codes of {@link CollectVoucherRefusal} in their order of precedence. */
export const COLLECT_VOUCHER_REFUSALS = [
  "no-voucher",
  "voucher-revoked",
  "already-collected",
  "owner-not-added",
  "voucher-expired",
] as const satisfies readonly CollectVoucherRefusal["code"][];

/** There is no voucher to turn. */
export type NoVoucher = Extract<
  CollectVoucherRefusal,
  { readonly code: "no-voucher" | "voucher-revoked" }
>;

/** A reason that a decision about a voucher may give. */
export type VoucherReason = { readonly code: VoucherTurned["kind"] } | { readonly code: "exists" };

/** The answer to the wish to add the owner: refused as `no-voucher` or, in this order, `voucher-revoked`. */
export type AddOwnerDecision = Decision<
  VoucherResult,
  VoucherEntry,
  NoVoucher,
  NoVoucher | VoucherReason
>;

/** The answer to the wish to collect. */
export type CollectVoucherDecision = Decision<
  VoucherResult,
  VoucherEntry,
  CollectVoucherRefusal,
  CollectVoucherRefusal | VoucherReason
>;

/** The answer to the wish to revoke: refused as `no-voucher`. */
export type RevokeVoucherDecision = Decision<
  VoucherResult,
  VoucherEntry,
  Extract<NoVoucher, { readonly code: "no-voucher" }>,
  Extract<NoVoucher, { readonly code: "no-voucher" }> | VoucherReason
>;

/**
 * The member has added the shop's owner as a contact: the voucher is ready. Added twice is added once.
 *
 * @param state - with the member
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function addOwner(
  vouchers: PartnerVouchers,
  state: VoucherState,
  command: VoucherCommand,
): AddOwnerDecision {
  const { at, voucher } = voucherIn(state, command);
  if (voucher === null) return refuse({ code: "no-voucher", member: command.member });
  const { since, status } = voucher;
  if (status === "revoked") return refuse({ code: "voucher-revoked", since });
  if (status !== "scanned") return exists(voucher);
  return turned(vouchers, command, at, voucher, "voucher-ready");
}

/**
 * Hands the voucher out in the shop: once for each person, and after every step before it.
 *
 * @param state - with the member
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function collectVoucher(
  vouchers: PartnerVouchers,
  state: VoucherState,
  command: VoucherCommand,
): CollectVoucherDecision {
  const { at, voucher } = voucherIn(state, command);
  if (voucher === null) return refuse({ code: "no-voucher", member: command.member });
  const { cause, expiresAt, since, status } = voucher;
  if (status === "revoked") return refuse({ code: "voucher-revoked", since });
  if (status === "collected") {
    return cause === command.id ? exists(voucher) : refuse({ code: "already-collected", since });
  }
  if (status === "scanned") return refuse({ code: "owner-not-added" });
  if (expiresAt !== null && at >= toMilliseconds(expiresAt)) {
    return refuse({ code: "voucher-expired", expiresAt });
  }
  return turned(vouchers, command, at, voucher, "voucher-collected");
}

/**
 * Takes a voucher back, because what was spent at the partner was refunded. The entry says in `takeBack`
 * whether it had been handed out. It was the person's one voucher. Revoked twice is revoked once.
 *
 * @param state - with the member
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function revokeVoucher(
  vouchers: PartnerVouchers,
  state: VoucherState,
  command: VoucherCommand,
): RevokeVoucherDecision {
  const { at, voucher } = voucherIn(state, command);
  if (voucher === null) return refuse({ code: "no-voucher", member: command.member });
  if (voucher.status === "revoked") return exists(voucher);
  return turned(vouchers, command, at, voucher, "voucher-revoked");
}

function voucherIn(
  state: VoucherState,
  command: VoucherCommand,
): { readonly at: number; readonly voucher: PartnerVoucher | null } {
  const at = checkCommand(command, ["member"]);
  checkState(voucherKind, state);
  return { at, ...(own(state.members, command.member) ?? NO_HOLDER) };
}

function turned(
  vouchers: PartnerVouchers,
  command: VoucherCommand,
  at: number,
  voucher: PartnerVoucher,
  kind: VoucherTurned["kind"],
): Accepted<VoucherResult, VoucherEntry, VoucherReason> {
  const { partner, receipt, reward } = voucher;
  const takesBack = kind === "voucher-revoked" && voucher.status === "collected";
  const takeBack = takesBack ? reward : null;
  const status = kind.slice("voucher-".length) as PartnerVoucher["status"];
  return {
    ok: true,
    value: shownVoucher({ ...voucher, status }),
    entries: entriesOf<VoucherEntry>(vouchers, command, at, [
      { kind, member: command.member, partner, receipt, takeBack },
    ]),
    why: [{ code: kind }],
  };
}

function exists(voucher: PartnerVoucher): Accepted<VoucherResult, VoucherEntry, VoucherReason> {
  return { ok: true, value: shownVoucher(voucher), entries: [], why: [{ code: "exists" }] };
}
