import { PGlite } from "@electric-sql/pglite";
import { describe, expect, it } from "vitest";
import { bindingDeciders, codeStream, defineBinding, relationStream } from "uptier/referral";
import { openStore, pglitePool } from "uptier/store";

const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai" });

describe("relations in a store", () => {
  it("are bound from two sides at once, and never in a circle [referral-27]", async () => {
    const store = await openStore({ pool: pglitePool(await PGlite.create()) });
    await store.migrate();
    const { bind, unbind, createCode } = bindingDeciders(policy);
    const at = "2026-11-21T01:30:00.000Z";
    const under = (id: string, member: string, referrer: string, upline?: readonly string[]) =>
      store.decide(bind, { id, at, member, referrer, referrerStatus: "active", upline });

    const both = await Promise.all([under("b1", "a", "b"), under("b2", "b", "a")]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: "cycle" } });
    const [top, below] = both[0].ok ? ["b", "a"] : ["a", "b"];

    expect(await under("b3", "c", below)).toMatchObject({ ok: true });
    expect(await under("b4", top, "c")).toMatchObject({
      refusal: { code: "upline-changed", above: below },
    });
    expect(await under("b5", top, "c", [below])).toMatchObject({ refusal: { code: "cycle" } });
    expect(await under("b6", top, "d", [])).toMatchObject({ ok: true });
    expect(await under("b6", top, "d", [])).toMatchObject({ ok: true, repeated: true });

    const about = { at, member: "c" };
    const released = { ...about, id: "u1", reason: "asked for it" };
    expect(await store.decide(unbind, released)).toMatchObject({ value: { from: below } });
    expect(await store.decide(createCode, { ...about, id: "k1", code: "C8" })).toMatchObject({
      value: { code: "C8" },
    });
    const taken = { at, member: "d", id: "k2", code: "C8" };
    expect(await store.decide(createCode, taken)).toMatchObject({
      refusal: { code: "code-taken" },
    });

    expect(await store.state(codeStream(policy, "C8"))).toEqual({ member: "c" });
    expect(await store.state(relationStream(policy, "d"))).toMatchObject({ referrals: 1 });
    expect(await store.verify(bind)).toMatchObject({ ok: true });
    await store.close();
  });
});
