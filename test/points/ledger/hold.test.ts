import { describe, expect, it } from "vitest";
import type { HoldInput } from "uptier/points";
import { clubSession, codeOf, command, valueOf } from "./club";

const day = "2026-01-31T09:30";
const month = { mode: "rolling", after: { months: 1 } } as const;

function held(hold: HoldInput): readonly (string | null)[] {
  const session = clubSession({ hold, expiry: month });
  const { activeAt, endsAt } = valueOf(session.credit({ ...command("c1", day), points: 10 }));
  return [activeAt, endsAt];
}

describe("points on hold", () => {
  it("wait as their type says, and their end counts from then [points-11]", () => {
    expect(held({ mode: "none" })).toEqual([
      "2026-01-31T01:30:00.000Z",
      "2026-02-28T01:30:00.000Z",
    ]);
    expect(held({ mode: "duration", after: { months: 1 } })).toEqual([
      "2026-02-28T01:30:00.000Z",
      "2026-03-28T01:30:00.000Z",
    ]);
    expect(held({ mode: "dates", dates: ["01-31", "07-01"] })).toEqual([
      "2026-06-30T16:00:00.000Z",
      "2026-07-31T16:00:00.000Z",
    ]);
    expect(held({ mode: "event", within: { days: 30 } })).toEqual([null, null]);
  });

  it("are active when the event comes, and cancelled at its deadline [points-11] [PR12]", () => {
    const session = clubSession({ hold: { mode: "event", within: { days: 30 } }, expiry: month });
    session.credit({ ...command("c1", day), points: 10 });
    session.credit({ ...command("c2", day), points: 5 });
    expect(codeOf(session.redeem({ ...command("r1", day), points: 1 }))).toBe("exceeds-available");
    const came = valueOf(
      session.activateLot({ ...command("a1", "2026-02-10T08:00"), lot: "c1/1" }),
    );
    expect([came.activeAt, came.endsAt]).toEqual([
      "2026-02-10T00:00:00.000Z",
      "2026-03-10T00:00:00.000Z",
    ]);
    const before = session.balanceOf("m1", "points", "2026-03-02T01:29:59.999Z");
    expect([before.available, before.pending]).toEqual([10, 5]);
    const after = session.balanceOf("m1", "points", "2026-03-02T01:30:00Z");
    expect([after.available, after.pending, after.expired]).toEqual([10, 0, 0]);
  });
});
