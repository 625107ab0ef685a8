import { UptierError } from "../../kernel/errors";
import { addCalendar } from "../../kernel/time/calendar";
import { dayNumber } from "../../kernel/time/day";
import { instantText, MILLISECONDS_PER_DAY } from "../../kernel/time/instant";
import { localDay, startOfDay } from "../../kernel/time/zone";
import { type Comparable, type ReadFact, readFact } from "./fact";
import type {
  FactConstant,
  FactOperator,
  FactTerms,
  FactTest,
  FactType,
  RangeBounds,
} from "./input";
import type { Ternary } from "./kleene";

/** What a test says of a fact; undefined: the fact is missing. */
export type CompiledTest = (fact: ReadFact | undefined) => {
  readonly answer: Ternary;
  /** The instant from which a yes of `within-last` is a no. */
  readonly until: string | null;
};

/** The tests that a fact of each type can have. */
export const OPERATORS: Readonly<Record<FactType, readonly FactOperator[]>> = {
  number: ["equals", "one-of", "at-least", "at-most", "between", "is-missing"],
  money: ["equals", "one-of", "at-least", "at-most", "between", "is-missing"],
  text: ["equals", "one-of", "is-missing"],
  boolean: ["equals", "one-of", "is-missing"],
  date: ["equals", "one-of", "between", "before", "after", "within-last", "is-missing"],
  instant: ["equals", "one-of", "between", "before", "after", "within-last", "is-missing"],
  "text-list": ["contains", "is-missing"],
};

/** What a fact is compared with; an instant by its local date where that is a date. */
export interface Constant {
  readonly value: Comparable;
  readonly byDay: boolean;
}

/**
 * Reads what a fact of a type is compared with.
 *
 * @throws UptierError as {@link readFact}
 */
export function constantOf(
  value: FactConstant,
  op: FactOperator,
  type: FactType,
  currency: string,
): Constant {
  if (type === "instant") {
    const isDate = typeof value === "string" && value.length === "2026-11-21".length;
    if (isDate || op === "equals" || op === "one-of") {
      return { value: dayNumber(String(value)), byDay: true };
    }
  }
  const read = readFact(value, type === "text-list" ? "text" : type, currency);
  return { value: read.value as Comparable, byDay: false };
}

/** Makes a test ready to be asked of many members. The test is known to fit its fact. */
export function compileTest(test: FactTest, terms: FactTerms, asOf: number): CompiledTest {
  if (test.op === "is-missing") {
    return (fact) => ({ answer: fact === undefined ? "yes" : "no", until: null });
  }
  if (test.op === "within-last") return withinLast(test, terms, asOf);
  const holds = comparison(test, terms);
  return (fact) => {
    if (fact === undefined) return { answer: "unknown", until: null };
    return { answer: holds(fact.value) ? "yes" : "no", until: null };
  };
}

type Compared = Exclude<FactTest, { op: "is-missing" | "within-last" }>;

function comparison(
  test: Compared,
  { zone, currency = "", facts }: FactTerms,
): (value: ReadFact["value"]) => boolean {
  const read = (constant: FactConstant): Constant =>
    constantOf(constant, test.op, facts[test.fact]!, currency);
  const seen = (value: ReadFact["value"], { byDay }: Constant): Comparable =>
    byDay ? localDay(value as number, zone) : (value as Comparable);
  switch (test.op) {
    case "one-of": {
      const constants = test.values.map(read);
      const values = new Set(constants.map(({ value }) => value));
      return (value) => values.has(seen(value, constants[0]!));
    }
    case "between": {
      const [from, to] = [read(test.from), read(test.to)];
      const [withFrom, withTo] = boundsOf(test.includes);
      return (value) => {
        const one = seen(value, from);
        return (
          (one > from.value || (withFrom && one === from.value)) &&
          (one < to.value || (withTo && one === to.value))
        );
      };
    }
    case "contains":
      return (value) => (value as readonly string[]).includes(test.value as string);
    default: {
      const bound = read(test.value);
      const compare = COMPARISONS[test.op];
      return (value) => compare(seen(value, bound), bound.value);
    }
  }
}

const COMPARISONS: Readonly<
  Record<"equals" | "at-least" | "at-most" | "before" | "after", Compare>
> = {
  equals: (a, b) => a === b,
  "at-least": (a, b) => a >= b,
  "at-most": (a, b) => a <= b,
  before: (a, b) => a < b,
  after: (a, b) => a > b,
};

type Compare = (a: Comparable, b: Comparable) => boolean;

/** Whether the lower and the upper bound belong to a range. */
function boundsOf(includes: RangeBounds): readonly [boolean, boolean] {
  return [includes === "both" || includes === "from", includes === "both" || includes === "to"];
}

function withinLast(
  test: Extract<FactTest, { op: "within-last" }>,
  { zone, facts }: FactTerms,
  asOf: number,
): CompiledTest {
  const isDate = facts[test.fact] === "date";
  const now = isDate ? localDay(asOf, zone) : asOf;
  return (fact) => {
    if (fact === undefined) return { answer: "unknown", until: null };
    const begin = fact.value as number;
    if (begin > now) return { answer: "no", until: null };
    const end = isDate
      ? addCalendar(begin * MILLISECONDS_PER_DAY, test.length, test.unit, "UTC") /
        MILLISECONDS_PER_DAY
      : addCalendar(begin, test.length, test.unit, zone);
    if (now >= end) return { answer: "no", until: null };
    return { answer: "yes", until: instantText(isDate ? startOfDay(end, zone) : end) };
  };
}

/**
 * Refuses a range that nothing lies in.
 *
 * @throws UptierError `invalid-range`
 */
export function checkRange(from: Constant, to: Constant, includes: RangeBounds): void {
  if (from.byDay !== to.byDay) {
    throw new UptierError("invalid-range", "must have two dates or two instants as its bounds");
  }
  if (to.value > from.value || (to.value === from.value && includes === "both")) return;
  throw new UptierError("invalid-range", "must end after it starts: nothing lies in it");
}
