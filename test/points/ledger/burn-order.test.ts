import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { runs } from "../../runs";
import { clubSession, command, valueOf } from "./club";

const day = "2026-11-21T09:30";

const lots = [
  { id: "priority", points: 1, burnPriority: -1 },
  { id: "soon", points: 1, endsAt: "2026-12-01T00:00:00Z" },
  { id: "granted", points: 1, endsAt: "2026-12-31T00:00:00Z", lotKind: "granted" },
  { id: "purchased", points: 1, endsAt: "2026-12-31T00:00:00Z", lotKind: "purchased" },
  { id: "unnamed", points: 1, endsAt: "2026-12-31T00:00:00Z" },
  { id: "never-a", points: 1 },
  { id: "never-b", points: 1 },
];

describe("the burn order", () => {
  test.prop([fc.shuffledSubarray(lots, { minLength: lots.length })], runs(100))(
    "is total: priority, end, kind, age, id, whatever the order of the credits [points-03] [PR5] [pitfall 11]",
    (shuffled) => {
      const session = clubSession({ burnKinds: ["granted", "purchased"] });
      for (const lot of shuffled) session.credit({ ...command("", day), ...lot });
      const spent = valueOf(session.redeem({ ...command("r1", day), points: lots.length }));
      expect(spent.lots.map(({ lot }) => lot)).toEqual(lots.map(({ id }) => `${id}/1`));
    },
  );

  it("takes the older of two lots that are alike otherwise [points-03]", () => {
    const session = clubSession();
    session.credit({ ...command("b", day), points: 1 });
    session.credit({ ...command("a", "2026-11-22T09:30"), points: 1 });
    const spent = valueOf(session.redeem({ ...command("r1", "2026-11-23T09:30"), points: 1 }));
    expect(spent.lots).toEqual([{ lot: "b/1", points: 1 }]);
  });
});
