import { describe, expect, test } from "vitest";
import {
  apply,
  type ConditionInput,
  defineTiers,
  explainStanding,
  newTierState,
  openTiers,
  previewChange,
  recordActivity,
  replay,
  review,
  standingAt,
  standingFromTotals,
  type TierEntry,
  type TierProgramInput,
  type TierState,
} from "uptier/tiering";
import { UptierError } from "uptier/kernel";

const INPUT: TierProgramInput = {
  id: "club",
  currency: "CNY",
  zone: "Asia/Shanghai",
  metrics: [
    {
      id: "spend",
      kind: "money",
      on: ["order"],
      window: { kind: "rolling", length: 1, unit: "year" },
    },
    { id: "wallet", kind: "balance", on: ["bonus"] },
    { id: "growth", kind: "weighted", terms: [{ metric: "wallet", points: 1_000_000 }] },
  ],
  tiers: [
    { id: "basic", rank: 0 },
    { id: "silver", rank: 1, entry: { metric: "spend", min: "100" } },
    {
      id: "gold",
      rank: 2,
      entry: {
        any: [
          { metric: "spend", min: "300" },
          { metric: "growth", min: 9_000_000_000 },
        ],
      },
    },
  ],
  validity: { mode: "duration", after: { years: 1 } },
  grace: { after: { days: 7 } },
};
const program = defineTiers(INPUT);
const AT = "2026-01-10T02:00:00.000Z";
const MAX = Number.MAX_SAFE_INTEGER;

/** The code of the error that a call throws, which must be one of ours; null: it throws none. */
function codeOf(call: () => unknown): string | null {
  try {
    call();
    return null;
  } catch (error) {
    if (error instanceof UptierError) return error.code;
    throw error;
  }
}

/** A member with a grant, a reversal and everything else, and the entries that made them so. */
function soundMember() {
  const session = openTiers(program);
  const entries: TierEntry[] = [];
  const about = (id: string, at = AT) => ({ id, at, member: "m1" });
  const keep = (decision: { ok: boolean; entries?: readonly TierEntry[] }) =>
    entries.push(...(decision.entries ?? []));
  const used = [{ benefit: "free-shipping", amount: "5" }];
  keep(
    session.recordActivity({
      ...about("o1"),
      kind: "order",
      amount: "150",
      used,
      occurredAt: "2026-01-05T02:00:00Z",
    }),
  );
  keep(session.grantTier({ ...about("g1"), tier: "gold", source: "trial" }));
  keep(session.reverseActivity({ ...about("r1"), ref: "o1", amount: "20" }));
  keep(session.endGrant({ ...about("e1"), grant: "g1" }));
  keep(session.review(about("v1", "2027-01-12T02:00:00.000Z")));
  return { session, entries, state: session.stateOf("m1") };
}

const { session: sound, entries, state } = soundMember();

/** Everything that may stand in the place of a value. */
const WRONG: readonly unknown[] = [
  undefined,
  null,
  -1,
  0.5,
  Number.NaN,
  Infinity,
  "",
  "x",
  true,
  [],
  [null],
  {},
  { __proto__: null },
  10n,
  Symbol("s"),
  () => 1,
];

/** All ways to the values within a value. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, key]))];
}

/** A copy in which the value at a path is another. */
function withValue(value: unknown, [key, ...rest]: readonly string[], wrong: unknown): unknown {
  if (key === undefined) return wrong;
  const copy: Record<string, unknown> = Array.isArray(value)
    ? ([...(value as unknown[])] as never)
    : { ...(value as object) };
  copy[key] = withValue(copy[key], rest, wrong);
  return copy;
}

