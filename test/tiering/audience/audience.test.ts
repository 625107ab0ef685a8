import { describe, expect, it } from "vitest";
import {
  audienceJsonSchema,
  type AudienceInput,
  type AudienceRule,
  defineAudience,
  inAudience,
  type MemberFacts,
  selectAudience,
} from "uptier/tiering";
import { UptierError } from "uptier/kernel";

const AT = "2026-11-21T09:30:00+08:00";

const terms = {
  id: "any",
  zone: "Asia/Shanghai",
  currency: "CNY",
  facts: {
    orders: "number",
    spent: "money",
    city: "text",
    subscribed: "boolean",
    birthday: "date",
    lastOrder: "instant",
    interests: "text-list",
  },
} as const;

const ask = (enter: AudienceRule, facts: MemberFacts, at = AT, more: Partial<AudienceInput> = {}) =>
  inAudience(defineAudience({ ...terms, ...more, enter }), facts, at).answer;

function issuesOf(enter: unknown, more: object = {}): (readonly [string, string])[] {
  try {
    defineAudience({ ...terms, ...more, enter } as unknown as AudienceInput);
  } catch (error) {
    if (!(error instanceof UptierError)) throw error;
    return error.issues.map(({ path, code }) => [path.join("."), code] as const);
  }
  return [];
}

describe("the definition of an audience [tiering-60]", () => {
  it("reports every rule that does not fit its fact", () => {
    const rules = [
      [{ fact: "spent", op: "at-least", value: "1.234" }, "value", "too-many-decimals"],
      [{ fact: "spent", op: "at-least", value: 3 }, "value", "invalid-type"],
      [{ fact: "city", op: "at-least", value: 3 }, "op", "wrong-operator"],
      [{ fact: "postcode", op: "is-missing" }, "fact", "unknown-fact"],
      [{ fact: "subscribed", op: "equals", value: "x" }, "value", "invalid-type"],
      [{ fact: "birthday", op: "before", value: "2026-02-30" }, "value", "invalid-day"],
      [{ fact: "lastOrder", op: "before", value: "2026-02-28T10:00" }, "value", "invalid-instant"],
      [{ fact: "orders", op: "between", from: 3, to: 3, includes: "from" }, "to", "invalid-range"],
      [
        {
          fact: "lastOrder",
          op: "between",
          from: "2026-01-01",
          to: "2026-01-01T00:00:00Z",
          includes: "both",
        },
        "to",
        "invalid-range",
      ],
    ] as const;
    expect(issuesOf({ all: rules.map(([rule]) => rule) })).toEqual(
      rules.map(([, key, code], index) => [`enter.all.${index}.${key}`, code]),
    );
  });

  it("finds the branch that was meant, and says what is wrong inside it", () => {
    expect(issuesOf({ any: [{ not: { fact: "orders", op: "more", value: 3 } }] })).toEqual([
      ["enter.any.0.not.op", "invalid-value"],
    ]);
    expect(issuesOf({ all: [{ fact: "orders", op: "at-least", value: 1, to: 2 }] })).toEqual([
      ["enter.all.0.to", "unknown-key"],
    ]);
    expect(issuesOf({ atLeast: 2 })).toEqual([["enter.of", "missing"]]);
    expect(issuesOf({ any: [] })).toEqual([["enter.any", "too-small"]]);
    const one = { fact: "orders", op: "is-missing" };
    expect(issuesOf({ atLeast: 2, of: [one] })).toEqual([["enter.atLeast", "impossible-count"]]);
  });

  it("has limits: levels, tests, facts", () => {
    const test: AudienceRule = { fact: "orders", op: "at-least", value: 1 };
    let deep: AudienceRule = test;
    for (let level = 1; level < 20; level += 1) deep = { all: [deep] };
    expect(issuesOf(deep)).toEqual([]);
    expect(issuesOf({ not: deep }).map(([, code]) => code)).toEqual(["too-deep"]);
    let endless: unknown = test;
    for (let level = 0; level < 50_000; level += 1) endless = [endless];
    expect(issuesOf({ all: endless }).map(([, code]) => code)).toEqual(["too-deep"]);
    const many = Array.from({ length: 251 }, () => test);
    expect(issuesOf({ any: [{ all: many }, { all: many }] })).toEqual([
      ["enter", "too-many-tests"],
    ]);
    expect(issuesOf(test, { facts: {} })).toEqual([
      ["facts", "invalid-value"],
      ["enter.fact", "unknown-fact"],
    ]);
  });

  it("needs a currency where a fact is money", () => {
    const rule = { fact: "spent", op: "at-least", value: "1.00" };
    expect(issuesOf(rule, { currency: undefined })).toEqual([["currency", "missing"]]);
  });

  it("has a JSON Schema that goes round in the rules", () => {
    const schema = audienceJsonSchema() as { properties: Record<string, unknown> };
    expect(schema.properties["enter"]).toEqual({ $ref: "#/$defs/__schema0" });
  });
});

