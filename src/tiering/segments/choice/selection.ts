import { byText } from "../members";
import type { Contender } from "./contenders";
import type { Choice } from "./definition";

/** The contenders of a group. */
export interface Selection {
  readonly group: string;
  readonly quota: number;
  /** Those who can be chosen, the best first; as many as the quota are chosen. */
  readonly ranked: readonly Contender[];
  /** Those who are chosen only by the margin. */
  readonly byMargin: ReadonlySet<Contender>;
}

/** Ranks those who can be chosen, group by group; by id of the group ascending. */
export function selections(
  { quota, quotas }: Choice,
  contenders: readonly Contender[],
): Selection[] {
  const byGroup = new Map<string, Contender[]>();
  for (const contender of contenders) {
    const group = byGroup.get(contender.group);
    const eligible = contender.eligible ? [contender] : [];
    if (group === undefined) byGroup.set(contender.group, eligible);
    else group.push(...eligible);
  }
  return [...byGroup]
    .sort(([a], [b]) => byText(a, b))
    .map(([group, eligible]) => {
      const room = Object.hasOwn(quotas, group) ? quotas[group]! : quota;
      const ranked = eligible.toSorted((a, b) => b.key - a.key || tie(a, b));
      const bestByScore = new Set(
        eligible.toSorted((a, b) => b.parts - a.parts || tie(a, b)).slice(0, room),
      );
      const byMargin = ranked.slice(0, room).filter((one) => !bestByScore.has(one));
      return { group, quota: room, ranked, byMargin: new Set(byMargin) };
    });
}

/** Of equal ones who was chosen before is first, then the lower id. */
function tie(a: Contender, b: Contender): number {
  return Number(b.incumbent) - Number(a.incumbent) || byText(a.member, b.member);
}
