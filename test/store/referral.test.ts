import { PGlite } from "@electric-sql/pglite";
import { describe, expect, it } from "vitest";
import {
  accountStream,
  defineReferral,
  orderStream,
  referralAccountKey,
  referralDeciders,
} from "uptier/referral";
import { openStore, pglitePool } from "uptier/store";

const at = "2026-11-21T01:30:00.000Z";

describe("a referral plan in a store", () => {
  it("pays two earners and claims back what is refunded after the payout [referral-18]", async () => {
    const store = await openStore({ pool: pglitePool(await PGlite.create()) });
    await store.migrate();
    const plan = defineReferral({
      id: "friends",
      currencies: ["CNY"],
      zone: "Asia/Shanghai",
      levels: [{ rate: "10%" }, { rate: "5%" }],
      caps: [{ id: "month", scope: "partner", period: "month", max: { CNY: "12.00" } }],
    });
    const { settleOrder, refundOrder, openPayout, closePayout } = referralDeciders(plan);
    const chain = [{ member: "friend" }, { member: "aunt" }];
    const settle = (order: string) =>
      store.decide(settleOrder, {
        id: `settle-${order}`,
        at,
        member: "buyer",
        order,
        lines: [{ id: "tea", amount: "100.00" }],
        chain,
      });
    // Two orders at once: together they stay within the cap.
    await Promise.all([settle("o1"), settle("o2")]);
    expect(await settle("o1")).toMatchObject({ ok: true, repeated: true });
    const account = accountStream("friends", referralAccountKey("friend", "CNY"));
    const earned = Object.values((await store.state(account)).rewards).map(({ amount }) => amount);
    expect(earned.toSorted((a, b) => a - b)).toEqual([200, 1_000]);

    const payouts = await Promise.all(
      ["p1", "p2"].map((id) => store.decide(openPayout, { id, at, earner: "friend" })),
    );
    const opened = payouts.filter(({ ok }) => ok);
    expect(opened).toMatchObject([{ value: { amount: "12.00" } }]);
    const [batch] = Object.keys((await store.state(account)).batches);
    const paid = { id: "c1", at, earner: "friend", batch: batch!, outcome: "paid" } as const;
    expect(await store.decide(closePayout, paid)).toMatchObject({ ok: true });

    const refund = { id: "r1", at, order: "o1", refund: "all" } as const;
    await expect(
      store.decide(refundOrder, { ...refund, earners: ["friend"] }),
    ).rejects.toMatchObject({ code: "invalid-command" });
    const back = { ...refund, earners: ["friend", "aunt"] };
    expect(await store.decide(refundOrder, back)).toMatchObject({ ok: true, repeated: false });
    expect(await store.decide(refundOrder, back)).toMatchObject({ ok: true, repeated: true });
    expect(await store.state(orderStream("friends", "o1"))).toMatchObject({
      lines: [{ paid: 10_000, refunded: 10_000 }],
    });
    const after = await store.decide(openPayout, { id: "p3", at, earner: "friend" });
    expect(after).toMatchObject({ ok: false, refusal: { code: "nothing-payable" } });

    expect((await store.verify(settleOrder)).ok).toBe(true);
    await store.close();
  });

  it("pays the second level after the first, whose payout names who follows [referral-72]", async () => {
    const store = await openStore({ pool: pglitePool(await PGlite.create()) });
    await store.migrate();
    const plan = defineReferral({
      id: "friends",
      currencies: ["CNY"],
      zone: "Asia/Shanghai",
      levels: [{ rate: "10%" }, { rate: "5%", timing: "after-first-paid" }],
    });
    const { settleOrder, openPayout, closePayout } = referralDeciders(plan);
    await store.decide(settleOrder, {
      id: "s1",
      at,
      member: "buyer",
      order: "o1",
      lines: [{ id: "tea", amount: "100.00" }],
      chain: [{ member: "friend" }, { member: "aunt" }],
    });
    const ask = (id: string) => store.decide(openPayout, { id, at, earner: "aunt" });
    expect(await ask("p1")).toMatchObject({ refusal: { code: "nothing-payable" } });
    const first = await store.decide(openPayout, { id: "p2", at, earner: "friend" });
    expect(first).toMatchObject({ value: { followers: ["aunt"] } });
    const paid = { id: "c2", at, earner: "friend", batch: "p2", outcome: "paid" } as const;
    await expect(store.decide(closePayout, paid)).rejects.toMatchObject({
      code: "invalid-command",
      issues: [{ message: "must be with aunt, who is paid after it, not nothing" }],
    });
    const named = { ...paid, followers: ["aunt"] };
    expect(await store.decide(closePayout, named)).toMatchObject({ ok: true });
    expect(await ask("p3")).toMatchObject({ value: { amount: "5.00" } });

    // Verbs of one plan share their entries, which are read once; a refusal is a decision too.
    const { ok, entries, decisions } = await store.verify(settleOrder, openPayout, closePayout);
    expect({ ok, entries, decisions }).toEqual({ ok: true, entries: 4, decisions: 5 });
    await store.close();
  });
});
