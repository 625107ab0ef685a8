import { describe, expect, it } from "vitest";
import {
  defineReferral,
  openReferral,
  type ReferralInput,
  referralStatement,
  rewardRange,
  settleInBulk,
  type SettleOrderCommand,
} from "uptier/referral";

const at = "2026-11-21T09:30:00+08:00";

const planOf = (more: Partial<ReferralInput>) =>
  defineReferral({
    id: "friends",
    currencies: ["CNY"],
    zone: "Asia/Shanghai",
    levels: [{ rate: "10%" }, { rate: "5%" }],
    ...more,
  });

const order = (more: Partial<SettleOrderCommand> = {}): SettleOrderCommand => ({
  id: "s1",
  at,
  member: "buyer",
  order: "o1",
  lines: [{ id: "tea", amount: "100.00" }],
  chain: [{ member: "friend" }, { member: "aunt" }],
  ...more,
});

describe("a second level that is paid after the first", () => {
  const plan = planOf({
    levels: [{ rate: "10%" }, { rate: "5%", timing: "after-first-paid" }],
    hold: { from: "receipt", days: 7 },
  });

  it("waits for the hold and for the payout of the first [referral-72]", () => {
    const session = openReferral(plan);
    session.settleOrder(order());
    session.moveOrder({ id: "m1", at, order: "o1", event: "receipt" });
    const due = "2026-11-28T09:30:00+08:00";
    const statement = () => referralStatement(session.state(), "aunt", "CNY", due)[0];
    expect(statement()).toMatchObject({ status: "pending", waits: true });
    session.openPayout({ id: "p1", at: due, earner: "friend" });
    expect(statement()).toMatchObject({ status: "pending", waits: true });
    const about = { at: due, earner: "friend", batch: "p1" };
    const closed = session.closePayout({ ...about, id: "c1", outcome: "paid" });
    expect(closed).toMatchObject({ entries: [{ releases: [{ reward: "o1/level-2" }] }] });
    expect(statement()).toMatchObject({ status: "payable", waits: false });
    // Not before the hold is over, were the first paid early.
    const early = "2026-11-28T09:29:59+08:00";
    expect(session.balanceOf("aunt", early)).toMatchObject({ pending: "5.00", payable: "0.00" });
  });

  it("waits for nobody once a refund has left nothing of the first [referral-72]", () => {
    const session = openReferral(
      planOf({ levels: [{ rate: "1%" }, { rate: "5%", timing: "after-first-paid" }] }),
    );
    session.settleOrder(order({ lines: [{ id: "tea", amount: "1.00" }] }));
    const back = { id: "r1", at, order: "o1", refund: { amount: "0.50" } };
    expect(session.refundOrder(back)).toMatchObject({
      entries: [{ releases: [{ earner: "aunt", reward: "o1/level-2" }] }],
    });
    expect(session.balanceOf("aunt", at).payable).toBe("0.02");
  });
});

describe("a clawback window", () => {
  it("ends for the order by the plan that it was settled under [referral-73]", () => {
    const plan = planOf({ clawbackWindow: { from: "payment", days: 30 } });
    const session = openReferral(planOf({}), openStateOf(plan));
    const late = { at: "2026-12-21T09:30:00+08:00", order: "o1" };
    const back = session.refundOrder({ ...late, id: "r1", refund: { amount: "40.00" } });
    expect(back).toMatchObject({
      value: { refunded: "40.00", reversals: [] },
      why: [{ code: "clawback-ended", endedAt: "2026-12-21T01:30:00.000Z" }],
    });
    // What went back late never takes anything back, nor counts as taken back later.
    const early = { at, order: "o1", refund: "all" } as const;
    const rest = session.refundOrder({ ...early, id: "r2" });
    expect(rest).toMatchObject({ value: { reversals: [{ amount: "6.00" }, { amount: "3.00" }] } });
    expect(session.balanceOf("friend", at).balance).toBe("4.00");
  });

  it("is open for ever where the plan has none [referral-73]", () => {
    const session = openReferral(planOf({}));
    session.settleOrder(order());
    const decades = { id: "r1", at: "2066-12-21T09:30:00+08:00", order: "o1" };
    session.refundOrder({ ...decades, refund: "all" });
    expect(session.balanceOf("friend", at).balance).toBe("0.00");
  });

  function openStateOf(plan: ReturnType<typeof planOf>) {
    const session = openReferral(plan);
    session.settleOrder(order());
    return session.state();
  }
});

