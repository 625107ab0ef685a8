import { test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  defineReferral,
  openReferral,
  type ReferralEntry,
  type ReferralSession,
  replay,
} from "uptier/referral";
import { anyPlan, anySteps, carryOut } from "./any-plan";

const at = "2026-11-21T09:30:00+08:00";
const plan = defineReferral({
  id: "friends",
  currencies: ["CNY", "USD"],
  zone: "Asia/Shanghai",
  levels: [{ rate: "10%" }, { rate: "5%" }],
});

const order = (id: string, name: string, currency = "CNY") => ({
  id,
  at,
  member: "buyer",
  order: name,
  currency,
  lines: [{ id: "tea", amount: "100.00" }],
  chain: [{ member: "friend" }, { member: "aunt" }],
});

function started(): ReferralSession {
  const session = openReferral(plan);
  session.settleOrder(order("s1", "o1"));
  session.settleOrder(order("s2", "o2"));
  return session;
}

const about = { id: "x", at, earner: "friend", currency: "CNY" } as const;

/** Commands of one id, by what is said of the second after the first. */
const CASES: readonly (readonly [
  string,
  (session: ReferralSession) => { readonly ok: boolean },
  (session: ReferralSession) => unknown,
  object,
])[] = [
  [
    "settleOrder: two orders",
    (session) => session.settleOrder(order("x", "o3")),
    (session) => session.settleOrder(order("x", "o4")),
    { field: "order", before: "o3", now: "o4" },
  ],
  [
    "settleOrder and refundOrder",
    (session) => session.settleOrder(order("x", "o3")),
    (session) => session.refundOrder({ id: "x", at, order: "o3", refund: "all" }),
    { field: "verb", before: "settleOrder", now: "refundOrder" },
  ],
  [
    "refundOrder: two orders",
    (session) => session.refundOrder({ id: "x", at, order: "o1", refund: "all" }),
    (session) => session.refundOrder({ id: "x", at, order: "o2", refund: "all" }),
    { field: "order", before: "o1", now: "o2" },
  ],
  [
    "moveOrder: two events",
    (session) => session.moveOrder({ id: "x", at, order: "o1", event: "receipt" }),
    (session) => session.moveOrder({ id: "x", at, order: "o1", event: "shipment" }),
    { field: "event", before: "receipt", now: "shipment" },
  ],
  [
    "judgeReward: held and released",
    (session) => session.judgeReward({ ...about, reward: "o1/level-1", risk: "held" }),
    (session) => session.judgeReward({ ...about, reward: "o1/level-1", risk: "released" }),
    { field: "risk", before: "held", now: "released" },
  ],
  [
    "openPayout: two earners",
    (session) => session.openPayout(about),
    (session) => session.openPayout({ ...about, earner: "aunt" }),
    { field: "earner", before: "friend", now: "aunt" },
  ],
  [
    "adjustBalance: two currencies",
    (session) => session.adjustBalance({ ...about, amount: "1.00", reason: "by hand" }),
    (session) => {
      session.settleOrder(order("s3", "o3", "USD"));
      const other = { ...about, currency: "USD", amount: "1.00", reason: "by hand" };
      return session.adjustBalance(other);
    },
    { field: "currency", before: "CNY", now: "USD" },
  ],
  [
    "closePayout: two batches",
    (session) => {
      session.openPayout({ ...about, id: "p1" });
      return session.closePayout({ ...about, batch: "p1", outcome: "cancelled" });
    },
    (session) => {
      session.openPayout({ ...about, id: "p2" });
      return session.closePayout({ ...about, batch: "p2", outcome: "paid" });
    },
    { field: "batch", before: "p1", now: "p2" },
  ],
];

describe("a session and the ids of its commands", () => {
  it.each(CASES)("%s: one id stands for one content [referral-77]", (_, first, second, says) => {
    const session = started();
    expect(first(session).ok).toBe(true);
    expect(second(session)).toMatchObject({ refusal: { code: "id-conflict", ...says } });
  });

  it("a reason that is looked for first is the answer [referral-77]", () => {
    const session = started();
    const back = session.refundOrder({ id: "s1", at, order: "none", refund: "all" });
    expect(back).toMatchObject({ refusal: { code: "unknown-order" } });
    const late = session.refundOrder({ id: "s1", at, order: "o1", refund: { amount: "999" } });
    expect(late).toMatchObject({ refusal: { code: "id-conflict" } });
  });

  it("a refused command uses its id not up [referral-77]", () => {
    const session = started();
    session.refundOrder({ id: "x", at, order: "none", refund: "all" });
    expect(session.refundOrder({ id: "x", at, order: "o1", refund: "all" }).ok).toBe(true);
  });

  it("a judgement that comes twice is one, whatever came between [referral-77]", () => {
    const session = started();
    const held = { ...about, reward: "o1/level-1", risk: "held" } as const;
    session.judgeReward(held);
    session.judgeReward({ ...held, id: "y", risk: "denied" });
    const again = session.judgeReward(held);
    expect(again).toMatchObject({ ok: true, entries: [], value: { risk: "held" } });
    expect(session.balanceOf("friend", at, "CNY").denied).toBe("10.00");
  });

  it("knows the ids of entries that it was given [referral-77]", () => {
    const settled = openReferral(plan).settleOrder(order("x", "o1"));
    const session = openReferral(plan);
    if (settled.ok) for (const entry of settled.entries) session.apply(entry);
    expect(session.settleOrder(order("x", "o2"))).toMatchObject({ ok: false });
    expect(session.settleOrder(order("x", "o1"))).toMatchObject({ ok: true, entries: [] });
  });
});

describe("an entry that contradicts a session", () => {
  /** Copies of an entry under another id in which the last of its rewards is one that there is not. */
  function spoilt(entry: ReferralEntry): ReferralEntry | null {
    const text = JSON.stringify({ ...entry, id: "new/1", cause: "new" });
    const last = text.lastIndexOf('"reward":"');
    if (last < 0) return null;
    const other = `${text.slice(0, last)}"reward":"none-${text.slice(last + 10)}`;
    return JSON.parse(other) as ReferralEntry;
  }

  test.prop({ input: anyPlan, steps: anySteps })(
    "changes nothing, and one that does not is folded as by replay [referral-77]",
    ({ input, steps }) => {
      const { plan: any, entries } = carryOut(input, steps);
      const session = openReferral(any);
      entries.forEach((entry, index) => {
        const before = session.state();
        const bad = spoilt(entry);
        if (bad !== null) {
          expect(() => session.apply(bad)).toThrow("there is no reward");
          expect(session.state()).toEqual(before);
        }
        session.apply(entry);
        expect(session.state()).toEqual(replay(any, entries.slice(0, index + 1)));
        expect(() => session.apply(entry)).toThrow("occurs twice");
      });
    },
  );

  it("is found in the second account too, before the first one changed [referral-77]", () => {
    const session = started();
    const back = openReferral(plan, session.state()).refundOrder({
      id: "r1",
      at,
      order: "o1",
      refund: "all",
    });
    if (!back.ok) throw new Error(back.refusal.code);
    const [entry] = back.entries;
    const bad = spoilt(entry!)!;
    const before = session.state();
    expect(() => session.apply(bad)).toThrow("none-o1/level-2");
    expect(session.state()).toEqual(before);
    session.apply(entry!);
    expect(session.balanceOf("friend", at, "CNY").balance).toBe("10.00");
  });
});
