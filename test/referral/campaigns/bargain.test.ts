import { fc, it as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { UptierError } from "uptier/kernel";
import { type RandomSource, seededRandom } from "uptier/kernel";
import {
  applyBargain,
  type Bargain,
  type BargainEntry,
  type BargainInput,
  type BargainState,
  CUT_PRICE_REFUSALS,
  cutBounds,
  cutPrice,
  defineBargain,
  EXPIRE_BARGAIN_REFUSALS,
  expireBargain,
  newBargainState,
  OPEN_BARGAIN_REFUSALS,
  openBargain,
  type PriceCut,
  replayBargain,
} from "uptier/referral";
import { AT, hoursLater, type Journal, journalOf, refusalOf } from "./journal";

const input: BargainInput = {
  id: "teapot",
  currency: "CNY",
  zone: "Asia/Shanghai",
  to: "2026-12-01T00:00:00+08:00",
  lasts: { hours: 24 },
  price: "100.00",
  floor: "60.00",
  friends: 6,
  cut: { min: "10%", max: "40%" },
};

type Table = Journal<BargainState, BargainEntry> & {
  readonly bargain: Bargain;
  readonly open: (record: string, member: string) => ReturnType<typeof openBargain>;
  readonly cut: (
    record: string,
    friend: string,
    random: RandomSource,
    at?: string,
  ) => ReturnType<typeof cutPrice>;
};

function tableOf(more: Partial<BargainInput> = {}): Table {
  const bargain = defineBargain({ ...input, ...more });
  const journal = journalOf<BargainState, BargainEntry>(newBargainState(), (state, entry) =>
    applyBargain(bargain, state, entry),
  );
  const { id, keep, state } = journal;
  return {
    ...journal,
    bargain,
    open: (record, member) =>
      keep(openBargain(bargain, state(), { id: id(), at: AT, record, member })) as never,
    cut: (record, friend, random, at = AT) =>
      keep(cutPrice(bargain, state(), { id: id(), at, record, friend }, random)) as never,
  };
}

/** The cuts of a whole bargain, in minor units. */
function cutsOf(more: Partial<BargainInput>, random: RandomSource): readonly PriceCut[] {
  const table = tableOf(more);
  table.open("b1", "owner");
  for (let friend = 1; friend <= table.bargain.friends; friend += 1) {
    table.cut("b1", `f${friend}`, random);
  }
  return table.entries.filter((entry) => entry.kind === "price-cut");
}

/** A source that gives these values and then fails. */
function sequence(...values: readonly number[]): RandomSource {
  let used = 0;
  return {
    record: { kind: "seeded", generator: "sequence", seed: values.join() },
    nextUint32() {
      const value = values[used];
      if (value === undefined) throw new Error("the sequence is used up");
      used += 1;
      return value;
    },
  };
}

describe("cuts [referral-49]", () => {
  it("are frozen: the same source and order of friends give the same cuts", () => {
    const golden = (more: Partial<BargainInput>, seed: string): readonly number[] =>
      cutsOf(more, seededRandom(seed)).map(({ cutMinor }) => cutMinor);
    // Promises: a change of these numbers is a change of what members were shown.
    expect(golden({}, "spring")).toEqual([646, 827, 814, 305, 215, 1193]);
    expect(golden({}, "autumn")).toEqual([494, 981, 531, 610, 434, 950]);
    expect(golden({ friends: 3, cut: { min: "0%", max: "100%" } }, "spring")).toEqual([
      3072, 828, 100,
    ]);
    expect(golden({ floor: "0", friends: 8, cut: { min: "1%", max: "15%" } }, "spring")).toEqual([
      1456, 649, 170, 1061, 117, 751, 183, 5613,
    ]);
  });

  it("are drawn between the bounds of what is left, each amount as likely as any other", () => {
    // 4000 to cut: from 400 to 1600 are 1201 amounts; 2^32 - 1 mod 1201 would favour some, so it is
    // drawn anew. Then 3600 - 10% to 40%: 360 to 1440; the last friend draws nothing.
    const limit = 2 ** 32 - (2 ** 32 % 1201);
    const cuts = cutsOf({ friends: 3 }, sequence(limit, 1201 * 5, 1080));
    expect(
      cuts.map(({ cutMinor, fromMinor, restMinor, toMinor }) => ({
        cutMinor,
        fromMinor,
        restMinor,
        toMinor,
      })),
    ).toEqual([
      { cutMinor: 400, fromMinor: 400, toMinor: 1600, restMinor: 3600 },
      { cutMinor: 1440, fromMinor: 360, toMinor: 1440, restMinor: 2160 },
      { cutMinor: 2160, fromMinor: 2160, toMinor: 2160, restMinor: 0 },
    ]);
    expect(cuts.map(({ random }) => random?.kind ?? null)).toEqual(["seeded", "seeded", null]);
  });

  it("keep back a unit for each friend who is still to come", () => {
    expect(cutBounds(termsOf("100%", "100%"), 10, 9)).toEqual({ fromMinor: 1, toMinor: 1 });
    expect(cutBounds(termsOf("0%", "100%"), 10, 3)).toEqual({ fromMinor: 1, toMinor: 7 });
    expect(cutBounds(termsOf("80%", "90%"), 10, 3)).toEqual({ fromMinor: 7, toMinor: 7 });
  });

  it("round the band inwards, and take at least a unit where it holds no amount", () => {
    expect(cutBounds(termsOf("10%", "20%"), 1001, 5)).toEqual({ fromMinor: 101, toMinor: 200 });
    expect(cutBounds(termsOf("0%", "0%"), 1000, 5)).toEqual({ fromMinor: 1, toMinor: 1 });
    expect(cutBounds(termsOf("12%", "12%"), 10, 5)).toEqual({ fromMinor: 2, toMinor: 2 });
  });

  it("of a floor of 0 are never 0, and those of a high floor stay in order", () => {
    // The bug of drawing from [floor, max]: a floor of 0 drew 0, a high one turned the range round.
    for (const floor of ["0", "99.90"]) {
      const cuts = cutsOf(
        { floor, friends: 10, cut: { min: "0%", max: "30%" } },
        seededRandom("x"),
      );
      expect(cuts).toHaveLength(10);
      for (const { cutMinor, fromMinor, toMinor } of cuts) {
        expect(fromMinor).toBeLessThanOrEqual(toMinor);
        expect(cutMinor).toBeGreaterThanOrEqual(1);
      }
    }
  });

  function termsOf(min: string, max: string): Bargain {
    return defineBargain({ ...input, cut: { min, max } });
  }

  const percent = fc.integer({ min: 0, max: 100 });

  property.prop([
    fc.string({ minLength: 1 }).filter((seed) => !/\p{Cs}|\p{Cc}/u.test(seed)),
    fc.integer({ min: 1, max: 40 }),
    fc.nat(5_000),
    fc.nat(100_000),
    percent,
    percent,
  ])("never pass the floor and land exactly on it", (seed, friends, spare, floor, one, other) => {
    const [min, max] = [Math.min(one, other), Math.max(one, other)];
    const text = (minor: number): string => (minor / 100).toFixed(2);
    const more = {
      price: text(floor + friends + spare),
      floor: text(floor),
      friends,
      cut: { min: `${min}%`, max: `${max}%` },
    };
    const cuts = cutsOf(more, seededRandom(seed));
    expect(cuts).toHaveLength(friends);
    let rest = friends + spare;
    cuts.forEach(({ cutMinor, restMinor }, index) => {
      expect(cutMinor).toBeGreaterThanOrEqual(1);
      rest -= cutMinor;
      expect(restMinor).toBe(rest);
      expect(rest).toBeGreaterThanOrEqual(friends - index - 1);
    });
    expect(rest).toBe(0);
    const again = cutsOf(more, seededRandom(seed));
    expect(again).toEqual(cuts);
  });
});

describe("a bargain [referral-50]", () => {
  const random = (): RandomSource => seededRandom("spring");

  it("succeeds with the last friend, exactly at the floor", () => {
    const table = tableOf({ friends: 2 });
    expect(table.open("b1", "m1")).toMatchObject({
      value: { price: "100.00", floor: "60.00", expiresAt: "2026-11-22T01:30:00.000Z" },
    });
    expect(table.cut("b1", "m2", random())).toMatchObject({
      value: { status: "running", toCome: 1 },
    });
    const last = table.cut("b1", "m3", random());
    expect(last).toMatchObject({ value: { price: "60.00", status: "success", toCome: 0 } });
    expect(last.why.map(({ code }) => code)).toEqual(["last-cut", "bargain-succeeded"]);
    expect(table.state().records["b1"]).toMatchObject({ status: "success", restMinor: 0 });
    expect(replayBargain(table.bargain, table.entries)).toEqual(table.state());
  });

  it("looks for reasons in the stated order", () => {
    const table = tableOf({ friends: 2, cutsPerFriend: 1 });
    const codes = [refusalOf(table.cut("b1", "m2", random()))];
    table.open("b1", "m1");
    table.open("b2", "m1");
    table.open("b3", "m1");
    table.cut("b1", "m2", random());
    table.cut("b1", "m3", random());
    codes.push(refusalOf(table.cut("b1", "m2", random(), hoursLater(24))));
    codes.push(refusalOf(table.cut("b2", "m1", random(), hoursLater(24))));
    table.cut("b2", "m4", random());
    codes.push(refusalOf(table.cut("b2", "m1", random())));
    codes.push(refusalOf(table.cut("b2", "m4", random())));
    codes.push(refusalOf(table.cut("b3", "m4", random())));
    expect(codes).toEqual(CUT_PRICE_REFUSALS);
  });

  it("cuts once for each friend, and once for each command", () => {
    const table = tableOf();
    table.open("b1", "m1");
    const command = { id: "cut", at: AT, record: "b1", friend: "m2" };
    const first = table.done(cutPrice(table.bargain, table.state(), command, random()));
    const again = cutPrice(table.bargain, table.state(), command, sequence());
    expect(again).toMatchObject({ ok: true, value: first, entries: [], why: [{ code: "exists" }] });
    expect(table.cut("b1", "m2", random())).toMatchObject({
      refusal: { code: "already-cut", cut: first.cut },
    });
  });

  it("goes by the terms under which it was opened", () => {
    const table = tableOf({ friends: 2 });
    table.open("b1", "m1");
    const dearer = defineBargain({ ...input, floor: "99.00", friends: 50 });
    const cut = (friend: string): unknown =>
      table.done(
        cutPrice(dearer, table.state(), { id: friend, at: AT, record: "b1", friend }, random()),
      );
    cut("m2");
    expect(cut("m3")).toMatchObject({ price: "60.00", status: "success" });
  });

  it("ends by its own time, and can be ended then", () => {
    const table = tableOf();
    table.open("b1", "m1");
    const end = (at: string): ReturnType<typeof expireBargain> =>
      table.keep(
        expireBargain(table.bargain, table.state(), { id: table.id(), at, record: "b1" }),
      ) as never;
    expect(refusalOf(end(hoursLater(23)))).toBe("not-yet-expired");
    expect(end(hoursLater(24))).toMatchObject({ value: { status: "expired" } });
    expect(end(hoursLater(24))).toMatchObject({ entries: [], why: [{ code: "exists" }] });
    expect(refusalOf(table.cut("b1", "m2", random()))).toBe("bargain-expired");
    expect(EXPIRE_BARGAIN_REFUSALS).toEqual([
      "unknown-record",
      "bargain-succeeded",
      "not-yet-expired",
    ]);
  });

  it("is opened once for each record, while the bargain is open", () => {
    const table = tableOf();
    table.open("b1", "m1");
    expect(table.open("b1", "m1")).toMatchObject({
      ok: true,
      entries: [],
      why: [{ code: "exists" }],
    });
    const codes = [refusalOf(table.open("b1", "m2"))];
    const late = { id: "late", at: "2026-12-01T00:00:00+08:00", record: "b2", member: "m1" };
    codes.push(refusalOf(openBargain(table.bargain, table.state(), late)));
    expect(codes).toEqual(OPEN_BARGAIN_REFUSALS);
  });

  it("does not load where the friends would find too little to cut", () => {
    const broken = {
      ...input,
      price: "60.05",
      friends: 6,
      cut: { min: "120%", max: "10%x" },
    };
    const issuesOf = (one: BargainInput): unknown => {
      try {
        defineBargain(one);
      } catch (error) {
        return (error as UptierError).issues.map(({ code, path }) => [code, path.join(".")]);
      }
      return [];
    };
    expect(issuesOf(broken)).toEqual([
      ["too-little-to-cut", "floor"],
      ["rate-above-one", "cut.min"],
      ["invalid-rate", "cut.max"],
    ]);
    expect(issuesOf({ ...input, cut: { min: "20%", max: "10%" } })).toEqual([
      ["empty-range", "cut.max"],
    ]);
    expect(issuesOf({ ...input, price: "60.06" })).toEqual([]);
  });
});
