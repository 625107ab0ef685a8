import { isCount } from "../kernel/count";
import { shown, UptierError } from "../kernel/errors";
import { duplicateEntry } from "../kernel/replay";
import type { TierEntry } from "./entries";
import type { OpenMember } from "./member";
import {
  isActivity,
  isEarned,
  isEffective,
  isGrant,
  isInstant,
  isInstantOrNull,
  isMembership,
  isPending,
  isReversal,
  isText,
} from "./parts";
import type { TierProgram } from "./program";

type Parts = Readonly<Record<string, (value: unknown) => boolean>>;

const HEAD: Parts = {
  id: isText,
  at: isInstant,
  cause: isText,
  program: isText,
  version: isText,
  member: isText,
  seq: (value) => isCount(value) && value !== 0,
};

const TURNED: Parts = { grant: isText, effective: isEffective };

const PARTS: Readonly<Record<TierEntry["kind"], Parts>> = {
  "member-joined": { membership: isMembership },
  "member-left": { effective: isEffective },
  "activity-recorded": { activity: isActivity },
  "activity-reversed": { ref: isText, reversal: isReversal },
  "metric-deducted": { metric: isText, amount: isCount },
  "tier-changed": { earned: isEarned, effective: isEffective },
  "tier-change-planned": { pending: isPending },
  "tier-change-dropped": { pending: isPending },
  "review-moved": { reviewAt: isInstantOrNull },
  "tier-granted": { grant: isGrant, effective: isEffective },
  "tier-grant-started": TURNED,
  "tier-grant-expired": TURNED,
  "tier-grant-closed": TURNED,
};

/** Refuses what is no entry, or none of this programme. */
export function checkTierEntry(program: TierProgram, entry: TierEntry): void {
  if (typeof entry !== "object" || entry === null) throw invalid("an entry", entry);
  if (!isText(entry.kind) || !Object.hasOwn(PARTS, entry.kind)) {
    throw invalid("the kind of an entry", entry.kind);
  }
  checkParts(HEAD, entry);
  checkParts(PARTS[entry.kind], entry);
  if (entry.program !== program.id) {
    throw new UptierError(
      "foreign-entry",
      `entry "${entry.id}" belongs to programme "${entry.program}", not to "${program.id}"`,
    );
  }
}

function checkParts(parts: Parts, entry: TierEntry): void {
  const values = entry as unknown as Readonly<Record<string, unknown>>;
  for (const key in parts) {
    if (!parts[key]!(values[key])) throw invalid(`"${key}" of an entry`, values[key]);
  }
}

/** Refuses an entry that is folded already, or before those that come first, or that does not follow from them. */
export function checkPlace(member: OpenMember, entry: TierEntry): void {
  const { seq } = member;
  if (entry.seq <= seq) throw duplicateEntry(entry.id);
  if (entry.seq > seq + 1) {
    throw new UptierError(
      "missing-entry",
      `entry "${entry.id}" is number ${entry.seq} of "${entry.member}", but number ${seq + 1} is missing; pass all entries of a member`,
    );
  }
  if (!follows(member, entry)) throw invalid(`the entry "${entry.id}"`, entry.kind, WRONG_PLACE);
}

const WRONG_PLACE = "which cannot follow on what the member has done";

/** Whether a member has what an entry is about. */
function follows(member: OpenMember, entry: TierEntry): boolean {
  const { membership, earned, activities, grants } = member;
  switch (entry.kind) {
    case "member-joined":
      return earned === null;
    case "activity-recorded":
      return membership !== null && !activities.has(entry.activity.ref);
    case "activity-reversed": {
      const kept = activities.get(entry.ref);
      if (kept === undefined) return false;
      return isActivity({ ...kept, reversals: [...kept.reversals, entry.reversal] });
    }
    case "tier-changed":
      return membership !== null;
    case "tier-granted":
      return !grants.some(({ plain }) => plain.id === entry.grant.id);
    case "tier-grant-started":
    case "tier-grant-expired":
    case "tier-grant-closed":
      return grants.some(({ plain }) => plain.id === entry.grant);
    default:
      return earned !== null;
  }
}

function invalid(what: string, value: unknown, how = "pass entries exactly as they were made") {
  return new UptierError("invalid-entry", `${what} is ${shown(value)}; ${how}`);
}
