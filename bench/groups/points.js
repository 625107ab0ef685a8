/*
 * The ledger of points: replaying a journal of ten entries per account, and debits on accounts of up
 * to 100,000 lots. The peer is the straightforward way: lots in a list, sorted for each debit, and
 * calendar steps by date-fns for each event.
 */
import { TZDate } from "@date-fns/tz";
import { addMonths } from "date-fns";
import { definePoints, openPoints, replay } from "../../dist/points.js";

export const title = "An entry of the points ledger";
export const base = "replay, 10 entries per account";

const ZONE = "Asia/Shanghai";
const DAY = 86_400_000;
const START = Date.parse("2026-01-01T00:00:00+08:00");

const program = definePoints({
  id: "club",
  currency: "CNY",
  zone: ZONE,
  types: [
    { id: "points", expiry: { mode: "rolling", after: { months: 6 } }, onShortage: "overdraft" },
  ],
});

/** Six credits, three debits and a restoration per account, over a year. */
function journal(accounts) {
  const session = openPoints(program);
  const entries = [];
  for (let account = 0; account < accounts; account += 1) {
    const member = `m${account}`;
    const about = (step) => ({
      id: `${account}.${step}`,
      at: new Date(START + (step * 37 + (account % 30)) * DAY).toISOString(),
      member,
      type: "points",
    });
    const keep = ({ entries: made }) => entries.push(...made);
    for (let step = 0; step < 9; step += 1) {
      if (step % 3 === 2) keep(session.redeem({ ...about(step), points: 120 }));
      else keep(session.credit({ ...about(step), points: 100 }));
    }
    keep(session.restore({ ...about(9), debit: `${account}.8`, points: 20 }));
  }
  return entries;
}

const replaying = (accounts) => () => {
  const entries = journal(accounts);
  return (count) => {
    let last;
    for (let done = 0; done < count; done += entries.length) last = replay(program, entries);
    return last;
  };
};

const redeeming = (lots, taken) => () => {
  const at = new Date(START).toISOString();
  let [session, number] = [null, lots];
  const open = () => {
    session = openPoints(program);
    for (let lot = 0; lot < lots; lot += 1) {
      session.credit({ id: `c${lot}`, at, member: "m", type: "points", points: 10 });
    }
    number = 0;
  };
  open();
  return (count) => {
    let last;
    for (let index = 0; index < count; index += 1) {
      // Points go back at once, so that the account stays as large as it was.
      number += 1;
      const id = `r${number}`;
      last = session.redeem({ id, at, member: "m", type: "points", points: 10 * taken });
      session.restore({ id: `b${number}`, at, member: "m", type: "points", debit: id });
    }
    return last;
  };
};

/** Lots in a list that is searched and sorted for each debit; months by the calendar of the zone. */
function naiveReplay(entries) {
  const accounts = new Map();
  for (const entry of entries) {
    const account = accounts.get(entry.member) ?? { lots: [], debits: new Map() };
    accounts.set(entry.member, account);
    const at = new Date(entry.at);
    if (entry.kind === "points-credited") {
      const endsAt = addMonths(new TZDate(at.getTime(), ZONE), 6);
      account.lots.push({ points: entry.points, left: entry.points, endsAt });
    } else if (entry.kind === "points-debited") {
      let missing = entry.points;
      const taken = [];
      const open = account.lots.filter((lot) => lot.left > 0 && lot.endsAt > at);
      for (const lot of open.sort((a, b) => a.endsAt - b.endsAt)) {
        const part = Math.min(lot.left, missing);
        lot.left -= part;
        missing -= part;
        taken.push({ lot, part });
        if (missing === 0) break;
      }
      account.debits.set(entry.debit, taken);
    } else {
      let missing = entry.points;
      for (const one of account.debits.get(entry.debit).toReversed()) {
        const part = Math.min(one.part, missing);
        one.lot.left += part;
        missing -= part;
      }
    }
  }
  return accounts;
}

export const candidates = {
  "replay, 10 entries per account": replaying(100_000),
  "the straightforward way": () => {
    const entries = journal(10_000);
    return (count) => {
      let last;
      for (let done = 0; done < count; done += entries.length) last = naiveReplay(entries);
      return last;
    };
  },
  "redeem 1 lot of 10, and restore": redeeming(10, 1),
  "redeem 1 lot of 1,000, and restore": redeeming(1_000, 1),
  "redeem 1 lot of 100,000, and restore": redeeming(100_000, 1),
  "redeem 10 lots of 100,000, and restore": redeeming(100_000, 10),
};
