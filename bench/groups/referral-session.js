/*
 * Orders that a session settles one by one on two levels, with entries; and each of them refunded in three
 * slices.
 */
import { defineReferral, openReferral } from "../../dist/referral.js";

export const title = "One order on two levels, with entries";
export const base = "settled";

const plan = defineReferral({
  id: "bench",
  currencies: ["CNY"],
  zone: "Asia/Shanghai",
  levels: [{ rate: "10%" }, { rate: "2.5%" }],
  hold: { from: "payment", days: 7 },
});

/** The same numbers each time, from 0 up to a limit. */
function numbers() {
  let state = 3;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
}

/** Sessions are begun anew now and then, so that what they keep stays small. */
const ORDERS_OF_A_SESSION = 20_000;

const oneByOne = (afterwards) => () => {
  const next = numbers();
  let session;
  let number = 0;
  return (count) => {
    let last;
    for (let index = 0; index < count; index += 1) {
      if (number % ORDERS_OF_A_SESSION === 0) session = openReferral(plan);
      number += 1;
      const order = `o${number}`;
      const at = "2026-11-21T01:30:00.000Z";
      last = session.settleOrder({
        id: `s${number}`,
        at,
        member: `m${next(100_000)}`,
        order,
        lines: [{ id: "goods", amount: { minor: 300 + next(100_000) } }],
        chain: [{ member: `a${next(1_000)}` }, { member: `b${next(1_000)}` }],
      });
      if (afterwards !== undefined) last = afterwards(session, order, at);
    }
    return last;
  };
};

const inThreeSlices = (session, order, at) => {
  session.refundOrder({ id: `${order}/1`, at, order, refund: { amount: { minor: 100 } } });
  session.refundOrder({ id: `${order}/2`, at, order, refund: { amount: { minor: 100 } } });
  return session.refundOrder({ id: `${order}/3`, at, order, refund: "all" });
};

export const candidates = {
  settled: oneByOne(),
  "settled, and refunded in three slices": oneByOne(inThreeSlices),
};
