import { PGlite } from "@electric-sql/pglite";
import { describe, expect, it } from "vitest";
import {
  defineGroups,
  defineTags,
  groupDeciders,
  groupMemberStream,
  groupRoomStream,
  tagDeciders,
  tagsAt,
  tagStream,
} from "uptier/tiering";
import { openStore, pglitePool } from "uptier/store";

const at = "2026-11-21T01:30:00.000Z";

describe("groups and tags in a store", () => {
  it("routes many at once within the capacity, each command once [tiering-68]", async () => {
    const store = await openStore({ pool: pglitePool(await PGlite.create()) });
    await store.migrate();
    const groups = defineGroups({
      id: "shop",
      buckets: [{ id: "traffic" }],
      groups: [
        { id: "b1", bucket: "traffic", layer: "beginner", channel: "a", capacity: 2 },
        { id: "b2", bucket: "traffic", layer: "beginner", capacity: 1 },
        { id: "s1", bucket: "traffic", layer: "senior", capacity: 1 },
      ],
    });
    const { routeMember, leaveGroup } = groupDeciders(groups);
    const about = { at, bucket: "traffic", layer: "beginner", channel: "a" };
    const route = (n: number) =>
      store.decide(routeMember, { ...about, id: `r${n}`, member: `m${n}` });

    const routed = await Promise.all([1, 2, 3, 4, 5, 1, 2].map(route));
    expect(routed.slice(0, 5).filter(({ ok }) => ok)).toHaveLength(3);
    expect(routed.filter(({ repeated }) => repeated)).toHaveLength(2);
    const traffic = groupRoomStream("shop", "traffic");
    expect(await store.state(traffic)).toEqual({ taken: { b1: 2, b2: 1 } });

    const inside = routed.findIndex(({ ok }) => ok) + 1;
    const member = `m${inside}`;
    const moved = await store.decide(routeMember, {
      ...about,
      id: "up",
      member,
      layer: "senior",
    });
    expect(moved).toMatchObject({ ok: true, value: { group: "s1" } });
    const { seats } = await store.state(groupMemberStream("shop", member));
    expect(seats["traffic"]).toMatchObject({ group: "s1", layer: "senior" });
    const left = await store.decide(leaveGroup, { id: "l1", at, member, bucket: "traffic" });
    expect(left).toMatchObject({ ok: true, value: { left: "s1" } });
    const { taken } = await store.state(traffic);
    expect(Object.values(taken).reduce((sum, one) => sum + one, 0)).toBe(2);

    const tags = defineTags({ id: "shop", keys: [{ id: "status" }] });
    const { setTag } = tagDeciders(tags);
    const tag = { at, member: "m1", key: "status" } as const;
    await store.decide(setTag, { ...tag, id: "t1", value: "vip", source: "manual", by: "li" });
    await store.decide(setTag, { ...tag, id: "t2", value: "new", source: "rule", by: "nightly" });
    const { effective } = tagsAt(await store.state(tagStream("shop", "m1")), at);
    expect(effective).toMatchObject([{ value: "vip", shadowed: [{ value: "new" }] }]);

    expect((await store.verify(routeMember, setTag)).ok).toBe(true);
    await store.close();
  });
});
