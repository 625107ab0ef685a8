import { describe, expect, it } from "vitest";
import { openTiers, previewChange, type TierProgramInput } from "uptier/tiering";
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
});
