import * as z from "zod";
import { type Draft, parseDefinition, type Report } from "../../kernel/definition";
import { amount, count } from "../../kernel/schema";
import { checkAmounts } from "../consistency";
import type { AmountsInput } from "../input";
import type { ReferralPlan } from "../plan";

/** What protects those who sell, after the Amway order of the FTC. */
export const SAFEGUARDS = ["ten-customers", "seventy-percent", "buy-back"] as const;

/**
 * - `ten-customers`: pay only for months in which somebody sold to ten customers who are no members
 * - `seventy-percent`: pay only once 70 % of what was bought has been sold on
 * - `buy-back`: unsold goods are taken back
 */
export type Safeguard = (typeof SAFEGUARDS)[number];

/**
 * What a plan does not say and a judgement needs. Amounts are in the plan's currencies; without one of
 * them, or at 0, there is nothing. What is left out is not known, and is asked for by a warning.
 */
export interface PlanFacts {
  /** What somebody pays for the right to take part, to refer or to earn. `{}`: nothing. */
  readonly entryFee?: AmountsInput | undefined;
  /** What somebody must buy before they may take part, refer or earn. `{}`: nothing. */
  readonly entryPurchase?: AmountsInput | undefined;
  /** What is paid for one who joins and buys nothing, to whoever brought them. `{}`: nothing. */
  readonly signUpPay?: AmountsInput | undefined;
  /** The largest tree of those who refer one another, as it is or as it may become. */
  readonly tree?: TreeFacts | undefined;
  /** Rewards for reaching numbers of invited people (任务宝). Default: there are none. */
  readonly ladder?: LadderFacts | undefined;
  /** Whether sharing a page is rewarded by itself, whatever comes of it. */
  readonly shareReward?: boolean | undefined;
  /** The words of pages and cards that are shared, at most 100 of up to 2,000 characters. */
  readonly copy?: readonly string[] | undefined;
  /** Whether the terms that members read say where the share goes that nobody earns. Default: no. */
  readonly unclaimedPublished?: boolean | undefined;
  /** Those that the shop keeps. Default: none. */
  readonly safeguards?: readonly Safeguard[] | undefined;
}

/** A tree of those who refer one another. */
export interface TreeFacts {
  /** All people in it, the organiser among them. */
  readonly people: number;
  /** Levels of people below the organiser: 1 where those whom the organiser brought bring nobody. */
  readonly levelsBelow: number;
}

/** A ladder of rewards. */
export interface LadderFacts {
  /** What moves somebody up: people who join or follow, or people who buy. */
  readonly counts: "sign-ups" | "orders";
  /** In the order in which they are reached, 1 to 100. */
  readonly rungs: readonly {
    /** How many invited people it asks for. */
    readonly at: number;
    /** What it gives, as a whole number of one unit that all rungs share: points, or fen. */
    readonly worth: number;
  }[];
}

const amounts = z.record(z.string(), amount).optional();

const factsSchema = z.strictObject({
  entryFee: amounts,
  entryPurchase: amounts,
  signUpPay: amounts,
  tree: z.strictObject({ people: count, levelsBelow: z.int().min(0).max(1_000) }).optional(),
  ladder: z
    .strictObject({
      counts: z.enum(["sign-ups", "orders"]),
      rungs: z
        .array(z.strictObject({ at: count, worth: z.int().min(0) }))
        .min(1)
        .max(100),
    })
    .optional(),
  shareReward: z.boolean().optional(),
  copy: z.array(z.string().max(2_000)).max(100).optional(),
  unclaimedPublished: z.boolean().optional(),
  safeguards: z.array(z.enum(SAFEGUARDS)).optional(),
});

/**
 * Reads facts.
 *
 * @throws UptierError `invalid-definition` with every problem at once
 */
export function readFacts({ currencies }: ReferralPlan, facts: unknown): PlanFacts {
  const check = (draft: Draft<z.output<typeof factsSchema>>, report: Report): void => {
    for (const key of ["entryFee", "entryPurchase", "signUpPay"] as const) {
      checkAmounts(currencies, draft[key], [key], report);
    }
  };
  return parseDefinition("facts of the referral plan", factsSchema, facts, check);
}
