/**
 * A list that is kept in order. Insertion takes log n steps and a move within one block; taking from
 * the front takes constant time, so that a debit that empties k lots costs k steps; taking from elsewhere
 * costs as much as an insertion. Plain data: a replay makes two of them for each account.
 */
export interface Ordered<T> {
  readonly compare: (a: T, b: T) => number;
  /** None is empty, unless it is the only one. */
  readonly blocks: T[][];
  /** Where the first block begins; what is before has been taken. */
  head: number;
}

const BLOCK = 512;

/** An empty list. */
export function ordered<T>(compare: (a: T, b: T) => number): Ordered<T> {
  return { compare, blocks: [[]], head: 0 };
}

/** Adds an item; equals stay in the order of insertion. */
export function insert<T>(list: Ordered<T>, item: T): void {
  const { blocks, compare } = list;
  const last = blocks[blocks.length - 1]!;
  const inLast = last.length === 0 || compare(last[last.length - 1]!, item) <= 0;
  const at = inLast ? blocks.length - 1 : blockOf(list, item);
  const block = blocks[at]!;
  if (inLast) block.push(item);
  else block.splice(placeIn(list, at, item), 0, item);
  if (block.length > BLOCK) split(list, at);
}

/** The first item; undefined: there is none. */
export function first<T>({ blocks, head }: Ordered<T>): T | undefined {
  return blocks[0]![head];
}

/** Takes the first item away. */
export function removeFirst<T>(list: Ordered<T>): void {
  removeAt(list, 0, list.head);
}

/**
 * Takes an item away; of others that compare as equal, where it is not the first itself, the last one.
 * Where there is none, nothing happens.
 */
export function remove<T>(list: Ordered<T>, item: T): void {
  if (first(list) === item) {
    removeFirst(list);
    return;
  }
  const { blocks, head, compare } = list;
  let at = blockOf(list, item);
  let place = placeIn(list, at, item) - 1;
  // What comes after it may begin the next block.
  if (place < 0 && at > 0) {
    at -= 1;
    place = blocks[at]!.length - 1;
  }
  const known = place < (at === 0 ? head : 0) ? undefined : blocks[at]![place];
  if (known !== undefined && compare(known, item) === 0) removeAt(list, at, place);
}

function removeAt<T>(list: Ordered<T>, at: number, place: number): void {
  const { blocks } = list;
  const block = blocks[at]!;
  if (at === 0 && place === list.head && place < block.length) list.head += 1;
  else block.splice(place, 1);
  if (block.length > (at === 0 ? list.head : 0)) return;
  if (at === 0) list.head = 0;
  if (blocks.length > 1) blocks.splice(at, 1);
  else block.length = 0;
}

function split<T>(list: Ordered<T>, at: number): void {
  const block = list.blocks[at]!;
  if (at === 0) {
    block.splice(0, list.head);
    list.head = 0;
  }
  if (block.length > BLOCK) list.blocks.splice(at + 1, 0, block.splice(BLOCK / 2));
}

/** The first block whose last item comes after an item. */
function blockOf<T>({ blocks, compare }: Ordered<T>, item: T): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const block = blocks[middle]!;
    if (compare(block[block.length - 1]!, item) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The place in a block of the first item that comes after an item. */
function placeIn<T>({ blocks, head, compare }: Ordered<T>, at: number, item: T): number {
  const block = blocks[at]!;
  let low = at === 0 ? head : 0;
  let high = block.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(block[middle]!, item) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
