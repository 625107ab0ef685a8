import { describe, expect, it } from "vitest";
import {
  apply,
  lotsAt,
  newAccount,
  openPoints,
  type PointsCredited,
  type PointsEntry,
  replay,
  statementOf,
} from "uptier/points";
import { by, club, codeOf, entriesOf } from "./member";

const program = club({ expiry: { mode: "rolling", after: { days: 30 } } });

/** A credit of ten points; `m1` has no other entries. */
const [credited] = entriesOf(
  openPoints(program).credit({ ...by("c"), points: 10 }),
) as readonly PointsCredited[];

describe("the order of entries [PR2]", () => {
  it("is by instant, then by number, then by id, which compares by code unit [points-01]", () => {
    const entry = (id: string, seq: number, at = credited!.at): PointsEntry => ({
      ...credited!,
      id: `${id}/1`,
      cause: id,
      seq,
      at,
    });
    const entries = [
      entry("é", 7),
      entry("a", 7),
      entry("B", 7),
      entry("a later number", 8),
      entry("earlier, with a larger number", 9, "2026-01-10T01:59:59.999Z"),
    ];
    for (const journal of [entries, entries.toReversed()]) {
      const { m1 } = replay(program, journal);
      expect(lotsAt(m1!, "points", m1!.at!).map(({ id }) => id)).toEqual([
        "earlier, with a larger number/1",
        "B/1",
        "a/1",
        "é/1",
        "a later number/1",
      ]);
    }
  });

  it("of a late entry is its place among the others: what was worked out after it is not good any more [points-01]", () => {
    const session = openPoints(program);
    const entries = [
      session.credit({ ...by("a"), points: 10 }),
      session.redeem({ ...by("r", "2026-01-20T00:00:00Z"), points: 4 }),
    ].flatMap(entriesOf);
    const early = replay(program, entries, { asOf: "2026-01-11T00:00:00Z" });
    const late = replay(program, entries);
    const more = { ...credited!, at: "2026-01-12T00:00:00.000Z" };
    expect(codeOf(() => apply(program, late["m1"]!, more))).toBe("late-entry");
    expect(codeOf(() => replay(program, [more], { from: late }))).toBe("late-entry");
    expect(replay(program, [...entries.slice(1), more], { from: early })).toEqual(
      replay(program, [...entries, more]),
    );
  });

  it("knows the lot, the debit or the reservation that an entry is about, or is an error [points-01]", () => {
    const { id, at, cause, member, type, seq, program: owner, version, command } = credited!;
    const head = { id, at, cause, program: owner, version, member, type, seq, command };
    const none = { debit: "x", ref: null };
    const strangers: readonly PointsEntry[] = [
      { ...credited!, revives: [{ lot: "x", points: 1 }] },
      { ...head, ...none, kind: "points-clawed-back", lot: "x", points: 1 },
      {
        ...head,
        ...none,
        kind: "points-restored",
        points: 1,
        onEnded: "original",
        endsAt: null,
        reward: null,
      },
      { ...head, kind: "reservation-posted", reservation: "x", points: 1 },
      { ...head, kind: "reservation-voided", reservation: "x" },
      { ...head, kind: "points-activated", lot: "x", endsAt: null },
      { ...head, kind: "lot-voided", lot: "x" },
      { ...head, kind: "expiry-moved", lots: ["x"], endsAt: null, activity: null },
      { ...head, kind: "expiries-booked", lots: [{ lot: "x", points: 1 }] },
    ];
    for (const entry of strangers) {
      expect(
        codeOf(() => apply(program, newAccount(), entry)),
        entry.kind,
      ).toBe("unknown-link");
    }
  });
});

describe("what happens at one instant [PR13]", () => {
  it("is activation, the lapse of reservations, cancelling, making full, lapsing, and then entries [points-04] [points-08] [points-11] [points-21]", () => {
    const holding = club({ hold: { mode: "event", within: { days: 10 } } });
    const session = openPoints(holding);
    const start = "2026-01-10T00:00:00.000Z";
    const then = "2026-01-20T00:00:00.000Z";
    const entries = [
      session.credit({ ...by("event", start), points: 1 }),
      session.credit({ ...by("ends", start), points: 10, activeAt: start, endsAt: then }),
      session.credit({
        ...by("daily", start),
        points: 10,
        activeAt: start,
        recurs: { every: 1, unit: "day" },
      }),
      session.credit({ ...by("starts", start), points: 5, activeAt: then }),
      session.reserve({ ...by("kept", "2026-01-11T00:00:00Z"), points: 10, until: then }),
      session.redeem({ ...by("spent", "2026-01-19T12:00:00Z"), points: 3 }),
      session.redeem({ ...by("last", then), points: 15 }),
    ].flatMap(entriesOf);
    const lines = statementOf(holding, entries, "m1", "points", then);
    expect(lines.filter(({ at }) => at === then)).toMatchObject([
      { kind: "activated", id: "starts/1", change: 5 },
      { kind: "lapsed", id: "kept" },
      { kind: "cancelled", id: "event/1" },
      { kind: "refilled", id: "daily/1", change: 3 },
      { kind: "expired", id: "ends/1", change: -10 },
      { kind: "points-debited", id: "last/1", change: -15, after: 0 },
    ]);
  });
});
