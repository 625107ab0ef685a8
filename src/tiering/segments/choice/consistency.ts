import type * as z from "zod";
import type { Draft, Report } from "../../../kernel/definition";
import { checkBound, checkMeasures } from "../measure";
import { checkShare } from "../share";
import type { choiceSchema } from "./schema";

/** Reports what is wrong with a choice although each of its values is right by itself. */
export function checkChoice(draft: Draft<z.output<typeof choiceSchema>>, report: Report): void {
  const { axes, currency, margin, persistence, quotas } = draft;
  checkMeasures(axes, currency, ["axes"], report);
  axes?.forEach((axis, index) => {
    if (axis === undefined) return;
    const path = ["axes", index];
    const floor = checkBound(axis, currency, axis.floor, [...path, "floor"], report);
    const leave = checkBound(axis, currency, axis.leave, [...path, "leave"], report);
    if (leave === undefined) return;
    const isBetter =
      floor !== undefined && (axis.better === "lower" ? leave < floor : leave > floor);
    if (isBetter || axis.floor === undefined) {
      report([...path, "leave"], "invalid-bounds", "must not be better than the floor");
    }
  });
  const groups = new Set<string>();
  quotas?.forEach((one, index) => {
    if (one?.group === undefined) return;
    if (groups.has(one.group)) {
      report(["quotas", index, "group"], "duplicate-id", `"${one.group}" is there already`);
    }
    groups.add(one.group);
  });
  checkShare(margin, ["margin"], report);
  checkShare(persistence?.bar, ["persistence", "bar"], report);
}
