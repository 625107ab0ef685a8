import type { OpenGrant } from "./earned";
import type { OpenMember } from "./member";
import type { TierProgram } from "./program";

/**
 * The rung of the tier that counts at an instant: the highest of what was earned and what was given,
 * so that a member falls back by themselves when a grant runs out. Under `lock` the last tier given by
 * hand counts alone, as long as it lasts. -1: none.
 */
export function effectiveRung(program: TierProgram, member: OpenMember, at: number): number {
  let rung = member.earned?.rung ?? -1;
  if (member.grants.length === 0) return rung;
  let locked: OpenGrant | null = null;
  for (const grant of member.grants) {
    if (!isActive(grant, at)) continue;
    rung = Math.max(rung, grant.rung);
    if (grant.plain.source === "manual") locked = grant;
  }
  return program.manualMode === "lock" && locked !== null ? locked.rung : rung;
}

/** Whether a grant counts at an instant. Its end is excluded; tiers that are no more do not count. */
export function isActive({ rung, from, to }: OpenGrant, at: number): boolean {
  return rung >= 0 && at >= from && at < to;
}
