import * as uptier from "uptier";

/** A file of cases; `docs/conformance.md` describes it. */
export interface ConformanceFile {
  readonly specVersion: string;
  readonly cases: readonly ConformanceCase[];
}

/** One call and what must come of it. */
interface Call {
  readonly call: string;
  /** What has the function, where it is not a module. */
  readonly on?: unknown;
  readonly args?: readonly unknown[];
  readonly expect?: unknown;
  readonly expectRefusal?: string;
  readonly expectError?: string;
  readonly expectIssues?: readonly unknown[];
  readonly tolerance?: number;
}

/** One call, or several that refer to one another. */
export type ConformanceCase = {
  readonly id: string;
  readonly source?: string;
} & (Call | { readonly steps: readonly (Call & { readonly name?: string })[] });

/** What was expected and what came, in words. */
export interface Failure {
  readonly id: string;
  readonly message: string;
}

/** The part of the format's version that must agree. */
const MAJOR_VERSION = 1;

/**
 * Checks that a parsed JSON document is a file of cases that can be run.
 *
 * @throws Error that says what is wrong with it
 */
export function checkFile(document: unknown): ConformanceFile {
  if (typeof document !== "object" || document === null) throw new Error("is not a JSON object");
  const { specVersion, cases } = document as Partial<ConformanceFile>;
  if (Number.parseInt(String(specVersion), 10) !== MAJOR_VERSION) {
    throw new Error(`has specVersion ${String(specVersion)}; this runner knows ${MAJOR_VERSION}.x`);
  }
  if (!Array.isArray(cases)) throw new Error('has no list "cases"');
  return document as ConformanceFile;
}

/** Runs one case against the public API; an empty list means that it passed. */
export function runCase(testCase: ConformanceCase): Failure[] {
  const results = new Map<string, unknown>();
  const steps = "steps" in testCase ? testCase.steps : [testCase];
  for (const [index, step] of steps.entries()) {
    const name = "name" in step && step.name !== undefined ? step.name : String(index + 1);
    const id = "steps" in testCase ? `${testCase.id}, step ${name}` : testCase.id;
    const messages = runStep(step, name, results);
    if (messages.length > 0) return messages.map((message) => ({ id, message }));
  }
  return [];
}

function runStep(step: Call, name: string, results: Map<string, unknown>): string[] {
  let result: unknown;
  try {
    const args = (step.args ?? []).map((arg) => evaluate(arg, results));
    result =
      step.on === undefined
        ? functionNamed(step.call)(...args)
        : method(evaluate(step.on, results), step.call)(...args);
  } catch (error) {
    return judgeError(step, error, results);
  }
  results.set(name, result);
  return judgeResult(step, result, results);
}

function judgeError(step: Call, error: unknown, results: ReadonlyMap<string, unknown>): string[] {
  if (!(error instanceof uptier.kernel.UptierError)) return [`threw ${String(error)}`];
  if (step.expectError === undefined) return [`threw ${error.code}: ${error.message}`];
  if (error.code !== step.expectError) {
    return [`expected the error ${step.expectError}, came ${error.code}: ${error.message}`];
  }
  return step.expectIssues === undefined
    ? []
    : differences(evaluate(step.expectIssues, results), error.issues, 0, "issues");
}

function judgeResult(step: Call, result: unknown, results: ReadonlyMap<string, unknown>): string[] {
  if (step.expectError !== undefined) {
    return [`expected the error ${step.expectError}, came ${shown(result)}`];
  }
  if (step.expectRefusal !== undefined) {
    const refusal = (result as { refusal?: { code?: unknown } } | null)?.refusal?.code;
    if (refusal !== step.expectRefusal) {
      return [`expected the refusal ${step.expectRefusal}, came ${shown(result)}`];
    }
  }
  return "expect" in step
    ? differences(evaluate(step.expect, results), result, step.tolerance ?? 0, "result")
    : [];
}

/** Turns the directives of the format (`$define`, `$random`, ...) into values. */
function evaluate(value: unknown, results: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => evaluate(item, results));
  if (typeof value !== "object" || value === null) return value;
  const directive = value as Readonly<Record<string, unknown>>;
  if ("$define" in directive) {
    return functionNamed(directive["$define"])(evaluate(directive["input"], results));
  }
  if ("$random" in directive) return randomSource(directive["$random"]);
  if ("$bigint" in directive) return BigInt(String(directive["$bigint"]));
  if ("$call" in directive) {
    const args = (directive["args"] ?? []) as readonly unknown[];
    return functionNamed(directive["$call"])(...args.map((arg) => evaluate(arg, results)));
  }
  if ("$step" in directive) return stepResult(directive, results);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, evaluate(member, results)]),
  );
}

function stepResult(
  directive: Readonly<Record<string, unknown>>,
  results: ReadonlyMap<string, unknown>,
): unknown {
  const name = String(directive["$step"]);
  if (!results.has(name)) throw new Error(`there is no step "${name}" before this one`);
  const pointer = directive["at"] ?? "";
  if (typeof pointer !== "string") throw new Error('"at" of a $step must be a JSON Pointer');
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (inside, key) => (inside as Readonly<Record<string, unknown>> | null | undefined)?.[key],
      results.get(name),
    );
}

function randomSource(how: unknown): uptier.kernel.RandomSource {
  const { seeded, sequence } = how as { seeded?: string; sequence?: readonly number[] };
  if (seeded !== undefined) return uptier.kernel.seededRandom(seeded);
  if (sequence === undefined) throw new Error('$random needs "seeded" or "sequence"');
  let used = 0;
  return {
    record: { kind: "seeded", generator: "sequence", seed: sequence.join() },
    nextUint32() {
      const value = sequence[used];
      if (value === undefined) throw new Error(`the sequence of ${used} random values is used up`);
      used += 1;
      return value;
    },
  };
}

function functionNamed(name: unknown): (...args: readonly unknown[]) => unknown {
  const [module = "", member = ""] = String(name).split(".");
  const found = (uptier as unknown as Record<string, Record<string, unknown> | undefined>)[
    module
  ]?.[member];
  if (typeof found !== "function") throw new Error(`the library has no function ${String(name)}`);
  return found as (...args: readonly unknown[]) => unknown;
}

function method(object: unknown, name: string): (...args: readonly unknown[]) => unknown {
  const found = (object as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  if (typeof found !== "function")
    throw new Error(`there is no function ${name} on ${shown(object)}`);
  return found.bind(object) as (...args: readonly unknown[]) => unknown;
}

/** Objects match as subsets, lists whole, numbers within the tolerance. */
export function differences(
  expected: unknown,
  came: unknown,
  tolerance: number,
  where: string,
): string[] {
  if (Array.isArray(expected) && Array.isArray(came) && expected.length === came.length) {
    return expected.flatMap((item, index) =>
      differences(item, came[index], tolerance, `${where}[${index}]`),
    );
  }
  if (isObject(expected) && isObject(came)) {
    return Object.entries(expected).flatMap(([key, member]) =>
      differences(member, came[key], tolerance, `${where}.${key}`),
    );
  }
  const close =
    typeof expected === "number" && typeof came === "number"
      ? Object.is(expected, came) || Math.abs(expected - came) <= tolerance
      : Object.is(expected, came);
  return close && !Object.is(came, -0)
    ? []
    : [`${where}: expected ${shown(expected)}, came ${shown(came)}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (Object.is(value, -0)) return "-0";
  const text = JSON.stringify(value, (_, member: unknown) =>
    typeof member === "bigint" ? { $bigint: String(member) } : member,
  );
  return text ?? String(value);
}
