import { describe, expect, it } from "vitest";
import { UptierError } from "uptier/kernel";
import {
  apply,
  defineReferral,
  openReferral,
  type ReferralEntry,
  referralBalance,
  type ReferralState,
  replay,
} from "uptier/referral";

const at = "2026-11-21T09:30:00+08:00";
const plan = defineReferral({
  id: "friends",
  currencies: ["CNY"],
  zone: "Asia/Shanghai",
  levels: [{ rate: "10%" }],
  caps: [{ id: "c", scope: "partner", max: { CNY: "50" } }],
});

function history(): { entries: ReferralEntry[]; state: ReferralState } {
  const session = openReferral(plan);
  const lines = [{ id: "__proto__", amount: "100.00" }];
  const order = "__proto__";
  const chain = [{ member: "__proto__" }];
  const earner = "__proto__";
  const decisions = [
    session.settleOrder({ id: "s", at, member: "constructor", order, lines, chain }),
    session.moveOrder({ id: "m", at, order, event: "receipt" }),
    session.judgeReward({ id: "j", at, earner, reward: `${order}/level-1`, risk: "released" }),
    session.openPayout({ id: "__proto__", at, earner }),
    session.refundOrder({ id: "r", at, order, refund: { amount: "40.00" } }),
    session.closePayout({ id: "x", at, earner, batch: "__proto__", outcome: "paid" }),
    session.adjustBalance({ id: "a", at, earner, amount: "1.00", reason: "by hand" }),
  ];
  const entries = decisions.flatMap((one) => (one.ok ? [...one.entries] : []));
  return { entries, state: session.state() };
}

/** Every copy of a value in which one part, however deep, is another. */
function* damages(value: unknown, by: unknown): Generator {
  yield by;
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    for (const other of damages(part, by)) {
      const copy = structuredClone(value) as Record<string, unknown>;
      Object.defineProperty(copy, key, { value: other, enumerable: true });
      yield copy;
    }
  }
}

const BAD = [null, undefined, -0.5, Number.NaN, 2 ** 53, "x", [null], {}, [[]]];

/** What is thrown and is no error of ours. */
function strangers(calls: readonly (() => unknown)[]): unknown[] {
  return calls.flatMap((call) => {
    try {
      call();
      return [];
    } catch (error) {
      return error instanceof UptierError ? [] : [error];
    }
  });
}

describe("what was damaged on its way", () => {
  it("names of the language are names like others [referral-19]", () => {
    const { entries, state } = history();
    expect(entries).toHaveLength(7);
    expect(replay(plan, entries)).toEqual(state);
    expect(referralBalance(state, "__proto__", "CNY", at).balance).toBe("-3.00");
  });

  it("makes errors of the library and no others [referral-19]", () => {
    const { entries, state } = history();
    const found: unknown[] = [];
    for (const by of BAD) {
      for (const broken of damages(state, by)) {
        const one = broken as ReferralState;
        found.push(
          ...strangers([
            () => referralBalance(one, "__proto__", "CNY", at),
            () => apply(plan, one, entries[0]!),
            () => openReferral(plan, one).openPayout({ id: "p", at, earner: "__proto__" }),
          ]),
        );
      }
      entries.forEach((entry, place) => {
        for (const broken of damages(entry, by)) {
          found.push(
            ...strangers([
              () => replay(plan, [...entries.slice(0, place), broken as ReferralEntry]),
            ]),
          );
        }
      });
    }
    expect(found).toEqual([]);
  });
});
