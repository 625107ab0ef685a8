import { describe, expect, it } from "vitest";
import { clubSession, codeOf, command } from "./club";

const day = "2026-11-21T09:30";

describe("a command that is sent again", () => {
  it("changes nothing and says so", () => {
    const session = clubSession();
    for (const again of [false, true]) {
      const credited = session.credit({ ...command("c1", day), points: 100 });
      const spent = session.redeem({ ...command("r1", day), points: 30, ref: "o1" });
      const kept = session.reserve({ ...command("v1", day), points: 20 });
      for (const decision of [credited, spent, kept]) {
        expect(decision.ok && decision.entries.length).toBe(again ? 0 : 1);
        expect(decision.why.some(({ code }) => code === "exists")).toBe(again);
      }
    }
    expect(session.balanceOf("m1", "points", command("", day).at).available).toBe(50);
  });

  it("with other content is a conflict that names the first part that differs", () => {
    const session = clubSession();
    session.credit({ ...command("c1", day), points: 100 });
    session.redeem({ ...command("r1", day), points: 30, ref: "o1" });
    const other = session.credit({ ...command("c1", day), points: 200 });
    expect(other).toMatchObject({
      refusal: { code: "id-conflict", field: "points", before: 100, now: 200 },
    });
    const spent = session.redeem({ ...command("r1", day), points: 30, ref: "o2" });
    expect(spent).toMatchObject({ refusal: { field: "ref", before: "o1", now: "o2" } });
    expect(codeOf(session.redeem({ ...command("r1", day), points: 31, ref: "o1" }))).toBe(
      "id-conflict",
    );
  });
});
