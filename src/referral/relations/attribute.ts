import { after } from "../../kernel/time/duration";
import { instantText } from "../../kernel/time/instant";
import type { BindingPolicy } from "./definition";
import type { PositionWeights } from "./input";
import {
  type Conversion,
  type ReadTouch,
  readConversion,
  readTouches,
  type ReferrerFacts,
  type Touch,
} from "./touch";

/** Who brought the conversion about. Plain JSON. */
export interface Attribution {
  /** Whom the member is to be bound to: the one with the most credit. Null: nobody. */
  readonly referrer: string | null;
  /** The touch that stands for it: of the referrer's, the one with the most credit. */
  readonly touch: string | null;
  /** The touches that count, in their order of time; `weight` is for `allocate`. */
  readonly credits: readonly AttributionCredit[];
  /** The other touches, in the order in which they were passed, each with the reason. */
  readonly dropped: readonly DroppedTouch[];
}

/** A touch that counts. */
export interface AttributionCredit {
  readonly touch: string;
  readonly referrer: string;
  readonly channel: string;
  /** In relation to those of the others; of a single touch it is 1. */
  readonly weight: number;
}

/**
 * Why a touch does not count. The first of these that applies:
 *
 * 1. `after-conversion`: it came later
 * 2. `unknown-channel`: the policy has no such channel
 * 3. `referrer-unknown`, `referrer-disabled`
 * 4. `other-product`: it was for other products
 * 5. `no-right`: the referrer may not promote this product
 * 6. `self-referral`: the referrer is the member
 * 7. `denied`: the shop refuses it
 * 8. `window-expired`: its window ended at `until`, or before it
 * 9. `owned-sale`: another touch owns a sale to this member
 * 10. `lower-channel`: a touch of a better channel is there
 * 11. `not-first`, `not-last`: an earlier or a later touch is there
 */
export type DroppedTouch = {
  readonly touch: string;
  readonly referrer: string;
} & (
  | { readonly code: Exclude<DropCode, "window-expired" | "lower-channel"> }
  | { readonly code: "window-expired"; readonly until: string }
  | { readonly code: "lower-channel"; readonly channel: string }
);

/** Why a touch does not win. */
export type DropCode = (typeof DROP_CODES)[number];

/** The codes of {@link DroppedTouch} in their order of precedence. */
export const DROP_CODES = [
  "after-conversion",
  "unknown-channel",
  "referrer-unknown",
  "referrer-disabled",
  "other-product",
  "no-right",
  "self-referral",
  "denied",
  "window-expired",
  "owned-sale",
  "lower-channel",
  "not-first",
  "not-last",
] as const;

/**
 * Finds whom a conversion is owed to: drops touches that are not eligible, then those outside of their
 * window, keeps the best channel, and then takes the first or the last, or weighs them by position.
 *
 * Eligibility comes first: a newer click on a link of somebody without rights to the product does not
 * win. A window is half-open: a touch counts from its instant until its window ends. Of touches at the
 * same instant the one with the lower id is the earlier one. Nothing is bound by this: `bind` does that.
 *
 * By position the referrer with the most weight in all is bound; of equals the one who came first.
 *
 * @param touches - at most 10,000, in any order, each with an id of its own
 * @throws UptierError `invalid-command`
 *
 * @example
 * ```ts
 * import { attribute, defineBinding } from "uptier/referral";
 *
 * const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai" });
 * const touches = [
 *   { id: "t1", referrer: "li", channel: "link", at: "2026-11-01T10:00:00+08:00" },
 *   { id: "t2", referrer: "wu", channel: "link", at: "2026-11-20T10:00:00+08:00" },
 * ];
 * const { referrer, dropped } = attribute(policy, touches, {
 *   member: "m1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   referrers: [{ id: "li" }, { id: "wu", status: "disabled" }],
 * });
 * referrer; // => "li"
 * dropped; // => [{ touch: "t2", referrer: "wu", code: "referrer-disabled" }]
 * ```
 */
export function attribute(
  policy: BindingPolicy,
  touches: readonly Touch[],
  conversion: Conversion,
): Attribution {
  const now = readConversion(conversion);
  const read = readTouches(touches);
  const facts = new Map(conversion.referrers.map((referrer) => [referrer.id, referrer]));
  const reasons = new Map<Touch, DroppedTouch>();
  const drop = (touch: Touch, reason: Reason): void => {
    const { id, referrer } = touch;
    reasons.set(touch, { touch: id, referrer, ...reason } as DroppedTouch);
  };
  const eligible = read
    .filter((one) => {
      const reason = ineligible(policy, one, conversion, now, facts);
      if (reason !== null) drop(one.touch, reason);
      return reason === null;
    })
    .sort(byTime);
  const best = bestChannel(policy, eligible, drop);
  const credits = creditsOf(policy, best, drop);
  const winner = winnerOf(credits);
  return {
    referrer: winner?.referrer ?? null,
    touch: winner?.touch ?? null,
    credits,
    dropped: read.flatMap(({ touch }) => reasons.get(touch) ?? []),
  };
}

