import { describe, expect, it } from "vitest";
import {
  activateLot,
  CREDIT_REFUSALS,
  EARN_REFUSALS,
  KEEP_ACTIVE_REFUSALS,
  LOT_REFUSALS,
  openPoints,
  PAY_REFUSALS,
  REDEEM_REFUSALS,
  REFUND_REFUSALS,
  REINSTATE_REFUSALS,
  reinstate,
  RESERVATION_REFUSALS,
  RESERVE_REFUSALS,
  RESTORE_REFUSALS,
  transfer,
  TRANSFER_REFUSALS,
  newAccount,
  cancelReward,
  CANCEL_REWARD_REFUSALS,
  newCatalogue,
} from "uptier/points";
import { AT, by, club, fullOf } from "./member";

/** The code of a refusal. */
function refusalOf(decision: {
  readonly ok: boolean;
  readonly refusal?: { readonly code: string };
}) {
  return decision.ok ? null : decision.refusal!.code;
}

const program = club(
  {},
  {
    earning: {
      rules: [{ id: "s", type: "points", earn: { kind: "per-amount", per: "1.00", points: 1 } }],
    },
    redemption: { conversions: [{ type: "points", points: 100, money: "1.00", minimum: 100 }] },
  },
);

/** A member of 100 points who spent 40, keeps 20 aside and has ended three more reservations. */
function session() {
  const opened = openPoints(program);
  opened.credit({ ...by("c1"), points: 100 });
  opened.redeem({ ...by("r1"), points: 40, ref: "o1" });
  for (const id of ["v1", "v2", "v3"]) opened.reserve({ ...by(id), points: 10 });
  opened.postReservation({ ...by("p"), reservation: "v2" });
  opened.voidReservation({ ...by("q"), reservation: "v3" });
  return opened;
}

/** The same member in an account that takes no more commands. */
function full() {
  return openPoints(program, { m1: fullOf(session().stateOf("m1")) });
}

