import { shown, UptierError } from "../../../kernel/errors";
import { deepFreeze } from "../../../kernel/json";
import type { RfmBounds, RfmSegmentInput } from "./input";

/** The names of the tables that {@link rfmTable} knows. */
export const RFM_TABLES = ["table-a", "table-b"] as const;

/** A table of RFM segments that is ready to use. */
export type RfmTable = (typeof RFM_TABLES)[number];

/**
 * Segments to start from, in the order in which they match. Copy and edit them: what suits a shop
 * depends on its customers, and `lintRfm` says what an edit leaves uncovered.
 *
 * Both are tables of the R package rfm (rsquaredacademy/rfm, MIT licence): `table-a` is the one of its
 * README of version 0.3.0, `table-b` the one of its tests. In `table-b` three segments can
 * never match, because segments before them take all their cells; `lintRfm` names them.
 *
 * @throws UptierError `unknown-table`
 *
 * @example
 * ```ts
 * import { rfmTable } from "uptier/tiering";
 *
 * rfmTable("table-b")[0];
 * // => { id: "champions", name: "Champions", recency: [4, 5], frequency: [4, 5], monetary: [4, 5] }
 * ```
 */
export function rfmTable(name: RfmTable): readonly RfmSegmentInput[] {
  if (RFM_TABLES.includes(name)) return TABLES[name];
  throw new UptierError(
    "unknown-table",
    `${shown(name)} is not a table of RFM segments; name one of ${RFM_TABLES.join(", ")}`,
  );
}

type Row = readonly [name: string, recency: RfmBounds, frequency: RfmBounds, monetary: RfmBounds];

const TABLE_A: readonly Row[] = [
  ["Champions", [5, 5], [5, 5], [5, 5]],
  ["Potential Loyalist", [3, 5], [3, 5], [2, 5]],
  ["Loyal Customers", [2, 4], [2, 4], [2, 4]],
  ["Promising", [3, 4], [1, 3], [3, 5]],
  ["New Customers", [4, 5], [1, 3], [1, 5]],
  ["Can't Lose Them", [1, 2], [3, 4], [4, 5]],
  ["At Risk", [1, 2], [2, 5], [4, 5]],
  ["Need Attention", [1, 3], [3, 5], [3, 5]],
  ["About To Sleep", [2, 3], [1, 3], [1, 4]],
  ["Lost", [1, 1], [1, 5], [1, 5]],
];

const TABLE_B: readonly Row[] = [
  ["Champions", [4, 5], [4, 5], [4, 5]],
  ["Loyal Customers", [2, 5], [3, 5], [3, 5]],
  ["Potential Loyalist", [3, 5], [1, 3], [1, 3]],
  ["New Customers", [4, 5], [1, 1], [1, 1]],
  ["Promising", [3, 4], [1, 1], [1, 1]],
  ["Need Attention", [2, 3], [2, 3], [2, 3]],
  ["About To Sleep", [2, 3], [1, 2], [1, 2]],
  ["At Risk", [1, 2], [2, 5], [2, 5]],
  ["Can't Lose Them", [1, 1], [4, 5], [4, 5]],
  ["Lost", [1, 2], [1, 2], [1, 2]],
];

const TABLES: Readonly<Record<RfmTable, readonly RfmSegmentInput[]>> = /* @__PURE__ */ deepFreeze({
  "table-a": /* @__PURE__ */ TABLE_A.map(segmentOf),
  "table-b": /* @__PURE__ */ TABLE_B.map(segmentOf),
});

function segmentOf([name, recency, frequency, monetary]: Row): RfmSegmentInput {
  const id = name.toLowerCase().replaceAll("'", "").replaceAll(" ", "-");
  return { id, name, recency, frequency, monetary };
}
