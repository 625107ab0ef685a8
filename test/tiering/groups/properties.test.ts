import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  applyGroups,
  defineGroups,
  type GroupEntry,
  groupsAt,
  leaveGroup,
  newGroupRoom,
  newGroupSeats,
  newGroupsState,
  replayGroups,
  routeMember,
  routeMembers,
} from "uptier/tiering";
import { instantText } from "uptier/kernel";

const FIRST = Date.UTC(2026, 10, 10);
const at = (minute: number): string => instantText(FIRST + minute * 60_000);

const LAYERS = ["beginner", "senior"] as const;
const CHANNELS = [undefined, "a", "b"] as const;

const anyGroups = fc
  .array(
    fc.record({
      layer: fc.constantFrom(undefined, ...LAYERS),
      channel: fc.constantFrom(...CHANNELS),
      capacity: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((groups) =>
    defineGroups({
      id: "any",
      buckets: [{ id: "traffic" }],
      groups: groups.map((group, index) => ({ id: `g${index}`, bucket: "traffic", ...group })),
    }),
  );

const anyWish = fc.record({
  member: fc.constantFrom("m0", "m1", "m2", "m3", "m4", "m5", "__proto__"),
  layer: fc.constantFrom(...LAYERS),
  channel: fc.constantFrom(...CHANNELS),
  leaves: fc.constantFrom(false, false, true),
});

const bucket = "traffic";

describe("groups", () => {
  test.prop([anyGroups, fc.array(anyWish, { maxLength: 25 })])(
    "are never fuller than their capacity, keep who is in them, and are what their entries say [tiering-67]",
    (groups, wishes) => {
      let state = newGroupsState();
      const entries: GroupEntry[] = [];
      for (const [index, { leaves, member, layer, channel }] of wishes.entries()) {
        const before = {
          member: Object.hasOwn(state.members, member) ? state.members[member]! : newGroupSeats(),
          room: state.rooms[bucket] ?? newGroupRoom(),
        };
        const command = { id: `c${index}`, at: at(index), member, bucket };
        const decision = leaves
          ? leaveGroup(groups, before, command)
          : routeMember(groups, before, { ...command, layer, channel });
        const current = before.member.seats[bucket]?.group ?? null;
        const isFor = groups.groups.some(
          (group) => group.id === current && (group.layer === null || group.layer === layer),
        );
        if (!leaves && isFor) {
          expect(decision).toMatchObject({ ok: true, value: { group: current }, entries: [] });
        }
        if (!decision.ok) continue;
        for (const entry of decision.entries) {
          state = applyGroups(groups, state, entry);
          entries.push(entry);
        }
        const room = state.rooms[bucket] ?? newGroupRoom();
        for (const { id, taken, capacity } of groupsAt(groups, room, bucket, at(index))) {
          expect(taken).toBeLessThanOrEqual(capacity);
          const inside = Object.values(state.members).filter(
            ({ seats }) => seats[bucket]?.group === id,
          );
          expect(inside).toHaveLength(taken);
        }
      }
      expect(replayGroups(groups, entries)).toEqual(state);
    },
  );

  test.prop([anyGroups, fc.uniqueArray(anyWish, { selector: ({ member }) => member })])(
    "are filled by many at once as by one after another, in any order within their capacity [tiering-68]",
    (groups, wishes) => {
      const members = wishes.map(({ member, layer, channel }) => ({ member, layer, channel }));
      const routed = routeMembers(groups, newGroupsState(), {
        id: "all",
        at: at(0),
        bucket,
        members,
      });
      expect(replayGroups(groups, routed.entries)).toEqual(routed.state);
      expect(routed.placed.length + routed.refused.length).toBe(members.length);
      const room = routed.state.rooms[bucket] ?? newGroupRoom();
      const occupancies = groupsAt(groups, room, bucket, at(0));
      for (const { taken, capacity } of occupancies) expect(taken).toBeLessThanOrEqual(capacity);
      // Nobody is refused while a group that would take them has room.
      for (const { member, refusal } of routed.refused) {
        expect(refusal.code).toBe("overflow");
        const { layer, channel } = members.find((one) => one.member === member)!;
        const open = occupancies.filter(
          (group) =>
            group.free > 0 &&
            (group.layer === null || group.layer === layer) &&
            (group.channel === null || group.channel === channel),
        );
        expect(open).toEqual([]);
      }
      // Sent again, everybody is where they are.
      const again = routeMembers(groups, routed.state, { id: "b", at: at(1), bucket, members });
      expect([again.entries, again.state]).toEqual([[], routed.state]);
    },
  );
});
