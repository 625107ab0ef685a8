import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { defineTiers, openTiers } from "uptier/tiering";
import { runs } from "../runs";
import { type Counting, type Done, valueOf } from "./oracle";

const HOUR = 3_600_000;
/** Midnight in Shanghai, at the end of a month. */
const START = Date.parse("2024-01-30T16:00:00Z");

const unit = fc.constantFrom("day", "week", "month", "quarter", "half-year", "year" as const);
const length = fc.integer({ min: 1, max: 2 });

const windows: fc.Arbitrary<Counting["window"]> = fc.oneof(
  fc.constant({ kind: "lifetime" as const }),
  fc.record({ kind: fc.constant("calendar" as const), unit }),
  fc.record({ kind: fc.constant("rolling" as const), length, unit }),
  fc.record({ kind: fc.constant("anniversary" as const), length, unit }),
);

const countings: fc.Arbitrary<readonly [Counting, Counting, Counting]> = fc
  .tuple(windows, windows, windows)
  .map(([a, b, c]) => [
    { kind: "money", on: ["order"], window: a },
    { kind: "count", on: ["order", "visit"], window: b },
    { kind: "days", on: ["visit", "order"], window: c },
  ]);

const steps = fc.array(
  fc.record({
    hours: fc.oneof(
      fc.nat(200),
      fc.nat(12).map((days) => days * 24),
      fc.constant(0),
    ),
    verb: fc.constantFrom("order", "order", "visit", "late", "part", "full"),
    amount: fc.integer({ min: 1, max: 9_000 }),
    pick: fc.nat(10_000),
  }),
  { minLength: 1, maxLength: 25 },
);

const text = (at: number): string => new Date(at).toISOString();
const MINS = [5_000, 9_000, 15_000];

describe("windowed sums that advance", () => {
  test.prop([countings, steps], runs(25))(
    "are the sums from scratch, and so are the tiers, after each step and between [tiering-02] [tiering-04] [tiering-06]",
    (metrics, list) => {
      const [money] = metrics;
      const program = defineTiers({
        id: "club",
        currency: "CNY",
        zone: "Asia/Shanghai",
        metrics: metrics.map(({ on, ...metric }, place) => ({
          id: `m${place}`,
          on: [...on],
          ...metric,
        })),
        tiers: [
          { id: "t0", rank: 0 },
          ...MINS.map((min, index) => ({
            id: `t${index + 1}`,
            rank: index + 1,
            entry: { metric: "m0", min: String(min / 100) },
          })),
        ],
        refundEffect: "immediate",
      });
      const session = openTiers(program);
      session.join({ id: "j", at: text(START), member: "m1" });
      const done: Done[] = [];
      let now = START;
      const compare = (at: number): void => {
        const standing = session.standingOf("m1", text(at));
        const values = metrics.map((metric) => valueOf(metric, done, START, at));
        const shown = standing.metrics.map(({ value }) => value);
        expect(shown).toEqual([(values[0]! / 100).toFixed(2), values[1], values[2]]);
        const rung = MINS.filter((min) => valueOf(money, done, START, at) >= min).length;
        expect(standing.tier).toBe(`t${rung}`);
      };
      list.forEach(({ hours, verb, amount, pick }, index) => {
        now += hours * HOUR;
        const about = { id: `k${index}`, at: text(now), member: "m1" };
        if (verb === "part" || verb === "full") {
          const place = done.length === 0 ? -1 : pick % done.length;
          const one = done[place];
          const left = one === undefined ? 0 : one.amount - one.back;
          if (one === undefined || left === 0) return;
          const back = verb === "full" ? left : 1 + (amount % left);
          const decision = session.reverseActivity({
            ...about,
            ref: `d${place}`,
            amount: { minor: back },
          });
          expect(decision.ok).toBe(true);
          done[place] = { ...one, back: one.back + back };
        } else {
          const at = verb === "late" ? Math.max(START, now - (pick % 900) * HOUR) : now;
          const kind = verb === "visit" ? "visit" : "order";
          const ref = `d${done.length}`;
          const money = kind === "order" ? { amount: { minor: amount } } : {};
          session.recordActivity({ ...about, ref, kind, occurredAt: text(at), ...money });
          done.push({ at, kind, amount: kind === "order" ? amount : 0, back: 0 });
        }
        compare(now);
      });
      // Then time passes: day by day, just before midnights and at them.
      for (let day = 1; day <= 60; day += 1) {
        const midnight = (Math.floor((now + 8 * HOUR) / (24 * HOUR)) + day) * 24 * HOUR - 8 * HOUR;
        compare(midnight - 1);
        compare(midnight);
      }
      for (const { at } of done) compare(at + 400 * 24 * HOUR);
    },
  );
});
