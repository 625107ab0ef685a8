import { describe, expect, it } from "vitest";
import {
  ACTIVITY_REFUSALS,
  applyBadges,
  badgeDeciders,
  type BadgeInput,
  type BadgesInput,
  type BadgeState,
  defineBadges,
  newBadgeState,
  recordActivity,
  replayBadges,
  UNDO_ACTIVITY_REFUSALS,
} from "uptier/points";
import { seededRandom } from "uptier/kernel";
import { AT, type Member, memberOf } from "./member";

const regular: BadgeInput = {
  id: "regular",
  counter: { kind: "events" },
  on: { kinds: ["purchase"] },
  tiers: [
    { id: "bronze", threshold: 2, rewards: [{ type: "points", points: 20 }] },
    { id: "silver", threshold: 3 },
  ],
};

const inputOf = (
  badge: Partial<BadgeInput> = {},
  more: Partial<BadgesInput> = {},
): BadgesInput => ({
  id: "shop",
  zone: "Asia/Shanghai",
  badges: [{ ...regular, ...badge }],
  ...more,
});

const day = (number: number): string =>
  new Date(Date.UTC(2026, 0, 1) + number * 86_400_000).toISOString();

describe("counters and thresholds [points-39]", () => {
  it("say why: what was counted, and which threshold was reached", () => {
    const member = memberOf(inputOf());
    member.record("o1");
    expect(member.record("o2").why).toEqual([
      { code: "badge-counted", badge: "regular", season: "", count: 2 },
      { code: "tier-reached", badge: "regular", tier: "bronze", count: 2, threshold: 2 },
    ]);
  });

  it("take refs and values that objects inherit for what they are", () => {
    const member = memberOf(inputOf({ counter: { kind: "distinct", attribute: "constructor" } }));
    expect(member.record("o1").why[0]!.code).toBe("nothing-counts");
    const refs = ["__proto__", "constructor", "toString"];
    for (const ref of refs) member.record(ref, { attributes: { constructor: ref } });
    expect(member.progress()[0]).toMatchObject({ count: 3, tier: "silver" });
    expect(member.undo("valueOf").ok).toBe(false);
    for (const ref of refs) expect(member.undo(ref).ok).toBe(true);
    expect(member.state().standings).toEqual({});
  });

  it("use the id of the command where there is no ref", () => {
    const badges = defineBadges(inputOf());
    const command = { id: "a1", at: AT, member: "m1", kind: "purchase" };
    const decision = recordActivity(badges, newBadgeState(), command);
    expect(decision.ok && decision.entries[0]).toMatchObject({ id: "a1/1", ref: "a1" });
  });

  it("compare the content of a double send, not its instant nor the order of attributes", () => {
    const member = memberOf(inputOf());
    member.record("o1", { attributes: { a: 1, b: "x" } });
    const again = member.record("o1", { at: day(330), attributes: { b: "x", a: 1 } });
    expect(again).toMatchObject({ ok: true, entries: [] });
  });

  it("have exported refusals in their order", () => {
    expect(ACTIVITY_REFUSALS[0]).toBe("too-late");
    expect(UNDO_ACTIVITY_REFUSALS).toEqual(["unknown-ref", "too-late"]);
  });
});

