import { releasedShare } from "../kernel/allocation/release";
import type { ShareReversal } from "./entries";
import { followersOf } from "./fold";
import { type RewardRef, rewardId, type SettledOrder, type SettledShare, sum } from "./state";

/* What refunds take back of an order: in proportion to what went back so far, never of a refund by itself. */

/** The way from one total of what takes rewards back, by line, to another. */
export interface Span {
  /** Null: nothing took anything back before. */
  readonly before: readonly number[] | null;
  readonly after: readonly number[];
}

/** What a refund takes back. */
export interface TakenBack {
  readonly reversals: readonly ShareReversal[];
  /** Of what is burnt, in minor units. */
  readonly burned: number;
}

/** The rewards stay. */
export const NOTHING_BACK: TakenBack = { reversals: [], burned: 0 };

/** What a refund of so much of each line adds. */
export function spanOf({ lines, refunds }: SettledOrder, part: readonly number[]): Span {
  const isFirst = refunds.every(({ clawback }) => clawback !== "auto");
  return {
    before: isFirst ? null : lines.map(({ clawed }) => clawed),
    after: lines.map(({ clawed }, place) => clawed + part[place]!),
  };
}

/** What is taken back of each share, and of what is burnt. */
export function takenBack(settled: SettledOrder, span: Span): TakenBack {
  const reversals = settled.shares.flatMap((share): ShareReversal[] => {
    const lines = backIn(settled, share.lines, span);
    if (lines.every((part) => part === 0)) return [];
    const amount = sum(lines);
    const { earner } = share;
    const reward = rewardId(settled.order, share.id);
    return [{ earner, reward, amount, lines, caps: capsBack(share, amount) }];
  });
  return { reversals, burned: sum(backIn(settled, settled.burned, span)) };
}

/** What goes back of amounts by line. */
function backIn(
  settled: SettledOrder,
  amounts: readonly number[],
  { before, after }: Span,
): readonly number[] {
  const done = before === null ? null : backSoFar(settled, amounts, before);
  return backSoFar(settled, amounts, after).map((part, place) => part - (done?.[place] ?? 0));
}

/** What is taken back of amounts by line, once so much of each line went back. */
function backSoFar(
  { lines }: SettledOrder,
  amounts: readonly number[],
  clawed: readonly number[],
): readonly number[] {
  return amounts.map((amount, place) => {
    const { paid } = lines[place]!;
    if (paid > 0) return releasedShare(amount, clawed[place]!, paid, "half-away-from-zero");
    // What was earned on a line without money goes back with the last of the order.
    return lines.every((line, at) => clawed[at] === line.paid) ? amount : 0;
  });
}

/** What is taken back has room under the caps again. */
function capsBack({ caps }: SettledShare, amount: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.keys(caps).map((key) => [key, amount]));
}

/** What waits for a share of which nothing is left now, so that it is never paid out: it need not wait. */
export function releasesOf(
  settled: SettledOrder,
  reversals: readonly ShareReversal[],
): readonly RewardRef[] {
  return settled.shares.flatMap((share) => {
    const now = reversals.find(({ reward }) => reward === rewardId(settled.order, share.id));
    if (now === undefined || sum(share.reversed) + now.amount < sum(share.lines)) return [];
    return followersOf(settled, share.id);
  });
}

/** An order as it was before one of its refunds. */
export function asBefore(settled: SettledOrder, refund: number): SettledOrder {
  const refunds = settled.refunds.slice(0, refund);
  const total = (place: number, some: SettledOrder["refunds"]): number =>
    sum(some.map(({ lines }) => lines[place]!));
  const clawing = refunds.filter(({ clawback }) => clawback === "auto");
  return {
    ...settled,
    refunds,
    lines: settled.lines.map((line, place) => ({
      ...line,
      refunded: total(place, refunds),
      clawed: total(place, clawing),
    })),
  };
}
