import { allocate, allocateKeeping } from "../../kernel/allocation/allocate";
import { shown, UptierError } from "../../kernel/errors";
import { isList } from "../../kernel/list";

/** A line that an amount for the whole order is spread over. */
export interface SplitLine {
  readonly id: string;
  /** What the line costs, or any other whole number of at least 0 to go by. */
  readonly weight: number;
  /** Default: true. */
  readonly selected?: boolean | undefined;
}

/**
 * Who gets the units that are left when every part is cut down: one each to those whose cut was
 * largest, the earlier line first; or all to the last line.
 */
export type SplitRounding = "largest-remainder" | "floor-last";

/** The part of one line. */
export interface SplitPart {
  readonly id: string;
  readonly part: number;
}

/**
 * Spreads points, a discount or what points paid over the lines of an order, in proportion to their
 * weights. The parts always sum to the total; lines that are not selected get 0.
 *
 * With `largest-remainder` a line gets no more than its weight unless the total is above all of them.
 * `floor-last` is for shops whose books were made in that way: its last line can get more than it
 * costs. It is the last line that is selected and has a weight.
 *
 * @param total - a whole number: points, or minor units
 * @param rounding - default `largest-remainder`
 * @throws UptierError in this order: `unknown-strategy`, `not-an-integer` (the total),
 * `invalid-weights` (also where no line can take the total)
 *
 * @example
 * ```ts
 * import { splitOverLines } from "uptier/points";
 *
 * // 100 points paid 1.00 of an order of 3.50:
 * splitOverLines(100, [
 *   { id: "tea", weight: 200 },
 *   { id: "cup", weight: 150 },
 *   { id: "gift", weight: 90, selected: false },
 * ]);
 * // => [{ id: "tea", part: 57 }, { id: "cup", part: 43 }, { id: "gift", part: 0 }]
 * ```
 */
export function splitOverLines(
  total: number,
  lines: readonly SplitLine[],
  rounding: SplitRounding = "largest-remainder",
): SplitPart[] {
  if (rounding !== "largest-remainder" && rounding !== "floor-last") {
    throw new UptierError(
      "unknown-strategy",
      `${shown(rounding)} splits nothing; write "largest-remainder" or "floor-last"`,
    );
  }
  if (!isList(lines)) {
    throw new UptierError("invalid-weights", `${shown(lines)} is not a list of lines`);
  }
  const weights = lines.map(({ weight, selected = true }) => (selected ? weight : 0));
  if (total === 0 && weights.every((weight) => weight === 0)) {
    return lines.map(({ id }) => ({ id, part: 0 }));
  }
  const parts =
    rounding === "largest-remainder"
      ? allocate(total, weights, { tie: "index" })
      : floorLast(total, weights);
  return lines.map(({ id }, index) => ({ id, part: parts[index]! }));
}

function floorLast(total: number, weights: readonly number[]): number[] {
  const { parts, rest } = allocateKeeping(total, weights, "floor");
  const last = weights.findLastIndex((weight) => weight > 0);
  return parts.map((part, index) => (index === last ? part + rest : part));
}