describe("damaged data", () => {
  test("a state in which any value is any other is refused, or read [tiering-01]", () => {
    expect(state.pending).not.toBe(null);
    for (const path of pathsOf(state)) {
      for (const wrong of WRONG) {
        const damaged = withValue(state, path, wrong) as TierState;
        const at = "2030-01-01T00:00:00Z";
        const code = codeOf(() => {
          recordActivity(program, damaged, { id: "n", at, member: "m1", kind: "visit" });
          standingAt(program, damaged, at);
          explainStanding(program, damaged, at);
          previewChange(program, program, { m1: damaged }, at);
          openTiers(program, { m1: damaged });
        });
        expect([null, "invalid-state"]).toContain(code);
      }
    }
  });

  test("a state without a part is refused [tiering-01]", () => {
    for (const key of Object.keys(state)) {
      const rest = withValue(state, [key], undefined) as TierState;
      expect(codeOf(() => standingAt(program, rest, AT))).toBe("invalid-state");
    }
    const twice = { ...state, activities: [...state.activities, ...state.activities] };
    expect(codeOf(() => standingAt(program, twice, AT))).toBe("invalid-state");
    const excess = { id: "r2", amount: 13_001, units: 0, full: false };
    const [order] = state.activities;
    const activities = [{ ...order!, reversals: [...order!.reversals, excess] }];
    expect(codeOf(() => standingAt(program, { ...state, activities }, AT))).toBe("invalid-state");
  });

  test("an entry in which any value is any other is refused, or folded, never in part [tiering-21]", () => {
    entries.forEach((entry, place) => {
      const before = entries.slice(0, place);
      const from = replay(program, before)["m1"] ?? newTierState();
      const session = openTiers(program, place === 0 ? {} : { m1: from });
      for (const path of pathsOf(entry)) {
        for (const wrong of WRONG) {
          const damaged = withValue(entry, path, wrong) as TierEntry;
          const code = codeOf(() => apply(program, from, damaged));
          const known = [
            null,
            "invalid-entry",
            "foreign-entry",
            "missing-entry",
            "duplicate-entry",
          ];
          expect(known).toContain(code);
          if (code === null) continue;
          expect(codeOf(() => session.apply(damaged))).toBe(code);
          expect(session.stateOf("m1")).toEqual(from);
          expect(codeOf(() => replay(program, [...before, damaged]))).not.toBe(null);
        }
      }
    });
  });

  test("entries that cannot follow on one another are refused [tiering-21]", () => {
    entries.forEach((entry, place) => {
      const first = { ...entry, seq: 1 };
      const code = codeOf(() => apply(program, newTierState(), first));
      const mayBegin = entry.kind === "member-joined" || entry.kind === "tier-granted";
      expect(code).toBe(mayBegin ? null : "invalid-entry");
      const from = replay(program, entries.slice(0, place + 1))["m1"]!;
      expect(codeOf(() => apply(program, from, entry))).toBe("duplicate-entry");
    });
  });
});

describe("a command with any value that is none", () => {
  const about = { id: "c1", at: "2027-02-01T00:00:00Z", member: "m1" };
  const commands = {
    recordActivity: {
      ...about,
      kind: "order",
      ref: "o9",
      amount: "10",
      units: 1,
      currency: "CNY",
      occurredAt: AT,
      used: [{ benefit: "b", amount: "1" }],
    },
    reverseActivity: { ...about, ref: "o1", amount: "1", units: 1 },
    grantTier: {
      ...about,
      tier: "gold",
      source: "manual",
      from: "2027-03-01T00:00:00Z",
      to: "2027-04-01T00:00:00Z",
      reason: "r",
      by: "b",
    },
    endGrant: { ...about, grant: "g1" },
    join: { ...about, joinedAt: AT, anchor: AT },
    leave: about,
    review: about,
  } as const;

  for (const [verb, command] of Object.entries(commands)) {
    test(`is refused by ${verb}, and changes nothing [tiering-01]`, () => {
      for (const path of pathsOf(command)) {
        for (const wrong of WRONG) {
          const session = openTiers(program, sound.history());
          const before = session.history();
          const verbs = session as unknown as Record<string, (command: unknown) => { ok: boolean }>;
          let accepted = false;
          const code = codeOf(() => {
            accepted = verbs[verb]!(withValue(command, path, wrong)).ok;
          });
          const known = [
            null,
            "invalid-command",
            "currency-mismatch",
            "invalid-decimal",
            "unsafe-integer",
          ];
          expect(known).toContain(code);
          if (!accepted) expect(session.history()).toEqual(before);
        }
      }
    });
  }

  test("has ids that are names of what every object has [tiering-01]", () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"]) {
      // The one that a definition refuses.
      const id = name === "__proto__" ? "proto" : name;
      const own = defineTiers({
        ...INPUT,
        metrics: [{ id, kind: "count", on: [id] }],
        tiers: [
          { id: "none", rank: 0 },
          { id, rank: 1, entry: { metric: id, min: 1 } },
        ],
      });
      const session = openTiers(own);
      const command = { id: name, at: AT, member: name, kind: id, ref: name };
      expect(session.recordActivity(command).ok).toBe(true);
      expect(session.standingOf(name, AT).tier).toBe(id);
      expect(Object.keys(session.history())).toEqual([name]);
      const again = openTiers(own, session.history());
      expect(again.standingOf(name, AT).tier).toBe(id);
      expect(standingFromTotals(own, {}).tier).toBe("none");
      expect(standingFromTotals(own, Object.fromEntries([[id, 1]])).tier).toBe(id);
    }
  });
});

