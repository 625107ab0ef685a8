/** Parts of a state in the order in which they came, found by their ids. */
export interface ById<T extends { readonly id: string }> {
  readonly list: T[];
  /** Null: nobody has looked for one of many yet. */
  index: Map<string, T> | null;
}

/** So many ids are compared sooner than they are looked up, and most accounts have no more. */
const FEW = 16;

/** @param list - is added to */
export function byId<T extends { readonly id: string }>(list: T[] = []): ById<T> {
  return { list, index: null };
}

/** Adds a part after all others. */
export function add<T extends { readonly id: string }>(parts: ById<T>, part: T): void {
  parts.list.push(part);
  if (parts.index !== null) parts.index.set(part.id, part);
}

/** The part of an id; of several the last one. */
export function find<T extends { readonly id: string }>(parts: ById<T>, id: string): T | undefined {
  const { list } = parts;
  if (list.length > FEW) return indexOf(parts).get(id);
  for (let place = list.length - 1; place >= 0; place -= 1) {
    if (list[place]!.id === id) return list[place];
  }
  return undefined;
}

function indexOf<T extends { readonly id: string }>(parts: ById<T>): Map<string, T> {
  if (parts.index !== null) return parts.index;
  const index = new Map<string, T>();
  for (const part of parts.list) index.set(part.id, part);
  parts.index = index;
  return index;
}