describe("a level that starts at the sponsor", () => {
  const levels = [
    { rate: "10%" },
    { rate: "30%", startsAt: "sponsor", requires: { tiers: ["gold"] } },
  ] as const;
  const earnersOf = (plan: ReturnType<typeof planOf>, tiers: readonly string[]) => {
    const chain = tiers.map((tier, place) => ({ member: `up${place + 1}`, tier }));
    const decision = openReferral(plan).settleOrder(order({ chain }));
    return decision.ok && decision.value.shares.map(({ earner, level }) => [level, earner]);
  };

  it("pays the sponsor twice, or the nearest above who may, or nobody [referral-74]", () => {
    const plan = planOf({ levels, onIneligible: "compress" });
    expect(earnersOf(plan, ["gold", "gold"])).toEqual([
      [1, "up1"],
      [2, "up1"],
    ]);
    expect(earnersOf(plan, ["none", "none", "gold"])).toEqual([
      [1, "up1"],
      [2, "up3"],
    ]);
    expect(earnersOf(plan, ["none", "none"])).toEqual([[1, "up1"]]);
  });

  it("asks only the sponsor where the level is used up or the chain ends [referral-74]", () => {
    for (const onIneligible of ["skip", "stop"] as const) {
      const plan = planOf({ levels, onIneligible });
      expect(earnersOf(plan, ["none", "gold"])).toEqual([[1, "up1"]]);
    }
  });

  it("is nothing for many orders at once [referral-74]", () => {
    const none = new Int32Array();
    const orders = { buyers: none, bases: new Float64Array() };
    const settle = (more: Partial<ReferralInput>) => () =>
      settleInBulk(planOf(more), { parents: none }, orders);
    const plan: Partial<ReferralInput> = { levels: [{ rate: "1%" }, { startsAt: "sponsor" }] };
    expect(settle(plan)).toThrow("a level that starts at the sponsor");
    expect(settle({ unclaimedTo: "burn" })).toThrow("unclaimedTo");
  });
});

describe("rules by groups of the buyer", () => {
  const plan = planOf({
    levels: [{ rate: "1%" }],
    rules: [
      { id: "ca", when: { groups: ["CA"] }, levels: [{ flat: { CNY: "20.00" } }] },
      { id: "ca-tea", when: { groups: ["CA"], products: ["tea"] }, levels: [{ rate: "50%" }] },
    ],
  });

  it("match one of the groups that the order names [referral-75]", () => {
    const paid = (groups: readonly string[] | undefined) => {
      const decision = openReferral(plan).settleOrder(order({ groups }));
      return decision.ok && decision.value.shares[0]?.amount;
    };
    expect(paid(["vip", "CA"])).toBe("20.00");
    expect(paid(["UK"])).toBe("1.00");
    expect(paid(undefined)).toBe("1.00");
  });

  it("count as a dimension, and for the range of a product page [referral-75]", () => {
    const lines = [{ id: "a", amount: "100.00", product: "tea" }];
    expect(rewardRange(plan, { at, lines, groups: ["CA"] })).toEqual({
      least: "50.00",
      most: "50.00",
    });
    expect(rewardRange(plan, { at, lines })).toEqual({ least: "1.00", most: "1.00" });
  });

  it("an order under other groups is another order [referral-75]", () => {
    const session = openReferral(plan);
    session.settleOrder(order({ groups: ["CA"] }));
    const other = session.settleOrder(order({ groups: ["UK"] }));
    expect(other).toMatchObject({ ok: false, refusal: { code: "id-conflict" } });
  });
});

describe("what is burnt", () => {
  it("is a party of its own beside the house, and goes back with refunds [referral-76]", () => {
    const session = openReferral(planOf({ unclaimedTo: "burn" }));
    const alone = { lines: [{ id: "tea", amount: "99.99" }], chain: [{ member: "friend" }] };
    expect(session.settleOrder(order(alone))).toMatchObject({
      value: { base: "99.99", shares: [{ amount: "10.00" }], burned: "5.00", house: "84.99" },
    });
    const back = ["33.33", "33.33", "33.33"].map((amount, part) => {
      const refund = { id: `r${part}`, at, order: "o1", refund: { amount } };
      const decision = session.refundOrder(refund);
      return decision.ok && decision.value.burned;
    });
    expect(back).toEqual(["1.67", "1.66", "1.67"]);
    // Nobody has an account for it.
    expect(Object.keys(session.state().accounts)).toEqual(["CNY/member/friend"]);
  });
});
