/*
 * One more order of a member who has had many: sums advance, so that it costs the same. The peer adds the
 * window up anew.
 */
import { defineTiers, openTiers } from "../../dist/tiering.js";

export const title = "One more order of a member, three windows, by how many orders came before";
export const base = "uptier, after 10 orders";

const START = Date.parse("2026-01-01T00:00:00.000Z");
const MINUTE = 60_000;

const program = defineTiers({
  id: "club",
  currency: "CNY",
  zone: "Asia/Shanghai",
  metrics: [
    { id: "life", kind: "money", on: ["order"] },
    {
      id: "year",
      kind: "money",
      on: ["order"],
      window: { kind: "rolling", length: 1, unit: "year" },
    },
    { id: "days", kind: "days", on: ["order"], window: { kind: "calendar", unit: "month" } },
  ],
  tiers: [
    { id: "basic", rank: 0 },
    { id: "silver", rank: 1, entry: { metric: "year", min: "1000" } },
    {
      id: "gold",
      rank: 2,
      entry: {
        all: [
          { metric: "year", min: "9999999" },
          { metric: "days", min: 20 },
        ],
      },
    },
  ],
});

const order = (member, index) => ({
  id: `o${index}`,
  at: new Date(START + index * MINUTE).toISOString(),
  member: `m${member}`,
  kind: "order",
  amount: "12.50",
});

/** As many members as make 200,000 orders together take turns, so that none gets many more. */
const after = (before) => () => {
  const members = 200_000 / before;
  const session = openTiers(program);
  const counts = new Array(members).fill(before);
  for (let index = 0; index < before; index += 1) {
    for (let member = 0; member < members; member += 1)
      session.recordActivity(order(member, index));
  }
  let turn = 0;
  return (count) => {
    let last;
    for (let step = 0; step < count; step += 1) {
      turn = (turn + 1) % members;
      last = session.recordActivity(order(turn, counts[turn]));
      counts[turn] += 1;
    }
    return last;
  };
};

const summing = (before) => () => {
  const history = Array.from({ length: before }, (_, index) => ({
    at: START + index * MINUTE,
    amount: 1_250,
  }));
  return (count) => {
    let last;
    for (let step = 0; step < count; step += 1) {
      const now = START + (before + step) * MINUTE;
      last = history.reduce(
        (sum, one) => (one.at > now - 365 * 86_400_000 ? sum + one.amount : sum),
        0,
      );
    }
    return last;
  };
};

export const candidates = {
  "uptier, after 10 orders": after(10),
  "uptier, after 1,000 orders": after(1_000),
  "uptier, after 100,000 orders": after(100_000),
  "adding up, after 10 orders": summing(10),
  "adding up, after 1,000 orders": summing(1_000),
  "adding up, after 100,000 orders": summing(100_000),
};
