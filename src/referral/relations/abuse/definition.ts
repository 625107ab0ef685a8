import * as z from "zod";
import { checkIds, isNothing } from "../../../kernel/checks";
import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { count, duration, id, text, zone } from "../../../kernel/schema";
import { FREE_MAIL_DOMAINS, type GooglemailAlias } from "./email";
import {
  ABUSE_KEYS,
  ABUSE_RELATIONS,
  type AbuseAction,
  type AbuseCheckInput,
  type AbuseRelation,
  type AbuseRulesInput,
  type CompanyCheck,
  type CoolDownCheck,
  type SharedKeyCheck,
  type VelocityCheck,
} from "./input";

/** What makes a referral suspicious: validated, complete and frozen. Plain JSON. */
export interface AbuseRules {
  readonly id: string;
  /** A hash of the input: the same rules have the same version. */
  readonly version: string;
  readonly name: string | null;
  readonly zone: string;
  readonly googlemailAlias: GooglemailAlias;
  readonly freeMailDomains: readonly string[];
  readonly checks: readonly AbuseCheck[];
}

/** Something to look at, complete. */
export type AbuseCheck = { readonly id: string; readonly action: AbuseAction } & (
  (SharedKeyCheck & { readonly with: AbuseRelation }) | CompanyCheck | VelocityCheck | CoolDownCheck
);

const MAX_CHECKS = 50;
const MAX_DOMAINS = 10_000;

const part = { id, action: z.enum(["hold", "deny"]) };

const check = z.discriminatedUnion("kind", [
  z.strictObject({
    ...part,
    kind: z.literal("shared-key"),
    key: z.enum(ABUSE_KEYS),
    with: z.enum(ABUSE_RELATIONS).optional(),
  }),
  z.strictObject({ ...part, kind: z.literal("second-of-company") }),
  z.strictObject({
    ...part,
    kind: z.literal("velocity"),
    max: count,
    within: duration.optional(),
  }),
  z.strictObject({ ...part, kind: z.literal("cool-down"), length: duration }),
]);

const abuseSchema = z.strictObject({
  id,
  name: text.optional(),
  zone,
  googlemailAlias: z.enum(["same", "distinct"]).optional(),
  freeMailDomains: z
    .array(text.regex(/^[^\p{Lu}@\s]+$/u, { error: 'must be a domain in lower case, "qq.com"' }))
    .max(MAX_DOMAINS)
    .optional(),
  checks: z.array(check).min(1).max(MAX_CHECKS),
});

/**
 * Validates rules against abuse and fills in their defaults.
 *
 * @param input - plain JSON, see {@link AbuseRulesInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-zone`. Codes of what does not fit together: `duplicate-id`,
 * `invalid-window` (a length of nothing)
 *
 * @example
 * ```ts
 * import { defineAbuseRules } from "uptier/referral";
 *
 * const rules = defineAbuseRules({
 *   id: "friends",
 *   zone: "Asia/Shanghai",
 *   checks: [{ id: "self", kind: "shared-key", key: "payout", action: "deny" }],
 * });
 * rules.checks[0];
 * // => { id: "self", kind: "shared-key", key: "payout", with: "referrer", action: "deny" }
 * ```
 */
export function defineAbuseRules(input: AbuseRulesInput): AbuseRules {
  const parsed = parseDefinition("set of rules against abuse", abuseSchema, input, checkAbuse);
  const extra = parsed.freeMailDomains ?? [];
  return deepFreeze<AbuseRules>({
    id: parsed.id,
    version: contentHash(input),
    name: parsed.name ?? null,
    zone: parsed.zone,
    googlemailAlias: parsed.googlemailAlias ?? "same",
    freeMailDomains: [...new Set([...FREE_MAIL_DOMAINS, ...extra])],
    checks: parsed.checks.map(complete),
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link AbuseRulesInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { abuseRulesJsonSchema } from "uptier/referral";
 *
 * abuseRulesJsonSchema()["type"]; // => "object"
 * ```
 */
export function abuseRulesJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(abuseSchema, { io: "input" });
}

function complete(one: AbuseCheckInput): AbuseCheck {
  return one.kind === "shared-key" ? { ...one, with: one.with ?? "referrer" } : one;
}

function checkAbuse({ checks = [] }: Draft<z.output<typeof abuseSchema>>, report: Report): void {
  checkIds("checks", checks, report);
  checks.forEach((one, index) => {
    for (const key of ["within", "length"] as const) {
      const length = (one as Partial<Record<typeof key, Record<string, number>>> | undefined)?.[
        key
      ];
      if (isNothing(length)) {
        report(["checks", index, key], "invalid-window", "must be longer than nothing");
      }
    }
  });
}
