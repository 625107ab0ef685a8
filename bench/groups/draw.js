/*
 * A whole decision in memory: limits, stock, budget, pity, one roll, the entry and the new state. A
 * million a second means 1,000 ns. The limit is the raw generator plus one look-up in a table.
 */
import { seededRandom } from "../../dist/kernel.js";
import {
  apply,
  defineCampaign,
  draw,
  explainOdds,
  newDrawState,
  openSession,
} from "../../dist/lottery.js";

export const title = "A draw in memory";
export const base = "session, 8 prizes, 1 member";

function campaignOf(size, more = {}) {
  return defineCampaign({
    id: "bench",
    currency: "CNY",
    zone: "Asia/Shanghai",
    weightTotal: size * 10,
    prizes: Array.from({ length: size }, (_, index) => ({
      id: `p${index}`,
      kind: "goods",
      weight: 10,
      cost: "1.20",
      stock: 1_000_000_000,
      onStockOut: "renormalise",
      onBudgetShort: "renormalise",
      tier: index + 1 <= 100 ? index + 1 : 100,
    })),
    budget: { total: "90000000000000.00" },
    limits: { perMember: 1_000_000_000, perMemberPerDay: 1_000_000_000 },
    ...more,
  });
}

const pity = [
  {
    tier: 1,
    table: { base: "0.6%", constantFor: 73, step: "6%", hardAt: 90 },
    resetBy: "same-tier",
  },
];

const AT = "2026-11-21T09:30:00.000Z";

/** Commands are made beforehand, as a service gets them; the campaign holds no claims, so that ids may come again. */
const commandsOf = (members) =>
  Array.from({ length: 16_384 }, (_, number) => ({
    id: `d${number}`,
    at: AT,
    member: `m${number % members}`,
  }));

const inSession = (size, members, more) => () => {
  const session = openSession(campaignOf(size, more));
  const random = seededRandom("bench");
  const commands = commandsOf(members);
  let number = 0;
  return (count) => {
    let last;
    for (let index = 0; index < count; index += 1) {
      number = (number + 1) & 16_383;
      last = session.draw(commands[number], random);
    }
    return last;
  };
};

const drawing = (size, thenApply) => () => {
  const campaign = campaignOf(size);
  const random = seededRandom("bench");
  let state = newDrawState();
  return (count) => {
    for (let index = 0; index < count; index += 1) {
      const decision = draw(campaign, state, { id: `d${index}`, at: AT, member: "m1" }, random);
      if (thenApply) for (const entry of decision.entries) state = apply(campaign, state, entry);
    }
    return state;
  };
};

export const candidates = {
  "session, 8 prizes, 1 member": inSession(8, 1),
  "session, 1,000 prizes, 1 member": inSession(1_000, 1),
  "session, 8 prizes, 10,000 members": inSession(8, 10_000),
  "session, 8 prizes, 1 member, pity": inSession(8, 1, { pity }),
  "draw, 8 prizes": drawing(8, false),
  "draw and apply, 8 prizes": drawing(8, true),
  "draw and apply, 1,000 prizes": drawing(1_000, true),
  "explainOdds, 8 prizes": () => {
    const campaign = campaignOf(8);
    const state = newDrawState();
    return (count) => {
      let last;
      for (let index = 0; index < count; index += 1) last = explainOdds(campaign, state, AT);
      return last;
    };
  },
  "the limit: raw generator and a look-up": () => {
    const random = seededRandom("bench");
    const prizes = Array.from({ length: 8 }, (_, index) => `p${index}`);
    return (count) => {
      let last;
      for (let index = 0; index < count; index += 1) last = prizes[random.nextUint32() & 7];
      return last;
    };
  },
};