describe("tests of facts [tiering-60]", () => {
  it("compare numbers exactly, whole or as decimal text", () => {
    const rule: AudienceRule = { fact: "orders", op: "at-most", value: "9.9" };
    expect(ask(rule, { orders: "9.90000000000000000000000001" })).toBe("no");
    expect(ask(rule, { orders: "9.900" })).toBe("yes");
    expect(ask(rule, { orders: -3 })).toBe("yes");
    const big: AudienceRule = { fact: "orders", op: "equals", value: "9007199254740993" };
    expect(ask(big, { orders: "9007199254740992" })).toBe("no");
    expect(ask(big, { orders: "9007199254740993.0" })).toBe("yes");
  });

  it("include the bound of at-least and at-most, and of a range as it says", () => {
    const within = (includes: "both" | "from" | "to" | "neither") =>
      ["0.99", "1.00", "1.50", "2.00", { minor: 201 }].map((spent) =>
        ask({ fact: "spent", op: "between", from: "1", to: "2", includes }, { spent }),
      );
    expect(within("both")).toEqual(["no", "yes", "yes", "yes", "no"]);
    expect(within("from")).toEqual(["no", "yes", "yes", "no", "no"]);
    expect(within("to")).toEqual(["no", "no", "yes", "yes", "no"]);
    expect(within("neither")).toEqual(["no", "no", "yes", "no", "no"]);
  });

  it("are yes or no of a list, a text, a truth value", () => {
    expect(
      ask({ fact: "interests", op: "contains", value: "tea" }, { interests: ["pots", "tea"] }),
    ).toBe("yes");
    expect(ask({ fact: "interests", op: "contains", value: "te" }, { interests: ["tea"] })).toBe(
      "no",
    );
    expect(ask({ fact: "city", op: "one-of", values: ["Suzhou"] }, { city: "suzhou" })).toBe("no");
    expect(ask({ fact: "subscribed", op: "equals", value: false }, { subscribed: false })).toBe(
      "yes",
    );
  });

  it("take null, undefined and what objects inherit for missing", () => {
    const rule: AudienceRule = { fact: "city", op: "is-missing" };
    expect([{}, { city: null }, { city: undefined }].map((facts) => ask(rule, facts))).toEqual([
      "yes",
      "yes",
      "yes",
    ]);
    const facts = { toString: "text" } as const;
    const inherited = { fact: "toString", op: "equals", value: "x" } as const;
    expect(ask(inherited, {}, AT, { facts })).toBe("unknown");
  });

  it("refuse a fact of a wrong type and name its place", () => {
    const audience = defineAudience({
      ...terms,
      enter: { fact: "orders", op: "is-missing" },
    });
    const members = [
      { id: "m1", facts: {} },
      { id: "m2", facts: { orders: 9.5, spent: "1.234", interests: "tea", lastOrder: "today" } },
    ];
    let issues: unknown;
    try {
      selectAudience(audience, members, AT);
    } catch (error) {
      if (!(error instanceof UptierError)) throw error;
      expect(error.code).toBe("invalid-facts");
      issues = error.issues.map(({ path, code }) => [path.join("."), code]);
    }
    expect(issues).toEqual([
      ["1.facts.orders", "invalid-type"],
      ["1.facts.spent", "too-many-decimals"],
      ["1.facts.lastOrder", "invalid-instant"],
      ["1.facts.interests", "invalid-type"],
    ]);
  });
});

describe("dates with zones [tiering-62]", () => {
  it("compare an instant with a date by the local day", () => {
    const rule: AudienceRule = { fact: "lastOrder", op: "before", value: "2026-11-21" };
    const order = { lastOrder: "2026-11-20T15:59:59Z" };
    expect(ask(rule, order)).toBe("yes");
    expect(ask(rule, { lastOrder: "2026-11-20T16:00:00Z" })).toBe("no");
    expect(ask(rule, { lastOrder: "2026-11-20T16:00:00Z" }, AT, { zone: "UTC" })).toBe("yes");
    const day: AudienceRule = { fact: "lastOrder", op: "one-of", values: ["2026-11-20"] };
    expect(ask(day, order)).toBe("yes");
  });

  it("count months of the calendar, clamped, half-open", () => {
    const rule: AudienceRule = { fact: "lastOrder", op: "within-last", length: 1, unit: "month" };
    const order = { lastOrder: new Date("2026-01-31T10:00:00+08:00") };
    expect(ask(rule, order, "2026-02-28T09:59:59+08:00")).toBe("yes");
    expect(ask(rule, order, "2026-02-28T10:00:00+08:00")).toBe("no");
    expect(ask(rule, order, "2026-01-31T09:59:59+08:00")).toBe("no");
  });

  it("count days by the wall clock where a day has 25 hours", () => {
    const zone = "America/New_York";
    const rule: AudienceRule = { fact: "lastOrder", op: "within-last", length: 1, unit: "day" };
    const order = { lastOrder: "2026-10-31T12:00:00-04:00" };
    expect(ask(rule, order, "2026-11-01T11:59:59-05:00", { zone })).toBe("yes");
    expect(ask(rule, order, "2026-11-01T12:00:00-05:00", { zone })).toBe("no");
  });

  it("end a date at a local midnight, and say when", () => {
    const enter: AudienceRule = { fact: "birthday", op: "within-last", length: 7, unit: "day" };
    const audience = defineAudience({ ...terms, enter });
    const facts = { birthday: "2026-11-15" };
    const { answer, trace } = inAudience(audience, facts, "2026-11-21T23:59:59+08:00");
    expect(answer).toBe("yes");
    expect(trace).toMatchObject({ value: "2026-11-15", until: "2026-11-21T16:00:00.000Z" });
    expect(inAudience(audience, facts, "2026-11-22T00:00:00+08:00").answer).toBe("no");
  });
});

