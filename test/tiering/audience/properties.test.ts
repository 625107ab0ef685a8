import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { type AudienceRule, defineAudience, inAudience, type Ternary } from "uptier/tiering";

const AT = "2026-11-21T09:30:00+08:00";

const FACTS = ["a", "b", "c"] as const;
const facts = { a: "number", b: "number", c: "number" } as const;

const anyTest = fc.record({
  fact: fc.constantFrom(...FACTS),
  op: fc.constantFrom("at-least" as const, "at-most" as const, "equals" as const),
  value: fc.integer({ min: 0, max: 3 }),
});

const anyRule: fc.Arbitrary<AudienceRule> = fc.letrec<{ rule: AudienceRule }>((tie) => {
  const rules = fc.array(tie("rule"), { minLength: 1, maxLength: 3 });
  return {
    rule: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      anyTest,
      rules.map((all) => ({ all })),
      rules.map((any) => ({ any })),
      tie("rule").map((not) => ({ not })),
      fc.tuple(rules, fc.nat()).map(([of, number]) => ({ atLeast: 1 + (number % of.length), of })),
    ),
  };
}).rule;

const anyValue = fc.option(fc.integer({ min: 0, max: 3 }));
const anyFacts = fc.record({ a: anyValue, b: anyValue, c: anyValue });
type Facts = Readonly<Record<(typeof FACTS)[number], number | null>>;

const ask = (enter: AudienceRule, known: Facts): Ternary =>
  inAudience(defineAudience({ id: "any", zone: "UTC", facts, enter }), known, AT).answer;

describe("rules in three values", () => {
  test.prop([fc.array(anyRule, { minLength: 1, maxLength: 3 }), anyFacts])(
    "obey De Morgan and the double negation [tiering-61]",
    (rules, known) => {
      const nots = rules.map((not) => ({ not }));
      expect(ask({ not: { all: rules } }, known)).toBe(ask({ any: nots }, known));
      expect(ask({ not: { any: rules } }, known)).toBe(ask({ all: nots }, known));
      expect(ask({ not: { not: rules[0]! } }, known)).toBe(ask(rules[0]!, known));
    },
  );

  test.prop([fc.array(anyRule, { minLength: 1, maxLength: 3 }), anyFacts])(
    "have all and any at the ends of at-least [tiering-61]",
    (of, known) => {
      expect(ask({ atLeast: 1, of }, known)).toBe(ask({ any: of }, known));
      expect(ask({ atLeast: of.length, of }, known)).toBe(ask({ all: of }, known));
    },
  );

  test.prop([anyRule, anyFacts, fc.constantFrom(...FACTS), fc.integer({ min: 0, max: 3 })])(
    "never turn a yes into a no, or back, when something becomes known [tiering-61]",
    (rule, some, name, value) => {
      const known = { ...some, [name]: null };
      const before = ask(rule, known);
      const after = ask(rule, { ...known, [name]: value });
      if (before !== "unknown") expect(after).toBe(before);
    },
  );

  test.prop([anyRule, anyFacts])(
    "name missing facts exactly where the answer is open, and decide once these are known [tiering-61]",
    (rule, known) => {
      const audience = defineAudience({ id: "any", zone: "UTC", facts, enter: rule });
      const { answer, missing, why } = inAudience(audience, known, AT);
      expect(missing.length > 0).toBe(answer === "unknown");
      expect(why.length).toBeGreaterThan(0);
      for (const name of missing) expect(known[name as keyof Facts]).toBeNull();
      const filled = { ...known, ...Object.fromEntries(missing.map((name) => [name, 1])) };
      expect(ask(rule, filled)).not.toBe("unknown");
    },
  );

  test.prop([anyRule, anyFacts])(
    "are as in two values where everything is known [tiering-61]",
    (rule, some) => {
      const known = { a: some.a ?? 0, b: some.b ?? 1, c: some.c ?? 2 };
      expect(ask(rule, known)).toBe(plainly(rule, known) ? "yes" : "no");
    },
  );
});

function plainly(rule: AudienceRule, known: Readonly<Record<string, number>>): boolean {
  const holds = (one: AudienceRule): boolean => plainly(one, known);
  if ("all" in rule) return rule.all.every(holds);
  if ("any" in rule) return rule.any.some(holds);
  if ("not" in rule) return !holds(rule.not);
  if ("atLeast" in rule) return rule.of.filter(holds).length >= rule.atLeast;
  const value = known[rule.fact]!;
  if (rule.op === "equals") return value === rule.value;
  if (rule.op === "at-least") return value >= Number(rule.value);
  return rule.op === "at-most" && value <= Number(rule.value);
}
