import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { type BadgesInput, type BadgeState, replayBadges } from "uptier/points";
import { anyActivities, anyBadges } from "./any-badges";
import { type Member, memberOf } from "./member";

/** The counts and the tiers that are held, without when and why. */
function standingsOf(state: BadgeState): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(state.standings).map(([key, { count, values, tiers }]) => [
      key,
      { count, values: Object.entries(values).sort(), tiers: Object.keys(tiers).sort() },
    ]),
  );
}

function doAll(input: BadgesInput, activities: readonly { readonly ref: string }[]): Member {
  const member = memberOf(input);
  for (const { ref, ...rest } of activities) member.record(ref, rest);
  return member;
}

const revoking = anyBadges(["revoke"]);
const withOrder = fc
  .tuple(anyActivities, fc.infiniteStream(fc.nat()))
  .map(([activities, numbers]) => {
    const keyed = activities.map((activity) => ({ activity, key: numbers.next().value as number }));
    return {
      activities,
      shuffled: keyed.toSorted((a, b) => a.key - b.key).map(({ activity }) => activity),
    };
  });

describe("badges", () => {
  test.prop([revoking, withOrder])(
    "count and award the same in any order [points-39] [points-40]",
    (input, { activities, shuffled }) => {
      expect(standingsOf(doAll(input, shuffled).state())).toEqual(
        standingsOf(doAll(input, activities).state()),
      );
    },
  );

  test.prop([revoking, anyActivities])(
    "count each activity once, however often it is sent [points-39]",
    (input, activities) => {
      expect(standingsOf(doAll(input, [...activities, ...activities]).state())).toEqual(
        standingsOf(doAll(input, activities).state()),
      );
    },
  );

  test.prop([revoking, withOrder])(
    "are back at the start once everything is undone, and took back what they gave [points-42]",
    (input, { activities, shuffled }) => {
      const member = doAll(input, activities);
      for (const { ref } of shuffled) member.undo(ref);
      expect(member.state().standings).toEqual({});
      const points = member.entries.reduce((sum, entry) => {
        if (entry.kind === "badge-awarded") return sum + entry.held.rewards[0]!.points;
        return entry.kind === "badge-revoked" ? sum - entry.rewards[0]!.points : sum;
      }, 0);
      expect(points).toBe(0);
    },
  );

  test.prop([revoking, withOrder, fc.nat(12)])(
    "stand after refunds where they would stand without what was refunded [points-42]",
    (input, { activities, shuffled }, undone) => {
      const member = doAll(input, activities);
      for (const { ref } of shuffled.slice(0, undone)) member.undo(ref);
      const rest = doAll(input, shuffled.slice(undone));
      expect(standingsOf(member.state())).toEqual(standingsOf(rest.state()));
    },
  );

  test.prop([anyBadges(["revoke", "keep"]), anyActivities, fc.array(fc.nat(11))])(
    "grant a tier again only after it was taken back [points-42]",
    (input, activities, undone) => {
      const member = doAll(input, activities);
      for (const index of undone) member.undo(`r${index}`);
      activities.forEach(({ ref, ...rest }) => member.record(`again-${ref}`, rest));
      const held = new Set<string>();
      for (const entry of member.entries) {
        if (entry.kind !== "badge-awarded" && entry.kind !== "badge-revoked") continue;
        const key = `${entry.badge} ${entry.season} ${entry.tier}`;
        expect(held.has(key)).toBe(entry.kind === "badge-revoked");
        if (entry.kind === "badge-awarded") held.add(key);
        else held.delete(key);
      }
    },
  );

  test.prop([
    anyBadges(["revoke", "keep"]),
    anyActivities,
    fc.array(fc.nat(11)),
    fc.constantFrom(1, 30, 365),
  ])(
    "are what their entries replay to [points-39]",
    (input, activities, undone, undoWithinDays) => {
      const member = doAll({ ...input, undoWithinDays }, activities);
      for (const index of undone) member.undo(`r${index}`);
      const replayed = replayBadges(member.badges, member.entries)["m1"];
      if (member.entries.length === 0) expect(replayed).toBeUndefined();
      else expect(replayed).toEqual(member.state());
      expect(JSON.parse(JSON.stringify(member.state()))).toEqual(member.state());
    },
  );
});
