import { describe, expect, it } from "vitest";
import type { ReadState, Stream } from "uptier/kernel";
import {
  applyCheckIn,
  calendarOf,
  CHECK_IN_REFUSALS,
  checkIn,
  checkInDeciders,
  type CheckInEntry,
  checkInStream,
  defineCheckIn,
  newCheckInState,
  replayCheckIn,
  streakAt,
} from "uptier/points";
import { coins, memberOf } from "./member";

const daily = { milestones: [{ id: "daily", kind: "every-day", reward: coins(5) }] } as const;

describe("one check-in a day [points-29]", () => {
  it("gives the first record and no reward to a second tap, without an entry [CR2]", () => {
    const member = memberOf(daily);
    const first = member.claim("2026-11-21");
    const second = member.claim("2026-11-21T23:59:59Z");
    if (!first.ok || !second.ok) throw new Error("refused");
    expect(first.value).toMatchObject({ already: false, reward: coins(5) });
    expect(second.value).toEqual({ ...first.value, already: true, reward: [] });
    expect(second.entries).toEqual([]);
    expect(second.why).toEqual([
      { code: "already", day: "2026-11-21", at: "2026-11-21T09:30:00.000Z" },
    ]);
  });

  it("lets two devices at once write the same day once: the loser decides again on the new state", () => {
    const definition = defineCheckIn({ id: "daily", zone: "UTC", ...daily });
    const command = { at: "2026-11-21T09:30:00Z", member: "m1" };
    const stale = newCheckInState();
    const phone = checkIn(definition, stale, { ...command, id: "phone" });
    if (!phone.ok) throw new Error("refused");
    const state = phone.entries.reduce((s, entry) => applyCheckIn(definition, s, entry), stale);
    const tablet = checkIn(definition, state, { ...command, id: "tablet" });
    expect(tablet).toMatchObject({ ok: true, value: { already: true, reward: [] }, entries: [] });
  });

  it("counts each day at most once when the event is played again", () => {
    const member = memberOf(daily);
    for (let times = 0; times < 3; times += 1) member.claim("2026-11-21");
    expect(member.state()).toMatchObject({ total: 1, claims: 1, streak: { days: 1 } });
    expect(() => replayCheckIn(member.definition, [...member.entries, ...member.entries])).toThrow(
      /occurs twice/,
    );
  });

  it("states its refusals in their order", () => {
    const times = { opensAt: "2026-11-02T00:00:00Z", closesAt: "2026-11-05T00:00:00Z" };
    const member = memberOf(times);
    const codes = [
      member.reward("2026-11-01", { day: "2026-11-02" }),
      member.reward("2026-11-01", { day: "2026-10-31" }),
      member.reward("2026-11-01"),
    ];
    member.claim("2026-11-02", { zone: "Asia/Tokyo" });
    codes.push(
      member.reward("2026-11-05"),
      member.reward("2026-11-02T20:00:00Z", { zone: "Asia/Shanghai" }),
    );
    expect(codes).toEqual(CHECK_IN_REFUSALS);
  });

  it("names the version, the shares and the counters that priced the entry", () => {
    const member = memberOf(daily);
    member.claim("2026-11-21");
    expect(member.entries).toEqual([
      {
        id: "k1/1",
        kind: "checked-in",
        at: "2026-11-21T09:30:00.000Z",
        cause: "k1",
        checkIn: "daily",
        version: member.definition.version,
        member: "m1",
        zone: "UTC",
        day: "2026-11-21",
        reward: coins(5),
        shares: [
          {
            code: "milestone",
            milestone: "daily",
            kind: "every-day",
            mode: "add",
            reward: coins(5),
          },
        ],
        counters: { streak: 1, cycleDay: null, total: 1, inMonth: 1 },
        rank: null,
        streak: { days: 1, from: "2026-11-21", to: "2026-11-21" },
        skipped: [],
      },
    ]);
  });
});

describe("the record of a day [points-38]", () => {
  it("keeps the reward as it was granted, whatever the definition says later", () => {
    const member = memberOf(daily);
    member.claim("2026-11-21");
    const edited = defineCheckIn({
      id: "daily",
      zone: "UTC",
      milestones: [{ id: "daily", kind: "every-day", reward: coins(99) }],
    });
    const again = { id: "x", at: "2026-11-21T20:00:00Z", member: "m1" };
    const decision = checkIn(edited, member.state(), again);
    expect(decision).toMatchObject({ value: { record: { reward: coins(5) } } });
    const [day] = calendarOf(edited, member.state(), "2026-11", again.at).slice(20);
    expect(day).toMatchObject({ day: "2026-11-21", status: "claimed", reward: coins(5) });
    expect(replayCheckIn(edited, member.entries).members["m1"]).toEqual(member.state());
  });

  it("does not pay milestones back that are added after a member passed them [CR8]", () => {
    const member = memberOf();
    for (const day of ["2026-11-01", "2026-11-02", "2026-11-03"]) member.claim(day);
    const edited = defineCheckIn({
      id: "daily",
      zone: "UTC",
      milestones: [
        { id: "two", kind: "total", n: 2, reward: coins(2) },
        { id: "four", kind: "total", n: 4, reward: coins(4) },
      ],
    });
    const command = { id: "x", at: "2026-11-04T09:00:00Z", member: "m1" };
    const decision = checkIn(edited, member.state(), command);
    expect(decision).toMatchObject({ value: { reward: coins(4) } });
  });

  it("is dropped from the state after 400 days at the earliest, and the counters stay", () => {
    const member = memberOf();
    for (let day = 0; day < 500; day += 1) {
      member.claim(new Date(Date.UTC(2025, 0, 1 + day, 12)).toISOString());
    }
    const { months, keptFrom, total, streak, first } = member.state();
    const records = Object.assign({}, ...Object.values(months).map((one) => one.records)) as object;
    expect(Object.keys(records).length).toBeGreaterThanOrEqual(400);
    expect(Object.keys(records).length).toBeLessThan(460);
    expect({ total, days: streak?.days, first }).toEqual({
      total: 500,
      days: 500,
      first: "2025-01-01",
    });
    expect(Object.keys(records).sort()[0]).toBe(keptFrom);
    expect(member.statuses("2025-01", "2026-05-20")["2025-01-05"]).toBe("outside");
    expect(replayCheckIn(member.definition, member.entries).members["m1"]).toEqual(member.state());
  });
});