describe("tiers of a badge [points-40] [tiering-32]", () => {
  it("are granted as they are at that time: a later definition changes no award", () => {
    const before = defineBadges(inputOf());
    const after = defineBadges(
      inputOf({ tiers: [{ id: "bronze", threshold: 9 }], onRefund: "keep" }),
    );
    const member = memberOf(inputOf());
    for (const ref of ["o1", "o2", "o3"]) member.record(ref);
    const state = [...member.entries].reduce(
      (now, entry) => applyBadges(after, now, entry),
      newBadgeState(),
    );
    expect(state.standings["regular"]!.tiers["bronze"]).toEqual({
      since: "2026-11-21T01:30:00.000Z",
      threshold: 2,
      requires: [],
      rewards: [{ type: "points", points: 20 }],
      onRefund: "revoke",
    });
    expect(member.entries.at(-1)!.version).toBe(before.version);
    expect(after.version).not.toBe(before.version);
  });

  it("are awarded with the next activity where an edit has lowered the threshold", () => {
    const member = memberOf(inputOf({ tiers: [{ id: "bronze", threshold: 9 }] }));
    for (const ref of ["o1", "o2"]) member.record(ref);
    const lowered = defineBadges(inputOf());
    const decision = recordActivity(lowered, member.state(), {
      id: "x",
      at: AT,
      member: "m1",
      kind: "purchase",
    });
    expect(decision.ok && decision.value.awarded.map(({ tier }) => tier)).toEqual([
      "bronze",
      "silver",
    ]);
  });
});

describe("seasons [points-41]", () => {
  it("with one more day of clock change begin at local midnight", () => {
    const season = { kind: "calendar", unit: "month" } as const;
    const member = memberOf(inputOf({ season }, { zone: "America/New_York" }));
    member.record("o1", { at: "2026-11-01T03:59:59Z" });
    member.record("o2", { at: "2026-11-01T04:00:00Z" });
    expect(Object.keys(member.state().standings)).toEqual(["regular/2026-10", "regular/2026-11"]);
  });

  it("keep the state of a daily visitor bounded over years", () => {
    const badges: BadgeInput[] = [
      { ...regular, id: "m", season: { kind: "calendar", unit: "month" } },
      { ...regular, id: "streak", counter: { kind: "streak" } },
    ];
    const member = memberOf(inputOf({}, { badges, undoWithinDays: 30 }));
    let [most, standings] = [0, 0];
    for (let number = 0; number < 1_000; number += 1) {
      member.record(`d${number}`, { at: day(number), amount: number + 1 });
      most = Math.max(most, Object.keys(member.state().activities).length);
      standings = Math.max(standings, Object.keys(member.state().standings).length);
    }
    expect(most).toBe(31);
    expect(standings).toBeLessThanOrEqual(4);
    expect(Object.keys(member.state().standings["streak"]!.values)).toHaveLength(31);
    expect(member.progress(day(999))[1]!.count).toBe(1_000);
  });

  it("of a streak that can no longer be undone keep the longest", () => {
    const member = memberOf(inputOf({ counter: { kind: "streak" } }, { undoWithinDays: 30 }));
    member.record("d1", { at: day(0), amount: 7 });
    member.record("d2", { at: day(40), amount: 9 });
    member.undo("d2", day(40));
    expect(member.progress(day(40))[0]!.count).toBe(7);
  });
});

describe("refunds [points-42]", () => {
  const three = (badge: Partial<BadgeInput>): Member => {
    const member = memberOf(inputOf(badge));
    for (const ref of ["o1", "o2", "o3"]) member.record(ref);
    return member;
  };

  it("take back the highest tier first, each as it is no longer reached", () => {
    const member = three({});
    const revoked = (ref: string): string[] => {
      const decision = member.undo(ref);
      return decision.ok ? decision.value.revoked.map(({ tier }) => tier) : [];
    };
    expect([revoked("o1"), revoked("o2"), revoked("o3")]).toEqual([["silver"], ["bronze"], []]);
  });

  it("that take several tiers back take the highest first", () => {
    const member = memberOf(inputOf({ counter: { kind: "sum" } }));
    member.record("o4", { amount: 3 });
    const decision = member.undo("o4");
    expect(decision.ok && decision.value.revoked.map(({ tier }) => tier)).toEqual([
      "silver",
      "bronze",
    ]);
  });

  it("leave the badges of other seasons alone", () => {
    const season = { kind: "calendar", unit: "month" } as const;
    const member = memberOf(inputOf({ season }));
    for (const ref of ["a", "b"]) member.record(ref, { at: "2026-10-10T00:00:00Z" });
    for (const ref of ["c", "d"]) member.record(ref, { at: "2026-11-10T00:00:00Z" });
    member.undo("a");
    expect(member.progress("2026-10-31T00:00:00Z")[0]!.tier).toBeNull();
    expect(member.progress("2026-11-11T00:00:00Z")[0]!.tier).toBe("bronze");
  });

  it("do not know an activity of which the entries are not there yet", () => {
    const decision = memberOf(inputOf()).undo("o1");
    expect(decision.ok ? null : decision.refusal).toEqual({ code: "unknown-ref", ref: "o1" });
  });
});

