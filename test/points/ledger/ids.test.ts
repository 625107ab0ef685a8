import { describe, expect, it } from "vitest";
import {
  apply,
  balanceOf,
  credit,
  newAccount,
  openPoints,
  redeem,
  replay,
  restore,
  statementOf,
  transfer,
} from "uptier/points";
import { accountAfter, AT, by, club, codeOf, entriesOf } from "./member";

const program = club();
const rules = {
  earning: {
    rules: [
      {
        id: "spend",
        type: "points",
        earn: { kind: "per-amount", per: "1.00", points: 1 },
      },
    ],
  },
} as const;

describe("the id of a command", () => {
  it("restores once, however often the command comes, and not for something else [points-09]", () => {
    const session = openPoints(program);
    session.credit({ ...by("c1"), points: 100 });
    session.redeem({ ...by("r1"), points: 80 });
    const back = { ...by("b1"), debit: "r1", points: 30 };
    expect(session.restore(back)).toMatchObject({ ok: true, value: { points: 30, left: 50 } });
    const again = session.restore(back);
    expect(again).toMatchObject({ ok: true, entries: [], why: [{ code: "exists" }] });
    expect(again).toMatchObject({ value: { points: 30, left: 50 } });
    expect(session.restore({ ...back, points: 31 })).toMatchObject({
      ok: false,
      refusal: { code: "id-conflict", field: "points", before: 30, now: 31 },
    });
    expect(session.balanceOf("m1", "points", AT).available).toBe(50);
    // Without a number the same command is the same command, not "all the rest".
    session.restore({ ...by("b2"), debit: "r1" });
    expect(session.restore({ ...by("b2"), debit: "r1" })).toMatchObject({
      value: { points: 50, left: 0 },
      why: [{ code: "exists" }],
    });
  });

  it("is refused as an entry that comes twice after a snapshot [points-09]", () => {
    const decisions = [
      (state: Parameters<typeof credit>[1]) => credit(program, state, { ...by("c1"), points: 100 }),
      (state: Parameters<typeof credit>[1]) => redeem(program, state, { ...by("r1"), points: 80 }),
    ];
    const state = accountAfter(program, ...decisions);
    const [back] = entriesOf(restore(program, state, { ...by("b1"), debit: "r1", points: 30 }));
    const after = apply(program, state, back!);
    expect(codeOf(() => apply(program, after, back!))).toBe("duplicate-entry");
    expect(codeOf(() => replay(program, [back!], { from: { m1: after } }))).toBe("duplicate-entry");
  });

  it("stands for a debit or for a reservation, never for both [points-08] [points-09]", () => {
    const session = openPoints(program);
    session.credit({ ...by("c1"), points: 100 });
    session.redeem({ ...by("x"), points: 30 });
    expect(session.reserve({ ...by("x"), points: 30 })).toMatchObject({
      ok: false,
      refusal: { code: "id-conflict", field: "verb", before: "redeem", now: "reserve" },
    });
    session.reserve({ ...by("y"), points: 20 });
    expect(session.redeem({ ...by("y"), points: 20 })).toMatchObject({
      ok: false,
      refusal: { code: "id-conflict", field: "verb", before: "reserve", now: "redeem" },
    });
    const held = session.stateOf("m1");
    const gift = { ...by("y"), to: "m2", points: 5 };
    expect(transfer(program, { from: held, to: newAccount() }, gift)).toMatchObject({
      ok: false,
      refusal: { code: "id-conflict", field: "verb" },
    });
    session.postReservation({ ...by("p"), reservation: "y" });
    expect(session.redeem({ ...by("y"), points: 20 })).toMatchObject({
      ok: false,
      refusal: { code: "id-conflict", field: "verb" },
    });
    expect(session.restore({ ...by("b"), debit: "y" })).toMatchObject({ value: { points: 20 } });
    expect(session.restore({ ...by("d"), debit: "x" })).toMatchObject({ value: { points: 30 } });
  });

  it("earns for one order only [points-09]", () => {
    const earning = club({}, rules);
    const session = openPoints(earning);
    const facts = { kind: "order", at: AT, lines: [{ id: "a", amount: "10.00" }] } as const;
    session.earn({ ...by("e1"), facts: { ...facts, id: "o1" } });
    expect(session.earn({ ...by("e1"), facts: { ...facts, id: "o2" } })).toMatchObject({
      ok: false,
      refusal: { code: "id-conflict", field: "facts.id", before: "o1", now: "o2" },
    });
    session.credit({ ...by("c1"), points: 5 });
    expect(session.earn({ ...by("c1"), facts: { ...facts, id: "o2" } })).toMatchObject({
      ok: false,
      refusal: { code: "id-conflict", field: "verb", before: "credit", now: "earn" },
    });
    // A part of another id is not that id.
    expect(session.earn({ ...by("e1/1"), facts: { ...facts, id: "o1" } })).toMatchObject({
      ok: false,
      refusal: { code: "already-earned", ref: "o1", lot: "e1/1" },
    });
    session.earn({ ...by("e9/x"), facts: { ...facts, id: "o9" } });
    expect(session.earn({ ...by("e9"), facts: { ...facts, id: "o9" } })).toMatchObject({
      ok: false,
      refusal: { code: "already-earned" },
    });
  });

  it("transfers from one member, and says the same when it comes again [points-20]", () => {
    const type = { expiry: { mode: "rolling", after: { days: 30 } } } as const;
    const lapsing = club({ ...type, transferExpiry: "reset" });
    const rich = (member: string) => {
      const decision = credit(lapsing, newAccount(), { ...by("c"), member, points: 100 });
      return entriesOf(decision).reduce((state, one) => apply(lapsing, state, one), newAccount());
    };
    const command = { ...by("t", "2026-01-12T02:00:00Z"), to: "m3", points: 40 };
    let [from, to] = [rich("m1"), newAccount()];
    const first = transfer(lapsing, { from, to }, command);
    for (const entry of entriesOf(first)) {
      if (entry.member === "m1") from = apply(lapsing, from, entry);
      else to = apply(lapsing, to, entry);
    }
    const later = { ...command, at: "2026-01-20T02:00:00Z" };
    const again = transfer(lapsing, { from, to }, later);
    expect(again).toMatchObject({ ok: true, entries: [] });
    expect(again.ok && again.value.lots).toEqual(first.ok && first.value.lots);
    const other = transfer(lapsing, { from: rich("m2"), to }, { ...command, member: "m2" });
    expect(other).toMatchObject({
      ok: false,
      refusal: { code: "id-conflict", field: "member", before: "m1", now: "m2" },
    });
  });

  it("may be any text, words that objects inherit among them [points-01]", () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    const words = club(
      {},
      {
        types: [{ id: "constructor", clawback: "below-zero" }],
        earning: { rules: [{ ...rules.earning.rules[0], type: "constructor" }] },
      },
    );
    for (const name of names) {
      const session = openPoints(words);
      const about = { id: name, at: AT, member: name };
      const facts = { kind: "order", id: name, at: AT } as const;
      const lines = [
        { id: name, amount: "60.00" },
        { id: "b", amount: "40.00" },
      ];
      const earned = session.earn({ ...about, facts: { ...facts, lines } });
      expect(earned).toMatchObject({ ok: true, value: { lots: [{ points: 100 }] } });
      const type = "constructor";
      session.redeem({ ...about, id: `${name}-spent`, type, points: 50, ref: name });
      const half = {
        ...about,
        id: `${name}-half`,
        order: name,
        refund: { lines: { [name]: "60.00" } },
      };
      expect(session.refund(half)).toMatchObject({
        ok: true,
        value: {
          restored: [{ points: 30 }],
          clawedBack: [{ points: 60 }],
          qualifying: { amount: "60.00", points: { constructor: 60 } },
        },
      });
      const rest = session.refund({ ...half, id: "rest", refund: "everything" });
      expect(rest).toMatchObject({
        value: { restored: [{ points: 20 }], clawedBack: [{ points: 40 }] },
      });
      const state = session.stateOf(name);
      expect(JSON.parse(JSON.stringify(session.history()))).toEqual(session.history());
      expect(Object.hasOwn(session.history(), name)).toBe(true);
      expect(balanceOf(state, type, AT)).toMatchObject({ balance: 0, debt: 0 });
    }
  });

  it("stands for a refund of one order [points-09] [points-18]", () => {
    const session = openPoints(club({}, rules));
    for (const order of ["o1", "o2"]) {
      const lines = [{ id: "a", amount: "10.00" }];
      const facts = { kind: "order", id: order, at: AT, lines } as const;
      session.earn({ ...by(`e-${order}`), facts });
    }
    const refund = { ...by("f"), order: "o1", refund: "everything" } as const;
    expect(session.refund(refund)).toMatchObject({ ok: true });
    expect(session.refund({ ...refund, order: "o2" })).toMatchObject({
      refusal: { code: "id-conflict", field: "order", before: "o1", now: "o2" },
    });
    expect(session.refund({ ...refund, id: "f2", order: "o2" })).toMatchObject({ ok: true });
    expect(session.balanceOf("m1", "points", AT)).toMatchObject({ balance: 0 });
  });
});

describe("entries that come twice", () => {
  it("are an error of the statement too [points-01]", () => {
    const entries = entriesOf(credit(program, newAccount(), { ...by("c1"), points: 100 }));
    const reset = { ...entries[0]!, id: "z/1" };
    expect(codeOf(() => statementOf(program, [...entries, ...entries], "m1", "points", AT))).toBe(
      "duplicate-entry",
    );
    expect(statementOf(program, [...entries, reset], "m1", "points", AT)).toHaveLength(2);
  });
});
