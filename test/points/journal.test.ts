import { describe, expect, it } from "vitest";
import { definePoints, openPoints, type PointsEntry, replay, statementOf } from "uptier/points";

const program = definePoints({
  id: "club",
  currency: "CNY",
  zone: "Asia/Shanghai",
  types: [{ id: "points" }],
});

/** Entries of two members, by turns. */
function byTurns(): { entries: PointsEntry[]; left: readonly number[] } {
  const session = openPoints(program);
  const entries: PointsEntry[] = [];
  for (let day = 10; day < 16; day += 1) {
    for (const member of ["m1", "m2"]) {
      const about = { at: `2026-11-${day}T00:00:00.000Z`, member, type: "points" };
      const points = member === "m1" ? 10 : 3;
      const decision = session.credit({ ...about, id: `${member}-${day}`, points });
      if (decision.ok) entries.push(...decision.entries);
    }
  }
  const at = "2026-11-20T00:00:00Z";
  const left = ["m1", "m2"].map((member) => session.balanceOf(member, "points", at).available);
  return { entries, left };
}

describe("journals", () => {
  it("are found in a log in which members come by turns [points-01]", () => {
    const { entries, left } = byTurns();
    expect(left).toEqual([60, 18]);
    const grouped = entries.toSorted((a, b) =>
      a.member < b.member ? -1 : a.member > b.member ? 1 : 0,
    );
    const states = replay(program, entries);
    expect(states).toEqual(replay(program, grouped));
    expect(states["m1"]?.ledgers["points"]?.lots.map(({ left: rest }) => rest)).toEqual(
      Array.from({ length: 6 }, () => 10),
    );
    expect(states["m2"]?.seq).toBe(6);
    expect(statementOf(program, entries, "m2", "points", "2026-11-20T00:00:00Z")).toHaveLength(6);
  });
});
