import { describe, expect, it } from "vitest";
import {
  applyGroups,
  defineGroups,
  groupDeciders,
  type GroupEntry,
  type GroupsInput,
  groupsAt,
  type GroupsState,
  LEAVE_GROUP_REFUSALS,
  leaveGroup,
  type LeaveGroupDecision,
  newGroupRoom,
  newGroupSeats,
  newGroupsState,
  replayGroups,
  ROUTE_MEMBER_REFUSALS,
  routeMember,
  type RouteMemberCommand,
  type RouteMemberDecision,
  routeMembers,
} from "uptier/tiering";
import { UptierError } from "uptier/kernel";

const AT = "2026-11-10T09:00:00+08:00";
const END = "2026-11-12T00:00:00+08:00";

const input: GroupsInput = {
  id: "shop",
  buckets: [{ id: "traffic" }, { id: "flash", kind: "flash" }],
  groups: [
    { id: "b1", bucket: "traffic", layer: "beginner", channel: "a", capacity: 1 },
    { id: "b2", bucket: "traffic", layer: "beginner", channel: "a", capacity: 1 },
    { id: "b3", bucket: "traffic", layer: "beginner", capacity: 1 },
    { id: "s1", bucket: "traffic", layer: "senior", capacity: 1 },
    { id: "f1", bucket: "flash", capacity: 2, endsAt: END },
    { id: "f2", bucket: "flash", capacity: 2, endsAt: "2026-12-13T00:00:00+08:00" },
  ],
};

/** A shop that keeps what is decided. */
function shopOf(definition: GroupsInput = input) {
  const entries: GroupEntry[] = [];
  let state: GroupsState = newGroupsState();
  let groups = defineGroups(definition);
  const keep = <D extends RouteMemberDecision | LeaveGroupDecision>(decision: D): D => {
    if (decision.ok) {
      for (const entry of decision.entries) {
        state = applyGroups(groups, state, entry);
        entries.push(entry);
      }
    }
    return decision;
  };
  const stateFor = (member: string, bucket: string) => ({
    member: state.members[member] ?? newGroupSeats(),
    room: state.rooms[bucket] ?? newGroupRoom(),
  });
  return {
    entries,
    state: () => state,
    edit: (edited: GroupsInput) => {
      groups = defineGroups(edited);
    },
    route: (id: string, member: string, more: Partial<RouteMemberCommand> = {}) => {
      const command = { id, at: AT, member, bucket: "traffic", layer: "beginner", ...more };
      return keep(routeMember(groups, stateFor(member, command.bucket), command));
    },
    leave: (id: string, member: string, at = AT, bucket = "traffic") =>
      keep(leaveGroup(groups, stateFor(member, bucket), { id, at, member, bucket })),
  };
}

const groupOf = (decision: RouteMemberDecision): string =>
  decision.ok ? decision.value.group : decision.refusal.code;

