export {
  defineLayers,
  type Layer,
  type Layers,
  layersJsonSchema,
  layersSchema,
} from "./definition";
export { layerEligibility, type LayerEligibility } from "./eligibility";
export type { LayerInput, LayersInput } from "./input";
export { type LayerAnswer, layerOf, type LayerReason } from "./layer-of";
