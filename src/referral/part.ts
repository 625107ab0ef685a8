import type { ReferralEntry } from "./entries";
import { accountsOf, foldReferral, type OpenReferral, put } from "./fold";
import { adjustmentId, own, rewardId } from "./state";

/**
 * {@link foldReferral} for an entry that may contradict the state: where it throws, the state stays as it was. It is
 * folded into the part that it is about, and that is put back.
 */
export function foldWhole(state: OpenReferral, entry: ReferralEntry): void {
  const part = partOf(state, entry);
  foldReferral(part, entry);
  for (const [order, settled] of Object.entries(part.orders)) put(state.orders, order, settled);
  for (const [key, account] of Object.entries(part.accounts)) {
    const whole = own(state.accounts, key);
    if (whole === undefined) put(state.accounts, key, account);
    else {
      for (const [id, reward] of Object.entries(account.rewards)) put(whole.rewards, id, reward);
      for (const [id, batch] of Object.entries(account.batches)) put(whole.batches, id, batch);
    }
  }
  for (const [key, used] of Object.entries(part.caps)) put(state.caps, key, used);
}

/** What an entry is about, of a state: what folding it looks at, changes, or finds there already. */
function partOf(state: OpenReferral, entry: ReferralEntry): OpenReferral {
  const about = aboutOf(entry);
  const accounts = pick(state.accounts, accountsOf(entry));
  for (const [key, account] of Object.entries(accounts)) {
    const batches = pick(account.batches, about.batches);
    const items = Object.values(batches).flatMap((batch) => batch.items);
    const rewards = [...about.rewards, ...items.map(({ reward }) => reward)];
    put(accounts, key, { ...account, rewards: pick(account.rewards, rewards), batches });
  }
  const caps = pick(state.caps, about.caps);
  return { orders: pick(state.orders, about.orders), accounts, caps };
}

interface EntryAbout {
  readonly orders: readonly string[];
  /** In any account. */
  readonly rewards: readonly string[];
  readonly batches: readonly string[];
  /** By key. */
  readonly caps: readonly string[];
}

function aboutOf(entry: ReferralEntry): EntryAbout {
  const nothing: EntryAbout = { orders: [], rewards: [], batches: [], caps: [] };
  const ids = (refs: readonly { readonly reward: string }[]): readonly string[] =>
    refs.map(({ reward }) => reward);
  const keys = (of: readonly { readonly caps: object }[]): readonly string[] =>
    of.flatMap(({ caps }) => Object.keys(caps));
  switch (entry.kind) {
    case "order-settled": {
      const { order, shares } = entry.settled;
      const rewards = shares.map(({ id }) => rewardId(order, id));
      return { ...nothing, orders: [order], rewards, caps: keys(shares) };
    }
    case "order-moved":
      return { ...nothing, orders: [entry.order], rewards: ids(entry.rewards) };
    case "order-refunded": {
      const { order, reversals, releases } = entry;
      const rewards = ids([...reversals, ...releases]);
      return { ...nothing, orders: [order], rewards, caps: keys(reversals) };
    }
    case "reward-judged":
      return { ...nothing, rewards: [entry.reward] };
    case "payout-opened":
      return { ...nothing, rewards: ids(entry.items), batches: [entry.batch] };
    case "payout-paid":
    case "payout-cancelled":
      return { ...nothing, rewards: ids(entry.releases), batches: [entry.batch] };
    case "balance-adjusted":
      return { ...nothing, rewards: [adjustmentId(entry.cause)] };
  }
}

function pick<T>(record: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  const picked: Record<string, T> = {};
  for (const key of keys) {
    const value = own(record, key);
    if (value !== undefined) put(picked, key, value);
  }
  return picked;
}
