import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  defineRfm,
  lintRfm,
  RFM_AXES,
  RFM_TABLES,
  type RfmInput,
  rfmInputs,
  type RfmMember,
  type RfmOrder,
  rfmTable,
  scoreRfm,
} from "uptier/tiering";
import { byMember, withOrder } from "./shuffled";

const quantiles = { kind: "quantiles" } as const;

const derived: RfmInput = {
  id: "shop",
  zone: "Asia/Shanghai",
  currency: "CNY",
  scores: { recency: quantiles, frequency: quantiles, monetary: quantiles },
  segments: rfmTable("table-a"),
};

const given: RfmInput = {
  ...derived,
  scores: {
    recency: { kind: "cuts", cuts: [10, 20, 30, 40] },
    frequency: { kind: "cuts", cuts: [2, 3, 4, 5] },
    monetary: { kind: "cuts", cuts: ["0.10", "0.20", "0.30", "0.40"] },
  },
};

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3, unit: "grapheme-ascii" }), {
  maxLength: 25,
});

const anyMembers: fc.Arbitrary<RfmMember[]> = ids.chain((list) =>
  fc.tuple(
    ...list.map((member) =>
      fc
        .record({ days: fc.nat(50), orders: fc.nat(6), minor: fc.nat(60) })
        .map(({ days, orders, minor }) => ({
          member,
          recencyDays: orders === 0 ? null : days,
          orders,
          money: { minor: orders === 0 ? 0 : minor },
        })),
    ),
  ),
);

const anyOrders: fc.Arbitrary<RfmOrder[]> = fc
  .array(
    fc.record({
      member: fc.constantFrom("a", "b", "__proto__"),
      day: fc.integer({ min: 1, max: 28 }),
      minor: fc.nat(100),
      refunds: fc.array(fc.record({ day: fc.integer({ min: 1, max: 28 }), percent: fc.nat(100) }), {
        maxLength: 2,
      }),
    }),
    { maxLength: 12 },
  )
  .map((orders) =>
    orders.map(({ member, day, minor, refunds }, index) => ({
      id: `o${index}`,
      member,
      at: at(day),
      amount: { minor },
      refunds: refunds
        .map(({ day: on, percent }) => ({
          at: at(on),
          amount: { minor: Math.floor((minor * percent) / 200) },
        }))
        .filter(({ amount }) => amount.minor > 0),
    })),
  );

function at(day: number): string {
  return `2026-02-${String(day).padStart(2, "0")}T12:00:00+08:00`;
}

describe("RFM figures from orders", () => {
  test.prop([withOrder(anyOrders), fc.integer({ min: 1, max: 28 })])(
    "are the same in any order of orders, and sum up what is left of them [tiering-40]",
    ({ list, shuffled }, day) => {
      const rfm = defineRfm(derived);
      const figures = rfmInputs(rfm, list, at(day));
      expect(rfmInputs(rfm, shuffled, at(day))).toEqual(figures);
      const minorOf = (amount: unknown) => (amount as { minor: number }).minor;
      for (const { member, orders, money, recencyDays } of figures) {
        const valid = list
          .filter((order) => order.member === member && order.at <= at(day))
          .map((order) => {
            const refunded = order
              .refunds!.filter((refund) => refund.at <= at(day))
              .reduce((sum, { amount }) => sum + minorOf(amount), 0);
            return { order, paid: minorOf(order.amount), refunded };
          })
          .filter(({ paid, refunded }) => refunded === 0 || refunded < paid);
        expect(orders).toBe(valid.length);
        const left = valid.reduce((sum, { paid, refunded }) => sum + paid - refunded, 0);
        expect(Math.round(Number(money) * 100)).toBe(left);
        const days = valid.map(({ order }) => day - Number(String(order.at).slice(8, 10)));
        expect(recencyDays).toBe(days.length === 0 ? null : Math.min(...days));
      }
    },
  );

  it("can be scored as they are [tiering-40]", () => {
    const rfm = defineRfm(derived);
    const figures = rfmInputs(rfm, [{ id: "1", member: "a", at: at(1), amount: "9.90" }], at(3));
    expect(scoreRfm(rfm, figures).members[0]).toMatchObject({ code: "511" });
  });
});

describe("RFM scores", () => {
  test.prop([withOrder(anyMembers)])(
    "are the same in any order of members [tiering-33]",
    ({ list, shuffled }) => {
      const rfm = defineRfm(derived);
      const [first, second] = [scoreRfm(rfm, list), scoreRfm(rfm, shuffled)];
      expect(byMember(second.members)).toEqual(byMember(first.members));
      expect({ ...second, members: [] }).toEqual({ ...first, members: [] });
    },
  );

  test.prop([anyMembers, fc.constantFrom(derived, given)])(
    "never rank a better value lower [tiering-33]",
    (members, input) => {
      const { members: results } = scoreRfm(defineRfm(input), members);
      const scored = members
        .map((member, index) => ({ member, scores: results[index]!.scores! }))
        .filter(({ scores }) => scores !== null);
      for (const a of scored) {
        for (const b of scored) {
          if (a.member.recencyDays! <= b.member.recencyDays!) {
            expect(a.scores.recency).toBeGreaterThanOrEqual(b.scores.recency);
          }
          if (a.member.orders >= b.member.orders) {
            expect(a.scores.frequency).toBeGreaterThanOrEqual(b.scores.frequency);
          }
        }
      }
    },
  );

  test.prop([anyMembers])(
    "come again from the cut points that a report states [tiering-33]",
    (members) => {
      const report = scoreRfm(defineRfm(derived), members);
      fc.pre(report.cuts.recency.from.length > 0);
      const scores = Object.fromEntries(
        RFM_AXES.map((axis) => [axis, { kind: "cuts", cuts: report.cuts[axis].from }]),
      ) as unknown as RfmInput["scores"];
      const again = scoreRfm(defineRfm({ ...derived, scores }), members);
      expect(again.members).toEqual(report.members);
    },
  );

  it("of quantiles put a fifth of different values into each score [tiering-33]", () => {
    const members = Array.from({ length: 100 }, (_, index) => ({
      member: `m${index}`,
      recencyDays: index,
      orders: index + 1,
      money: { minor: index },
    }));
    const { members: results } = scoreRfm(defineRfm(derived), members);
    for (const axis of RFM_AXES) {
      const counts = [1, 2, 3, 4, 5].map(
        (score) => results.filter(({ scores }) => scores![axis] === score).length,
      );
      expect(counts).toEqual([20, 20, 20, 20, 20]);
    }
  });
});

