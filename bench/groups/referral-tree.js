/*
 * Team roll-ups and circle checks over 1,000,000 members. The peer walks a Map of names from every
 * member to the root, as shops do; on a chain that would be 5 * 10^11 steps, so the chain is measured at
 * 10,000 members too. A candidate is one whole report; what it reports on is built before.
 */
import { defineBinding, indexRelations, openRelations, teamRollUp } from "../../dist/referral.js";

export const title = "Team roll-up of 1,000,000 members";
export const base = "random tree";

const MILLION = 1_000_000;

/** The same members in all trees; who referred them differs. */
const parentsOf = {
  balanced: (place) => Math.floor((place - 1) / 10),
  // Multiplicative hashing: anybody who came before, in no order.
  random: (place) => Math.floor((((place * 2_654_435_761) % 2 ** 32) / 2 ** 32) * place),
  chain: (place) => place - 1,
};

const linksOf = (shape, count) =>
  Array.from({ length: count }, (_, place) => ({
    member: `m${place}`,
    referrer: place === 0 ? null : `m${parentsOf[shape](place)}`,
  }));

const rolling = (shape, count) => () => {
  const tree = indexRelations(linksOf(shape, count));
  const sales = new Float64Array(count).fill(100);
  return repeat(() => teamRollUp(tree, sales));
};

const indexing = (shape, count) => () => {
  const links = linksOf(shape, count);
  return repeat(() => indexRelations(links));
};

const walking = (shape, count) => () => {
  const referrers = new Map(
    linksOf(shape, count).map(({ member, referrer }) => [member, referrer]),
  );
  return repeat(() => {
    const teams = new Map();
    for (const [member, referrer] of referrers) {
      for (let name = referrer; name !== null; name = referrers.get(name)) {
        const team = teams.get(name);
        if (team === undefined) teams.set(name, { size: 1, sales: 100 });
        else {
          team.size += 1;
          team.sales += 100;
        }
      }
      void member;
    }
    return teams;
  });
};

/** The first of a chain asks to be bound under the last: the whole chain is walked, and it is refused. */
const closing = (count) => () => {
  const session = openRelations(defineBinding({ id: "bench", zone: "Asia/Shanghai" }));
  const about = { at: "2026-01-01T00:00:00.000Z", referrerStatus: "active" };
  for (const { member, referrer } of linksOf("chain", count)) {
    if (referrer !== null) session.bind({ ...about, id: member, member, referrer });
  }
  const circle = { ...about, id: "c", member: "m0", referrer: `m${count - 1}` };
  return repeat(() => session.bind(circle));
};

/** The same with a Map of names and a set of those that were visited. */
const closingByNames = (count) => () => {
  const referrers = new Map(
    linksOf("chain", count).map(({ member, referrer }) => [member, referrer]),
  );
  return repeat(() => {
    const visited = new Set();
    for (let name = `m${count - 1}`; name !== null && !visited.has(name);) {
      if (name === "m0") return "circle";
      visited.add(name);
      name = referrers.get(name);
    }
    return "fine";
  });
};

function repeat(report) {
  return (times) => {
    let last;
    for (let index = 0; index < times; index += 1) last = report();
    return last;
  };
}

export const candidates = {
  "random tree": rolling("random", MILLION),
  "random tree, a Map walk": walking("random", MILLION),
  "balanced tree": rolling("balanced", MILLION),
  "balanced tree, a Map walk": walking("balanced", MILLION),
  chain: rolling("chain", MILLION),
  "chain of 10,000": rolling("chain", 10_000),
  "chain of 10,000, a Map walk": walking("chain", 10_000),
  "the index of the random tree": indexing("random", MILLION),
  "circle check on a chain": closing(MILLION),
  "circle check on a chain, Map and Set": closingByNames(MILLION),
};
