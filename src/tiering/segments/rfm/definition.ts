import * as z from "zod";
import { parseDefinition } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { DEFAULT_OTHERS, type RfmAxis } from "./axes";
import { checkRfm } from "./consistency";
import type { RfmBounds, RfmInput, RfmSegmentInput } from "./input";
import { rfmSchema } from "./schema";

/** RFM scores and segments, checked and complete. Plain JSON, frozen. */
export interface Rfm {
  readonly id: string;
  readonly name: string | null;
  /** The hash of the input. */
  readonly version: string;
  readonly zone: string;
  readonly currency: string;
  readonly scores: RfmInput["scores"];
  readonly segments: readonly RfmSegment[];
  /** The id of the segment of those that no other segment matches. */
  readonly others: string;
}

/** A segment, complete. */
export interface RfmSegment {
  readonly id: string;
  readonly name: string | null;
  /** The box that is entered. */
  readonly enter: RfmBox;
  /** The box in which members stay that were in the segment before. */
  readonly stay: RfmBox;
}

/** Bounds on every axis, inclusive. */
export type RfmBox = Readonly<Record<RfmAxis, RfmBounds>>;

const ANY_SCORE: RfmBounds = [1, 5];

/**
 * Validates RFM segments and fills in what is left out.
 *
 * @param input - plain JSON, see {@link RfmInput}; `rfmTable` has segments to start from
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`,
 * `unknown-currency`, `unknown-zone`. Codes of what does not fit together: `too-many-decimals` and
 * `unsafe-integer` (of a cut point), `invalid-cuts` (they fall), `duplicate-id`, `invalid-bounds` (the
 * higher score first, or a box to stay in that does not include the box of entry)
 *
 * @example
 * ```ts
 * import { defineRfm, rfmTable } from "uptier/tiering";
 *
 * const rfm = defineRfm({
 *   id: "tea-shop",
 *   zone: "Asia/Shanghai",
 *   currency: "CNY",
 *   scores: {
 *     recency: { kind: "cuts", cuts: [115, 181, 297, 482] },
 *     frequency: { kind: "quantiles" },
 *     monetary: { kind: "cuts", cuts: ["256", "382", "506", "666"] },
 *   },
 *   segments: rfmTable("table-a"),
 * });
 * rfm.segments[0]?.enter; // => { recency: [5, 5], frequency: [5, 5], monetary: [5, 5] }
 * rfm.others; // => "others"
 * ```
 */
export function defineRfm(input: RfmInput): Rfm {
  const parsed: RfmInput = parseDefinition("set of RFM segments", rfmSchema, input, checkRfm);
  return deepFreeze<Rfm>({
    id: parsed.id,
    name: parsed.name ?? null,
    version: contentHash(input),
    zone: parsed.zone,
    currency: parsed.currency,
    scores: parsed.scores,
    segments: parsed.segments.map(complete),
    others: parsed.others ?? DEFAULT_OTHERS,
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link RfmInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { rfmJsonSchema } from "uptier/tiering";
 *
 * rfmJsonSchema()["type"]; // => "object"
 * ```
 */
export function rfmJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(rfmSchema, { io: "input" });
}

function complete({ id, name, stay, ...box }: RfmSegmentInput): RfmSegment {
  const enter: RfmBox = {
    recency: box.recency ?? ANY_SCORE,
    frequency: box.frequency ?? ANY_SCORE,
    monetary: box.monetary ?? ANY_SCORE,
  };
  return {
    id,
    name: name ?? null,
    enter,
    stay: {
      recency: stay?.recency ?? enter.recency,
      frequency: stay?.frequency ?? enter.frequency,
      monetary: stay?.monetary ?? enter.monetary,
    },
  };
}
