import type { Friend, FriendStep } from "./gathering";

/** A reason that any decision about friends may give. */
export type GatheringReason =
  | { readonly code: "friend-counted" | "friend-uncounted"; readonly count: number }
  | {
      readonly code: "rung-reached";
      readonly rung: string;
      readonly count: number;
      readonly threshold: number;
    }
  | { readonly code: "rung-lost"; readonly rung: string; readonly count: number }
  /** The friend counts already: nobody counts twice. */
  | { readonly code: "already-counted"; readonly since: string }
  /** The friend does not count already. */
  | { readonly code: "already-uncounted"; readonly reason: string; readonly since: string }
  /** The friend left, and that changes nothing here. */
  | { readonly code: "still-counts" }
  /** The same command was carried out before. */
  | { readonly code: "exists" };

/** Why, from what happened. */
export function reasonsOf(steps: readonly FriendStep[]): GatheringReason[] {
  return steps.map((step) => {
    switch (step.kind) {
      case "friend-counted":
      case "friend-uncounted":
        return { code: step.kind, count: step.count };
      case "rung-reached": {
        const { count, held, kind, rung } = step;
        return { code: kind, rung, count, threshold: held.threshold };
      }
      case "rung-lost":
        return { code: step.kind, rung: step.rung, count: step.count };
    }
  });
}

/** Why nothing happened to a friend who was to be taken off the count. */
export function unchangedReason({ since, status }: Friend): GatheringReason {
  return status === "counted"
    ? { code: "still-counts" }
    : { code: "already-uncounted", reason: status, since };
}
