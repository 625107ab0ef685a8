import { describe, expect, it } from "vitest";
import { clubSession, codeOf, command, valueOf } from "./club";

const day = "2026-11-21T09:30";

describe("a reservation", () => {
  it("is posted in part, gives the rest back, and resolves once [points-08]", () => {
    const session = clubSession();
    session.credit({ ...command("c1", day), points: 200 });
    const kept = valueOf(session.reserve({ ...command("v1", day), points: 123 }));
    expect(kept.balance).toMatchObject({ active: 200, reserved: 123, available: 77 });
    const post = { ...command("p1", day), reservation: "v1" };
    expect(codeOf(session.postReservation({ ...post, points: 124 }))).toBe("exceeds-reserved");
    const posted = valueOf(session.postReservation({ ...post, points: 100 }));
    expect([posted.points, posted.returned, posted.balance.available]).toEqual([100, 23, 100]);
    const again = { ...post, id: "p2" };
    expect(codeOf(session.postReservation(again))).toBe("already-posted");
    expect(codeOf(session.voidReservation(again))).toBe("already-posted");
    // What was posted is a debit with the id of the reservation, from the lots that it held.
    const restored = valueOf(session.restore({ ...command("b1", day), debit: "v1" }));
    expect([restored.points, restored.balance.available]).toEqual([100, 200]);
  });

  it("gives everything back when it is voided, and once only [points-08]", () => {
    const session = clubSession();
    session.credit({ ...command("c1", day), points: 200 });
    session.reserve({ ...command("v1", day), points: 123 });
    const end = { ...command("p1", day), reservation: "v1" };
    expect(valueOf(session.voidReservation(end)).balance.available).toBe(200);
    expect(codeOf(session.voidReservation({ ...end, id: "p2" }))).toBe("already-voided");
  });

  it("lapses at its deadline, not before, and keeps its lots from lapsing [points-08] [PR11]", () => {
    const session = clubSession();
    const endsAt = "2026-11-21T10:00:00+08:00";
    session.credit({ ...command("c1", day), points: 200, endsAt });
    session.reserve({ ...command("v1", day), points: 120, until: "2026-11-21T11:00:00+08:00" });
    expect(session.balanceOf("m1", "points", endsAt)).toMatchObject({ active: 120, expired: 80 });
    const before = session.balanceOf("m1", "points", "2026-11-21T10:59:59.999+08:00");
    expect(before.reserved).toBe(120);
    const late = { ...command("p1", "2026-11-21T11:00"), reservation: "v1" };
    expect(codeOf(session.postReservation(late))).toBe("reservation-lapsed");
    expect(session.balanceOf("m1", "points", late.at)).toMatchObject({ active: 0, expired: 200 });
  });

  it("needs what is available, although the type may be overdrawn [points-08]", () => {
    const session = clubSession({ onShortage: "overdraft" });
    expect(codeOf(session.reserve({ ...command("v1", day), points: 1 }))).toBe("exceeds-available");
  });
});
