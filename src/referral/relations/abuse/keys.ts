import type { AbuseRules } from "./definition";
import { companyDomain, emailKey } from "./email";
import type { AbuseParty } from "./facts";
import type { AbuseKey } from "./input";

/** What of somebody can be the same as of somebody else. */
export function keysOf(
  { googlemailAlias, freeMailDomains }: AbuseRules,
  { emails = [], devices = [], payouts = [], addresses = [] }: AbuseParty,
  key: AbuseKey,
): readonly string[] {
  switch (key) {
    case "email":
      return known(emails.map((email) => emailKey(email, { googlemailAlias })));
    case "company":
      return known(emails.map((email) => companyDomain(email, freeMailDomains)));
    case "device":
      return devices;
    case "payout":
      return payouts;
    case "address":
      return addresses;
  }
}

function known(keys: readonly (string | null)[]): string[] {
  return keys.filter((key) => key !== null);
}
