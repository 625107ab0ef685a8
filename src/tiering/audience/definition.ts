import * as z from "zod";
import { parseDefinition } from "../../kernel/definition";
import { contentHash, deepFreeze } from "../../kernel/json";
import { checkDepth, checkFactTerms, checkRule, type RuleDraft } from "./consistency";
import type { AudienceInput, AudienceRule, FactTerms } from "./input";
import { audienceSchema } from "./schema";

/** An audience, checked and complete. Plain JSON, frozen. */
export interface Audience extends FactTerms {
  readonly id: string;
  readonly name: string | null;
  /** The hash of the input. */
  readonly version: string;
  readonly enter: AudienceRule;
  /** Null: `enter` alone decides. */
  readonly stay: AudienceRule | null;
}

/**
 * Validates an audience: a rule over facts of members.
 *
 * @param input - plain JSON, see {@link AudienceInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`,
 * `unknown-zone`, `unknown-currency`. Codes of what does not fit together: `missing` (a currency),
 * `unknown-fact`, `wrong-operator` (a test that the type of the fact does not have), `impossible-count`
 * (at least more rules than there are), `invalid-range` (nothing lies in it), `too-many-tests`, and for
 * what a fact is compared with `invalid-type`, `invalid-decimal`, `too-many-decimals`, `unsafe-integer`,
 * `invalid-day`, `invalid-instant`. Alone: `too-deep`
 *
 * @example
 * ```ts
 * import { defineAudience } from "uptier/tiering";
 *
 * const regulars = defineAudience({
 *   id: "regulars",
 *   zone: "Asia/Shanghai",
 *   currency: "CNY",
 *   facts: { orders: "number", spent: "money", lastOrder: "instant" },
 *   enter: {
 *     all: [
 *       { fact: "orders", op: "at-least", value: 3 },
 *       { fact: "spent", op: "at-least", value: "500.00" },
 *       { fact: "lastOrder", op: "within-last", length: 90, unit: "day" },
 *     ],
 *   },
 * });
 * regulars.stay; // => null
 * ```
 */
export function defineAudience(input: AudienceInput): Audience {
  checkDepth("audience", input, 1);
  const parsed: AudienceInput = parseDefinition(
    "audience",
    audienceSchema,
    input,
    (draft, report) => {
      checkFactTerms(draft, report);
      for (const key of ["enter", "stay"] as const) {
        const rule = draft[key] as RuleDraft | undefined;
        if (rule !== undefined) checkRule(rule, draft, [key], report);
      }
    },
  );
  const { id, name, zone, currency, facts, enter, stay } = parsed;
  return deepFreeze<Audience>({
    id,
    name: name ?? null,
    version: contentHash(input),
    zone,
    ...(currency === undefined ? {} : { currency }),
    facts,
    enter,
    stay: stay ?? null,
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link AudienceInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { audienceJsonSchema } from "uptier/tiering";
 *
 * audienceJsonSchema()["type"]; // => "object"
 * ```
 */
export function audienceJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(audienceSchema, { io: "input" });
}
