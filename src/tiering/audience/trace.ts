import type { ReadFact, ShownFact } from "./fact";
import { compileTest } from "./fact-test";
import type { AudienceRule, FactOperator, FactTerms, FactTest } from "./input";
import { atLeast, not, type Ternary } from "./kleene";

/** How a rule was answered, down to each fact. Plain JSON. */
export type AudienceTrace =
  | {
      readonly rule: "all" | "any" | "not";
      readonly answer: Ternary;
      readonly of: readonly AudienceTrace[];
    }
  | {
      readonly rule: "at-least";
      readonly count: number;
      readonly answer: Ternary;
      readonly of: readonly AudienceTrace[];
    }
  | {
      readonly rule: "fact";
      readonly answer: Ternary;
      readonly test: FactTest;
      /** What the member has; null: it is missing. */
      readonly value: ShownFact | null;
      /** From this instant on a yes of `within-last` is a no; otherwise null. */
      readonly until: string | null;
    };

/** One test that decided the answer, or keeps it open. */
export interface AudienceReason {
  readonly code: "fact-met" | "fact-not-met" | "fact-missing";
  readonly fact: string;
  readonly op: FactOperator;
  readonly value: ShownFact | null;
}

/** A rule that is ready to be asked of many members. */
export type CompiledRule = (facts: ReadonlyMap<string, ReadFact>) => AudienceTrace;

/** Makes a rule ready for an instant. */
export function compileRule(rule: AudienceRule, terms: FactTerms, asOf: number): CompiledRule {
  if ("fact" in rule) {
    const ask = compileTest(rule, terms, asOf);
    return (facts) => {
      const fact = facts.get(rule.fact);
      const { answer, until } = ask(fact);
      return { rule: "fact", answer, test: rule, value: fact?.shown ?? null, until };
    };
  }
  const compile = (inner: AudienceRule): CompiledRule => compileRule(inner, terms, asOf);
  if ("not" in rule) {
    const inner = compile(rule.not);
    return (facts) => {
      const trace = inner(facts);
      return { rule: "not", answer: not(trace.answer), of: [trace] };
    };
  }
  if ("atLeast" in rule) {
    const branches = rule.of.map(compile);
    return (facts) => {
      const of = branches.map((branch) => branch(facts));
      return { rule: "at-least", count: rule.atLeast, answer: answerOf(rule.atLeast, of), of };
    };
  }
  if ("all" in rule) {
    const branches = rule.all.map(compile);
    return (facts) => {
      const of = branches.map((branch) => branch(facts));
      return { rule: "all", answer: answerOf(of.length, of), of };
    };
  }
  return anyOf(rule.any.map(compile));
}

/** One rule of several. */
export function anyOf(branches: readonly CompiledRule[]): CompiledRule {
  return (facts) => {
    const of = branches.map((branch) => branch(facts));
    return { rule: "any", answer: answerOf(1, of), of };
  };
}

function answerOf(count: number, of: readonly AudienceTrace[]): Ternary {
  return atLeast(
    count,
    of.map(({ answer }) => answer),
  );
}

/**
 * The tests that decided an answer, in the order of the rule: those on the side of the answer. A test
 * that is open beside a decided answer is not among them, for it does not matter.
 */
export function reasonsOf(trace: AudienceTrace): AudienceReason[] {
  if (trace.rule === "fact") {
    const { test, value, answer } = trace;
    const code =
      answer === "unknown" ? "fact-missing" : answer === "yes" ? "fact-met" : "fact-not-met";
    return [{ code, fact: test.fact, op: test.op, value }];
  }
  const wanted = trace.rule === "not" ? not(trace.answer) : trace.answer;
  return trace.of.filter(({ answer }) => answer === wanted).flatMap(reasonsOf);
}

/** The facts that are missing and keep an answer open, each once, in the order of the rule. */
export function missingOf(why: readonly AudienceReason[]): string[] {
  return [...new Set(why.flatMap(({ code, fact }) => (code === "fact-missing" ? [fact] : [])))];
}
