import type * as z from "zod";
import { type Draft, type Report, reportError } from "../../kernel/definition";
import { toMilliseconds } from "../../kernel/time/instant";
import type { badgesSchema } from "./schema";

type BadgesDraft = Draft<z.output<typeof badgesSchema>>;
type BadgeDraft = NonNullable<NonNullable<BadgesDraft["badges"]>[number]>;
type Path = readonly (string | number)[];

/** Reports what is wrong with badges although each of their values is right by itself. */
export function checkBadges({ badges }: BadgesDraft, report: Report): void {
  if (badges === undefined) return;
  reportDuplicates(badges, ["badges"], report);
  badges.forEach((badge, index) => {
    if (badge === undefined) return;
    checkTiers(badge, ["badges", index], report);
    checkWindows(badge, ["badges", index], report);
  });
  const byId = new Map<string, BadgeDraft>();
  for (const badge of badges) {
    if (badge?.id !== undefined && !byId.has(badge.id)) byId.set(badge.id, badge);
  }
  badges.forEach((badge, index) => {
    if (badge !== undefined) checkRequirements(badge, byId, ["badges", index], report);
  });
}

function reportDuplicates(
  items: readonly ({ readonly id?: string | undefined } | undefined)[],
  path: Path,
  report: Report,
): void {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    if (item?.id === undefined) return;
    if (seen.has(item.id)) {
      report([...path, index, "id"], "duplicate-id", `"${item.id}" is there already; rename one`);
    }
    seen.add(item.id);
  });
}

function checkTiers({ tiers }: BadgeDraft, path: Path, report: Report): void {
  if (tiers === undefined) return;
  reportDuplicates(tiers, [...path, "tiers"], report);
  tiers.forEach((tier, index) => {
    const before = tiers[index - 1]?.threshold;
    if (before !== undefined && tier?.threshold !== undefined && tier.threshold <= before) {
      report(
        [...path, "tiers", index, "threshold"],
        "invalid-tiers",
        `must be above ${before}, the threshold of the tier before`,
      );
    }
  });
}

function checkWindows({ season }: BadgeDraft, path: Path, report: Report): void {
  if (season?.kind !== "windows" || season.windows === undefined) return;
  const at = [...path, "season", "windows"];
  reportDuplicates(season.windows, at, report);
  const spans = season.windows.map((window, index) => {
    const read = (key: "from" | "to"): number | undefined => {
      const text = window?.[key];
      if (text === undefined) return undefined;
      return reportError(report, [...at, index, key], () => toMilliseconds(text));
    };
    const [from, to] = [read("from"), read("to")];
    if (from === undefined || to === undefined) return null;
    if (to > from) return { from, to };
    report([...at, index, "to"], "invalid-season", "must be later than from");
    return null;
  });
  spans.forEach((span, index) => {
    const clashes = spans
      .slice(0, index)
      .some(
        (other) => span !== null && other !== null && span.from < other.to && other.from < span.to,
      );
    if (clashes) {
      report([...at, index], "invalid-season", "must not overlap a window before it");
    }
  });
}

function checkRequirements(
  badge: BadgeDraft,
  byId: ReadonlyMap<string, BadgeDraft>,
  path: Path,
  report: Report,
): void {
  badge.requires?.forEach((required, index) => {
    const at = [...path, "requires", index];
    if (required?.badge === undefined) return;
    const other = byId.get(required.badge);
    if (other === undefined) {
      report([...at, "badge"], "unknown-badge", `there is no badge "${required.badge}"`);
      return;
    }
    const { tier } = required;
    if (tier !== undefined && other.tiers?.every((one) => one?.id !== tier) === true) {
      report([...at, "tier"], "unknown-tier", `badge "${required.badge}" has no tier "${tier}"`);
    }
    if (other.season !== undefined && seasonText(other) !== seasonText(badge)) {
      report(
        [...at, "badge"],
        "season-mismatch",
        `badge "${required.badge}" has another season; give both the same, or that one none`,
      );
    }
    if (badge.id !== undefined && leadsTo(badge.id, required.badge, byId)) {
      report(
        [...at, "badge"],
        "requirement-cycle",
        `"${required.badge}" itself requires "${badge.id}"; break the circle`,
      );
    }
  });
}

function seasonText({ season }: BadgeDraft): string {
  const windows = season?.kind === "windows" ? season.windows : undefined;
  return JSON.stringify([
    season?.kind,
    season?.kind === "calendar" ? season.unit : null,
    windows?.map((window) => [window?.id, window?.from, window?.to]),
  ]);
}

/** Whether a badge is, or requires by any way, the one looked for. */
function leadsTo(
  target: string,
  from: string,
  byId: ReadonlyMap<string, BadgeDraft>,
  seen = new Set<string>(),
): boolean {
  if (from === target) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const required = byId.get(from)?.requires ?? [];
  return required.some(
    (next) => next?.badge !== undefined && leadsTo(target, next.badge, byId, seen),
  );
}
