import { shown, UptierError } from "../../kernel/errors";
import { integerOf, type Measure, type MeasureValue } from "./measure";
import { checkMembers, ofMember, type SegmentMember } from "./members";

/** A member with the values of measures, by their ids. Plain JSON. */
export interface MeasuredMember extends SegmentMember {
  /** A whole number of a count, decimal text or minor units of money, decimal text. */
  readonly values: Readonly<Record<string, MeasureValue | null | undefined>>;
}

/**
 * Checks members with values.
 *
 * @throws UptierError `invalid-members`
 */
export function checkMeasuredMembers(members: readonly MeasuredMember[]): void {
  checkMembers(members);
  for (const { member, values } of members) {
    if (typeof values === "object" && values !== null) continue;
    throw new UptierError(
      "invalid-members",
      `the values of member "${member}" must be an object such as { "spend": "29.90" }, not ${shown(values)}`,
    );
  }
}

/** The integers of a measure, one for each member; every member must have it. */
export function knownValues(
  measure: Measure,
  currency: string | null,
  members: readonly MeasuredMember[],
): number[] {
  return members.map(({ member, values }) =>
    ofMember(member, `"${measure.id}"`, () =>
      integerOf(measure, currency, valueOf(values, measure.id) as MeasureValue),
    ),
  );
}

/** The integers of a measure, one for each member; null: absent or null. */
export function valuesOf(
  measure: Measure,
  currency: string | null,
  members: readonly MeasuredMember[],
): (number | null)[] {
  return members.map(({ member, values }) => {
    const value = valueOf(values, measure.id);
    if (value === undefined || value === null) return null;
    return ofMember(member, `"${measure.id}"`, () => integerOf(measure, currency, value));
  });
}

/** What the values hold themselves, not what objects inherit. */
function valueOf(values: MeasuredMember["values"], id: string): MeasureValue | null | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined;
}
