import { type Instant, toMilliseconds } from "../../kernel/time/instant";
import type { MemberFacts } from "../audience/input";
import { readFacts } from "../audience/member-facts";
import {
  type AudienceReason,
  type AudienceTrace,
  compileRule,
  missingOf,
  reasonsOf,
} from "../audience/trace";
import type { Layers } from "./definition";

/** The layer of a member. */
export interface LayerAnswer {
  readonly layer: string;
  /** Higher layers that the member may belong to: facts are missing that would say. */
  readonly undecided: readonly string[];
  /** Those facts. */
  readonly missing: readonly string[];
  /** The layers that were tried, from the highest down to the answer. */
  readonly why: readonly LayerReason[];
}

/** What came of trying one layer. */
export interface LayerReason {
  readonly code: "layer-met" | "layer-not-met" | "layer-undecided" | "default-layer";
  readonly layer: string;
  /** The tests that decided it, or keep it open. */
  readonly tests: readonly AudienceReason[];
  /** Null: the default has no rule. */
  readonly trace: AudienceTrace | null;
}

const CODES = { yes: "layer-met", no: "layer-not-met", unknown: "layer-undecided" } as const;

/**
 * The layer of a member: layers are tried from the highest down, the first whose rule says yes is the
 * answer, and the last one is for all others. A layer of which nobody can say, because facts are
 * missing, is passed over and named in `undecided`.
 *
 * @param asOf - the instant that `within-last` looks back from
 * @throws UptierError in this order: `invalid-instant`, `invalid-facts`
 *
 * @example
 * ```ts
 * import { defineLayers, layerOf } from "uptier/tiering";
 *
 * const layers = defineLayers({
 *   id: "shop",
 *   zone: "Asia/Shanghai",
 *   currency: "CNY",
 *   facts: { orders: "number", spent: "money" },
 *   layers: [
 *     { id: "senior", rule: { fact: "spent", op: "at-least", value: "5000.00" } },
 *     { id: "middle", rule: { fact: "orders", op: "at-least", value: 3 } },
 *     { id: "beginner" },
 *   ],
 * });
 * const asOf = "2026-11-21T09:30:00+08:00";
 * layerOf(layers, { orders: 1, spent: "80.00" }, asOf).layer; // => "beginner"
 * const { layer, undecided, missing } = layerOf(layers, { orders: 3 }, asOf);
 * [layer, undecided, missing]; // => ["middle", ["senior"], ["spent"]]
 * ```
 */
export function layerOf(layers: Layers, facts: MemberFacts, asOf: Instant): LayerAnswer {
  const instant = toMilliseconds(asOf);
  const read = readFacts(layers, facts);
  const why: LayerReason[] = [];
  for (const { id, rule } of layers.layers) {
    if (rule === null) {
      why.push({ code: "default-layer", layer: id, tests: [], trace: null });
      break;
    }
    const trace = compileRule(rule, layers, instant)(read);
    why.push({ code: CODES[trace.answer], layer: id, tests: reasonsOf(trace), trace });
    if (trace.answer === "yes") break;
  }
  const open = why.filter(({ code }) => code === "layer-undecided");
  return {
    layer: why.at(-1)!.layer,
    undecided: open.map(({ layer }) => layer),
    missing: missingOf(open.flatMap(({ tests }) => tests)),
    why,
  };
}
