import type { Draft } from "../../kernel/definition";
import { UptierError } from "../../kernel/errors";
import { toMinor } from "../../kernel/money/amount";
import { toMilliseconds } from "../../kernel/time/instant";
import type { CampaignInput, PrizeInput } from "../input";
import { weightsOf } from "../weights";

/** What is sound of a campaign. */
export type CampaignDraft = Draft<CampaignInput>;

/** What is sound of a prize. */
export type PrizeDraft = Draft<PrizeInput>;

/** The cost of one unit; undefined where it cannot be read, which is reported where it stands. */
export function costOf(
  { cost = "0" }: PrizeDraft,
  currency: string | undefined,
): number | undefined {
  return currency === undefined ? undefined : readable(() => toMinor(cost, currency));
}

/** The weights of the prizes; undefined where they are not sound, which is reported. */
export function soundWeights({
  prizes = [],
  weightTotal,
  onSumBelow,
}: CampaignDraft): readonly number[] | undefined {
  const sound = prizes.filter((prize) => prize !== undefined);
  if (sound.length < prizes.length) return undefined;
  return readable(() => weightsOf({ prizes: sound, weightTotal, onSumBelow }))?.weights;
}

/** An instant; undefined where it is missing or cannot be read. */
export function instantOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : readable(() => toMilliseconds(text));
}

/** What is computed; undefined where something is at fault that is reported where it stands. */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UptierError)) throw error;
    return undefined;
  }
}
