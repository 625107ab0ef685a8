import { amountIn, checkInput, invalidInput } from "../../../kernel/argument";
import { MAX_ID_LENGTH } from "../../../kernel/command";
import { shown } from "../../../kernel/errors";
import { addSafely, type AmountInput, fromMinor } from "../../../kernel/money/amount";
import { amountOf, type Fraction, type Rate, toFraction } from "../../../kernel/money/rate";
import { isPlainText } from "../../../kernel/text";
import type { DoubleSided, Factors } from "./definition";
import { noFactors } from "./factors";

/** A sale whose fee gives a discount and a reward. */
export interface FeesInput {
  readonly member: string;
  /** Who referred the member, or who is the member; null: nobody. */
  readonly referrer: string | null;
  /** For every component, what the member would pay without a discount. */
  readonly fees: Readonly<Record<string, AmountInput>>;
  /** Of the member in this epoch, as `benefitFactors` gave them. */
  readonly factors: { readonly reward: Factors; readonly discount: Factors };
  /** A discount for the volume of the member, from another programme; after the first. Default: none. */
  readonly volumeDiscount?: Rate | undefined;
}

/** Who gets what of the fees; decimal text. */
export interface SplitFees {
  readonly currency: string;
  /** In the order of the definition. */
  readonly components: readonly SplitFee[];
  /** Of all components. */
  readonly total: Omit<SplitFee, "component">;
  /** What is to be booked: lines of at least one minor unit. */
  readonly transfers: readonly FeeTransfer[];
  readonly why: readonly FeeSplitReason[];
}

/** One component: fee = discount + volume discount + reward + receiver. */
export interface SplitFee {
  readonly component: string;
  readonly fee: string;
  readonly discount: string;
  readonly volumeDiscount: string;
  readonly reward: string;
  /** What is left for whom the fee is for. */
  readonly receiver: string;
}

/** An amount of the fee that goes to the referrer, or to the receiver of the component. */
export interface FeeTransfer {
  readonly to: "referrer" | "receiver";
  readonly component: string;
  readonly amount: string;
}

/**
 * Why there is no discount and no reward.
 *
 * - `no-referrer`: nobody referred the member
 * - `own-sale`: the member is the referrer
 */
export type FeeSplitReason = { readonly code: "no-referrer" } | { readonly code: "own-sale" };

/**
 * Splits the fees of a sale between the member who was referred, who referred them, and the receivers.
 *
 * For each component by itself and in this order: the discount is its factor of the fee; a volume discount
 * is its rate of what is left; the reward is its factor of what is left then; the receiver keeps the rest.
 * Each is rounded by the programme, so that the four sum to the fee. A referrer's own sales give neither
 * discount nor reward.
 *
 * @throws UptierError in this order: `invalid-input` (no object, a name that is none, factors that are
 * missing), `invalid-rate` or `invalid-input` (the volume discount, also above 100 %), `invalid-input`
 * (fees that are missing or of no component); then at the first component at fault those of an amount,
 * `negative-amount`, `invalid-rate` or `invalid-input` (factors above 100 %); `unsafe-integer`
 *
 * @example
 * ```ts
 * import { benefitFactors, defineDoubleSided, splitFees } from "uptier/referral";
 *
 * const program = defineDoubleSided({
 *   id: "friends",
 *   currency: "CNY",
 *   components: ["service", "delivery"],
 *   windowEpochs: 4,
 *   tiers: [{ minVolume: "0", minEpochs: 0, reward: "2%", discount: "5%" }],
 * });
 * const { total } = splitFees(program, {
 *   member: "m2",
 *   referrer: "m1",
 *   fees: { service: "12.50", delivery: "6.00" },
 *   factors: benefitFactors(program, { volume: "800", epochs: 1 }),
 * });
 * [total.discount, total.reward, total.receiver]; // => ["0.92", "0.34", "17.24"]
 * ```
 */
