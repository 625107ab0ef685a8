import type { CalendarUnit } from "../../kernel/time/calendar";
import type { MinorUnits } from "../../kernel/money/amount";
import type { Instant } from "../../kernel/time/instant";

/** An audience as it enters, and as a settings page stores it. Plain JSON. */
export interface AudienceInput extends FactTerms {
  readonly id: string;
  readonly name?: string | undefined;
  /** Who is in it. */
  readonly enter: AudienceRule;
  /**
   * Who stays in it although they could not enter it any more: a lower bar. A member who was in it is in
   * it while `enter` or `stay` holds. Default: `enter` alone decides, each time anew.
   */
  readonly stay?: AudienceRule | undefined;
}

/** What rules are read by. */
export interface FactTerms {
  /** IANA zone of local dates and of calendar units. */
  readonly zone: string;
  /** ISO 4217 code of all money; needed where a fact is money. */
  readonly currency?: string | undefined;
  /** The facts that rules may ask for, each with its type. 1 to 200. */
  readonly facts: Readonly<Record<string, FactType>>;
}

/**
 * What a fact holds.
 *
 * - `number`: a whole number, or exact decimal text: `3`, `"4.75"`
 * - `money`: decimal text in the currency, or `{ minor }`: `"29.90"`, `{ minor: 2990 }`
 * - `text`: compared character by character
 * - `boolean`: true or false
 * - `date`: a day of the calendar of the zone: `"2026-11-21"`
 * - `instant`: a Date, or ISO 8601 text with an offset
 * - `text-list`: a list of texts, at most 1,000
 */
export type FactType = (typeof FACT_TYPES)[number];

/** All types of facts, for schemas and forms. */
export const FACT_TYPES = [
  "number",
  "money",
  "text",
  "boolean",
  "date",
  "instant",
  "text-list",
] as const;

/**
 * A rule over facts: a tree of `all`, `any`, `atLeast` of several and `not`, with tests of single facts
 * as its leaves. At most 20 levels and 500 tests.
 */
export type AudienceRule =
  | { readonly all: readonly AudienceRule[] }
  | { readonly any: readonly AudienceRule[] }
  | { readonly atLeast: number; readonly of: readonly AudienceRule[] }
  | { readonly not: AudienceRule }
  | FactTest;

/**
 * A test of one fact. It is unknown where the fact is missing.
 *
 * - `equals`, `one-of`: any type but lists. An instant is compared by its local date
 * - `at-least`, `at-most`: number and money, the bound included
 * - `between`: number, money, date and instant; `includes` says which bounds belong to it
 * - `before`, `after`: date and instant, the bound excluded
 * - `within-last`: date and instant. So long as `asOf` is before the fact plus `length` units; what lies
 *   after `asOf` is not within
 * - `contains`: a list has this text
 * - `is-missing`: any type; always yes or no
 *
 * An instant may be compared with a date, `"2026-11-21"`: then its local date counts.
 */
export type FactTest =
  | { readonly fact: string; readonly op: "equals"; readonly value: FactConstant }
  | { readonly fact: string; readonly op: "one-of"; readonly values: readonly FactConstant[] }
  | {
      readonly fact: string;
      readonly op: "at-least" | "at-most" | "before" | "after" | "contains";
      readonly value: number | string;
    }
  | {
      readonly fact: string;
      readonly op: "between";
      readonly from: number | string;
      readonly to: number | string;
      readonly includes: RangeBounds;
    }
  | {
      readonly fact: string;
      readonly op: "within-last";
      /** 1 to 5,000. */
      readonly length: number;
      readonly unit: CalendarUnit;
    }
  | { readonly fact: string; readonly op: "is-missing" };

/** Which bounds belong to a range. */
export type RangeBounds = "both" | "from" | "to" | "neither";

/** The names of tests. */
export type FactOperator = FactTest["op"];

/** What a fact is compared with. */
export type FactConstant = number | string | boolean;

/** What is known of a member. A fact that is absent, undefined or null is missing; others are ignored. */
export type MemberFacts = Readonly<Record<string, FactValue | null | undefined>>;

/** The value of a fact. */
export type FactValue = number | string | boolean | Instant | MinorUnits | readonly string[];