describe("numbers beyond what is exact", () => {
  const about = (id: string) => ({ id, at: AT, member: "m1" });

  test("leave a session as it was [tiering-03] [tiering-05]", () => {
    const session = openTiers(program);
    session.recordActivity({ ...about("b1"), kind: "bonus", units: 1 });
    const before = session.history();
    // What the balance comes to is exact; what it is worth is not.
    const call = () => session.recordActivity({ ...about("b2"), kind: "bonus", units: MAX - 1 });
    expect(codeOf(call)).toBe("unsafe-integer");
    expect(session.history()).toEqual(before);
    expect(session.standingOf("m1", AT).tier).toBe("basic");
    expect(session.recordActivity({ ...about("b2"), kind: "bonus", units: 2 }).ok).toBe(true);
    expect(session.standingOf("m1", AT).metrics[1]?.value).toBe(3);
  });

  test("are found where a reversal brings them about [tiering-03] [tiering-15]", () => {
    const balance = defineTiers({
      ...INPUT,
      metrics: [{ id: "wallet", kind: "balance", on: ["bonus"] }],
      tiers: [{ id: "basic", rank: 0 }],
    });
    const session = openTiers(balance);
    session.recordActivity({ ...about("a"), kind: "bonus", units: MAX });
    session.recordActivity({ ...about("b"), kind: "bonus", units: -MAX });
    session.recordActivity({ ...about("c"), kind: "bonus", units: MAX });
    const before = session.history();
    expect(codeOf(() => session.reverseActivity({ ...about("d"), ref: "b" }))).toBe(
      "unsafe-integer",
    );
    expect(session.history()).toEqual(before);
    expect(codeOf(() => session.recordActivity({ ...about("e"), kind: "bonus", units: 1 }))).toBe(
      "unsafe-integer",
    );
    expect(session.standingOf("m1", AT).metrics[0]?.value).toBe(MAX);
  });

  test("negative zero is zero [tiering-03] [tiering-04]", () => {
    const session = openTiers(program);
    session.recordActivity({ ...about("a"), kind: "bonus", units: -0 });
    session.recordActivity({ ...about("b"), kind: "order", amount: { minor: -0 } });
    const [bonus, order] = session.stateOf("m1").activities;
    expect(Object.is(bonus?.units, 0)).toBe(true);
    expect(Object.is(order?.amount, 0)).toBe(true);
    expect(Object.is(session.standingOf("m1", AT).metrics[1]?.value, 0)).toBe(true);
  });
});

describe("definitions", () => {
  test("with conditions thousands of levels deep are refused [tiering-05]", () => {
    let entry: ConditionInput = { metric: "spend", min: "1" };
    for (let level = 0; level < 5_000; level += 1) entry = { not: entry };
    const tiers = [{ id: "basic", rank: 0, entry }];
    expect(codeOf(() => defineTiers({ ...INPUT, tiers }))).toBe("invalid-definition");
    const cycle: { not?: unknown } = {};
    cycle.not = cycle;
    const round = [{ id: "basic", rank: 0, entry: cycle as ConditionInput }];
    expect(codeOf(() => defineTiers({ ...INPUT, tiers: round }))).toBe("invalid-definition");
  });
});

