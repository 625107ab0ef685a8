import type { Weekday } from "../../kernel/time/calendar";

/** What a check-in gives: points of a type of the ledger, or so many of something else. */
export type CheckInReward =
  | {
      /** The type of the points: `"coin"`, `"growth"`. */
      readonly type: string;
      readonly points: number;
    }
  | {
      /** Anything that the shop hands out: `"draw-chance"`, `"make-up-card"`, `"freeze"`. */
      readonly item: string;
      readonly count: number;
    };

/** How a reward goes with those before it: beside them, or in their place. */
export type MilestoneMode = "add" | "override";

/** What every milestone says. */
export interface CheckInMilestoneTerms {
  /** Letters, digits, `.`, `-` and `_`, at most 100; entries name it. */
  readonly id: string;
  /**
   * `add`: beside the reward of the cycle and of the milestones before it. `override`: in place of
   * all of them; milestones after it add to it again. Default: `add`
   */
  readonly mode?: MilestoneMode | undefined;
  readonly reward: readonly CheckInReward[];
}

/**
 * A reward that depends on a counter or on the day. Each kind looks at one counter only:
 *
 * - `every-day`: every check-in
 * - `streak`: the check-in that makes the streak exactly `n` days long
 * - `every-streak`: each one that makes it a multiple of `n`
 * - `month`: the one that is the `n`-th day of its month, consecutive or not
 * - `total`: the one that is the `n`-th day in all
 * - `every-total`: each one that is a multiple of `n` in all
 * - `weekday`, `date`: check-ins on that local day
 * - `rank`: the first `n` members of the day, by the rank that the command states
 */
export type CheckInMilestone = CheckInMilestoneTerms &
  (
    | { readonly kind: "every-day" }
    | { readonly kind: "streak" | "every-streak"; readonly n: number }
    | { readonly kind: "month"; readonly n: number }
    | { readonly kind: "total" | "every-total" | "rank"; readonly n: number }
    | { readonly kind: "weekday"; readonly weekday: Weekday }
    | { readonly kind: "date"; readonly date: string }
  );

/** What something costs, in points of a type of the ledger. */
export interface CheckInPrice {
  readonly type: string;
  readonly points: number;
}

/** Make-up cards (补签卡): days that were missed can be checked in later. */
export interface MakeUpInput {
  /** How many days back, 1 to 366: with 1, only yesterday. */
  readonly windowDays: number;
  /** Make-ups in one calendar month, by the day on which they are made. Default: no limit. */
  readonly perMonth?: number | undefined;
  /** Default: free. */
  readonly price?: CheckInPrice | undefined;
  /** The earliest date that can be made up. Default: the first day of the check-in. */
  readonly earliest?: string | undefined;
  /** What a day that is made up gives by itself. Default: nothing. */
  readonly reward?: readonly CheckInReward[] | undefined;
  /** Whether the day counts in the streak, and joins what it lies between. Default: false. */
  readonly feedsStreak?: boolean | undefined;
}

/** A daily check-in (签到) as a shop writes it. Plain JSON. */
export interface CheckInInput {
  /** Letters, digits, `.`, `-` and `_`, at most 100; kept for ever, because entries name it. */
  readonly id: string;
  /** The IANA zone of members who bring none of their own. */
  readonly zone: string;
  /** The hour of the wall clock at which a day starts, 0 to 23. Default: 0, midnight. */
  readonly dayStartsAt?: number | undefined;
  /** The first instant at which members can check in. Default: always. */
  readonly opensAt?: string | undefined;
  /** The first instant at which they cannot any more. Default: never. */
  readonly closesAt?: string | undefined;
  /** Rewards by the day of a cycle that starts again after its last day. Default: none. */
  readonly cycle?:
    | {
        /** Days of the cycle, 2 to 365. */
        readonly length: number;
        /** Days that are not named have no reward. */
        readonly rewards: readonly {
          readonly day: number;
          readonly reward: readonly CheckInReward[];
        }[];
      }
    | undefined;
  /**
   * What the day of the cycle counts: the `streak`, so that a break starts again at day 1; or, with
   * `cumulative`, all check-ins, so that breaks change nothing. Default: `streak`
   */
  readonly cycleBy?: "streak" | "cumulative" | undefined;
  /** In the order in which they add up, at most 100. Default: none. */
  readonly milestones?: readonly CheckInMilestone[] | undefined;
  /**
   * Days that need no check-in: they neither break a streak nor add to it. A list, or the weekend of
   * a week: Saturday and Sunday where it starts on Monday, Friday and Saturday where it starts on
   * Sunday. Who checks in on a rest day gets it counted. Default: none.
   */
  readonly restDays?: readonly Weekday[] | { readonly weekStart: "monday" | "sunday" } | undefined;
  /** Default: days cannot be made up. */
  readonly makeUp?: MakeUpInput | undefined;
  /** Freezes cover missed days; `max` is how many a member can have, 1 to 100. Default: none. */
  readonly freezes?: { readonly max: number } | undefined;
  /** A streak that ended can be bought back. Default: it cannot. */
  readonly restore?:
    | {
        /** The most missed days, 1 to 31. */
        readonly maxGapDays: number;
        /** Default: free. */
        readonly price?: CheckInPrice | undefined;
      }
    | undefined;
  /** Hours between two check-ins in different zones, 0 to 48. Default: 12. */
  readonly minHoursAfterZoneChange?: number | undefined;
}
