/*
 * The tier of a member from totals that are added up already. The peer is a rules engine that is asked
 * the same thresholds; it answers through promises.
 */
import { Engine } from "json-rules-engine";
import { defineTiers, keepsTier, standingFromTotals } from "../../dist/tiering.js";

export const title = "Tier of a member from ready totals of spend and visits";
export const base = "json-rules-engine";

const THRESHOLDS = [100_000, 300_000, 800_000, 2_000_000];

const program = defineTiers({
  id: "club",
  currency: "CNY",
  zone: "Asia/Shanghai",
  metrics: [
    { id: "spend", kind: "money", on: ["order"] },
    { id: "visits", kind: "count", on: ["visit"] },
  ],
  tiers: [
    { id: "t0", rank: 0 },
    ...THRESHOLDS.map((minor, index) => ({
      id: `t${index + 1}`,
      rank: index + 1,
      entry: {
        all: [
          { metric: "spend", min: String(minor / 100) },
          { metric: "visits", min: index },
        ],
      },
    })),
  ],
});

const members = Array.from({ length: 1_024 }, (_, index) => ({
  spend: (index * 7_919_777) % 2_500_000,
  visits: index % 7,
}));
const written = members.map(({ spend, visits }) => ({ spend: (spend / 100).toFixed(2), visits }));

const repeat = (operation) => () => (count) => {
  let last;
  for (let index = 0; index < count; index += 1) last = operation(index & 1_023);
  return last;
};

export const candidates = {
  "uptier standingFromTotals, minor units": repeat((index) =>
    standingFromTotals(program, members[index]),
  ),
  "uptier standingFromTotals, amounts as text": repeat((index) =>
    standingFromTotals(program, written[index]),
  ),
  "uptier keepsTier": repeat((index) => keepsTier(program, members[index], "t2")),
  "json-rules-engine": () => {
    const engine = new Engine();
    THRESHOLDS.forEach((value, index) => {
      engine.addRule({
        priority: index + 1,
        conditions: {
          all: [
            { fact: "spend", operator: "greaterThanInclusive", value },
            { fact: "visits", operator: "greaterThanInclusive", value: index },
          ],
        },
        event: { type: `t${index + 1}` },
      });
    });
    return async (count) => {
      let last;
      for (let index = 0; index < count; index += 1) {
        const { events } = await engine.run(members[index & 1_023]);
        last = events[0]?.type ?? "t0";
      }
      return last;
    };
  },
  "limit: comparisons alone": repeat((index) => {
    const { spend, visits } = members[index];
    let rung = THRESHOLDS.length;
    while (rung > 0 && (spend < THRESHOLDS[rung - 1] || visits < rung - 1)) rung -= 1;
    return rung;
  }),
};