describe("reading [points-31]", () => {
  it("writes nothing: a page that is opened on the last day of a cycle resets no counter [CR4] [pitfall 8]", () => {
    const member = memberOf({ cycle: { length: 2, rewards: [] } });
    member.claim("2026-11-01");
    member.claim("2026-11-02");
    const before = JSON.stringify(member.state());
    expect(streakAt(member.definition, member.state(), "2026-11-03T00:00:00Z")).toMatchObject({
      streak: 2,
      cycleDay: 1,
      checkedIn: false,
    });
    calendarOf(member.definition, member.state(), "2026-11", "2026-11-09T00:00:00Z");
    expect(JSON.stringify(member.state())).toBe(before);
    expect(member.reward("2026-11-03")).toEqual([]);
    expect(member.state().streak?.days).toBe(3);
  });
});

describe("checkInDeciders [points-29]", () => {
  const definition = defineCheckIn({
    id: "daily",
    zone: "UTC",
    freezes: { max: 2 },
    makeUp: { windowDays: 3 },
  });
  const deciders = checkInDeciders(definition);
  const random = {
    record: { kind: "seeded", generator: "none", seed: "" },
    nextUint32: () => 0,
  } as const;
  const command = { id: "c1", at: "2026-11-21T09:30:00Z", member: "m/1" };

  it("decide as the verbs do, from the member's stream", () => {
    const decision = deciders.checkIn.decide((stream) => stream.initial(), command, random);
    expect(decision).toEqual(checkIn(definition, newCheckInState(), command));
    if (!decision.ok) throw new Error("refused");
    const key = "check-in/daily/member/m/1";
    expect(deciders.checkIn.streams(command).map((stream) => stream.key)).toEqual([key]);
    expect(deciders.checkIn.streams(decision.entries[0]!).map((stream) => stream.key)).toEqual([
      key,
    ]);
    const stream = checkInStream("daily", "m/1");
    expect(stream.apply(stream.initial(), decision.entries[0]!)).toMatchObject({ total: 1 });
  });

  it("share one name, and there is one for each verb", () => {
    const read: ReadState<CheckInEntry> = <S>(stream: Stream<S, CheckInEntry>): S =>
      stream.initial();
    expect(new Set(Object.values({ ...deciders }).map(({ name }) => name))).toEqual(
      new Set(["check-in/daily"]),
    );
    expect([
      deciders.makeUp.decide(read, { ...command, day: "2026-11-20" }, random).ok,
      deciders.restoreStreak.decide(read, command, random).ok,
      deciders.grantFreezes.decide(read, command, random).ok,
      deciders.setFreezeUse.decide(read, { ...command, use: false }, random).ok,
      deciders.settleDay.decide(read, command, random).ok,
    ]).toEqual([true, false, true, true, true]);
  });
});

describe("states and entries that were damaged [points-29]", () => {
  const member = memberOf();
  member.claim("2026-11-21");
  const [entry] = member.entries;
  const command = { id: "c", at: "2026-11-22T00:00:00Z", member: "m1" };

  it.each([
    null,
    {},
    { ...newCheckInState(), total: "3" },
    { ...newCheckInState(), freezes: -1 },
    { ...newCheckInState(), freezeUse: 1 },
    { ...newCheckInState(), held: {} },
    { ...newCheckInState(), streak: { days: Number.NaN, from: "2026-11-21", to: "2026-11-21" } },
    { ...newCheckInState(), streak: { days: 1, from: "2026-11-21", to: null } },
    { ...newCheckInState(), last: { day: 3, at: "", zone: "" } },
    { ...newCheckInState(), last: { day: "2026-11-21", at: 5, zone: "UTC" } },
  ])("a state is refused: %j", (state) => {
    expect(() => checkIn(member.definition, state as never, command)).toThrow(
      expect.objectContaining({ code: "invalid-state" }),
    );
  });

  it.each([
    { id: 4 },
    { day: "21.11.2026" },
    { reward: null },
    { counters: null },
    { counters: { total: "1", inMonth: 1 } },
    { streak: null },
    { skipped: ["x"] },
  ])("an entry is refused: %j", (damage) => {
    const damaged = { ...entry, ...damage } as never;
    expect(() => applyCheckIn(member.definition, newCheckInState(), damaged)).toThrow(
      expect.objectContaining({ code: "invalid-entry" }),
    );
  });
});
