import type { Duration } from "../../../kernel/time/duration";
import type { GooglemailAlias } from "./email";

/** What makes a referral suspicious, as a shop stores it. Plain JSON. */
export interface AbuseRulesInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** IANA zone of days and months. */
  readonly zone: string;
  /** Default: `same`. */
  readonly googlemailAlias?: GooglemailAlias | undefined;
  /** Domains at which anybody gets an address, beside `FREE_MAIL_DOMAINS`; at most 10,000, lower case. */
  readonly freeMailDomains?: readonly string[] | undefined;
  /** 1 to 50. */
  readonly checks: readonly AbuseCheckInput[];
}

/** What is done about it: the reward waits until somebody or time decides, or there is none. */
export type AbuseAction = "hold" | "deny";

/** Something to look at, and what is done when it is found. */
export type AbuseCheckInput = { readonly id: string; readonly action: AbuseAction } & (
  SharedKeyCheck | CompanyCheck | VelocityCheck | CoolDownCheck
);

/** The new member has something in common with somebody. */
export interface SharedKeyCheck {
  readonly kind: "shared-key";
  /** `email` compares mailboxes; `company` domains at which not everybody gets an address. */
  readonly key: AbuseKey;
  /** Default: `referrer`. */
  readonly with?: AbuseRelation | undefined;
}

/** What people have in common. */
export type AbuseKey = (typeof ABUSE_KEYS)[number];

/** All of {@link AbuseKey}. */
export const ABUSE_KEYS = ["email", "company", "device", "payout", "address"] as const;

/**
 * With whom: the referrer; somebody further above, which makes it a ring; another member, which makes it a
 * second account.
 */
export type AbuseRelation = (typeof ABUSE_RELATIONS)[number];

/** All of {@link AbuseRelation}. */
export const ABUSE_RELATIONS = ["referrer", "upline", "others"] as const;

/** The referrer brought somebody of this company before; looked at when the new one first converts. */
export interface CompanyCheck {
  readonly kind: "second-of-company";
}

/** With this one the referrer has more than `max` referrals within a time. */
export interface VelocityCheck {
  readonly kind: "velocity";
  /** 1 to 1,000,000,000. */
  readonly max: number;
  /** Default: ever. */
  readonly within?: Duration | undefined;
}

/** The referrer's last referral is not long enough ago. */
export interface CoolDownCheck {
  readonly kind: "cool-down";
  readonly length: Duration;
}
