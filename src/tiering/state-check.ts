import { isCount } from "../kernel/count";
import { shown, UptierError } from "../kernel/errors";
import { isRecord } from "./lookup";
import {
  isActivity,
  isEarned,
  isGrant,
  isInstantOrNull,
  isMembership,
  isPending,
  isTextOrNull,
} from "./parts";
import type { TierState } from "./state";

/**
 * Refuses a state that was damaged on its way.
 *
 * @throws UptierError `invalid-state`
 */
export function checkTierState(state: TierState): void {
  if (!isRecord(state)) throw damagedState("state", state);
  const { at, version, seq, membership, activities, deducted, earned, pending, grants } = state;
  if (!isCount(seq)) throw damagedState("seq", seq);
  if (!isInstantOrNull(at) || (at === null) !== (seq === 0)) throw damagedState("at", at);
  if (!isTextOrNull(version)) throw damagedState("version", version);
  if (membership !== null && !isMembership(membership)) {
    throw damagedState("membership", membership);
  }
  if (!isList(activities) || !activities.every(isActivity)) {
    throw damagedState("activities", activities);
  }
  if (!isRecord(deducted) || !Object.values(deducted).every(isCount)) {
    throw damagedState("deducted", deducted);
  }
  // What belongs to a membership does not stand without one.
  const noMember = membership === null;
  if (noMember && activities.length > 0) throw damagedState("membership", membership);
  if (earned !== null && (noMember || !isEarned(earned))) throw damagedState("earned", earned);
  if (pending !== null && (earned === null || !isPending(pending))) {
    throw damagedState("pending", pending);
  }
  if (!isList(grants) || !grants.every(isGrant)) throw damagedState("grants", grants);
}

/** The error of a state with a part that cannot be. */
export function damagedState(part: string, value: unknown): UptierError {
  return new UptierError(
    "invalid-state",
    `"${part}" of the state is ${shown(value)}: it was damaged on its way; replay the entries`,
  );
}

function isList(value: unknown): boolean {
  return Array.isArray(value);
}
