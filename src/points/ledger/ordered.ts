/**
 * A list that is kept in order. Insertion takes log n steps and a move within one block; taking from
 * the front takes constant time, so that a debit that empties k lots costs k steps; taking from elsewhere
 * costs as much as an insertion.
 */
export interface Ordered<T> {
  /** Equals stay in the order of insertion. */
  insert(item: T): void;
  first(): T | undefined;
  removeFirst(): void;
  /** Of equals the last one; where there is none, nothing happens. */
  remove(item: T): void;
}

const BLOCK = 512;

/** An empty list. */
export function ordered<T>(compare: (a: T, b: T) => number): Ordered<T> {
  /** None is empty, unless it is the only one. */
  const blocks: T[][] = [[]];
  /** Where the first block begins; what is before has been taken. */
  let head = 0;

  return {
    insert(item) {
      const last = blocks[blocks.length - 1]!;
      const inLast = last.length === 0 || compare(last[last.length - 1]!, item) <= 0;
      const at = inLast ? blocks.length - 1 : blockOf(blocks, item, compare);
      const block = blocks[at]!;
      if (inLast) block.push(item);
      else block.splice(placeIn(block, at === 0 ? head : 0, item, compare), 0, item);
      if (block.length > BLOCK) split(at);
    },
    first: () => blocks[0]![head],
    removeFirst: () => removeAt(0, head),
    remove(item) {
      let at = blockOf(blocks, item, compare);
      let place = placeIn(blocks[at]!, at === 0 ? head : 0, item, compare) - 1;
      // What comes after it may begin the next block.
      if (place < 0 && at > 0) {
        at -= 1;
        place = blocks[at]!.length - 1;
      }
      const known = place < (at === 0 ? head : 0) ? undefined : blocks[at]![place];
      if (known !== undefined && compare(known, item) === 0) removeAt(at, place);
    },
  };

  function removeAt(at: number, place: number): void {
    const block = blocks[at]!;
    if (at === 0 && place === head && head < block.length) head += 1;
    else block.splice(place, 1);
    if (block.length > (at === 0 ? head : 0)) return;
    if (at === 0) head = 0;
    if (blocks.length > 1) blocks.splice(at, 1);
    else block.length = 0;
  }

  function split(at: number): void {
    const block = blocks[at]!;
    if (at === 0) {
      block.splice(0, head);
      head = 0;
    }
    if (block.length > BLOCK) blocks.splice(at + 1, 0, block.splice(BLOCK / 2));
  }
}

/** The first block whose last item comes after an item. */
function blockOf<T>(blocks: readonly T[][], item: T, compare: (a: T, b: T) => number): number {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const block = blocks[middle]!;
    if (compare(block[block.length - 1]!, item) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The place of the first item that comes after an item. */
function placeIn<T>(
  block: readonly T[],
  from: number,
  item: T,
  compare: (a: T, b: T) => number,
): number {
  let [low, high] = [from, block.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(block[middle]!, item) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