describe("routing into groups [tiering-25]", () => {
  it("fills the channel's groups in order, then those of no channel, then overflows", () => {
    const { route } = shopOf();
    const channel = "a";
    expect([1, 2, 3, 4].map((n) => groupOf(route(`r${n}`, `m${n}`, { channel })))).toEqual([
      "b1",
      "b2",
      "b3",
      "overflow",
    ]);
    expect(route("r5", "m5", { channel }).why).toEqual([
      { code: "group-full", group: "b1", capacity: 1 },
      { code: "group-full", group: "b2", capacity: 1 },
      { code: "group-full", group: "b3", capacity: 1 },
      { code: "overflow", bucket: "traffic", layer: "beginner", channel: "a", current: null },
    ]);
  });

  it("does not put a stranger into a channel's group", () => {
    const { route } = shopOf();
    expect(groupOf(route("r1", "m1"))).toBe("b3");
    expect(groupOf(route("r2", "m2", { channel: "b" }))).toBe("overflow");
  });

  it("leaves a member where they are, in a full group and by another channel [tiering-67]", () => {
    const { route, entries } = shopOf();
    route("r1", "m1", { channel: "a" });
    const again = route("r2", "m1", { channel: "b" });
    expect(again).toMatchObject({
      ok: true,
      value: { group: "b1", from: null },
      entries: [],
      why: [{ code: "stays", group: "b1" }],
    });
    expect(entries).toHaveLength(1);
  });

  it("moves a member with their layer in one decision, or keeps their place [tiering-67]", () => {
    const { route, state } = shopOf();
    route("r1", "m1", { channel: "a" });
    route("r2", "m2", { channel: "a" });
    const moved = route("r3", "m1", { layer: "senior", channel: "a" });
    expect(moved).toMatchObject({
      ok: true,
      value: { group: "s1", from: "b1" },
      entries: [
        { id: "r3/1", kind: "group-left", group: "b1", reason: "layer-changed" },
        { id: "r3/2", kind: "group-joined", group: "s1", layer: "senior", channel: "a" },
      ],
    });
    expect(state().rooms["traffic"]).toEqual({ taken: { b2: 1, s1: 1 } });
    const kept = route("r4", "m2", { layer: "senior" });
    expect(kept.ok ? null : kept.refusal).toMatchObject({ code: "overflow", current: "b2" });
    expect(state().rooms["traffic"]).toEqual({ taken: { b2: 1, s1: 1 } });
  });

  it("gives one place in each bucket", () => {
    const { route, state } = shopOf();
    route("r1", "m1");
    route("r2", "m1", { bucket: "flash" });
    expect(Object.keys(state().members["m1"]!.seats)).toEqual(["traffic", "flash"]);
  });

  it("gives no room in a flash group from its end on, and moves who is in it", () => {
    const { route } = shopOf();
    const flash = { bucket: "flash" };
    expect(groupOf(route("r1", "m1", { ...flash, at: "2026-11-11T15:59:59.999Z" }))).toBe("f1");
    const at = END;
    const second = route("r2", "m2", { ...flash, at });
    expect(groupOf(second)).toBe("f2");
    expect(second.why[0]).toEqual({
      code: "group-ended",
      group: "f1",
      endsAt: "2026-11-11T16:00:00.000Z",
    });
    expect(route("r3", "m1", { ...flash, at }).why).toContainEqual({
      code: "moves",
      from: "f1",
      reason: "group-ended",
    });
  });

  it("puts nobody out where a capacity is lowered, and moves who sat in a group that is gone", () => {
    const { route, edit, state } = shopOf();
    const channel = "a";
    for (const n of [1, 2, 3]) route(`r${n}`, `m${n}`, { channel });
    edit({ ...input, groups: input.groups.map((group) => ({ ...group, capacity: 1 })) });
    expect(groupOf(route("r4", "m1", { channel }))).toBe("b1");
    edit({ ...input, groups: input.groups.filter(({ id }) => id !== "b3") });
    expect(groupOf(route("r5", "m3"))).toBe("overflow");
    edit({
      ...input,
      groups: [...input.groups.slice(0, 2), { id: "b4", bucket: "traffic", capacity: 1 }],
    });
    expect(route("r6", "m3")).toMatchObject({ ok: true, value: { group: "b4", from: "b3" } });
    expect(state().rooms["traffic"]).toEqual({ taken: { b1: 1, b2: 1, b4: 1 } });
  });
});