describe("RFM segments", () => {
  test.prop([anyMembers, fc.constantFrom(...RFM_TABLES), fc.constantFrom(derived, given)])(
    "have every member with orders exactly once [tiering-42]",
    (members, table, input) => {
      const rfm = defineRfm({ ...input, segments: rfmTable(table) });
      const report = scoreRfm(rfm, members);
      const known = [...rfm.segments.map(({ id }) => id), rfm.others];
      for (const [index, { segment }] of report.members.entries()) {
        if (members[index]!.orders === 0) expect(segment).toBeNull();
        else expect(known.filter((id) => id === segment)).toHaveLength(1);
      }
      expect(report.segments.map(({ segment }) => segment)).toEqual(known);
      const counted = report.segments.reduce((sum, { members: count }) => sum + count, 0);
      expect(counted + report.unscored).toBe(members.length);
    },
  );

  it("have tables that cannot be changed by who uses them [tiering-42]", () => {
    expect(Object.isFrozen(rfmTable("table-a")[0])).toBe(true);
    expect(rfmTable("table-a").map(({ name }) => name)).toContain("Can't Lose Them");
  });

  test.prop([anyMembers])(
    "with a box to stay in change nobody back and forth [tiering-51]",
    (members) => {
      const segments = [
        { id: "vip", frequency: [4, 5], stay: { frequency: [3, 5] } },
        { id: "rest" },
      ] as const;
      const rfm = defineRfm({ ...given, segments });
      const first = scoreRfm(rfm, members);
      const previous = Object.fromEntries(
        first.members.map(({ member, segment }) => [member, segment]),
      );
      const again = scoreRfm(rfm, members, previous);
      expect(again.members.map(({ segment }) => segment)).toEqual(
        first.members.map(({ segment }) => segment),
      );
    },
  );
});

describe("the linter of RFM segments", () => {
  const bounds = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const anySegments = fc
    .array(fc.record({ recency: bounds, frequency: bounds, monetary: bounds }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((boxes) => boxes.map((box, index) => ({ id: `s${index}`, ...box })));

  /** One member in each of the 125 cells. */
  const oneInEach = [45, 35, 25, 15, 5].flatMap((recencyDays) =>
    [1, 2, 3, 4, 5].flatMap((orders) =>
      [5, 15, 25, 35, 45].map((minor) => ({
        member: `${recencyDays}/${orders}/${minor}`,
        recencyDays,
        orders,
        money: { minor },
      })),
    ),
  );

  test.prop([anySegments])(
    "counts for each segment the cells that scoring gives it [tiering-43]",
    (segments) => {
      const rfm = defineRfm({ ...given, segments });
      const lint = lintRfm(rfm);
      const report = scoreRfm(rfm, oneInEach);
      expect(lint.segments.map(({ cells }) => cells)).toEqual(
        report.segments.map(({ members }) => members),
      );
      const others = report.members.filter(({ segment }) => segment === rfm.others);
      const uncovered = lint.findings.find(({ code }) => code === "uncovered");
      expect(uncovered?.code === "uncovered" ? uncovered.cells : []).toEqual(
        others.map(({ code }) => code),
      );
      const never = lint.findings.flatMap((one) =>
        one.code === "never-matches" ? [one.segment] : [],
      );
      expect(never).toEqual(
        report.segments
          .filter(({ segment, members }) => members === 0 && segment !== rfm.others)
          .map(({ segment }) => segment),
      );
    },
  );

  it("names the three boxes of table B that can never match [tiering-43]", () => {
    const rfm = defineRfm({ ...given, segments: rfmTable("table-b") });
    const never = lintRfm(rfm).findings.filter(({ code }) => code === "never-matches");
    expect(never).toEqual([
      { code: "never-matches", segment: "new-customers", by: ["potential-loyalist"] },
      { code: "never-matches", segment: "promising", by: ["potential-loyalist"] },
      { code: "never-matches", segment: "cant-lose-them", by: ["at-risk"] },
    ]);
  });

  it("says which scores equal cut points leave no value for [tiering-43]", () => {
    const scores = { ...given.scores, recency: { kind: "cuts", cuts: [0, 7, 7, 30] } } as const;
    const codes = lintRfm(defineRfm({ ...given, scores })).findings;
    expect(codes).toContainEqual({ code: "score-never-given", axis: "recency", score: 5 });
    expect(codes).toContainEqual({ code: "score-never-given", axis: "recency", score: 3 });
  });
});
