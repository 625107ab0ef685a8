import { describe, expect, it } from "vitest";
import {
  type AccountState,
  apply,
  balanceOf,
  credit,
  keepActive,
  newAccount,
  openPoints,
  type PointsEntry,
  redeem,
  replay,
  reserve,
  transfer,
} from "uptier/points";
import { accountAfter, AT, by, club, codeOf, entriesOf } from "./member";

const program = club();
const sound = accountAfter(
  program,
  (state) => credit(program, state, { ...by("c1"), points: 100 }),
  (state) => redeem(program, state, { ...by("r1"), points: 30 }),
  (state) => reserve(program, state, { ...by("v1"), points: 20 }),
);

/** A copy of the sound account in which one part of its ledger is another. */
function damaged(
  list: "lots" | "debits" | "reservations",
  part: Readonly<Record<string, unknown>>,
): AccountState {
  const ledger = sound.ledgers["points"]!;
  return {
    ...sound,
    ledgers: { points: { ...ledger, [list]: [{ ...ledger[list][0]!, ...part }] } },
  };
}

const DAMAGED: readonly (readonly [string, unknown])[] = [
  ["nothing", null],
  ["a text", "state"],
  ["an empty object", {}],
  ["no instant", { ...sound, at: "yesterday" }],
  ["an instant of another kind", { ...sound, at: 5 }],
  ["a number that is none", { ...sound, seq: Number.NaN }],
  ["ledgers as a list", { ...sound, ledgers: [] }],
  ["a ledger that is null", { ...sound, ledgers: { points: null } }],
  ["no history of earnings", { ...sound, earning: undefined }],
  ["no refunds", { ...sound, refunds: undefined }],
  ["no claims", { ...sound, claimed: undefined }],
  ["no commands", { ...sound, commands: undefined }],
  ["a command that is none", { ...sound, commands: [null] }],
  ["a command that said nothing", { ...sound, commands: [{ id: "x" }] }],
  ["restorations that are not listed", damaged("debits", { restores: {} })],
  ["a restoration of no number", damaged("debits", { restores: [{ command: "x", points: "5" }] })],
  ["a lot from nowhere", damaged("lots", { source: undefined })],
  ["a lot that does not add up", damaged("lots", { left: 51 })],
  ["a lot below 0", damaged("lots", { left: -20, spent: 100 })],
  ["a lot with half a point", damaged("lots", { left: 49.5, spent: 30.5 })],
  ["a lot of an unknown status", damaged("lots", { status: "gone" })],
  ["a lot that ends at no instant", damaged("lots", { endsAt: "never" })],
  ["a lot without an end", damaged("lots", { endsAt: undefined })],
  ["a lot with more written down than there is", damaged("lots", { booked: Number.NaN })],
  ["a debit of a lot that is not there", damaged("debits", { allocations: [{ lot: "x" }] })],
  ["a debit that owes a text", damaged("debits", { owed: "5" })],
  ["a debit that owes less than nothing", damaged("debits", { owed: -5 })],
  ["a debit without allocations", damaged("debits", { allocations: null })],
  ["a reservation of an unknown lot", damaged("reservations", { allocations: [{ lot: "x" }] })],
  ["a reservation of an unknown status", damaged("reservations", { status: "gone" })],
  [
    "a reservation that is null",
    { ...sound, ledgers: { points: { ...sound.ledgers["points"], reservations: [null] } } },
  ],
];

describe("a state that was damaged on its way", () => {
  it.each(DAMAGED)("is refused by every way in: %s [points-01]", (_, state) => {
    const broken = state as AccountState;
    const entry = entriesOf(credit(program, newAccount(), { ...by("c9"), points: 1 }))[0]!;
    const at = "2026-02-01T00:00:00Z";
    const calls = [
      () => credit(program, broken, { ...by("c2", at), points: 1 }),
      () => keepActive(program, broken, { ...by("k1", at), activity: "visit" }),
      () => transfer(program, { from: sound, to: broken }, { ...by("t", at), to: "m2", points: 1 }),
      () => balanceOf(broken, "points", at),
      () => apply(program, broken, { ...entry, at }),
      () => replay(program, [], { from: { m1: broken } }),
      () => openPoints(program, { m1: broken }),
    ];
    expect(calls.map(codeOf)).toEqual(calls.map(() => "invalid-state"));
  });

  it("is taken as it is where nothing is wrong with it [points-01]", () => {
    const copy = JSON.parse(JSON.stringify(sound)) as AccountState;
    expect(balanceOf(copy, "points", AT)).toEqual(balanceOf(sound, "points", AT));
  });
});

const CREDITED = entriesOf(credit(program, newAccount(), { ...by("c2"), points: 10 }))[0]!;
const HEAD = { id: "x/1", at: AT, cause: "x", program: "club", version: "v", member: "m1", seq: 9 };

