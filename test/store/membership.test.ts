import { PGlite } from "@electric-sql/pglite";
import { describe, expect, it } from "vitest";
import { openStore, pglitePool } from "uptier/store";
import { defineTiers, standingAt, tierDeciders, tierStream } from "uptier/tiering";

const program = defineTiers({
  id: "club",
  currency: "CNY",
  zone: "Asia/Shanghai",
  metrics: [{ id: "spend", kind: "money", on: ["order"] }],
  tiers: [
    { id: "basic", rank: 0 },
    { id: "silver", rank: 1, entry: { metric: "spend", min: "100" } },
    { id: "gold", rank: 2, entry: { metric: "spend", min: "200" } },
  ],
  refundEffect: "immediate",
});

describe("a membership in a store", () => {
  it("rises, falls, is given a tier, leaves and joins again, each command once [tiering-86]", async () => {
    const store = await openStore({ pool: pglitePool(await PGlite.create()) });
    await store.migrate();
    const verbs = tierDeciders(program);
    const about = { at: "2026-11-21T01:30:00.000Z", member: "m1" };
    const tier = async () =>
      standingAt(program, await store.state(tierStream(program, "m1")), about.at).tier;

    // Two servers at once: one of them carries it out, the other repeats its answer.
    const order = { ...about, id: "o1", kind: "order", amount: "150.00" };
    const orders = await Promise.all([
      store.decide(verbs.recordActivity, order),
      store.decide(verbs.recordActivity, order),
    ]);
    expect(orders.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
    expect(await tier()).toBe("silver");

    const back = { ...about, id: "r1", ref: "o1", amount: "60.00" };
    expect(await store.decide(verbs.reverseActivity, back)).toMatchObject({
      value: { to: "basic" },
    });
    const grant = { ...about, id: "g1", tier: "gold", source: "manual" } as const;
    await store.decide(verbs.grantTier, grant);
    expect(await tier()).toBe("gold");
    await store.decide(verbs.endGrant, { ...about, id: "e1", grant: "g1" });
    await store.decide(verbs.leave, { ...about, id: "l1" });
    expect(await store.decide(verbs.recordActivity, { ...order, id: "o2" })).toMatchObject({
      refusal: { code: "has-left" },
    });
    expect(await store.decide(verbs.join, { ...about, id: "j1" })).toMatchObject({
      value: { from: null, to: "basic" },
    });
    expect(await store.decide(verbs.review, { ...about, id: "v1" })).toMatchObject({ entries: [] });
    expect(await tier()).toBe("basic");
    await store.close();
  });
});
