import { own } from "../part";
import type { CampaignReward } from "./reward";
import type { Rung } from "./rung";
import type { CountOf, RungStanding, RungStandings } from "./standing";

/** A rung as a page shows it. */
export interface RungProgress {
  readonly rung: string;
  readonly name: string | null;
  /** `open`: never reached. */
  readonly status: "open" | RungStanding["status"];
  readonly count: number;
  readonly threshold: number;
  /** How much is missing to the threshold. */
  readonly missing: number;
  readonly reward: CampaignReward;
}

/** Every rung of a ladder as it stands; one that is held shows what it was reached under. */
export function rungProgress(
  rungs: readonly Rung[],
  standings: RungStandings,
  countOf: CountOf,
): RungProgress[] {
  return rungs.map(({ id, name, ...defined }) => {
    const standing = own(standings, id);
    const holds = standing !== undefined && standing.status !== "lost";
    const { threshold, reward } = holds ? standing.held : defined;
    const count = countOf(id);
    return {
      rung: id,
      name,
      status: standing?.status ?? "open",
      count,
      threshold,
      missing: Math.max(0, threshold - count),
      reward,
    };
  });
}
