import * as z from "zod";
import { type Draft, parseDefinition, type Report, reportError } from "../../kernel/definition";
import { contentHash, deepFreeze } from "../../kernel/json";
import { id, instant, text } from "../../kernel/schema";
import { instantText, toMilliseconds } from "../../kernel/time/instant";
import type { GroupBucketKind, GroupsInput } from "./input";

/** Groups, checked and complete. Plain JSON, frozen. */
export interface Groups {
  readonly id: string;
  readonly name: string | null;
  /** The hash of the input. */
  readonly version: string;
  readonly buckets: readonly GroupBucket[];
  /** In the order in which they are filled. */
  readonly groups: readonly Group[];
}

/** A bucket, complete. */
export interface GroupBucket {
  readonly id: string;
  readonly name: string | null;
  readonly kind: GroupBucketKind;
}

/** A group, complete. */
export interface Group {
  readonly id: string;
  readonly name: string | null;
  readonly bucket: string;
  /** Null: all. */
  readonly layer: string | null;
  /** Null: any. */
  readonly channel: string | null;
  readonly capacity: number;
  /** Null: it does not end. */
  readonly endsAt: string | null;
}

/** The most buckets and groups, and members of one group. */
const MAX_BUCKETS = 50;
const MAX_GROUPS = 1_000;
const MAX_CAPACITY = 100_000;

/** What groups are made of; how the parts fit together is checked apart. */
export const groupsSchema = z.strictObject({
  id,
  name: text.optional(),
  buckets: z
    .array(
      z.strictObject({
        id,
        name: text.optional(),
        kind: z.enum(["standing", "flash"]).optional(),
      }),
    )
    .min(1)
    .max(MAX_BUCKETS),
  groups: z
    .array(
      z.strictObject({
        id,
        name: text.optional(),
        bucket: id,
        layer: id.optional(),
        channel: text.optional(),
        capacity: z.int().min(1).max(MAX_CAPACITY),
        endsAt: instant.optional(),
      }),
    )
    .min(1)
    .max(MAX_GROUPS),
});

/**
 * Validates groups.
 *
 * @param input - plain JSON, see {@link GroupsInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`. Of what does
 * not fit together: `duplicate-id`, `unknown-bucket`, `missing` (a group of a flash bucket has no end),
 * `without-effect` (a group of a standing bucket has one), `invalid-instant`
 *
 * @example
 * ```ts
 * import { defineGroups } from "uptier/tiering";
 *
 * const groups = defineGroups({
 *   id: "shop",
 *   buckets: [{ id: "traffic" }, { id: "flash", kind: "flash" }],
 *   groups: [
 *     { id: "g1", bucket: "traffic", channel: "parcel-card", capacity: 200 },
 *     { id: "double-11", bucket: "flash", capacity: 500, endsAt: "2026-11-12T00:00:00+08:00" },
 *   ],
 * });
 * groups.groups[1]?.endsAt; // => "2026-11-11T16:00:00.000Z"
 * ```
 */
export function defineGroups(input: GroupsInput): Groups {
  const parsed: GroupsInput = parseDefinition("set of groups", groupsSchema, input, checkGroups);
  return deepFreeze<Groups>({
    id: parsed.id,
    name: parsed.name ?? null,
    version: contentHash(input),
    buckets: parsed.buckets.map(({ id: bucket, name, kind }) => ({
      id: bucket,
      name: name ?? null,
      kind: kind ?? "standing",
    })),
    groups: parsed.groups.map((group) => ({
      id: group.id,
      name: group.name ?? null,
      bucket: group.bucket,
      layer: group.layer ?? null,
      channel: group.channel ?? null,
      capacity: group.capacity,
      endsAt: group.endsAt === undefined ? null : instantText(toMilliseconds(group.endsAt)),
    })),
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link GroupsInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { groupsJsonSchema } from "uptier/tiering";
 *
 * groupsJsonSchema()["type"]; // => "object"
 * ```
 */
export function groupsJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(groupsSchema, { io: "input" });
}

function checkGroups(
  { buckets, groups }: Draft<z.output<typeof groupsSchema>>,
  report: Report,
): void {
  reportDuplicates(buckets, "buckets", report);
  reportDuplicates(groups, "groups", report);
  groups?.forEach((group, index) => {
    if (group === undefined) return;
    const path = ["groups", index] as const;
    const { endsAt } = group;
    if (endsAt !== undefined) {
      reportError(report, [...path, "endsAt"], () => toMilliseconds(endsAt));
    }
    if (group.bucket === undefined || buckets === undefined) return;
    const bucket = buckets.find((one) => one?.id === group.bucket);
    if (bucket === undefined) {
      report([...path, "bucket"], "unknown-bucket", `there is no bucket "${group.bucket}"`);
    } else if (bucket.kind === "flash" && endsAt === undefined) {
      report([...path, "endsAt"], "missing", "is missing; groups of a flash bucket have an end");
    } else if (bucket.kind !== "flash" && endsAt !== undefined) {
      const message = "must be left out, or the bucket be of the kind flash";
      report([...path, "endsAt"], "without-effect", message);
    }
  });
}

function reportDuplicates(
  items: readonly ({ readonly id?: string | undefined } | undefined)[] | undefined,
  list: string,
  report: Report,
): void {
  const seen = new Set<string>();
  items?.forEach((item, index) => {
    if (item?.id === undefined) return;
    if (seen.has(item.id)) {
      report([list, index, "id"], "duplicate-id", `"${item.id}" is there already; rename one`);
    }
    seen.add(item.id);
  });
}
