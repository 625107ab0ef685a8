import { type Instant, instantText, toMilliseconds } from "../../kernel/time/instant";
import { UptierError, shown } from "../../kernel/errors";
import { own } from "../lookup";
import { hasEnded } from "./choice";
import type { Group, Groups } from "./definition";
import { checkRoom, type GroupRoom } from "./state";

/** A group, and how full it is. */
export interface GroupOccupancy extends Group {
  readonly taken: number;
  /** How many more it takes; 0 when it is archived. */
  readonly free: number;
  /** Whether it is over. */
  readonly archived: boolean;
}

/**
 * The groups of a bucket at an instant, in the order in which they are filled. A group past its end is
 * archived and takes nobody; no job has to run.
 *
 * @param room - of the bucket
 * @throws UptierError in this order: `invalid-instant`, `invalid-state`, `unknown-bucket`
 *
 * @example
 * ```ts
 * import { defineGroups, groupsAt } from "uptier/tiering";
 *
 * const groups = defineGroups({
 *   id: "shop",
 *   buckets: [{ id: "flash", kind: "flash" }],
 *   groups: [
 *     { id: "double-11", bucket: "flash", capacity: 500, endsAt: "2026-11-12T00:00:00+08:00" },
 *   ],
 * });
 * const room = { taken: { "double-11": 320 } };
 * groupsAt(groups, room, "flash", "2026-11-11T23:59:59+08:00")[0]?.free; // => 180
 * groupsAt(groups, room, "flash", "2026-11-12T00:00:00+08:00")[0]?.archived; // => true
 * ```
 */
export function groupsAt(
  groups: Groups,
  room: GroupRoom,
  bucket: string,
  asOf: Instant,
): GroupOccupancy[] {
  const at = instantText(toMilliseconds(asOf));
  checkRoom(room);
  if (!groups.buckets.some(({ id }) => id === bucket)) {
    throw new UptierError(
      "unknown-bucket",
      `there is no bucket ${shown(bucket)}; the buckets are ${groups.buckets.map(({ id }) => id).join(", ")}`,
    );
  }
  return groups.groups
    .filter((group) => group.bucket === bucket)
    .map((group) => {
      const taken = own(room.taken, group.id) ?? 0;
      const archived = hasEnded(group, at);
      return {
        ...group,
        taken,
        free: archived ? 0 : Math.max(0, group.capacity - taken),
        archived,
      };
    });
}
