/*
 * Debits on accounts of up to 100,000 lots: one that touches k of n lots takes k steps. The peer
 * looks at all lots, as a database query that sorts them does.
 */
import { definePoints, openPoints } from "../../dist/points.js";

export const title = "Redeeming points and giving them back";
export const base = "1 lot of 10";

const AT = "2026-01-01T00:00:00.000Z";

const program = definePoints({
  id: "club",
  currency: "CNY",
  zone: "Asia/Shanghai",
  types: [{ id: "points" }],
});

const redeeming = (lots, taken) => () => {
  const about = { at: AT, member: "m", type: "points" };
  let session;
  let number = 0;
  return (count) => {
    let last;
    for (let index = 0; index < count; index += 1) {
      // Debits are kept for refunds; a fresh account now and then keeps their number small.
      if (number % 100_000 === 0) session = openAccount(lots);
      number += 1;
      const id = `r${number}`;
      last = session.redeem({ ...about, id, points: 10 * taken });
      session.restore({ ...about, id: `b${number}`, debit: id });
    }
    return last;
  };
};

function openAccount(lots) {
  const session = openPoints(program);
  for (let lot = 0; lot < lots; lot += 1) {
    session.credit({ id: `c${lot}`, at: AT, member: "m", type: "points", points: 10 });
  }
  return session;
}

/** Sorts what is left of all lots for each debit. */
const sorting = (count) => () => {
  const lots = Array.from({ length: count }, (_, place) => ({ place, left: 10, endsAt: place }));
  return (times) => {
    let taken = 0;
    for (let index = 0; index < times; index += 1) {
      const [first] = lots.filter((lot) => lot.left > 0).sort((a, b) => a.endsAt - b.endsAt);
      first.left -= 10;
      taken += 10;
      first.left += 10;
    }
    return taken;
  };
};

export const candidates = {
  "1 lot of 10": redeeming(10, 1),
  "1 lot of 1,000": redeeming(1_000, 1),
  "1 lot of 100,000": redeeming(100_000, 1),
  "10 lots of 100,000": redeeming(100_000, 10),
  "sorting 10 lots": sorting(10),
  "sorting 1,000 lots": sorting(1_000),
  "sorting 100,000 lots": sorting(100_000),
};
