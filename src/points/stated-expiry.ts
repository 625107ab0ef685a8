import * as z from "zod";
import { type Issue, UptierError } from "../kernel/errors";
import { issuesOf, narrowest } from "../kernel/issues";
import { checkExpiry } from "./expiry-check";
import type { LotExpiryInput } from "./expiry-input";
import { lotExpirySchema } from "./expiry-schema";
import type { PointsProgram } from "./program";

/** When points lapse, by the id of the point type: what the tier of the member gives, for example. */
export type ExpiryByType = Readonly<Record<string, LotExpiryInput>>;

const schema = z.record(z.string(), lotExpirySchema);

/**
 * Checks the expiries that a command states.
 *
 * @throws UptierError `invalid-command` with one issue per problem
 */
export function expiriesIn(program: PointsProgram, stated: ExpiryByType = {}): ExpiryByType {
  const parsed = schema.safeParse(stated, { reportInput: true });
  const issues: Issue[] = [];
  const report = (path: Issue["path"], code: string, message: string): void => {
    issues.push({ path: ["expiry", ...path], code, message });
  };
  if (parsed.success) {
    const types = program.types.map(({ id }) => id);
    for (const [type, expiry] of Object.entries(parsed.data)) {
      if (!types.includes(type)) {
        report([type], "unknown-type", `must be a type of points: ${types.join(", ")}`);
      }
      checkExpiry(expiry, [type], report);
    }
  } else {
    for (const { path, code, message } of narrowest(parsed.error.issues).flatMap(issuesOf)) {
      report(path, code, message);
    }
  }
  if (issues.length === 0 && parsed.success) return parsed.data;
  throw new UptierError("invalid-command", "The command cannot be used:", issues);
}
