import type { RelationEntry } from "./entries";
import { memberAfter, referrerAfter } from "./member";
import { checkMember, type MemberRelation, newMember, type Relations } from "./state";
import type { Meeting, RelationView } from "./view";

/**
 * Relations to be changed in place. Members are numbered as they come up, so that a walk up compares
 * numbers: whose referrer each is, and until when, stand in two flat lists beside the rest.
 */
export interface OpenRelations {
  readonly view: RelationView;
  /** Folds an entry that is known to be right. */
  advance(entry: RelationEntry): void;
  /** A copy in plain JSON. */
  close(): Relations;
}

/** Opens relations. What was passed in stays as it was. */
export function openedRelations(relations: Relations): OpenRelations {
  const codes = new Map(Object.entries(relations.codes));
  const places = new Map<string, number>();
  const members: MemberRelation[] = [];
  let [parents, ends] = [new Int32Array(64).fill(NOBODY), new Float64Array(64)];

  const placeOf = (name: string): number => {
    const known = places.get(name);
    if (known !== undefined) return known;
    const place = members.length;
    places.set(name, place);
    members.push(newMember());
    if (place === parents.length) {
      [parents, ends] = [
        grown(parents, new Int32Array(place * 2)),
        grown(ends, new Float64Array(place * 2)),
      ];
      parents.fill(NOBODY, place);
    }
    return place;
  };
  const put = (name: string, member: MemberRelation): void => {
    const place = placeOf(name);
    members[place] = member;
    const { binding } = member;
    parents[place] = binding === null ? NOBODY : placeOf(binding.referrer);
    ends[place] = binding === null || binding.until === null ? Infinity : Date.parse(binding.until);
  };
  const memberOf = (name: string): MemberRelation => {
    const place = places.get(name);
    return place === undefined ? newMember() : members[place]!;
  };
  const meets = (from: string, wanted: string, at: string): Meeting => {
    const [start, goal] = [places.get(from), places.get(wanted)];
    if (start === undefined || goal === undefined) return from === wanted ? "met" : "not-met";
    return walkUp(parents, ends, start, goal, Date.parse(at)) ? "met" : "not-met";
  };

  for (const [name, member] of Object.entries(relations.members)) {
    checkMember(member);
    put(name, member);
  }
  return {
    view: { memberOf, ownerOf: (code) => codes.get(code) ?? null, meets },
    advance(entry) {
      put(entry.member, memberAfter(memberOf(entry.member), entry));
      if (entry.kind === "code-created") codes.set(entry.code, entry.member);
      if (entry.kind === "member-bound")
        put(entry.referrer, referrerAfter(memberOf(entry.referrer)));
    },
    close: () => ({
      members: Object.fromEntries([...places].map(([name, place]) => [name, members[place]!])),
      codes: Object.fromEntries(codes),
    }),
  };
}

const NOBODY = -1;

/** The walk of `view.ts` on numbers: up to a place, the top, or a landmark that is met again. */
function walkUp(
  parents: Int32Array,
  ends: Float64Array,
  from: number,
  wanted: number,
  now: number,
): boolean {
  let [landmark, steps, next] = [NOBODY, 0, 1];
  for (let place = from; place !== landmark; place = parents[place]!) {
    if (place === wanted) return true;
    if (parents[place] === NOBODY || ends[place]! <= now) return false;
    if ((steps += 1) === next) [landmark, next] = [place, next * 2];
  }
  return false;
}

function grown<List extends Int32Array | Float64Array>(from: List, to: List): List {
  to.set(from);
  return to;
}
