import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  advanceEarningHistory,
  defineEarning,
  type EarningCapInput,
  EARNING_REFUSALS,
  newEarningHistory,
  quoteEarning,
} from "uptier/points";
import { inYuan, onePerYuan, orderOf, pointsOf } from "./shop";

/** Sends orders of whole yuan one after the other; gives the points or the refusal of each. */
function run(
  caps: readonly EarningCapInput[],
  orders: readonly { readonly at: string; readonly yuan: number }[],
): (number | string)[] {
  const earning = defineEarning(inYuan({ rules: [{ ...onePerYuan, caps }] }));
  let history = newEarningHistory();
  return orders.map(({ at, yuan }) => {
    const quote = quoteEarning(earning, orderOf(`${yuan}.00`, { at }), history);
    if (quote.ok) history = advanceEarningHistory(history, quote.value.counted);
    return pointsOf(quote);
  });
}

const DAY = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const orders = fc.array(
  fc.record({
    at: fc.nat(60 * DAY).map((after) => new Date(start + after).toISOString()),
    yuan: fc.nat(120),
  }),
  { maxLength: 30 },
);

describe("caps [points-15]", () => {
  test.prop([orders, fc.integer({ min: 1, max: 200 })])(
    "of a period give what is left, whatever the order of arrival",
    (sent, limit) => {
      const given = run([{ scope: "day", points: limit }], sent);
      const left = new Map<string, number>();
      sent.forEach(({ at, yuan }, index) => {
        // Shanghai is eight hours ahead all year.
        const day = new Date(Date.parse(at) + DAY / 3).toISOString().slice(0, 10);
        const most = left.get(day) ?? limit;
        expect(given[index]).toBe(Math.min(yuan, most));
        left.set(day, most - Math.min(yuan, most));
      });
    },
  );

  test.prop([orders, fc.integer({ min: 1, max: 200 })])(
    "that reject refuse a transaction whole",
    (sent, limit) => {
      const given = run([{ scope: "month", points: limit, onCap: "reject" }], sent);
      const earned = new Map<string, number>();
      sent.forEach(({ at, yuan }, index) => {
        const month = new Date(Date.parse(at) + DAY / 3).toISOString().slice(0, 7);
        const before = earned.get(month) ?? 0;
        expect(given[index]).toBe(before + yuan > limit ? EARNING_REFUSALS[0] : yuan);
        if (before + yuan <= limit) earned.set(month, before + yuan);
      });
    },
  );

  it("are explicit: clamp and reject are the same in every scope, where a peer mixes them [PR25] [pitfall 6]", () => {
    const at = "2026-11-21T09:30:00+08:00";
    for (const scope of ["transaction", "day", "week", "month", "year"] as const) {
      expect(run([{ scope, points: 50 }], [{ at, yuan: 80 }])).toEqual([50]);
      const reject = { scope, points: 50, onCap: "reject" } as const;
      expect(run([reject], [{ at, yuan: 80 }])).toEqual(["over-cap"]);
    }
  });

  it("of several the one that leaves least cuts, and the answer names it", () => {
    const caps = [
      { scope: "transaction", points: 40 },
      { scope: "day", points: 50 },
    ] as const;
    const at = "2026-11-21T09:30:00+08:00";
    const twice = [
      { at, yuan: 45 },
      { at, yuan: 45 },
    ];
    expect(run(caps, twice)).toEqual([40, 10]);
  });

  it("keep a history that stays small", () => {
    const many = Array.from({ length: 200 }, (_, day) => ({
      at: new Date(start + day * DAY).toISOString(),
      yuan: 1,
    }));
    const earning = defineEarning(
      inYuan({ rules: [{ ...onePerYuan, caps: [{ scope: "day", points: 5 }] }] }),
    );
    let history = newEarningHistory();
    for (const { at } of many) {
      const quote = quoteEarning(earning, orderOf("1.00", { at }), history);
      if (quote.ok) history = advanceEarningHistory(history, quote.value.counted);
    }
    const kept = Object.keys(history.tallies["rule spend day"] ?? {});
    expect(kept.length).toBe(62);
    expect(kept.at(-1)).toBe("2026-07-19");
    const late = orderOf("1.00", { at: many[0]!.at });
    expect(pointsOf(quoteEarning(earning, late, history))).toBe(0);
  });

  it("count nothing where there is no cap", () => {
    const earning = defineEarning(inYuan({ rules: [onePerYuan] }));
    const quote = quoteEarning(earning, orderOf("5.00"), newEarningHistory());
    expect(quote.ok && quote.value.counted).toEqual({
      at: "2026-11-21T01:30:00.000Z",
      paid: [],
      tallies: [],
    });
  });
});