describe("commands that come again, late or in error [tiering-67]", () => {
  it("are carried out once", () => {
    const { route } = shopOf();
    route("r1", "m1", { channel: "a" });
    expect(route("r1", "m1", { channel: "a" })).toMatchObject({
      ok: true,
      entries: [],
      why: [{ code: "exists" }],
    });
    const conflicts = [{ channel: "b" }, { layer: "senior" }, { bucket: "flash" }].map((more) => {
      const decision = route("r1", "m1", more);
      return decision.ok || decision.refusal.code !== "id-conflict" ? null : decision.refusal.field;
    });
    expect(conflicts).toEqual(["channel", "layer", "bucket"]);
  });

  it("do not undo what was decided after their instant", () => {
    const { route, leave } = shopOf();
    route("r1", "m1", { channel: "a" });
    route("r2", "m1", { layer: "senior", at: "2026-11-10T10:00:00+08:00" });
    expect(groupOf(route("r1", "m1", { channel: "a" }))).toBe("too-late");
    const early = leave("l1", "m1");
    expect(early.ok ? null : early.refusal.code).toBe("too-late");
  });

  it("leave once, and free the place", () => {
    const { route, leave, state } = shopOf();
    route("r1", "m1");
    expect(leave("l1", "m1")).toMatchObject({ ok: true, value: { left: "b3" } });
    expect(state().rooms["traffic"]).toEqual({ taken: {} });
    expect(leave("l1", "m1")).toMatchObject({ ok: true, why: [{ code: "exists" }] });
    const twice = leave("l2", "m1");
    expect(twice.ok ? null : twice.refusal).toEqual({ code: "not-in-group", bucket: "traffic" });
    expect(groupOf(route("r2", "m2"))).toBe("b3");
    const conflict = leave("r2", "m2");
    expect(conflict.ok ? null : conflict.refusal.code).toBe("id-conflict");
  });

  it("have exported refusals in their order", () => {
    const { route } = shopOf();
    expect(groupOf(route("r1", "m1", { bucket: "nothing" }))).toBe(ROUTE_MEMBER_REFUSALS[0]);
    expect(LEAVE_GROUP_REFUSALS).toEqual(["id-conflict", "too-late", "not-in-group"]);
  });
});

describe("groups as data [tiering-25]", () => {
  const code = (call: () => unknown): string => {
    try {
      call();
    } catch (error) {
      if (error instanceof UptierError) return error.code;
      throw error;
    }
    return "nothing";
  };

  it("report what does not fit together", () => {
    const groups = [
      { id: "x", bucket: "flash", capacity: 1 },
      { id: "y", bucket: "traffic", capacity: 1, endsAt: END },
      { id: "y", bucket: "vip", capacity: 0, endsAt: "2026-11-12" },
    ];
    let issues: unknown;
    try {
      defineGroups({ ...input, groups });
    } catch (error) {
      if (!(error instanceof UptierError)) throw error;
      issues = error.issues.map(({ path, code: issue }) => [path.join("."), issue]);
    }
    expect(issues).toEqual([
      ["groups.2.capacity", "too-small"],
      ["groups.2.id", "duplicate-id"],
      ["groups.0.endsAt", "missing"],
      ["groups.1.endsAt", "without-effect"],
      ["groups.2.endsAt", "invalid-instant"],
      ["groups.2.bucket", "unknown-bucket"],
    ]);
  });

  it("refuse entries and states that were damaged", () => {
    const groups = defineGroups(input);
    const shop = shopOf();
    shop.route("r1", "m1");
    shop.leave("l1", "m1");
    const [joined, left] = shop.entries;
    const state = newGroupsState();
    expect(code(() => applyGroups(groups, state, { ...joined!, group: 3 } as never))).toBe(
      "invalid-entry",
    );
    const other = defineGroups({ ...input, id: "other" });
    expect(code(() => applyGroups(other, state, joined!))).toBe("foreign-entry");
    expect(code(() => applyGroups(groups, state, left!))).toBe("unknown-link");
    expect(code(() => replayGroups(groups, [joined!, joined!]))).toBe("duplicate-entry");
    const room = { taken: { b1: -1 } };
    expect(code(() => groupsAt(groups, room, "traffic", AT))).toBe("invalid-state");
    expect(code(() => groupsAt(groups, { taken: {} }, "vip", AT))).toBe("unknown-bucket");
    const seats = { seats: { traffic: { group: "b1" } } } as never;
    const about = { id: "r1", at: AT, member: "m1", bucket: "traffic" };
    const damaged = { member: seats, room: newGroupRoom() };
    expect(code(() => leaveGroup(groups, damaged, about))).toBe("invalid-state");
    const command = { ...about, members: [1, 2].map(() => ({ member: "m", layer: "beginner" })) };
    expect(code(() => routeMembers(groups, state, command))).toBe("invalid-command");
    expect(groupDeciders(groups).routeMember.name).toBe("tiering/groups/shop");
  });
});
