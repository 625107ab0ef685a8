import * as z from "zod";
import { checkIds, isNothing } from "../../kernel/checks";
import { type Draft, parseDefinition, type Report } from "../../kernel/definition";
import type { Path } from "../../kernel/errors";
import { contentHash, deepFreeze } from "../../kernel/json";
import type { Duration } from "../../kernel/time/duration";
import type { BindingInput, BindingMode, TouchChoice } from "./input";
import { bindingSchema } from "./schema";

/** How touches become a relation: validated, complete and frozen. Plain JSON. */
export interface BindingPolicy {
  readonly id: string;
  /** A hash of the input: the same rules have the same version. */
  readonly version: string;
  readonly name: string | null;
  readonly zone: string;
  readonly mode: BindingMode;
  readonly touch: TouchChoice;
  /** The one that beats the others first. */
  readonly channels: readonly Channel[];
  /** Null: not at all. */
  readonly protection: Duration | null;
  /** Null: for life. */
  readonly lasts: Duration | null;
  readonly referrersMayBeReferred: boolean;
}

/** A kind of touch, complete. */
export interface Channel {
  readonly id: string;
  readonly window: Duration;
}

const DEFAULT_WINDOW: Duration = { days: 30 };
const DEFAULT_CHANNELS = [{ id: "coupon" }, { id: "referral" }, { id: "link" }];

/**
 * Validates a policy of binding and fills in its defaults.
 *
 * @param input - plain JSON, see {@link BindingInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-zone`. Codes of what does not fit together: `duplicate-id`,
 * `invalid-window` (a length of nothing)
 *
 * @example
 * ```ts
 * import { defineBinding } from "uptier/referral";
 *
 * const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai", protection: { days: 30 } });
 * policy.mode; // => "first-bind"
 * policy.channels.map(({ id }) => id); // => ["coupon", "referral", "link"]
 * ```
 */
export function defineBinding(input: BindingInput): BindingPolicy {
  const parsed = parseDefinition("policy of binding", bindingSchema, input, checkBinding);
  const window = parsed.window ?? DEFAULT_WINDOW;
  const channels: NonNullable<typeof parsed.channels> = parsed.channels ?? DEFAULT_CHANNELS;
  return deepFreeze<BindingPolicy>({
    id: parsed.id,
    version: contentHash(input),
    name: parsed.name ?? null,
    zone: parsed.zone,
    mode: parsed.mode ?? "first-bind",
    touch: parsed.touch ?? "last",
    channels: channels.map((channel) => ({ id: channel.id, window: channel.window ?? window })),
    protection: parsed.protection ?? null,
    lasts: parsed.lasts ?? null,
    referrersMayBeReferred: parsed.referrersMayBeReferred ?? true,
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link BindingInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { bindingJsonSchema } from "uptier/referral";
 *
 * bindingJsonSchema()["type"]; // => "object"
 * ```
 */
export function bindingJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(bindingSchema, { io: "input" });
}

function checkBinding(draft: Draft<z.output<typeof bindingSchema>>, report: Report): void {
  const { channels = [] } = draft;
  checkIds("channels", channels, report);
  const check = (length: Draft<Duration> | undefined, path: Path): void => {
    if (isNothing(length)) report(path, "invalid-window", "must be longer than nothing");
  };
  check(draft.window, ["window"]);
  channels.forEach((channel, index) => check(channel?.window, ["channels", index, "window"]));
  check(draft.protection, ["protection"]);
  check(draft.lasts, ["lasts"]);
}
