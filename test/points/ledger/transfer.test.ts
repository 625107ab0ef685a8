import { describe, expect, it } from "vitest";
import {
  balanceOf,
  newAccount,
  openPoints,
  replay,
  transfer,
  type TransferExpiry,
} from "uptier/points";
import { club, codeOf, command, valueOf } from "./club";

function moved(transferExpiry: TransferExpiry): readonly (string | null)[] {
  const program = club({ transferExpiry, expiry: { mode: "rolling", after: { months: 1 } } });
  const session = openPoints(program);
  session.credit({ ...command("c1", "2026-01-10T09:30"), points: 30 });
  session.credit({ ...command("c2", "2026-01-20T09:30"), points: 30 });
  const state = { from: session.stateOf("m1"), to: newAccount() };
  const gift = { ...command("t1", "2026-01-25T09:30"), to: "m2", points: 50 };
  return valueOf(transfer(program, state, gift)).lots.map(({ endsAt }) => endsAt);
}

describe("a transfer", () => {
  it("keeps the end of each part, or starts the clock anew [points-20]", () => {
    expect(moved("keep")).toEqual(["2026-02-10T01:30:00.000Z", "2026-02-20T01:30:00.000Z"]);
    expect(moved("reset")).toEqual(["2026-02-25T01:30:00.000Z", "2026-02-25T01:30:00.000Z"]);
  });

  it("takes from one account what it gives to the other, and replays [points-20]", () => {
    const program = club();
    const session = openPoints(program);
    const credited = session.credit({ ...command("c1", "2026-01-10T09:30"), points: 30 });
    const state = { from: session.stateOf("m1"), to: newAccount() };
    const gift = { ...command("t1", "2026-01-25T09:30"), to: "m2", points: 20 };
    const given = transfer(program, state, gift);
    const entries = [credited, given].flatMap((decision) => (decision.ok ? decision.entries : []));
    const { m1, m2 } = replay(program, entries);
    expect(balanceOf(m1!, "points", gift.at).available).toBe(10);
    expect(balanceOf(m2!, "points", gift.at).available).toBe(20);
  });

  it("gives neither pending nor lapsed nor reserved points [points-20]", () => {
    const program = club({ hold: { mode: "duration", after: { days: 10 } } });
    const session = openPoints(program);
    session.credit({ ...command("c1", "2026-01-10T09:30"), points: 30 });
    const at = (local: string) => {
      const state = { from: session.stateOf("m1"), to: newAccount() };
      return codeOf(transfer(program, state, { ...command("t1", local), to: "m2", points: 30 }));
    };
    expect(at("2026-01-15T09:30")).toBe("exceeds-available");
    expect(at("2026-01-20T09:30")).toBeNull();
    session.reserve({ ...command("v1", "2026-01-21T09:30"), points: 1 });
    expect(at("2026-01-22T09:30")).toBe("exceeds-available");
  });
});