describe("the ends of time", () => {
  test("an error at the end of the calendar leaves a session as it was [tiering-06]", () => {
    for (const at of ["9999-06-01T00:00:00Z", "9999-12-31T23:59:59.999Z"]) {
      const session = openTiers(program);
      const order = { id: "o1", at, member: "m1", kind: "order", amount: "500" };
      expect(codeOf(() => session.recordActivity(order))).toBe("invalid-instant");
      expect(session.history()).toEqual({});
      session.recordActivity({ ...order, id: "o0", at: AT });
      const before = session.history();
      expect(codeOf(() => session.recordActivity(order))).toBe("invalid-instant");
      expect(session.history()).toEqual(before);
      expect(session.standingOf("m1", AT).tier).toBe("gold");
    }
  });

  test("the first years are years [tiering-06]", () => {
    const session = openTiers(program);
    const at = "0001-01-02T00:00:00Z";
    session.recordActivity({ id: "o1", at, member: "m1", kind: "order", amount: "500" });
    expect(session.standingOf("m1", "0001-06-01T00:00:00Z").tier).toBe("gold");
    expect(session.standingOf("m1", "0004-06-01T00:00:00Z").tier).toBe("basic");
  });

  test("a member who joined on 29 February has the 28th in common years [tiering-06] [tiering-16]", () => {
    const yearly = defineTiers({ ...INPUT, grace: undefined, validity: { mode: "anniversary" } });
    const joined = { id: "j", at: "2024-02-29T04:00:00+08:00", member: "m1" };
    const session = openTiers(yearly);
    session.join(joined);
    session.recordActivity({ ...joined, id: "o", kind: "order", amount: "100" });
    const ends: (string | null | undefined)[] = [];
    for (const year of [2024, 2025, 2026, 2027]) {
      const at = `${year}-06-01T00:00:00+08:00`;
      session.recordActivity({ id: `o${year}`, at, member: "m1", kind: "order", amount: "100" });
      ends.push(session.stateOf("m1").earned?.until);
    }
    expect(ends).toEqual([
      "2025-02-27T20:00:00.000Z",
      "2026-02-27T20:00:00.000Z",
      "2027-02-27T20:00:00.000Z",
      "2028-02-28T20:00:00.000Z",
    ]);
  });

  test("a day that never was ends where it begins [tiering-06] [tiering-16]", () => {
    const apia = defineTiers({
      ...INPUT,
      zone: "Pacific/Apia",
      grace: undefined,
      metrics: [
        {
          id: "spend",
          kind: "money",
          on: ["order"],
          window: { kind: "calendar", unit: "day" },
        },
      ],
      tiers: INPUT.tiers.slice(0, 2),
      validity: { mode: "duration", after: { days: 1 }, round: "end-of-day" },
    });
    // Friday 30 December 2011 was skipped: the 29th ends where the 31st begins.
    const midnight = "2011-12-30T10:00:00.000Z";
    const session = openTiers(apia);
    const at = "2011-12-29T09:59:00.000Z";
    session.recordActivity({ id: "o1", at, member: "m1", kind: "order", amount: "100" });
    expect(session.stateOf("m1").earned?.until).toBe(midnight);
    expect(session.standingOf("m1", "2011-12-30T09:59:59.999Z").tier).toBe("silver");
    expect(session.standingOf("m1", midnight).tier).toBe("basic");
  });

  test("a review at an instant before the last entry books nothing, and does not say that it is late [tiering-21]", () => {
    const decision = review(program, state, { id: "v2", at: AT, member: "m1" });
    expect(decision.ok && decision.why.map(({ code }) => code)).toEqual([]);
    expect(decision.ok && decision.entries).toEqual([]);
  });
});
