import * as z from "zod";
import { type Draft, parseDefinition, type Report } from "../../kernel/definition";
import { contentHash, deepFreeze } from "../../kernel/json";
import { id, text } from "../../kernel/schema";
import { checkDepth, checkFactTerms, checkRule, type RuleDraft } from "../audience/consistency";
import type { AudienceRule, FactTerms } from "../audience/input";
import { audienceRule, factTerms } from "../audience/schema";
import type { LayersInput } from "./input";

/** Layers, checked and complete. Plain JSON, frozen. */
export interface Layers extends FactTerms {
  readonly id: string;
  readonly name: string | null;
  /** The hash of the input. */
  readonly version: string;
  /** From the highest to the lowest. */
  readonly layers: readonly Layer[];
}

/** One layer, complete. */
export interface Layer {
  readonly id: string;
  readonly name: string | null;
  /** Null: it is the last one, for all others. */
  readonly rule: AudienceRule | null;
  readonly activities: readonly string[];
}

/** The most layers, and activities of one layer. */
const MAX_LAYERS = 20;
const MAX_ACTIVITIES = 200;

/** What layers are made of; how the parts fit together is checked apart. */
export const layersSchema = z.strictObject({
  id,
  name: text.optional(),
  ...factTerms,
  layers: z
    .array(
      z.strictObject({
        id,
        name: text.optional(),
        rule: audienceRule.optional(),
        activities: z.array(id).max(MAX_ACTIVITIES).optional(),
      }),
    )
    .min(2)
    .max(MAX_LAYERS),
});

/**
 * Validates layers of members.
 *
 * @param input - plain JSON, see {@link LayersInput}
 * @throws UptierError `invalid-definition` with every problem at once: those of `defineAudience` for the
 * rules, and `duplicate-id`, `missing` (a layer above the last has no rule), `default-with-rule` (the
 * last layer has one)
 *
 * @example
 * ```ts
 * import { defineLayers } from "uptier/tiering";
 *
 * const layers = defineLayers({
 *   id: "shop",
 *   zone: "Asia/Shanghai",
 *   facts: { orders: "number" },
 *   layers: [
 *     { id: "senior", rule: { fact: "orders", op: "at-least", value: 10 } },
 *     { id: "beginner", activities: ["trial-pack"] },
 *   ],
 * });
 * layers.layers[1]?.rule; // => null
 * ```
 */
export function defineLayers(input: LayersInput): Layers {
  checkDepth("set of layers", input, 2);
  const parsed: LayersInput = parseDefinition("set of layers", layersSchema, input, checkLayers);
  const { id, name, zone, currency, facts, layers } = parsed;
  return deepFreeze<Layers>({
    id,
    name: name ?? null,
    version: contentHash(input),
    zone,
    ...(currency === undefined ? {} : { currency }),
    facts,
    layers: layers.map((layer) => ({
      id: layer.id,
      name: layer.name ?? null,
      rule: layer.rule ?? null,
      activities: layer.activities ?? [],
    })),
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link LayersInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { layersJsonSchema } from "uptier/tiering";
 *
 * layersJsonSchema()["type"]; // => "object"
 * ```
 */
export function layersJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(layersSchema, { io: "input" });
}

function checkLayers(draft: Draft<z.output<typeof layersSchema>>, report: Report): void {
  checkFactTerms(draft, report);
  const ids = new Set<string>();
  const last = (draft.layers?.length ?? 0) - 1;
  draft.layers?.forEach((layer, index) => {
    if (layer === undefined) return;
    if (layer.id !== undefined) {
      if (ids.has(layer.id)) {
        const message = `"${layer.id}" is there already; rename one`;
        report(["layers", index, "id"], "duplicate-id", message);
      }
      ids.add(layer.id);
    }
    const path = ["layers", index, "rule"];
    const rule = layer.rule as RuleDraft | undefined;
    if (index < last && rule === undefined) {
      report(path, "missing", "is missing; only the last layer is for all others");
    }
    if (rule === undefined) return;
    if (index === last) {
      report(path, "default-with-rule", "must be left out: the last layer is for all others");
    }
    checkRule(rule, draft, path, report);
  });
}
