import { shown, type Path, UptierError } from "./errors";

/** How bad a finding is, from the worst on. */
export const SEVERITIES: readonly LintFinding<string, string>["severity"][] = [
  "error",
  "warning",
  "note",
];

/** The same in two languages. */
export interface BilingualText {
  readonly en: string;
  readonly zh: string;
}

/** One thing to change, to check or to know before a definition is used. Plain JSON. */
export interface LintFinding<Code extends string, Region extends string> {
  readonly code: Code;
  /** `error`: do not start; `warning`: decide it knowingly; `note`: know it. */
  readonly severity: "error" | "warning" | "note";
  /** Null: it holds everywhere. */
  readonly region: Region | null;
  /** Where in the input of the definition; the empty path is the definition as a whole. */
  readonly path: Path;
  /** What is found and what to do, for people, in English and in simplified Chinese. */
  readonly text: BilingualText;
  /** The law or rule and its article; null: arithmetic. */
  readonly source: string | null;
  /** What was compared: counts and probabilities are numbers, amounts and ids are text. */
  readonly data: Readonly<Record<string, number | string>>;
}

/** Puts findings in order: by severity, then by path, region and code, these two as they are listed. */
export function findingOrder<Code extends string, Region extends string>(
  codes: readonly Code[],
  regions: readonly Region[],
): (a: LintFinding<Code, Region>, b: LintFinding<Code, Region>) => number {
  const rankOf = (region: Region | null): number =>
    region === null ? -1 : regions.indexOf(region);
  return (a, b) =>
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    comparePaths(a.path, b.path) ||
    rankOf(a.region) - rankOf(b.region) ||
    codes.indexOf(a.code) - codes.indexOf(b.code);
}

/** Step by step, names by their characters, a path before those that go on from it. */
function comparePaths(a: Path, b: Path): number {
  for (const [depth, key] of a.entries()) {
    const other = b[depth];
    if (other === undefined) return 1;
    if (key !== other) return key < other ? -1 : 1;
  }
  return a.length - b.length;
}

/** The note that stands beside the findings of every region. */
export function notLegalAdvice<Region extends string>(
  region: Region,
): LintFinding<"not-legal-advice", Region> {
  return {
    code: "not-legal-advice",
    severity: "note",
    region,
    path: [],
    text: {
      en: "This is not legal advice. The rules are taken from secondary sources and may have changed: check the date of the law and ask somebody who answers for it.",
      zh: "以上内容不构成法律意见。规则取自二手资料，可能已经变更：请核对法规的施行日期，并咨询专业人士。",
    },
    source: null,
    data: {},
  };
}

/**
 * Refuses a list with something in it that is not known.
 *
 * @throws UptierError with the code
 */
export function checkListed(
  list: readonly string[],
  known: readonly string[],
  code: string,
  option: string,
): void {
  const isList = Array.isArray(list);
  const stranger = isList ? list.findIndex((name: string) => !known.includes(name)) : 0;
  if (stranger < 0) return;
  throw new UptierError(
    code,
    `${shown(isList ? list[stranger] : list)} is not known as ${option}; use ${known.map((name) => `"${name}"`).join(", ")}`,
  );
}
