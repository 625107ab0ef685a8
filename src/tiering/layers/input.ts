import type { AudienceRule, FactTerms } from "../audience/input";

/** Layers of members as they enter, and as a settings page stores them. Plain JSON. */
export interface LayersInput extends FactTerms {
  readonly id: string;
  readonly name?: string | undefined;
  /** From the highest to the lowest, which is the default. 2 to 20. */
  readonly layers: readonly LayerInput[];
}

/** One layer: seniors, beginners. */
export interface LayerInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** Who is in it, if in none above it. The last layer has none: it is for all others. */
  readonly rule?: AudienceRule | undefined;
  /** What its members may take part in: ids of events, draws, offers. At most 200. Default: nothing. */
  readonly activities?: readonly string[] | undefined;
}
