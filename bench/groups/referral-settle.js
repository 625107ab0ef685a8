/*
 * Settling a million orders on two levels over a tree of a million members. The peer is the straightforward
 * way: relations in a map by the ids of the members, each commission in decimal.js.
 */
import { Decimal } from "decimal.js";
import { defineReferral, settleInBulk } from "../../dist/referral.js";

export const title = "Settling 1,000,000 orders on two levels over a tree of 1,000,000 members";
export const base = "maps and decimal.js";

const MEMBERS = 1_000_000;
const ORDERS = 1_000_000;

const plan = defineReferral({
  id: "bench",
  currencies: ["CNY"],
  zone: "Asia/Shanghai",
  levels: [{ rate: "10%" }, { rate: "2.5%" }],
});

/** The same numbers each time, from 0 up to a limit. */
function numbers(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
}

/** Everybody but one in ten was referred by somebody who came before. */
function parentsOf() {
  const next = numbers(1);
  return Int32Array.from({ length: MEMBERS }, (_, member) =>
    member === 0 || next(10) === 0 ? -1 : next(member),
  );
}

function columnsOf() {
  const next = numbers(2);
  return {
    buyers: Int32Array.from({ length: ORDERS }, () => next(MEMBERS)),
    bases: Float64Array.from({ length: ORDERS }, () => 100 + next(100_000)),
  };
}

const repeat = (settle) => (count) => {
  let last;
  for (let index = 0; index < count; index += 1) last = settle();
  return last;
};

const inBulk = () => {
  const tree = { parents: parentsOf() };
  const orders = columnsOf();
  return () => settleInBulk(plan, tree, orders);
};

/** Walks up by ids, rounds each commission as the plan does, adds up. */
const naively = () => {
  const referrers = new Map();
  parentsOf().forEach((parent, member) => {
    if (parent >= 0) referrers.set(`m${member}`, `m${parent}`);
  });
  const { buyers, bases } = columnsOf();
  const orders = Array.from(buyers, (buyer, place) => ({
    member: `m${buyer}`,
    base: new Decimal(bases[place]),
  }));
  const rates = [new Decimal("0.1"), new Decimal("0.025")];
  return () => {
    const totals = new Map();
    for (const { member, base: amount } of orders) {
      let earner = referrers.get(member);
      for (const rate of rates) {
        if (earner === undefined) break;
        const reward = amount.times(rate).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
        totals.set(earner, (totals.get(earner) ?? new Decimal(0)).plus(reward));
        earner = referrers.get(earner);
      }
    }
    return totals;
  };
};

/** What both come to must be the same, to the cent. */
function checkTotals() {
  const { totals } = inBulk()();
  const byId = naively()();
  for (let member = 0; member < MEMBERS; member += 1) {
    const other = byId.get(`m${member}`)?.toNumber() ?? 0;
    if (totals[member] !== other) throw new Error(`m${member}: ${totals[member]} and ${other}`);
  }
}

export const candidates = {
  uptier: () => {
    checkTotals();
    return repeat(inBulk());
  },
  "maps and decimal.js": () => repeat(naively()),
};