const BAD_ENTRIES: readonly (readonly [string, unknown])[] = [
  ["nothing", null],
  ["a number", 5],
  ["no kind", { ...CREDITED, kind: undefined }],
  ["an inherited kind", { ...CREDITED, kind: "constructor" }],
  ["points as text", { ...CREDITED, points: "10" }],
  ["points below 0", { ...CREDITED, points: -1 }],
  ["points that are NaN", { ...CREDITED, points: Number.NaN }],
  ["half a point", { ...CREDITED, points: 0.5 }],
  ["no instant", { ...CREDITED, at: undefined }],
  ["a command without an id", { ...CREDITED, command: { said: {}, told: null } }],
  ["a command that said nothing", { ...CREDITED, command: { id: "c2", said: null, told: null } }],
  ["no burn priority", { ...CREDITED, burnPriority: undefined }],
  ["a burn priority that is NaN", { ...CREDITED, burnPriority: Number.NaN }],
  ["no recurrence, not even null", { ...CREDITED, recurs: undefined }],
  [
    "a recurrence of nothing",
    { ...CREDITED, recurs: { points: 5, every: 0, unit: "day", anchor: AT, zone: "UTC" } },
  ],
  [
    "a recurrence in an unknown unit",
    { ...CREDITED, recurs: { points: 5, every: 1, unit: "lune", anchor: AT, zone: "UTC" } },
  ],
  ["nothing about what is counted", { ...CREDITED, counted: undefined }],
  ["nothing about its start", { ...CREDITED, activeAt: undefined }],
  ["nothing about its end", { ...CREDITED, endsAt: undefined }],
  ["terms that are a text", { ...CREDITED, terms: "gold" }],
  ["a ledger that objects inherit", { ...CREDITED, type: "__proto__" }],
  [
    "a purpose nobody has",
    {
      ...HEAD,
      type: "points",
      kind: "points-debited",
      debit: "d",
      points: 1,
      purpose: "x",
      ref: null,
      reward: null,
    },
  ],
  [
    "no word of a reward",
    {
      ...HEAD,
      type: "points",
      kind: "points-debited",
      debit: "d",
      points: 1,
      purpose: "redeemed",
      ref: null,
    },
  ],
  [
    "no word of what ended",
    {
      ...HEAD,
      type: "points",
      kind: "points-restored",
      debit: "r1",
      points: 1,
      onEnded: "x",
      endsAt: null,
      ref: null,
      reward: null,
    },
  ],
  [
    "no deadline, not even null",
    { ...HEAD, type: "points", kind: "points-reserved", reservation: "w", points: 1, ref: null },
  ],
  [
    "a maximum that is NaN",
    { ...HEAD, type: "points", kind: "balance-reset", minimum: 0, maximum: Number.NaN },
  ],
  [
    "lots that are numbers",
    { ...HEAD, type: "points", kind: "expiry-moved", lots: [5], endsAt: null, activity: null },
  ],
  [
    "an end that is left out",
    { ...HEAD, type: "points", kind: "expiry-moved", lots: null, activity: null },
  ],
  ["a refunded part that is null", { ...HEAD, kind: "order-refunded", order: "o", part: null }],
  [
    "a refunded part without lines",
    { ...HEAD, kind: "order-refunded", order: "o", part: { shippingMinor: 0, amountMinor: 0 } },
  ],
  [
    "a refunded part that is NaN",
    {
      ...HEAD,
      kind: "order-refunded",
      order: "o",
      part: { lines: {}, shippingMinor: Number.NaN, amountMinor: 0 },
    },
  ],
];

describe("an entry that was damaged on its way", () => {
  it.each(BAD_ENTRIES)("is refused: %s [points-01]", (_, entry) => {
    const broken = entry as PointsEntry;
    expect(codeOf(() => apply(program, sound, broken))).toBe("invalid-entry");
    expect(codeOf(() => replay(program, [broken]))).toBe("invalid-entry");
    const session = openPoints(program, { m1: sound });
    expect(codeOf(() => session.apply(broken))).toBe("invalid-entry");
    expect(session.stateOf("m1")).toEqual(sound);
  });
});

describe("a command that cannot be used", () => {
  const bad: readonly (readonly [string, Record<string, unknown>])[] = [
    ["no points", { points: undefined }],
    ["points that are NaN", { points: Number.NaN }],
    ["points below 0", { points: -1 }],
    ["points as text", { points: "5" }],
    ["too many points", { points: 1_000_000_001 }],
    ["points without end", { points: Infinity }],
    ["no member", { member: undefined }],
    ["a member that is a number", { member: 5 }],
    ["no id", { id: "" }],
    ["an instant without offset", { at: "2026-01-10T02:00:00" }],
    ["a source nobody has", { source: "stolen" }],
    ["a source that is null", { source: null }],
    ["a reference that is empty", { ref: "" }],
    ["a recurrence that is null", { recurs: null }],
    ["a recurrence that is a text", { recurs: "month" }],
    ["a recurrence of nothing", { recurs: { every: 0, unit: "month" } }],
    ["a priority that is NaN", { burnPriority: Number.NaN }],
    ["a start that is no instant", { activeAt: "soon" }],
    ["an end that is no instant", { endsAt: 5 }],
  ];

  it.each(bad)("credits nothing: %s [points-02]", (_, part) => {
    const command = { ...by("c2"), points: 5, ...part } as never;
    expect(codeOf(() => credit(program, sound, command))).toBe("invalid-command");
    const session = openPoints(program, { m1: sound });
    expect(codeOf(() => session.credit(command))).toBe("invalid-command");
    expect(session.stateOf("m1").ledgers).toEqual(sound.ledgers);
  });

  it("spends for one of the two purposes that it may name [points-08]", () => {
    for (const purpose of ["transferred", "claimed", "clawed-back", "x", null]) {
      const command = { ...by("r2"), points: 5, purpose } as never;
      expect(codeOf(() => redeem(program, sound, command))).toBe("invalid-command");
    }
  });
});
