import { describe, expect, it } from "vitest";
import {
  addOwner,
  applyVoucher,
  COLLECT_VOUCHER_REFUSALS,
  collectVoucher,
  definePartnerVouchers,
  newVoucherState,
  type PartnerVouchersInput,
  replayVouchers,
  revokeVoucher,
  SCAN_VOUCHER_REFUSALS,
  scanVoucher,
  type ScanVoucherCommand,
  type VoucherCommand,
  type VoucherEntry,
  type VoucherState,
} from "uptier/referral";
import { AT, hoursLater, journalOf, refusalOf } from "./journal";

const input: PartnerVouchersInput = {
  id: "street",
  currency: "CNY",
  zone: "Asia/Shanghai",
  to: "2026-12-01T00:00:00+08:00",
  partners: [
    { id: "noodle-bar", minSpend: "50.00" },
    { id: "bookshop", minSpend: "80.00" },
  ],
  reward: { type: "voucher", worth: "20.00" },
  lasts: { days: 7 },
};

function shopOf() {
  const vouchers = definePartnerVouchers(input);
  const journal = journalOf<VoucherState, VoucherEntry>(newVoucherState(), (state, entry) =>
    applyVoucher(vouchers, state, entry),
  );
  const { id, keep, state } = journal;
  type Verb<D> = (set: typeof vouchers, state: VoucherState, command: VoucherCommand) => D;
  const verb =
    <D extends Parameters<typeof keep>[0]>(decide: Verb<D>) =>
    (member: string, at = AT, command = id()): D =>
      keep(decide(vouchers, state(), { id: command, at, member })) as D;
  return {
    ...journal,
    vouchers,
    scan: (
      member: string,
      receipt: string,
      spent: string,
      more: Partial<ScanVoucherCommand> = {},
    ): ReturnType<typeof scanVoucher> => {
      const command = { id: id(), at: AT, member, partner: "noodle-bar", receipt, spent, ...more };
      return keep(scanVoucher(vouchers, state(), command)) as never;
    },
    add: verb(addOwner),
    collect: verb(collectVoucher),
    revoke: verb(revokeVoucher),
  };
}

describe("vouchers of partners [referral-52]", () => {
  it("are collected after spending, scanning and adding the owner, and name the partner", () => {
    const shop = shopOf();
    expect(shop.scan("m1", "r1", "50.00")).toMatchObject({
      value: { status: "scanned", partner: "noodle-bar", expiresAt: "2026-11-28T01:30:00.000Z" },
    });
    expect(shop.add("m1")).toMatchObject({ value: { status: "ready" } });
    expect(shop.add("m1")).toMatchObject({ entries: [], why: [{ code: "exists" }] });
    expect(shop.collect("m1", AT, "c")).toMatchObject({
      value: { status: "collected", partner: "noodle-bar", reward: { worthMinor: 2000 } },
    });
    expect(shop.collect("m1", AT, "c")).toMatchObject({ entries: [], why: [{ code: "exists" }] });
    expect(shop.entries.map(({ kind, partner }) => [kind, partner])).toEqual([
      ["voucher-scanned", "noodle-bar"],
      ["voucher-ready", "noodle-bar"],
      ["voucher-collected", "noodle-bar"],
    ]);
    expect(replayVouchers(shop.vouchers, shop.entries)).toEqual(shop.state());
  });

  it("are one for each person and one for each receipt, and reasons come in the stated order", () => {
    const shop = shopOf();
    shop.scan("m1", "r1", "60.00");
    const codes = [refusalOf(shop.scan("m1", "r1", "61.00", { at: input.to! }))];
    codes.push(refusalOf(shop.scan("m1", "r2", "49.99", { at: input.to!, partner: "bank" })));
    codes.push(refusalOf(shop.scan("m1", "r2", "49.99", { partner: "bank" })));
    codes.push(refusalOf(shop.scan("m2", "r1", "49.99")));
    shop.scan("m2", "r2", "60.00");
    codes.push(refusalOf(shop.scan("m2", "r1", "50.00")));
    codes.push(refusalOf(shop.scan("m2", "r1", "80.00", { partner: "bookshop" })));
    expect(codes).toEqual(SCAN_VOUCHER_REFUSALS);
    expect(shop.scan("m1", "r1", "60.00")).toMatchObject({ ok: true, entries: [] });
  });

  it("are refused in the shop in the stated order", () => {
    const shop = shopOf();
    const codes = [refusalOf(shop.collect("m1"))];
    shop.scan("m1", "r1", "50.00");
    shop.scan("m2", "r2", "50.00");
    shop.scan("m3", "r3", "50.00");
    const late = hoursLater(7 * 24);
    const notAdded = refusalOf(shop.collect("m2", late));
    shop.add("m2");
    const expired = refusalOf(shop.collect("m2", late));
    shop.add("m3");
    shop.collect("m3");
    const collected = refusalOf(shop.collect("m3", late));
    shop.revoke("m1");
    codes.push(refusalOf(shop.collect("m1", late)), collected, notAdded, expired);
    expect(codes).toEqual(COLLECT_VOUCHER_REFUSALS);
    expect(refusalOf(shop.add("m1"))).toBe("voucher-revoked");
  });

  it("are taken back when the spending is refunded, with what was handed out", () => {
    const shop = shopOf();
    shop.scan("m1", "r1", "50.00");
    shop.add("m1");
    shop.collect("m1");
    expect(shop.revoke("m1")).toMatchObject({
      value: { status: "revoked" },
      entries: [{ kind: "voucher-revoked", takeBack: { worthMinor: 2000 } }],
    });
    expect(shop.revoke("m1")).toMatchObject({ entries: [], why: [{ code: "exists" }] });
    expect(refusalOf(shop.scan("m1", "r9", "50.00"))).toBe("has-voucher");
    shop.scan("m2", "r2", "50.00");
    expect(shop.revoke("m2")).toMatchObject({ entries: [{ takeBack: null }] });
    expect(refusalOf(shop.revoke("m3"))).toBe("no-voucher");
  });
});
