import { describe, expect, test } from "vitest";
import {
  defineTiers,
  openTiers,
  standingAt,
  type TierEntry,
  type TierProgramInput,
} from "uptier/tiering";

/* What happens to a member when two rules meet: at one instant, or about one tier. */

const ZONE = "+08:00";

/** An instant of 2026 in Shanghai. */
const at = (day: string, time = "00:00"): string => `2026-${day}T${time}:00${ZONE}`;

/** A programme on spend, with basic, silver from 100 and gold from 300. */
function club(input: Partial<TierProgramInput> = {}) {
  const program = defineTiers({
    id: "club",
    currency: "CNY",
    zone: "Asia/Shanghai",
    metrics: [{ id: "spend", kind: "money", on: ["order"] }],
    tiers: [
      { id: "basic", rank: 0 },
      { id: "silver", rank: 1, entry: { metric: "spend", min: "100" } },
      { id: "gold", rank: 2, entry: { metric: "spend", min: "300" } },
    ],
    ...input,
  });
  const session = openTiers(program);
  const entries: TierEntry[] = [];
  const keep = (decision: { readonly ok: boolean; readonly entries?: readonly TierEntry[] }) => {
    if (!decision.ok) throw new Error(JSON.stringify(decision));
    entries.push(...decision.entries!);
  };
  let count = 0;
  const about = (when: string) => ({ id: `k${(count += 1)}`, at: when, member: "m1" });
  return {
    program,
    session,
    entries,
    order: (when: string, amount: string, occurredAt = when) =>
      keep(
        session.recordActivity({
          ...about(when),
          kind: "order",
          ref: `o${count}`,
          amount,
          occurredAt,
        }),
      ),
    refund: (when: string, ref: string) => keep(session.reverseActivity({ ...about(when), ref })),
    grant: (when: string, tier: string, to: string) =>
      keep(session.grantTier({ ...about(when), tier, source: "trial", to })),
    review: (when: string) => keep(session.review(about(when))),
    tier: (when: string) => session.standingOf("m1", when).tier,
  };
}

const ROLLING_MONTH = [
  {
    id: "spend",
    kind: "money",
    on: ["order"],
    window: { kind: "rolling", length: 1, unit: "month" },
  },
] as const;

const YEARLY = { mode: "duration", after: { years: 1 } } as const;

/** What entries did to the tier that counts. */
const turns = (entries: readonly TierEntry[]) =>
  entries.flatMap((entry) =>
    "effective" in entry && entry.effective.from !== entry.effective.to
      ? [`${entry.kind} ${entry.effective.from} ${entry.effective.to}`]
      : [],
  );

describe("at the instant of a review", () => {
  test("a given tier that runs out is told, although the fall is only planned [tiering-14] [tiering-21]", () => {
    const { entries, order, grant, review } = club({
      metrics: ROLLING_MONTH,
      validity: YEARLY,
      grace: { after: { days: 7 } },
    });
    order("2025-06-01T00:00:00+08:00", "100");
    grant(at("03-01"), "gold", at("06-01"));
    review(at("07-01"));
    expect(turns(entries)).toEqual([
      "tier-changed null basic",
      "tier-changed basic silver",
      "tier-granted silver gold",
      "tier-grant-expired gold silver",
      "tier-changed silver basic",
    ]);
  });
});

describe("an order that leaves the window at the instant of a review", () => {
  test("still keeps the tier, because reviews look at what was just before [tiering-08]", () => {
    const { order, session } = club({
      metrics: [
        {
          id: "spend",
          kind: "money",
          on: ["order"],
          window: { kind: "rolling", length: 1, unit: "year" },
        },
      ],
      validity: YEARLY,
    });
    order(at("06-01"), "100");
    const { tier, earned, metrics } = session.standingOf("m1", "2027-06-01T00:00:00+08:00");
    expect([tier, earned?.term, metrics[0]?.value]).toEqual(["silver", 2, "0.00"]);
  });
});

describe("a minimum stay", () => {
  test("puts off the fall, and nothing is deducted a second time [tiering-12] [tiering-13]", () => {
    const { session, review } = club({
      metrics: [{ id: "spend", kind: "sum", on: ["order"] }],
      tiers: [
        { id: "basic", rank: 0 },
        {
          id: "silver",
          rank: 1,
          entry: { metric: "spend", min: 100 },
          deduction: { metric: "spend", amount: 60 },
        },
      ],
      validity: { mode: "end-of-period", unit: "month" },
      minStay: { days: 60 },
    });
    session.recordActivity({
      id: "o1",
      at: at("01-20"),
      member: "m1",
      kind: "order",
      units: 150,
    });
    // Promoted on 20 January, reviewed at the end of the month, protected through 20 March.
    expect(session.standingOf("m1", at("03-20", "23:59")).tier).toBe("silver");
    expect(session.standingOf("m1", at("03-21")).tier).toBe("basic");
    review(at("04-01"));
    const { tier, metrics } = session.standingOf("m1", at("04-01"));
    expect(tier).toBe("basic");
    expect(metrics[0]?.value).toBe(90);
  });
});

