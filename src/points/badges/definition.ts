import * as z from "zod";
import { parseDefinition } from "../../kernel/definition";
import { contentHash, deepFreeze } from "../../kernel/json";
import { instantText, toMilliseconds } from "../../kernel/time/instant";
import { checkBadges } from "./consistency";
import type {
  ActivityFilter,
  BadgeCounter,
  BadgeInput,
  BadgeReward,
  BadgeSeason,
  BadgesInput,
  BadgeRefundPolicy,
} from "./input";
import { badgesSchema } from "./schema";

/** Badges, checked and complete. Plain JSON, frozen. */
export interface Badges {
  readonly id: string;
  readonly name: string | null;
  /** The hash of the input. */
  readonly version: string;
  readonly zone: string;
  readonly undoWithinDays: number;
  /** In an order in which every badge comes after those that it requires. */
  readonly badges: readonly Badge[];
}

/** One badge, complete. */
export interface Badge {
  readonly id: string;
  readonly name: string | null;
  readonly hidden: boolean;
  readonly counter: BadgeCounter;
  readonly on: ActivityFilter;
  /** From the lowest threshold. */
  readonly tiers: readonly BadgeTier[];
  readonly season: BadgeSeason | null;
  readonly requires: readonly BadgePrerequisite[];
  readonly onRefund: BadgeRefundPolicy;
}

/** A tier, complete. */
export interface BadgeTier {
  readonly id: string;
  readonly name: string | null;
  readonly threshold: number;
  readonly rewards: readonly BadgeReward[];
}

/** A tier of another badge that must be held. */
export interface BadgePrerequisite {
  readonly badge: string;
  readonly tier: string;
}

const DEFAULT_UNDO_DAYS = 365;

/**
 * Validates badges and fills in what is left out.
 *
 * @param input - plain JSON, see {@link BadgesInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`,
 * `unknown-zone`. Codes of what does not fit together: `duplicate-id`, `invalid-tiers` (thresholds do
 * not rise), `invalid-instant`, `invalid-season` (windows that end before they start, or overlap),
 * `unknown-badge`, `unknown-tier`, `requirement-cycle`, `season-mismatch`
 *
 * @example
 * ```ts
 * import { defineBadges } from "uptier/points";
 *
 * const badges = defineBadges({
 *   id: "tea-lovers",
 *   zone: "Asia/Shanghai",
 *   badges: [
 *     {
 *       id: "explorer",
 *       counter: { kind: "distinct", attribute: "product" },
 *       on: { kinds: ["purchase"] },
 *       tiers: [
 *         { id: "bronze", threshold: 3, rewards: [{ type: "points", points: 50 }] },
 *         { id: "gold", threshold: 20, rewards: [{ type: "points", points: 500 }] },
 *       ],
 *     },
 *   ],
 * });
 * badges.undoWithinDays; // => 365
 * badges.badges[0]?.onRefund; // => "revoke"
 * ```
 */
export function defineBadges(input: BadgesInput): Badges {
  const parsed: BadgesInput = parseDefinition("set of badges", badgesSchema, input, checkBadges);
  const byId = new Map(parsed.badges.map((badge) => [badge.id, badge]));
  return deepFreeze<Badges>({
    id: parsed.id,
    name: parsed.name ?? null,
    version: contentHash(input),
    zone: parsed.zone,
    undoWithinDays: parsed.undoWithinDays ?? DEFAULT_UNDO_DAYS,
    badges: inOrder(parsed.badges, byId).map((badge) => complete(badge, byId)),
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link BadgesInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { badgesJsonSchema } from "uptier/points";
 *
 * badgesJsonSchema()["type"]; // => "object"
 * ```
 */
export function badgesJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(badgesSchema, { io: "input" });
}

/** Each badge after those that it requires; otherwise as they stand. There are no cycles. */
function inOrder(
  badges: readonly BadgeInput[],
  byId: ReadonlyMap<string, BadgeInput>,
): BadgeInput[] {
  const ordered = new Set<BadgeInput>();
  const add = (badge: BadgeInput): void => {
    if (ordered.has(badge)) return;
    for (const { badge: required } of badge.requires ?? []) add(byId.get(required)!);
    ordered.add(badge);
  };
  badges.forEach(add);
  return [...ordered];
}

function complete(badge: BadgeInput, byId: ReadonlyMap<string, BadgeInput>): Badge {
  return {
    id: badge.id,
    name: badge.name ?? null,
    hidden: badge.hidden ?? false,
    counter: badge.counter,
    on: badge.on,
    tiers: badge.tiers.map(({ id, name, threshold, rewards }) => ({
      id,
      name: name ?? null,
      threshold,
      rewards: rewards ?? [],
    })),
    season: seasonOf(badge.season),
    requires: (badge.requires ?? []).map(({ badge: required, tier }) => ({
      badge: required,
      tier: tier ?? byId.get(required)!.tiers[0]!.id,
    })),
    onRefund: badge.onRefund ?? "revoke",
  };
}

function seasonOf(season: BadgeSeason | undefined): BadgeSeason | null {
  if (season === undefined || season.kind === "calendar") return season ?? null;
  const text = (instant: string): string => instantText(toMilliseconds(instant));
  const windows = season.windows.map(({ id, from, to }) => ({
    id,
    from: text(from),
    to: text(to),
  }));
  return { kind: "windows", windows };
}
