import { isCount } from "../kernel/count";
import { toMilliseconds } from "../kernel/time/instant";
import { isRecord } from "./lookup";
import { GRANT_SOURCES, type KeptActivity, type KeptReversal } from "./state";

/*
 * What states and entries are made of, as it comes back from where it was kept. Each answers whether a
 * value is such a part.
 */

type Check = (value: unknown) => boolean;

export const isText: Check = (value) => typeof value === "string";

/** A whole number of at least 0. */

/** The text of an instant. */
export const isInstant: Check = (value) => {
  if (typeof value !== "string") return false;
  try {
    toMilliseconds(value);
    return true;
  } catch {
    return false;
  }
};

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const anyOf =
  (values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** An object with parts, each of which is as it should be. */
const recordOf = (parts: Readonly<Record<string, Check>>): Check => {
  const checks = Object.entries(parts);
  return (value) =>
    isRecord(value) &&
    checks.every(([key, check]) => check((value as Record<string, unknown>)[key]));
};

const isWhole: Check = (value) => Number.isSafeInteger(value);
const isFlag: Check = (value) => typeof value === "boolean";

export const isMembership = recordOf({
  joinedAt: isInstant,
  anchor: isInstant,
  leftAt: orNull(isInstant),
});

export const isReversal = recordOf({ id: isText, amount: isCount, units: isWhole, full: isFlag });

const isActivityAlone = recordOf({
  id: isText,
  ref: isText,
  kind: isText,
  at: isInstant,
  amount: orNull(isCount),
  units: orNull(isWhole),
  reversals: listOf(isReversal),
  used: listOf(recordOf({ benefit: isText, amount: orNull(isWhole) })),
});

/** An activity of which no more is taken back than there was. */
export const isActivity: Check = (value) => {
  if (!isActivityAlone(value)) return false;
  const { amount, units, reversals } = value as KeptActivity;
  return reversals.length === 0 || isWithin(amount ?? 0, units ?? 0, reversals);
};

function isWithin(amount: number, units: number, reversals: readonly KeptReversal[]): boolean {
  let [money, rest] = [amount, units];
  for (const reversal of reversals) {
    money -= reversal.amount;
    rest -= reversal.units;
    if (money < 0 || (units < 0 ? rest > 0 || rest < units : rest < 0 || rest > units))
      return false;
  }
  return true;
}

export const isEarned = recordOf({
  tier: orNull(isText),
  since: isInstant,
  promotedAt: orNull(isInstant),
  from: isInstant,
  until: orNull(isInstant),
  reviewAt: orNull(isInstant),
  anchor: isInstant,
  term: isCount,
});

export const isPending = recordOf({
  change: anyOf(["upgraded", "downgraded"]),
  to: orNull(isText),
  at: isInstant,
  decidedAt: isInstant,
});

export const isGrant = recordOf({
  id: isText,
  source: anyOf(GRANT_SOURCES),
  tier: isText,
  from: isInstant,
  to: orNull(isInstant),
  reason: orNull(isText),
  by: orNull(isText),
  closedAt: orNull(isInstant),
});

/** The tier that counts, before and after. */
export const isEffective = recordOf({ from: orNull(isText), to: orNull(isText) });

export const isInstantOrNull = orNull(isInstant);
export const isTextOrNull = orNull(isText);