describe("of several refusals the first of the list is given", () => {
  const nowhere = (id: string) => ({ ...by(id), type: "coins" });

  it("to a credit, a debit and a reservation [points-02] [points-08] [points-09]", () => {
    const at = session();
    expect([
      refusalOf(at.credit({ ...nowhere("c1"), points: 1 })),
      refusalOf(at.credit({ ...by("c1"), points: 1 })),
      refusalOf(full().credit({ ...by("c9"), points: 1 })),
    ]).toEqual(CREDIT_REFUSALS);
    expect([
      refusalOf(at.redeem({ ...nowhere("r1"), points: 999 })),
      refusalOf(at.redeem({ ...by("r1"), points: 999 })),
      refusalOf(full().redeem({ ...by("r2"), points: 999 })),
      refusalOf(at.redeem({ ...by("r2"), points: 999 })),
    ]).toEqual(REDEEM_REFUSALS);
    expect([
      refusalOf(at.reserve({ ...nowhere("v1"), points: 999 })),
      refusalOf(at.reserve({ ...by("v1"), points: 999 })),
      refusalOf(full().reserve({ ...by("v9"), points: 999 })),
      refusalOf(at.reserve({ ...by("v9"), points: 999 })),
    ]).toEqual(RESERVE_REFUSALS);
  });

  it("to a restoration [points-07]", () => {
    const at = session();
    at.earn({
      ...by("e1"),
      facts: { kind: "order", id: "o2", at: AT, lines: [{ id: "a", amount: "9" }] },
    });
    at.refund({ ...by("f1"), order: "o2", refund: "everything" });
    at.restore({ ...by("b1"), debit: "r1", points: 5 });
    expect([
      refusalOf(at.restore({ ...nowhere("b1"), debit: "none", points: 99 })),
      refusalOf(at.restore({ ...by("b1"), debit: "none", points: 99 })),
      refusalOf(full().restore({ ...by("b2"), debit: "none", points: 99 })),
      refusalOf(at.restore({ ...by("b2"), debit: "none", points: 99 })),
      refusalOf(at.restore({ ...by("b2"), debit: "f1/e1/1", points: 99 })),
      refusalOf(at.restore({ ...by("b2"), debit: "r1", points: 99 })),
    ]).toEqual(RESTORE_REFUSALS);
  });

  it("to the end of a reservation, which ends once [points-08]", () => {
    const at = session();
    at.reserve({ ...by("v4"), points: 5, until: "2026-01-11T00:00:00Z" });
    const late = "2026-01-11T00:00:00Z";
    const end = (reservation: string, id = "x", type = "points", of = at) =>
      refusalOf(of.postReservation({ ...by(id, late, type), reservation, points: 999 }));
    expect([
      end("none", "r1", "coins"),
      end("none", "r1"),
      end("none", "x", "points", full()),
      ...["none", "v2", "v3", "v4", "v1"].map((reservation) => end(reservation)),
    ]).toEqual(RESERVATION_REFUSALS);
  });

  it("to a payment and a refund [points-16] [points-18]", () => {
    const at = session();
    const order = { order: "o1", total: "10.00" };
    const two = openPoints(
      club(
        {},
        {
          types: [{ id: "points" }, { id: "growth" }],
          redemption: { conversions: [{ type: "points", points: 1, money: "0.01" }] },
        },
      ),
    );
    two.credit({ ...by("c1"), points: 100 });
    two.redeem({ ...by("r1"), points: 7 });
    expect([
      refusalOf(at.pay({ ...nowhere("p1"), ...order })),
      refusalOf(two.pay({ ...by("r1", AT, "growth"), ...order })),
      refusalOf(full().pay({ ...by("p1"), ...order })),
      refusalOf(two.pay({ ...by("p1", AT, "growth"), ...order })),
      refusalOf(at.pay({ ...by("p1"), ...order })),
    ]).toEqual(PAY_REFUSALS);
    at.refund({ ...by("f1"), order: "o1", total: "10.00", refund: "everything" });
    const refund = (id: string, of: string, session = at) =>
      refusalOf(
        session.refund({ ...by(id), order: of, total: "10.00", refund: { amount: "1.00" } }),
      );
    expect([
      refund("f1", "o1"),
      refund("f2", "o9", full()),
      refund("f2", "o9"),
      refund("f2", "o1"),
    ]).toEqual(REFUND_REFUSALS);
  });

  it("to an earning [points-14] [points-15]", () => {
    const capped = openPoints(
      club(
        {},
        {
          earning: {
            rules: [
              { id: "s", type: "points", earn: { kind: "per-amount", per: "1.00", points: 1 } },
            ],
            caps: [{ type: "points", scope: "day", points: 10, onCap: "reject" }],
          },
        },
      ),
    );
    const earn = (id: string, order: string, amount: string) =>
      refusalOf(
        capped.earn({
          ...by(id),
          facts: { kind: "order", id: order, at: AT, lines: [{ id: "a", amount }] },
        }),
      );
    expect(earn("e1", "o1", "8.00")).toBeNull();
    const none = openPoints(club());
    const facts = { kind: "order", id: "o1", at: AT, lines: [{ id: "a", amount: "1" }] } as const;
    expect([
      refusalOf(none.earn({ ...by("e1"), facts })),
      earn("e1", "o2", "99.00"),
      refusalOf(full().earn({ ...by("e2"), facts })),
      earn("e2", "o1", "99.00"),
      earn("e2", "o2", "99.00"),
    ]).toEqual(EARN_REFUSALS);
  });

  it("to a command on a lot [points-11] [points-23]", () => {
    const type = { expiry: { mode: "rolling", after: { days: 1 } } } as const;
    const lapsing = openPoints(club(type));
    lapsing.credit({ ...by("c1"), points: 5 });
    lapsing.credit({ ...by("c2"), points: 5, endsAt: null });
    const at = "2026-02-01T00:00:00Z";
    const state = lapsing.stateOf("m1");
    const on = (lot: string, id = "x", points = "points", of = state) =>
      refusalOf(activateLot(club(type), of, { ...by(id, at, points), lot }));
    expect([
      on("none", "c1", "coins"),
      on("none", "c1"),
      on("none", "x", "points", fullOf(state)),
      on("none"),
      on("c1/1"),
      on("c2/1"),
    ]).toEqual(LOT_REFUSALS.slice(0, 6));
    const again = openPoints(club(type), { m1: state });
    again.reinstate({ ...by("n", at), withinDays: 30 });
    const twice = again.stateOf("m1");
    const gone = (id: string, points: string, of = state, day = at) =>
      refusalOf(reinstate(club(type), of, { ...by(id, day, points), withinDays: 3 }));
    expect([
      gone("c1", "coins"),
      gone("c1", "points"),
      gone("x", "points", fullOf(state)),
      gone("x", "points", twice, "2026-02-03T00:00:00Z"),
      gone("x", "points", newAccount()),
    ]).toEqual(REINSTATE_REFUSALS);
    const visit = (id: string, points: string, of = lapsing) =>
      refusalOf(of.keepActive({ ...by(id, at, points), activity: "visit" }));
    expect([
      visit("c1", "coins"),
      visit("c1", "points"),
      visit("k", "points", full()),
      visit("k", "points"),
    ]).toEqual(KEEP_ACTIVE_REFUSALS);
  });

  it("to a transfer, and to the cancellation of a claim [points-20]", () => {
    const from = session().stateOf("m1");
    const give = (id: string, type: string, of = from, to = newAccount()) =>
      refusalOf(
        transfer(program, { from: of, to }, { ...by(id, AT, type), to: "m2", points: 999 }),
      );
    expect([
      give("r1", "coins"),
      give("r1", "points"),
      give("t1", "points", fullOf(from)),
      give("t1", "points"),
    ]).toEqual(TRANSFER_REFUSALS);
    expect(give("t1", "points", from, fullOf(newAccount()))).toBe("account-full");
    const catalogue = newCatalogue();
    const cancel = (id: string, of = from) =>
      refusalOf(cancelReward(program, { account: of, catalogue }, { ...by(id), claim: "r1" }));
    expect([cancel("r1"), cancel("x", fullOf(from)), cancel("x")]).toEqual(
      CANCEL_REWARD_REFUSALS.slice(0, 3),
    );
  });
});