export function splitFees(program: DoubleSided, sale: FeesInput): SplitFees {
  checkInput("sale", sale);
  const { currency, components } = program;
  const why = withoutBenefit(sale);
  const { reward, discount } = factorsFor(program, sale, why.length === 0);
  const volumeDiscount = shareIn("volumeDiscount", sale.volumeDiscount ?? "0");
  checkFees(program, sale);
  const split = components.map((component): FeeMinor => {
    const feeMinor = amountIn(`fee "${component}"`, sale.fees[component]!, currency);
    const part = (of: number, rate: Rate): number => amountOf(of, rate, program.rounding);
    const discountMinor = part(feeMinor, shareIn("discount", discount[component]!));
    const volumeMinor = part(feeMinor - discountMinor, volumeDiscount);
    const leftMinor = feeMinor - discountMinor - volumeMinor;
    const rewardMinor = part(leftMinor, shareIn("reward", reward[component]!));
    return {
      fee: feeMinor,
      discount: discountMinor,
      volumeDiscount: volumeMinor,
      reward: rewardMinor,
      receiver: leftMinor - rewardMinor,
    };
  });
  const lines = components.map((component, index) => ({
    component,
    ...textOf(split[index]!, currency),
  }));
  return {
    currency,
    components: lines,
    total: textOf(split.reduce(sumOf), currency),
    transfers: components.flatMap((component, index) =>
      (["reward", "receiver"] as const).flatMap((part): FeeTransfer[] => {
        const to = part === "reward" ? "referrer" : part;
        const amount = lines[index]![part];
        return split[index]![part] === 0 ? [] : [{ to, component, amount }];
      }),
    ),
    why,
  };
}

type FeeMinor = Readonly<Record<keyof Omit<SplitFee, "component">, number>>;

function textOf(split: FeeMinor, currency: string): Omit<SplitFee, "component"> {
  const money = (minor: number): string => fromMinor(minor, currency);
  return {
    fee: money(split.fee),
    discount: money(split.discount),
    volumeDiscount: money(split.volumeDiscount),
    reward: money(split.reward),
    receiver: money(split.receiver),
  };
}

function sumOf(a: FeeMinor, b: FeeMinor): FeeMinor {
  return {
    fee: addSafely(a.fee, b.fee),
    discount: a.discount + b.discount,
    volumeDiscount: a.volumeDiscount + b.volumeDiscount,
    reward: a.reward + b.reward,
    receiver: a.receiver + b.receiver,
  };
}

function withoutBenefit({ member, referrer }: FeesInput): FeeSplitReason[] {
  checkName("member", member);
  if (referrer === null) return [{ code: "no-referrer" }];
  checkName("referrer", referrer);
  return member === referrer ? [{ code: "own-sale" }] : [];
}

function checkName(what: string, name: unknown): void {
  if (isPlainText(name) && name !== "" && name.length <= MAX_ID_LENGTH) return;
  throw invalidInput(what, `a text of 1 to ${MAX_ID_LENGTH} characters`, shown(name));
}

function factorsFor(
  { components }: DoubleSided,
  { factors }: FeesInput,
  benefits: boolean,
): FeesInput["factors"] {
  checkInput("factors", factors);
  for (const side of ["reward", "discount"] as const) {
    checkInput(`factors.${side}`, factors[side]);
    const gap = components.find((name) => !Object.hasOwn(factors[side], name));
    if (gap !== undefined) throw invalidInput(`factors.${side}`, `there for "${gap}"`, "left out");
  }
  const none = noFactors(components);
  return benefits ? factors : { reward: none, discount: none };
}

function checkFees({ components }: DoubleSided, { fees }: FeesInput): void {
  checkInput("fees", fees);
  const gap = components.find((name) => !Object.hasOwn(fees, name));
  if (gap !== undefined) throw invalidInput("fees", `there for "${gap}", "0" for none`, "left out");
  const stranger = Object.keys(fees).find((name) => !components.includes(name));
  if (stranger === undefined) return;
  throw invalidInput("fees", `of ${components.join(", ")}`, `of ${shown(stranger)}`);
}

/** A share of a fee, at most all of it. */
function shareIn(what: string, rate: Rate): Fraction {
  const share = toFraction(rate);
  if (share.num <= share.den) return share;
  throw invalidInput(what, "at most 100 %", `${share.num}/${share.den}`);
}
