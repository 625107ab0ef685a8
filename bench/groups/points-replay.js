/*
 * Replaying a journal of points: a million entries over 100,000 accounts. The peer is the
 * straightforward way: lots in a list that is sorted for each debit, and months by the calendar of
 * the zone for each credit.
 */
import { TZDate } from "@date-fns/tz";
import { addMonths } from "date-fns";
import { definePoints, replay, replayEach } from "../../dist/points.js";

export const title = "Replaying 1,000,000 entries over 100,000 accounts of points";
export const base = "the straightforward way";

/**
 * The log fills more than a gigabyte. Each collection of young objects looks through all of it, so
 * that whoever keeps as much makes the young generation larger than the 16 MB of Node.
 */
export const flags = ["--max-semi-space-size=64"];

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

/**
 * Six credits, three debits and a restoration per account, over a year: as a database gives them,
 * parsed from text and not made by the code that is measured.
 */
function journal(accounts) {
  const entries = [];
  for (let account = 0; account < accounts; account += 1) {
    for (let step = 0; step < 10; step += 1) {
      const at = new Date(START + (step * 37 + (account % 30)) * DAY);
      const text = JSON.stringify(entryOf(account, step, at));
      entries.push(JSON.parse(text));
    }
  }
  return entries;
}

function entryOf(account, step, at) {
  const endsAt = new Date(at.getTime());
  endsAt.setUTCMonth(endsAt.getUTCMonth() + 6, 1);
  const head = {
    id: `${account}.${step}/1`,
    at: at.toISOString(),
    cause: `${account}.${step}`,
    program: program.id,
    version: program.version,
    member: `m${account}`,
    type: "points",
    seq: step + 1,
  };
  if (step === 9) {
    const kind = "points-restored";
    const debit = `${account}.8`;
    const said = { verb: "restore", type: "points", debit, points: 20 };
    const command = { id: head.cause, said, told: null };
    const onEnded = "original";
    const rest = { onEnded, endsAt: null, ref: null, reward: null };
    return { ...head, command, kind, debit, points: 20, ...rest };
  }
  if (step % 3 === 2) {
    const debit = `${account}.${step}`;
    const purpose = "redeemed";
    return {
      ...head,
      command: {
        id: head.cause,
        said: { verb: "redeem", type: "points", points: 120 },
        told: null,
      },
      kind: "points-debited",
      debit,
      points: 120,
      purpose,
      ref: null,
      reward: null,
    };
  }
  return {
    ...head,
    command: { id: head.cause, said: { verb: "credit", type: "points", points: 100 }, told: null },
    kind: "points-credited",
    points: 100,
    source: "earned",
    ref: null,
    lotKind: null,
    kindRank: 0,
    burnPriority: 0,
    activeAt: head.at,
    deadline: null,
    endsAt: endsAt.toISOString(),
    recurs: null,
    revives: [],
    terms: null,
    counted: null,
  };
}

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

const replaying = (fold) => () => {
  const entries = journal(100_000);
  return (count) => {
    let last;
    for (let index = 0; index < count; index += 1) last = fold(entries);
    return last;
  };
};

/** Looks at each account and keeps none, as a report does. */
function sumOf(accounts) {
  let entries = 0;
  for (const [, { seq }] of accounts) entries += seq;
  return entries;
}

export const candidates = {
  "uptier, all accounts kept": replaying((entries) => replay(program, entries)),
  "uptier, one account after the other": replaying((entries) =>
    sumOf(replayEach(program, entries)),
  ),
  "the straightforward way": replaying(naiveReplay),
};
