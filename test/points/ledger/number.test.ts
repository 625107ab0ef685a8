import { describe, expect, it } from "vitest";
import { apply, newAccount, openPoints, redeem, transfer } from "uptier/points";
import { club, command } from "./club";

const day = "2026-11-21T09:30";

describe("the number of an entry", () => {
  it("says which state it was decided on, so that of two only one is written [points-28]", () => {
    const program = club();
    const session = openPoints(program);
    session.credit({ ...command("c1", day), points: 100 });
    const state = session.stateOf("m1");
    const [one, other] = ["r1", "r2"].map((id) =>
      redeem(program, state, { ...command(id, day), points: 80 }),
    );
    const numbers = [one, other].flatMap((decision) =>
      decision?.ok === true ? decision.entries.map(({ seq }) => seq) : [],
    );
    // A table whose members and numbers are unique takes only one of them.
    expect(numbers).toEqual([state.seq + 1, state.seq + 1]);
    const next = one?.ok === true ? apply(program, state, one.entries[0]!) : state;
    expect(next.seq).toBe(state.seq + 1);
  });

  it("counts each account by itself [points-28]", () => {
    const program = club();
    const session = openPoints(program);
    session.credit({ ...command("c1", day), points: 60 });
    session.credit({ ...command("c2", day), points: 60 });
    const state = { from: session.stateOf("m1"), to: newAccount() };
    const given = transfer(program, state, { ...command("t1", day), to: "m2", points: 100 });
    const numbers = given.ok ? given.entries.map(({ member, seq }) => [member, seq]) : [];
    expect(numbers).toEqual([
      ["m1", 3],
      ["m2", 1],
      ["m2", 2],
    ]);
  });
});
