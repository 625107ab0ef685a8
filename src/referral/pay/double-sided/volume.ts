import { amountIn, checkParts, invalidInput } from "../../../kernel/argument";
import { shown } from "../../../kernel/errors";
import { isList } from "../../../kernel/list";
import { addSafely, type AmountInput, fromMinor } from "../../../kernel/money/amount";
import type { DoubleSided } from "./definition";

/** What a member of a set bought in one epoch. */
export interface Contribution {
  /** The member; once in the list. */
  readonly id: string;
  readonly volume: AmountInput;
}

/** The volume of one epoch that counts; decimal text. */
export interface CountedVolume {
  readonly currency: string;
  readonly volume: string;
  readonly why: readonly CountedReason[];
}

/** Part of what a member bought is above the cap. */
export interface CountedReason {
  readonly code: "above-contribution-cap";
  readonly member: string;
  readonly volume: string;
  readonly counted: string;
}

/** The most members of one set in one epoch. */
const MAX_MEMBERS = 1_000_000;

/** The most epochs that a window is taken from. */
const MAX_EPOCHS = 100_000;

/**
 * The volume of a set in an epoch that is closing: what each member bought, the referrer included, up to
 * the cap. Call it once, when the epoch closes, and keep the result: the cap that holds then is the one
 * that counts, whatever it was during the epoch or becomes later.
 *
 * @param contributions - at most 1,000,000
 * @throws UptierError in this order: `invalid-input`, then at the first member at fault those of an
 * amount, `negative-amount`; `unsafe-integer`
 *
 * @example
 * ```ts
 * import { countedVolume, defineDoubleSided } from "uptier/referral";
 *
 * const program = defineDoubleSided({
 *   id: "friends",
 *   currency: "CNY",
 *   components: ["service"],
 *   windowEpochs: 4,
 *   tiers: [{ minVolume: "2000", minEpochs: 2, reward: "2.1%", discount: "2.4%" }],
 *   contributionCap: "1000",
 * });
 * countedVolume(program, [
 *   { id: "m1", volume: "100000" },
 *   { id: "m2", volume: "300" },
 * ]).volume; // => "1300.00"
 * ```
 */
export function countedVolume(
  { currency, contributionCapMinor }: DoubleSided,
  contributions: readonly Contribution[],
): CountedVolume {
  checkParts("contributions", contributions, MAX_MEMBERS);
  const why: CountedReason[] = [];
  let sum = 0;
  for (const { id, volume } of contributions) {
    const minor = amountIn(`volume of "${id}"`, volume, currency);
    const counted = Math.min(minor, contributionCapMinor ?? minor);
    sum = addSafely(sum, counted);
    if (counted === minor) continue;
    const [bought, part] = [fromMinor(minor, currency), fromMinor(counted, currency)];
    why.push({ code: "above-contribution-cap", member: id, volume: bought, counted: part });
  }
  return { currency, volume: fromMinor(sum, currency), why };
}

/**
 * The volume of a set in the window: the sum of the last epochs, the closing one included.
 *
 * @param epochs - the counted volume of each closed epoch in order, the closing one last; at most
 * 100,000. Fewer than the window has are what there is
 * @returns decimal text
 * @throws UptierError in this order: `invalid-input`, then at the first epoch of the window at fault
 * those of an amount, `negative-amount`; `unsafe-integer`
 *
 * @example
 * ```ts
 * import { defineDoubleSided, windowVolume } from "uptier/referral";
 *
 * const program = defineDoubleSided({
 *   id: "friends",
 *   currency: "CNY",
 *   components: ["service"],
 *   windowEpochs: 2,
 *   tiers: [{ minVolume: "2000", minEpochs: 2, reward: "2.1%", discount: "2.4%" }],
 * });
 * windowVolume(program, ["10000", "20000", "10000"]); // => "30000.00"
 * ```
 */
export function windowVolume(
  { currency, windowEpochs }: DoubleSided,
  epochs: readonly AmountInput[],
): string {
  if (!isList(epochs) || epochs.length > MAX_EPOCHS) {
    const came = isList(epochs) ? `${epochs.length}` : shown(epochs);
    throw invalidInput("epochs", `a list of at most ${MAX_EPOCHS} amounts`, came);
  }
  const minor = epochs
    .slice(-windowEpochs)
    .reduce<number>((sum, volume) => addSafely(sum, amountIn("volume", volume, currency)), 0);
  return fromMinor(minor, currency);
}