describe("a fall by one level", () => {
  test("leaves who reaches the tier by its entry where they are [tiering-09]", () => {
    const { session, order, review, tier } = club({
      tiers: [
        { id: "basic", rank: 0 },
        {
          id: "silver",
          rank: 1,
          entry: { metric: "spend", min: "100" },
          keep: { metric: "spend", min: "500" },
        },
      ],
      validity: YEARLY,
      downgrade: "one-level",
    });
    order(at("01-01"), "100");
    review("2027-01-01T00:00:00+08:00");
    expect(tier("2027-01-01T00:00:00+08:00")).toBe("silver");
    expect(session.stateOf("m1").earned?.term).toBe(2);
  });
});

describe("a planned rise", () => {
  const nextMonth = { effective: { mode: "next-period", unit: "month" } } as const;

  test("is not lost when what led to it no longer counts [tiering-07]", () => {
    const { order, session, tier } = club({
      ...nextMonth,
      metrics: ROLLING_MONTH,
      tiers: [
        { id: "basic", rank: 0 },
        { id: "silver", rank: 1, entry: { metric: "spend", min: "100" } },
        { id: "gold", rank: 2, entry: { metric: "spend", min: "300" }, validity: YEARLY },
      ],
    });
    order("2025-12-28T00:00:00+08:00", "100");
    order(at("01-20"), "300", "2025-12-25T00:00:00+08:00");
    expect(session.stateOf("m1").pending?.to).toBe("gold");
    // Both orders have left the window before the rise begins.
    expect(tier(at("01-31"))).toBe("silver");
    expect(tier(at("02-01"))).toBe("gold");
  });

  test("is not lowered by another order [tiering-07]", () => {
    const { order, tier } = club({ ...nextMonth, metrics: ROLLING_MONTH, validity: YEARLY });
    order(at("01-20"), "300", "2025-12-25T00:00:00+08:00");
    order(at("01-28"), "100");
    expect(tier(at("02-01"))).toBe("gold");
  });

  test("that a refund undoes leaves the tier to its next review [tiering-07] [tiering-15]", () => {
    const { order, refund, session } = club({
      ...nextMonth,
      validity: { mode: "end-of-period", unit: "month" },
      refundEffect: "immediate",
      metrics: [
        {
          id: "spend",
          kind: "money",
          on: ["order"],
          window: { kind: "rolling", length: 2, unit: "month" },
        },
      ],
      grace: { after: { days: 40 } },
    });
    order("2025-10-20T00:00:00+08:00", "100");
    // Silver from November, not kept at its end any more; the grace runs to 9 February.
    order(at("01-05"), "300");
    order(at("01-06"), "100");
    refund(at("01-07"), "o2");
    const { earned, pending } = session.stateOf("m1");
    expect(pending).toBe(null);
    expect(earned).toMatchObject({ tier: "silver", until: "2026-01-31T16:00:00.000Z" });
  });
});

describe("a grace", () => {
  test("is over at once with a refund, where refunds work at once [tiering-10] [tiering-15]", () => {
    const { order, refund, tier } = club({
      tiers: [
        { id: "basic", rank: 0 },
        {
          id: "silver",
          rank: 1,
          entry: { metric: "spend", min: "100" },
          keep: { metric: "spend", min: "500" },
        },
      ],
      grace: { after: { days: 20 } },
      refundEffect: "immediate",
    });
    order(at("01-01"), "100");
    order(at("01-02"), "1");
    refund(at("01-03"), "o1");
    expect(tier(at("01-03"))).toBe("basic");
  });
});

describe("a programme without a tier that it had", () => {
  test("moves a holder who was in a grace [tiering-10] [tiering-20]", () => {
    const { order, review, session } = club({
      metrics: ROLLING_MONTH,
      validity: YEARLY,
      grace: { after: { days: 7 } },
    });
    order("2025-06-01T00:00:00+08:00", "100");
    review(at("06-02"));
    const state = session.stateOf("m1");
    expect(state.pending?.change).toBe("downgraded");
    const { program: without } = club({ tiers: [{ id: "basic", rank: 0 }] });
    const standing = standingAt(without, state, at("07-01"));
    expect([standing.tier, standing.pending]).toEqual(["basic", null]);
  });
});
