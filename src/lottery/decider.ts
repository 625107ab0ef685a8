import type { Command, Decider, Decision, Reason, Stream } from "../kernel/decision";
import type { RandomSource } from "../kernel/random/source";
import type { Campaign } from "./campaign";
import { type GrantCommand, grantChances, type GrantRefusal, type GrantResult } from "./chances";
import {
  type ClaimCommand,
  type ClaimDecision,
  type ClaimRefusal,
  type ClaimResult,
  confirmPrize,
  expirePrize,
  keepPrize,
  releasePrize,
  upgradePrize,
} from "./claim";
import { draw, type DrawCommand, type DrawRandom, type DrawReason, type DrawResult } from "./draw";
import { drawMany, type DrawManyCommand, type DrawManyResult } from "./draw-many";
import type { LotteryEntry } from "./entries";
import {
  type ClientSeedCommand,
  chooseClientSeed,
  commitSeed,
  type CommitCommand,
  revealSeed,
  type RevealCommand,
  type SeedRefusal,
  type SeedResult,
} from "./fairness/seed-series";
import { applyToCampaign, applyToMember, memberOf } from "./fold";
import { type MomentsRefusal, type MomentsResult, scheduleMoments } from "./pacing/moments";
import type { DrawRefusal } from "./refusals";
import { restock, type RestockCommand, type RestockRefusal, type RestockResult } from "./restock";
import {
  type CampaignState,
  type DrawState,
  type MemberState,
  newCampaignState,
  newMemberState,
} from "./state";

/** A decider of one verb of a campaign. */
export type LotteryDecider<C extends Command, Value, Refusal extends Reason> = Decider<
  C,
  Value,
  LotteryEntry,
  Refusal,
  Reason
>;

/** What a runner needs to make a campaign durable: a decider for each verb. */
export interface CampaignDeciders {
  readonly draw: Decider<DrawCommand, DrawResult, LotteryEntry, DrawRefusal, DrawReason>;
  readonly drawMany: Decider<
    DrawManyCommand,
    DrawManyResult,
    LotteryEntry,
    DrawRefusal,
    DrawReason
  >;
  readonly grantChances: LotteryDecider<GrantCommand, GrantResult, GrantRefusal>;
  readonly confirmPrize: LotteryDecider<ClaimCommand, ClaimResult, ClaimRefusal>;
  readonly releasePrize: LotteryDecider<ClaimCommand, ClaimResult, ClaimRefusal>;
  readonly expirePrize: LotteryDecider<ClaimCommand, ClaimResult, ClaimRefusal>;
  readonly upgradePrize: LotteryDecider<ClaimCommand, ClaimResult, ClaimRefusal>;
  readonly keepPrize: LotteryDecider<ClaimCommand, ClaimResult, ClaimRefusal>;
  readonly restock: LotteryDecider<RestockCommand, RestockResult, RestockRefusal>;
  readonly scheduleMoments: LotteryDecider<Command, MomentsResult, MomentsRefusal>;
  readonly commitSeed: LotteryDecider<CommitCommand, SeedResult, SeedRefusal>;
  readonly chooseClientSeed: LotteryDecider<ClientSeedCommand, SeedResult, SeedRefusal>;
  readonly revealSeed: LotteryDecider<RevealCommand, SeedResult, SeedRefusal>;
}

/**
 * The decisions of a campaign for a runner such as the SQL store: a decider for each verb. All of
 * them share one name, so that no two of their commands may have the same id. A draw touches two
 * streams: that of the campaign and that of the member in it.
 *
 * @param keyed - for a campaign whose `fairness` is `keyed`: what finds a server seed by its
 * commitment. Default: draws use the source of the runner
 *
 * @example
 * ```ts
 * import { campaignDeciders, defineCampaign } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "always-wins",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "3.20" }],
 * });
 * const deciders = campaignDeciders(campaign);
 * const command = { id: "d1", at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * deciders.draw.streams(command).map((stream) => stream.key);
 * // => ["lottery/always-wins", "lottery/always-wins/member/m1"]
 * ```
 */
export function campaignDeciders(
  campaign: Campaign,
  keyed?: (state: DrawState) => RandomSource,
): CampaignDeciders {
  const shared = campaignStream(campaign.id);
  const own = (member: string): Stream<MemberState, LotteryEntry> =>
    memberStream(campaign.id, member);
  const source = (random: RandomSource): DrawRandom => keyed ?? random;

  /** A verb of one member. */
  const forMember = <
    C extends Command & { readonly member: string },
    Value,
    R extends Reason,
    W extends Reason,
  >(
    decide: (
      state: DrawState,
      command: C,
      random: RandomSource,
    ) => Decision<Value, LotteryEntry, R, W>,
  ): Decider<C, Value, LotteryEntry, R, W> => ({
    name: shared.key,
    streams: (about) => ("kind" in about ? streamsOf(about) : [shared, own(about.member)]),
    decide: (read, command, random) =>
      decide({ campaign: read(shared), member: read(own(command.member)) }, command, random),
  });

  /** A verb of the whole campaign. */
  const forAll = <C extends Command, Value, R extends Reason, W extends Reason>(
    decide: (
      state: CampaignState,
      command: C,
      random: RandomSource,
    ) => Decision<Value, LotteryEntry, R, W>,
  ): Decider<C, Value, LotteryEntry, R, W> => ({
    name: shared.key,
    streams: (about) => ("kind" in about ? streamsOf(about) : [shared]),
    decide: (read, command, random) => decide(read(shared), command, random),
  });

  const claim = (
    verb: (campaign: Campaign, state: DrawState, command: ClaimCommand) => ClaimDecision,
  ): CampaignDeciders["confirmPrize"] =>
    forMember((state, command: ClaimCommand) => verb(campaign, state, command));

  return {
    draw: forMember((state, command: DrawCommand, random) =>
      draw(campaign, state, command, source(random)),
    ),
    drawMany: forMember((state, command: DrawManyCommand, random) =>
      drawMany(campaign, state, command, source(random)),
    ),
    grantChances: forMember((state, command: GrantCommand) =>
      grantChances(campaign, state, command),
    ),
    confirmPrize: claim(confirmPrize),
    releasePrize: claim(releasePrize),
    expirePrize: claim(expirePrize),
    upgradePrize: claim(upgradePrize),
    keepPrize: claim(keepPrize),
    restock: forAll((state, command: RestockCommand) => restock(campaign, state, command)),
    scheduleMoments: forAll((state, command: Command, random) =>
      scheduleMoments(campaign, state, command, random),
    ),
    commitSeed: forMember((state, command: CommitCommand) => commitSeed(campaign, state, command)),
    chooseClientSeed: forMember((state, command: ClientSeedCommand) =>
      chooseClientSeed(campaign, state, command),
    ),
    revealSeed: forMember((state, command: RevealCommand) => revealSeed(campaign, state, command)),
  };

  function streamsOf(entry: LotteryEntry): readonly Stream<unknown, LotteryEntry>[] {
    const member = memberOf(entry);
    return member === null ? [shared] : [shared, own(member)];
  }
}

/** The stream of what a campaign has given out. */
export function campaignStream(campaign: string): Stream<CampaignState, LotteryEntry> {
  return { key: `lottery/${campaign}`, initial: newCampaignState, apply: applyToCampaign };
}

/** The stream of what a member has drawn in a campaign. */
export function memberStream(campaign: string, member: string): Stream<MemberState, LotteryEntry> {
  return {
    key: `lottery/${campaign}/member/${member}`,
    initial: newMemberState,
    apply: applyToMember,
  };
}
