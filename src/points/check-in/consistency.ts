import type * as z from "zod";
import { type Draft, type Report, reportError } from "../../kernel/definition";
import { WEEKDAYS } from "../../kernel/time/calendar";
import { dayNumber } from "../../kernel/time/day";
import { toMilliseconds } from "../../kernel/time/instant";
import type { checkInSchema } from "./schema";

type CheckInDraft = Draft<z.output<typeof checkInSchema>>;

/** Reports what is wrong with a check-in although each of its values is right by itself. */
export function checkConsistency(draft: CheckInDraft, report: Report): void {
  checkTimes(draft, report);
  checkCycle(draft, report);
  checkMilestones(draft, report);
  const { restDays, makeUp } = draft;
  if (Array.isArray(restDays) && new Set(restDays).size === WEEKDAYS.length) {
    report(["restDays"], "no-required-day", "must leave a day of the week on which to check in");
  }
  const earliest = makeUp?.earliest;
  if (earliest !== undefined) {
    reportError(report, ["makeUp", "earliest"], () => dayNumber(earliest));
  }
}

function checkTimes({ opensAt, closesAt }: CheckInDraft, report: Report): void {
  const read = (key: string, text: string | undefined): number | undefined =>
    text === undefined ? undefined : reportError(report, [key], () => toMilliseconds(text));
  const opens = read("opensAt", opensAt);
  const closes = read("closesAt", closesAt);
  if (opens !== undefined && closes !== undefined && closes <= opens) {
    report(["closesAt"], "closes-before-it-opens", "must be later than opensAt");
  }
}

function checkCycle({ cycle, cycleBy }: CheckInDraft, report: Report): void {
  if (cycle === undefined) {
    if (cycleBy !== undefined) {
      report(["cycleBy"], "without-effect", "has no effect without a cycle; remove it");
    }
    return;
  }
  const seen = new Set<number>();
  cycle.rewards?.forEach((item, index) => {
    const day = item?.day;
    if (day === undefined) return;
    const path = ["cycle", "rewards", index, "day"];
    if (cycle.length !== undefined && day > cycle.length) {
      report(path, "beyond-cycle", `must be a day of the cycle, 1 to ${cycle.length}`);
    }
    if (seen.has(day)) report(path, "duplicate-day", `day ${day} has a reward already; join them`);
    seen.add(day);
  });
}

function checkMilestones({ milestones }: CheckInDraft, report: Report): void {
  const seen = new Set<string>();
  milestones?.forEach((milestone, index) => {
    if (milestone === undefined) return;
    const { id } = milestone;
    if (id !== undefined && seen.has(id)) {
      report(["milestones", index, "id"], "duplicate-id", `"${id}" is another milestone already`);
    }
    if (id !== undefined) seen.add(id);
    const date = milestone.kind === "date" ? milestone.date : undefined;
    if (date !== undefined) {
      reportError(report, ["milestones", index, "date"], () => dayNumber(date));
    }
  });
}
