import { describe, expect, it } from "vitest";
import {
  bind,
  type Binding,
  defineBinding,
  indexRelations,
  leaderboard,
  openRelations,
  teamRollUp,
  teamRow,
} from "uptier/referral";

const COUNT = 1_000_000;

/** Each referred the next: as deep as a tree can be. */
const chain = Array.from({ length: COUNT }, (_, index) => ({
  member: `m${index}`,
  referrer: index === 0 ? null : `m${index - 1}`,
}));

describe("a chain of a million members [referral-32]", () => {
  it("is summed without recursion, exactly", () => {
    const tree = indexRelations(chain);
    const sales = new Float64Array(COUNT).fill(9_000_000_000);
    const rollUp = teamRollUp(tree, sales);
    expect(teamRow(tree, rollUp, "m0")).toMatchObject({
      depth: 0,
      size: COUNT - 1,
      levels: COUNT - 1,
      teamSales: (COUNT - 1) * 9_000_000_000,
    });
    expect(teamRow(tree, rollUp, `m${COUNT - 1}`)).toMatchObject({ depth: COUNT - 1, size: 0 });
    expect(leaderboard(tree, rollUp.size, 2)).toEqual([
      { rank: 1, member: "m0", value: COUNT - 1 },
      { rank: 2, member: "m1", value: COUNT - 2 },
    ]);
    expect(() => teamRollUp(tree, sales.fill(Number.MAX_SAFE_INTEGER, 0, 3))).toThrow(
      expect.objectContaining({ code: "unsafe-integer" }) as Error,
    );
  });

  it("cannot be closed to a circle", () => {
    const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai" });
    const at = "2026-11-21T01:30:00.000Z";
    const under = (referrer: string): Binding => {
      return {
        referrer,
        since: at,
        protectedUntil: null,
        until: null,
        rule: "first-bind",
        touch: null,
      };
    };
    const members = Object.fromEntries(
      chain.map(({ member, referrer }) => {
        const binding = referrer === null ? null : under(referrer);
        return [member, { binding, code: null, referrals: 1, changes: [] }];
      }),
    );
    const session = openRelations(policy, { members, codes: {} });
    const top = { at, member: "m0", referrerStatus: "active" } as const;
    const circle = { ...top, id: "b1", referrer: `m${COUNT - 1}` };
    const refused = { ok: false, refusal: { code: "cycle" } };
    expect(session.bind(circle)).toMatchObject(refused);
    // The verb walks the plain state, by names.
    expect(bind(policy, { members, codes: {} }, circle)).toMatchObject(refused);
    expect(session.bind({ ...top, id: "b2", referrer: "somebody" })).toMatchObject({ ok: true });
    expect(session.chainOf(`m${COUNT - 1}`, 3, at).map(({ member }) => member)).toEqual(
      [2, 3, 4].map((steps) => `m${COUNT - steps}`),
    );
  });
});