describe("limits of badges [points-39]", () => {
  const full = (part: Partial<BadgeState>): BadgeState => ({ ...newBadgeState(), ...part });
  const many = <T>(value: T): Record<string, T> =>
    Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, value]));
  const command = { id: "x", at: AT, member: "m1", kind: "purchase" };

  it("keep 10,000 activities to be undone", () => {
    const state = full({ activities: many({ at: AT, content: "", counts: [] }) });
    const decision = recordActivity(defineBadges(inputOf()), state, command);
    expect(decision.ok ? null : decision.refusal).toEqual({
      code: "too-many-activities",
      limit: 10_000,
    });
  });

  it("count 10,000 different values", () => {
    const counter = { kind: "distinct", attribute: "product" } as const;
    const standing = {
      badge: "regular",
      season: "",
      until: null,
      counter,
      count: 10_000,
      values: many(1),
      floor: 0,
      tiers: {},
    };
    const state = full({ standings: { regular: standing } });
    const badges = defineBadges(inputOf({ counter }));
    const known = recordActivity(badges, state, { ...command, attributes: { product: "k1" } });
    expect(known.ok).toBe(true);
    const another = recordActivity(badges, state, { ...command, attributes: { product: "new" } });
    expect(another.ok ? null : another.refusal).toEqual({
      code: "too-many-values",
      badge: "regular",
      limit: 10_000,
    });
  });

  it("sort requirements that fork and join without end", () => {
    const badges = Array.from({ length: 200 }, (_, index) => ({
      ...regular,
      id: `b${index}`,
      requires: [1, 2, 3]
        .filter((back) => back <= index)
        .map((back) => ({ badge: `b${index - back}` })),
    }));
    expect(defineBadges(inputOf({}, { badges })).badges).toHaveLength(200);
  });
});

describe("deciders and replay of badges [points-39]", () => {
  it("decide from the stream of the member, and fold entries into it", () => {
    const badges = defineBadges(inputOf());
    const { recordActivity: record } = badgeDeciders(badges);
    const command = { id: "a1", at: AT, member: "m1", kind: "purchase" };
    const [stream] = record.streams(command);
    const decision = record.decide((asked) => asked.initial(), command, seededRandom("unused"));
    expect(decision.ok).toBe(true);
    if (!decision.ok) return;
    expect(record.streams(decision.entries[0]!)[0]!.key).toBe(stream!.key);
    const state = decision.entries.reduce(
      (before: unknown, entry) => stream!.apply(before, entry),
      stream!.initial(),
    );
    expect(state).toEqual(replayBadges(badges, decision.entries)["m1"]);
  });

  it("replay as of an instant, and refuse an entry that comes twice", () => {
    const member = memberOf(inputOf());
    member.record("o1", { at: "2026-11-01T00:00:00Z" });
    member.record("o2", { at: "2026-11-02T00:00:00Z" });
    const early = replayBadges(member.badges, member.entries, "2026-11-01T12:00:00Z");
    expect(early["m1"]!.standings["regular"]!.count).toBe(1);
    expect(() => replayBadges(member.badges, [...member.entries, member.entries[0]!])).toThrow(
      "occurs twice",
    );
  });

  it("leave the state that they are given as it was", () => {
    const member = memberOf(inputOf());
    member.record("o1");
    const before = JSON.stringify(member.state());
    const state = member.state();
    member.record("o2");
    member.undo("o1");
    expect(JSON.stringify(state)).toBe(before);
  });
});
