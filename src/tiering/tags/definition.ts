import * as z from "zod";
import { type Draft, parseDefinition, type Report } from "../../kernel/definition";
import { contentHash, deepFreeze } from "../../kernel/json";
import type { TagsInput } from "./input";
import { tagsSchema } from "./schema";

/** The tags of a shop, checked and complete. Plain JSON, frozen. */
export interface Tags {
  readonly id: string;
  readonly name: string | null;
  /** The hash of the input. */
  readonly version: string;
  readonly keepDays: number;
  readonly keys: readonly TagKey[];
}

/** One thing that members are tagged with, complete. */
export interface TagKey {
  readonly id: string;
  readonly name: string | null;
  /** Null: any text. */
  readonly values: readonly string[] | null;
}

const DEFAULT_KEEP_DAYS = 365;

/**
 * Validates what members can be tagged with.
 *
 * @param input - plain JSON, see {@link TagsInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`. Of what does
 * not fit together: `duplicate-id` (two keys, or two values of one, are the same)
 *
 * @example
 * ```ts
 * import { defineTags } from "uptier/tiering";
 *
 * const tags = defineTags({ id: "shop", keys: [{ id: "status", values: ["vip", "regular"] }] });
 * tags.keepDays; // => 365
 * ```
 */
export function defineTags(input: TagsInput): Tags {
  const parsed: TagsInput = parseDefinition("set of tags", tagsSchema, input, checkTags);
  return deepFreeze<Tags>({
    id: parsed.id,
    name: parsed.name ?? null,
    version: contentHash(input),
    keepDays: parsed.keepDays ?? DEFAULT_KEEP_DAYS,
    keys: parsed.keys.map(({ id, name, values }) => ({
      id,
      name: name ?? null,
      values: values ?? null,
    })),
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link TagsInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { tagsJsonSchema } from "uptier/tiering";
 *
 * tagsJsonSchema()["type"]; // => "object"
 * ```
 */
export function tagsJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(tagsSchema, { io: "input" });
}

function checkTags({ keys }: Draft<z.output<typeof tagsSchema>>, report: Report): void {
  const ids = new Set<string>();
  keys?.forEach((key, index) => {
    if (key?.id !== undefined) {
      if (ids.has(key.id)) {
        report(["keys", index, "id"], "duplicate-id", `"${key.id}" is there already; rename one`);
      }
      ids.add(key.id);
    }
    const values = new Set<string>();
    key?.values?.forEach((value, place) => {
      if (value === undefined) return;
      if (values.has(value)) {
        const message = `"${value}" is there already; remove one`;
        report(["keys", index, "values", place], "duplicate-id", message);
      }
      values.add(value);
    });
  });
}
