import * as z from "zod";
import { parseDefinition } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { type Fraction, toFraction } from "../../../kernel/money/rate";
import { type Axis, integerOf } from "../measure";
import { axisOf } from "../measure-schema";
import { comparable } from "../weighted";
import { checkChoice } from "./consistency";
import type { ChoiceAxisInput, ChoiceInput } from "./input";
import { choiceSchema } from "./schema";

/** A choice, checked and complete. Plain JSON, frozen. */
export interface Choice {
  readonly id: string;
  readonly name: string | null;
  /** The hash of the input. */
  readonly version: string;
  readonly currency: string | null;
  readonly axes: readonly ChoiceAxis[];
  readonly quota: number;
  readonly quotas: Readonly<Record<string, number>>;
  readonly margin: Fraction;
  readonly periods: number;
  readonly bar: Fraction;
}

/** An axis, complete. */
export interface ChoiceAxis extends Axis {
  /** As values are compared: integers, of which more is better. Null: any value will do. */
  readonly floor: number | null;
  /** The same for members who were chosen before. */
  readonly leave: number | null;
}

/**
 * Validates a choice and fills in what is left out.
 *
 * @param input - plain JSON, see {@link ChoiceInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`,
 * `unknown-currency`. Codes of what does not fit together: `duplicate-id`, `invalid-decimals`,
 * `currency-needed`, of a floor those of its values (`invalid-count`, `invalid-decimal`,
 * `too-many-decimals`, `unsafe-integer`), `invalid-bounds` (`leave` is better than `floor`, or there is
 * no floor), `invalid-rate`, `invalid-share`
 *
 * @example
 * ```ts
 * import { defineChoice } from "uptier/tiering";
 *
 * const koc = defineChoice({
 *   id: "koc",
 *   currency: "CNY",
 *   axes: [
 *     { id: "spend", unit: "money", weight: 7, floor: "200" },
 *     { id: "posts", unit: "count", weight: 3, floor: 15 },
 *   ],
 *   quota: 10,
 *   margin: "5%",
 *   persistence: { periods: 3, bar: "70%" },
 * });
 * koc.margin; // => { num: 1, den: 20 }
 * ```
 */
export function defineChoice(input: ChoiceInput): Choice {
  const parsed: ChoiceInput = parseDefinition("choice", choiceSchema, input, checkChoice);
  return deepFreeze<Choice>({
    id: parsed.id,
    name: parsed.name ?? null,
    version: contentHash(input),
    currency: parsed.currency ?? null,
    axes: parsed.axes.map((axis) => complete(axis, parsed.currency)),
    quota: parsed.quota,
    quotas: Object.fromEntries((parsed.quotas ?? []).map(({ group, quota }) => [group, quota])),
    margin: toFraction(parsed.margin ?? "0"),
    periods: parsed.persistence?.periods ?? 1,
    bar: toFraction(parsed.persistence?.bar ?? "0"),
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link ChoiceInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { choiceJsonSchema } from "uptier/tiering";
 *
 * choiceJsonSchema()["type"]; // => "object"
 * ```
 */
export function choiceJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(choiceSchema, { io: "input" });
}

function complete(input: ChoiceAxisInput, currency: string | undefined): ChoiceAxis {
  const axis = axisOf(input, currency);
  const boundOf = (value: number | string | undefined): number | null =>
    value === undefined ? null : comparable(axis, integerOf(axis, currency ?? null, value));
  const floor = boundOf(input.floor);
  return { ...axis, floor, leave: boundOf(input.leave) ?? floor };
}
