import { describe, expect, it } from "vitest";
import { openTiers, previewChange, replay, type TierProgramInput } from "uptier/tiering";
import { CLUB, clubOf, memberOf, noonOf } from "./club";

const [basic, silver, gold] = CLUB.tiers;
const harder = [basic, { ...silver, entry: { ...silver.entry, min: "150" } }, gold];
const easier = [basic, { ...silver, entry: { ...silver.entry, min: "50" } }, gold];
const MONTH = { validity: { mode: "duration", after: { months: 1 } } } as const;

const edits: readonly [
  string,
  Partial<TierProgramInput>,
  Partial<TierProgramInput>,
  string,
  string,
][] = [
  ["raises", { ...MONTH, tiers: harder }, { ...MONTH, tiers: easier }, "basic", "silver"],
  ["protects an end date", MONTH, { ...MONTH, tiers: harder }, "silver", "silver"],
  ["lowers without an end date", {}, { tiers: harder }, "silver", "basic"],
  ["goes both ways", MONTH, { ...MONTH, tiers: harder, onEdit: "both-ways" }, "silver", "basic"],
  ["removes a tier", MONTH, { ...MONTH, tiers: [basic, gold] }, "silver", "basic"],
];

describe("a changed programme", () => {
  it.each(edits)(
    "%s: the preview is what the review does [tiering-20]",
    (_, old, edited, from, to) => {
      const [before, after] = [clubOf(CLUB, old), clubOf(CLUB, edited)];
      const member = memberOf(before);
      member.order(1, "120.00");
      expect(member.tierOn(2)).toBe(from);
      const { moves } = previewChange(before, after, member.session.history(), noonOf(2));
      expect(moves.map((move) => [move.from, move.to])).toEqual(from === to ? [] : [[from, to]]);
      const session = openTiers(after, member.session.history());
      expect(session.review({ id: "e", at: noonOf(2), member: "m1" })).toMatchObject({
        value: { to },
      });
      expect(session.standingOf("m1", noonOf(2)).tier).toBe(to);
    },
  );

  it("that counts something else keeps what was deducted before [tiering-13] [tiering-20]", () => {
    const deduction = { metric: "spend", amount: "30" } as const;
    const before = clubOf(CLUB, { ...MONTH, tiers: [basic, { ...silver, deduction }, gold] });
    const visits = { id: "visits", kind: "count", on: ["visit"] } as const;
    const between = clubOf(CLUB, { metrics: [visits], tiers: [basic] });
    const first = openTiers(before);
    const order = { id: "o1", at: noonOf(1), member: "m1", kind: "order", amount: "150.00" };
    const entries = [
      first.recordActivity(order),
      first.review({ id: "r1", at: noonOf(40), member: "m1" }),
    ].flatMap((decision) => (decision.ok ? decision.entries : []));
    expect(first.stateOf("m1").deducted).toEqual({ spend: 3_000 });

    const second = openTiers(between, first.history());
    const visit = { id: "v1", at: noonOf(41), member: "m1", kind: "visit" };
    const visited = second.recordActivity(visit);
    if (visited.ok) entries.push(...visited.entries);
    const state = second.stateOf("m1");
    expect(state.deducted).toEqual({ spend: 3_000 });
    expect(replay(between, entries)).toEqual({ m1: state });
    const spend = openTiers(before, second.history()).standingOf("m1", noonOf(42)).metrics[0];
    expect(spend).toEqual({ metric: "spend", value: "120.00" });
  });

  it("in another currency is another programme [tiering-20]", () => {
    const preview = () =>
      previewChange(clubOf(CLUB), clubOf(CLUB, { currency: "USD" }), {}, noonOf(1));
    expect(preview).toThrow(expect.objectContaining({ code: "currency-mismatch" }));
  });
});