describe("an answer of three values [tiering-61]", () => {
  const enter: AudienceRule = {
    atLeast: 2,
    of: [
      { fact: "orders", op: "at-least", value: 3 },
      { fact: "spent", op: "at-least", value: "500.00" },
      { not: { fact: "city", op: "equals", value: "Beijing" } },
    ],
  };
  const audience = defineAudience({ ...terms, enter });

  it("is unknown only where a missing fact would decide it, and names it", () => {
    const answers = (
      [
        { orders: 3, spent: "500" },
        { orders: 3 },
        { orders: 2, city: "Beijing" },
        {},
        { city: "Beijing" },
      ] as const
    ).map((facts) => {
      const { answer, missing } = inAudience(audience, facts, AT);
      return [answer, missing];
    });
    expect(answers).toEqual([
      ["yes", []],
      ["unknown", ["spent", "city"]],
      ["no", []],
      ["unknown", ["orders", "spent", "city"]],
      ["unknown", ["orders", "spent"]],
    ]);
  });

  it("says which tests decided it, and traces all of them", () => {
    const { why, trace } = inAudience(audience, { orders: 5, city: "Hangzhou" }, AT);
    expect(why).toEqual([
      { code: "fact-met", fact: "orders", op: "at-least", value: 5 },
      { code: "fact-not-met", fact: "city", op: "equals", value: "Hangzhou" },
    ]);
    expect(trace).toMatchObject({
      rule: "at-least",
      count: 2,
      answer: "yes",
      of: [
        { rule: "fact", answer: "yes", value: 5, until: null },
        { rule: "fact", answer: "unknown", value: null },
        { rule: "not", answer: "yes", of: [{ rule: "fact", answer: "no", value: "Hangzhou" }] },
      ],
    });
  });
});

describe("a selection [tiering-63]", () => {
  const audience = defineAudience({
    ...terms,
    enter: { fact: "orders", op: "at-least", value: 3 },
  });

  it("keeps the order of the members", () => {
    const members = [5, 1, undefined, 3, 0].map((orders, index) => ({
      id: `m${index}`,
      facts: { orders },
    }));
    expect(selectAudience(audience, members, AT)).toEqual({
      audience: "any",
      version: audience.version,
      asOf: "2026-11-21T01:30:00.000Z",
      yes: ["m0", "m3"],
      no: ["m1", "m4"],
      unknown: [{ id: "m2", missing: ["orders"] }],
    });
  });

  it.each([
    ["no list", "m1"],
    ["a member without an id", [{ facts: {} }]],
    ["a member twice", [1, 2].map(() => ({ id: "m1", facts: {} }))],
  ])("refuses %s", (_, members) => {
    expect(() => selectAudience(audience, members as never, AT)).toThrow(
      expect.objectContaining({ code: "invalid-members" }),
    );
  });
});

describe("hysteresis [tiering-64]", () => {
  const audience = defineAudience({
    ...terms,
    enter: { fact: "orders", op: "at-least", value: 5 },
    stay: { fact: "orders", op: "at-least", value: 3 },
  });

  it("leaves the membership as it was between the bars", () => {
    let wasIn = false;
    const history = [4, 5, 4, 3, 2, 3, 4, 5].map((orders) => {
      wasIn = inAudience(audience, { orders }, AT, wasIn).answer === "yes";
      return wasIn;
    });
    expect(history).toEqual([false, true, true, true, false, false, false, true]);
  });

  it("is told in a selection, and nowhere guessed", () => {
    const facts = { orders: 4 };
    const members = [
      { id: "m1", facts, wasIn: true },
      { id: "m2", facts },
    ];
    expect(selectAudience(audience, members, AT)).toMatchObject({ yes: ["m1"], no: ["m2"] });
    expect(() => inAudience(audience, facts, AT, "yes" as never)).toThrow(
      expect.objectContaining({ code: "invalid-membership" }),
    );
  });
});
