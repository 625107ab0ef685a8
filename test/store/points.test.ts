import { PGlite } from "@electric-sql/pglite";
import { describe, expect, it } from "vitest";
import {
  accountStream,
  balanceOf,
  catalogueStream,
  definePoints,
  pointsDeciders,
} from "uptier/points";
import { openStore, pglitePool } from "uptier/store";

const program = definePoints({
  id: "club",
  currency: "CNY",
  zone: "Asia/Shanghai",
  types: [{ id: "points" }],
  earning: {
    rules: [{ id: "spend", type: "points", earn: { kind: "per-amount", per: "1.00", points: 1 } }],
  },
  redemption: {
    conversions: [{ type: "points", points: 100, money: "1.00" }],
    rewards: [{ id: "tea", kind: "goods", type: "points", cost: 50, stock: 1 }],
  },
});

describe("an account of points in a store", () => {
  it("earns, pays, is refunded, gives and claims, each command once [points-09] [points-28]", async () => {
    const store = await openStore({ pool: pglitePool(await PGlite.create()) });
    await store.migrate();
    const verbs = pointsDeciders(program);
    const about = { at: "2026-11-21T01:30:00.000Z", member: "m1" };
    const type = "points";
    const facts = (id: string, amount: string) =>
      ({ kind: "order", id, at: about.at, lines: [{ id: "a", amount }] }) as const;

    const earning = { ...about, id: "e1", facts: facts("o1", "1000.00") };
    const earned = await store.decide(verbs.earn, earning);
    expect(earned).toMatchObject({ ok: true, repeated: false });
    expect(await store.decide(verbs.earn, earning)).toMatchObject({ ok: true, repeated: true });

    const pay = { ...about, id: "p1", type, order: "o2", total: "3.00" };
    expect(await store.decide(verbs.payWithPoints, pay)).toMatchObject({
      ok: true,
      value: { points: 300, money: "3.00" },
    });
    const refund = { ...about, order: "o2", total: "3.00" };
    const half = { ...refund, id: "f1", refund: { amount: "1.50" } } as const;
    expect(await store.decide(verbs.refund, half)).toMatchObject({
      ok: true,
      value: { restored: [{ points: 150 }] },
    });
    const all = { ...about, id: "f2", order: "o1", refund: { amount: "500.00" } } as const;
    expect(await store.decide(verbs.refund, all)).toMatchObject({
      ok: true,
      value: { clawedBack: [{ points: 500 }] },
    });

    const gift = { ...about, id: "t1", type, to: "m2", points: 100 };
    // Two servers at once: one of them carries it out, the other repeats its answer.
    const gifts = await Promise.all([
      store.decide(verbs.transfer, gift),
      store.decide(verbs.transfer, gift),
    ]);
    expect(gifts.map(({ ok }) => ok)).toEqual([true, true]);
    expect(gifts.map(({ repeated }) => repeated).sort()).toEqual([false, true]);

    // Two members, one unit.
    const claims = await Promise.all(
      ["m1", "m2"].map((member) =>
        store.decide(verbs.claimReward, { ...about, id: `w-${member}`, member, reward: "tea" }),
      ),
    );
    expect(claims.filter(({ ok }) => ok)).toHaveLength(1);

    const states = await Promise.all(
      ["m1", "m2"].map((member) => store.state(accountStream("club", member))),
    );
    const balances = states.map((state) => balanceOf(state, type, about.at).balance);
    expect(balances.reduce((sum, one) => sum + one, 0)).toBe(1000 - 150 - 500 - 50);
    expect(await store.state(catalogueStream("club"))).toEqual({ taken: { tea: 1 } });
    await store.close();
  });
});