type Reason =
  | { readonly code: DropCode }
  | { readonly code: DropCode; readonly until: string }
  | { readonly code: DropCode; readonly channel: string };

/** Why a touch cannot count, whatever the others are; null: it can. */
function ineligible(
  policy: BindingPolicy,
  { touch, at }: ReadTouch,
  { member, product }: Conversion,
  now: number,
  facts: ReadonlyMap<string, ReferrerFacts>,
): Reason | null {
  if (at > now) return { code: "after-conversion" };
  const channel = policy.channels.find(({ id }) => id === touch.channel);
  if (channel === undefined) return { code: "unknown-channel" };
  const referrer = facts.get(touch.referrer);
  if (referrer === undefined) return { code: "referrer-unknown" };
  if (referrer.status === "disabled") return { code: "referrer-disabled" };
  if (!covers(touch.products, product)) return { code: "other-product" };
  if (!covers(referrer.products, product)) return { code: "no-right" };
  if (touch.referrer === member) return { code: "self-referral" };
  if (touch.denied === true) return { code: "denied" };
  const until = after(at, channel.window, policy.zone);
  return now < until ? null : { code: "window-expired", until: instantText(until) };
}

function covers(products: readonly string[] | undefined, product: string | undefined): boolean {
  return products === undefined || (product !== undefined && products.includes(product));
}

function byTime(a: ReadTouch, b: ReadTouch): number {
  return a.at - b.at || (a.touch.id < b.touch.id ? -1 : 1);
}

/** Those that own a sale, else those of the best channel. */
function bestChannel(
  policy: BindingPolicy,
  touches: readonly ReadTouch[],
  drop: (touch: Touch, reason: Reason) => void,
): ReadTouch[] {
  const isOwner = ({ touch }: ReadTouch): boolean => touch.ownsSale === true;
  const owned = touches.some(isOwner);
  const channel = policy.channels.find(({ id }) =>
    touches.some(({ touch }) => touch.channel === id),
  );
  return touches.filter((one) => {
    const stays = owned ? isOwner(one) : one.touch.channel === channel?.id;
    if (!stays) {
      drop(
        one.touch,
        owned ? { code: "owned-sale" } : { code: "lower-channel", channel: channel!.id },
      );
    }
    return stays;
  });
}

function creditsOf(
  { touch: choice }: BindingPolicy,
  touches: readonly ReadTouch[],
  drop: (touch: Touch, reason: Reason) => void,
): AttributionCredit[] {
  const credit = ({ touch: { id, referrer, channel } }: ReadTouch, weight: number) => ({
    touch: id,
    referrer,
    channel,
    weight,
  });
  if (typeof choice !== "string") {
    return touches.map((one, place) =>
      credit(one, weightAt(choice.position, place, touches.length)),
    );
  }
  const wanted = choice === "first" ? touches[0] : touches.at(-1);
  for (const one of touches) {
    if (one !== wanted) drop(one.touch, { code: choice === "first" ? "not-first" : "not-last" });
  }
  return wanted === undefined ? [] : [credit(wanted, 1)];
}

/** The weight of a position; those at the ends are stretched, so that those between are whole. */
function weightAt({ first, between, last }: PositionWeights, place: number, count: number): number {
  if (count === 1) return 1;
  const stretch = Math.max(1, count - 2);
  if (place === 0) return first * stretch;
  return place === count - 1 ? last * stretch : between;
}

/** The heaviest credit of the referrer with the most weight in all; of equals the first. */
function winnerOf(credits: readonly AttributionCredit[]): AttributionCredit | null {
  const totals = new Map<string, number>();
  for (const { referrer, weight } of credits) {
    totals.set(referrer, (totals.get(referrer) ?? 0) + weight);
  }
  return credits.reduce<AttributionCredit | null>((best, credit) => {
    if (best === null) return credit;
    const [total, bestTotal] = [totals.get(credit.referrer)!, totals.get(best.referrer)!];
    const better =
      total > bestTotal || (credit.referrer === best.referrer && credit.weight > best.weight);
    return better ? credit : best;
  }, null);
}
