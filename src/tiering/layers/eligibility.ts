import { shown, UptierError } from "../../kernel/errors";
import type { Layers } from "./definition";

/** Whether members of a layer may take part in something. */
export interface LayerEligibility {
  readonly eligible: boolean;
  /** The layers whose members may, from the highest. */
  readonly layers: readonly string[];
}

/**
 * Whether members of a layer may take part in an activity: a low-threshold draw for beginners, a yearly
 * plan for seniors. What a layer lists is for that layer alone, not for those above it.
 *
 * @throws UptierError in this order: `unknown-layer`, `unknown-activity` (no layer lists it)
 *
 * @example
 * ```ts
 * import { defineLayers, layerEligibility } from "uptier/tiering";
 *
 * const layers = defineLayers({
 *   id: "shop",
 *   zone: "Asia/Shanghai",
 *   facts: { orders: "number" },
 *   layers: [
 *     {
 *       id: "senior",
 *       rule: { fact: "orders", op: "at-least", value: 10 },
 *       activities: ["yearly-plan"],
 *     },
 *     { id: "beginner", activities: ["trial-pack", "scratch-card"] },
 *   ],
 * });
 * layerEligibility(layers, "beginner", "yearly-plan");
 * // => { eligible: false, layers: ["senior"] }
 * ```
 */
export function layerEligibility(
  { layers }: Layers,
  layer: string,
  activity: string,
): LayerEligibility {
  const ids = layers.map(({ id }) => id);
  if (!ids.includes(layer)) {
    throw new UptierError(
      "unknown-layer",
      `there is no layer ${shown(layer)}; the layers are ${ids.join(", ")}`,
    );
  }
  const allowed = layers
    .filter(({ activities }) => activities.includes(activity))
    .map(({ id }) => id);
  if (allowed.length === 0) {
    throw new UptierError(
      "unknown-activity",
      `no layer lists ${shown(activity)} among its activities; list it, or correct its spelling`,
    );
  }
  return { eligible: allowed.includes(layer), layers: allowed };
}
