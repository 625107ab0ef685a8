import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { defineReferral, newReferralState, settleInBulk, settleOrder } from "uptier/referral";

const MEMBERS = 12;

/** The chain of a buyer, as a shop would read it from its relations. */
function chainOf(parents: readonly number[], active: readonly boolean[], buyer: number) {
  const chain: { member: string; active: boolean }[] = [];
  let member = parents[buyer]!;
  while (member >= 0 && chain.length < 40) {
    chain.push({ member: `m${member}`, active: active[member]! });
    member = parents[member]!;
  }
  return chain;
}

const rates = fc.constantFrom("0%", "0.079375%", "2.5%", "10%", "33%", "60%");

const plans = fc
  .record({
    levels: fc.array(rates, { minLength: 1, maxLength: 4 }),
    referee: fc.option(rates, { nil: undefined }),
    onIneligible: fc.constantFrom("skip", "compress", "stop"),
    maxShare: fc.constantFrom("100%", "30%", "1/3"),
  })
  .map(({ levels, referee, ...more }) =>
    defineReferral({
      id: "bulk",
      currencies: ["CNY"],
      zone: "Asia/Shanghai",
      levels: levels.map((rate) => ({ rate })),
      ...(referee === undefined ? {} : { referee: { rate: referee } }),
      ...more,
    }),
  );

describe("many orders at once [referral-16]", () => {
  test.prop({
    plan: plans,
    parents: fc.array(fc.integer({ min: -1, max: MEMBERS - 1 }), {
      minLength: MEMBERS,
      maxLength: MEMBERS,
    }),
    active: fc.array(fc.boolean(), { minLength: MEMBERS, maxLength: MEMBERS }),
    orders: fc.array(
      fc.record({
        buyer: fc.integer({ min: 0, max: MEMBERS - 1 }),
        base: fc.integer({ min: 0, max: 1_000_000_000 }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })("pay what they pay one by one, in circles of relations too", (values) => {
    const { plan, parents, active, orders } = values;
    const bulk = settleInBulk(
      plan,
      { parents: Int32Array.from(parents), active: Uint8Array.from(active, Number) },
      {
        buyers: Int32Array.from(orders, ({ buyer }) => buyer),
        bases: Float64Array.from(orders, ({ base }) => base),
      },
    );
    const totals = new Map<string, number>();
    orders.forEach(({ buyer, base }, place) => {
      const decision = settleOrder(plan, newReferralState(), {
        id: `s${place}`,
        at: "2026-11-21T09:30:00Z",
        member: `m${buyer}`,
        order: `o${place}`,
        lines: [{ id: "a", amount: { minor: base } }],
        chain: chainOf(parents, active, buyer),
      });
      if (!decision.ok) throw new Error(decision.refusal.code);
      const [entry] = decision.entries;
      if (entry?.kind !== "order-settled") throw new Error("not settled");
      const { shares } = entry.settled;
      const amountOf = (role: string, level: number): number =>
        shares.find((share) => share.role === role && share.level === level)?.lines[0] ?? 0;
      plan.levels.forEach((_, level) => {
        expect(bulk.rewards[level]![place]).toBe(amountOf("level", level + 1));
      });
      expect(bulk.referees[place]).toBe(amountOf("referee", 0));
      const paid = shares.reduce((sum, { lines }) => sum + lines[0]!, 0);
      expect(bulk.house[place]).toBe(base - paid);
      for (const { earner, lines } of shares) {
        totals.set(earner!, (totals.get(earner!) ?? 0) + lines[0]!);
      }
    });
    expect([...bulk.totals]).toEqual(
      Array.from({ length: MEMBERS }, (_, member) => totals.get(`m${member}`) ?? 0),
    );
  });

  it("refuses plans and columns that it cannot work with", () => {
    const about = { id: "bulk", currencies: ["CNY"], zone: "UTC" };
    const plan = defineReferral({ ...about, levels: [{ rate: "10%" }] });
    const columns = { buyers: Int32Array.of(0), bases: Float64Array.of(1) };
    const tree = { parents: Int32Array.of(-1) };
    const settle =
      (change: object, of = plan) =>
      () =>
        settleInBulk(of, { ...tree, ...change }, { ...columns, ...change });
    expect(settle({ parents: Int32Array.of(1) })).toThrow('"parents" names member 1');
    expect(settle({ buyers: Int32Array.of(1) })).toThrow('"buyers" names member 1');
    expect(settle({ bases: Float64Array.of(0.5) })).toThrow('"bases" holds 0.5');
    expect(settle({ bases: Float64Array.of() })).toThrow('"bases" has 0 orders');
    expect(settle({ active: Uint8Array.of(1, 1) })).toThrow('"active" has 2 members');
    const flat = defineReferral({ ...about, levels: [{ flat: { CNY: "1" } }] });
    expect(settle({}, flat)).toThrow("the plan has flat amounts");
  });
});
