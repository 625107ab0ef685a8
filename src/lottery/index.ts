/**
 * Prize draws with stock and a money budget: scratch cards, spin wheels, nine-grids.
 *
 * Define a campaign with `defineCampaign`, decide a draw with `draw`, keep its entries, and fold
 * them with `apply` or `replay`. `explainOdds` tells the exact chances of a member's next draw from
 * the same table that the draw rolls on. To make draws durable, hand `campaignDeciders` to a store.
 *
 * @module
 */
export type { Drawer } from "./admission";
export type { Campaign, ChanceSource, Pacing, Pity, Pool, Prize, Stock } from "./campaign";
export {
  type ChanceLimit,
  GRANT_REFUSALS,
  grantChances,
  type GrantCommand,
  type GrantDecision,
  type GrantRefusal,
  type GrantResult,
} from "./chances";
export {
  CLAIM_REFUSALS,
  type ClaimCommand,
  type ClaimDecision,
  type ClaimRefusal,
  type ClaimResult,
  confirmPrize,
  type DueClaim,
  dueClaims,
  expirePrize,
  keepPrize,
  releasePrize,
  upgradePrize,
} from "./claim";
export type { ClosedForAll, ClosedForMember, ClosedPrize } from "./closing";
export {
  type CampaignDeciders,
  campaignDeciders,
  campaignStream,
  type LotteryDecider,
  memberStream,
} from "./decider";
export { campaignJsonSchema, defineCampaign } from "./definition";
export {
  draw,
  type DrawCommand,
  type DrawDecision,
  type DrawRandom,
  type DrawReason,
  type DrawResult,
} from "./draw";
export {
  drawMany,
  type DrawManyCommand,
  type DrawManyDecision,
  type DrawManyResult,
} from "./draw-many";
export type {
  CampaignEntry,
  ChancesGranted,
  ClientSeedChosen,
  LotteryEntry,
  MomentsScheduled,
  Payment,
  PityStep,
  PrizeDrawn,
  PrizeRestocked,
  PrizeSettled,
  SeedCommitted,
  SeedRevealed,
} from "./entries";
export {
  foldedRoll,
  type ForeignSeeds,
  freebitcoRoll,
  itemOfRoll,
  type RollRange,
  seedHash,
} from "./fairness/formats";
export {
  publicDraw,
  publicDrawEntropy,
  type PublicDrawInput,
  type PublicDrawResult,
  type PublicPick,
} from "./fairness/public-draw";
export { publicDrawKey, type PublicSource } from "./fairness/public-sources";
export {
  chooseClientSeed,
  type ClientSeedCommand,
  type CommitCommand,
  commitSeed,
  keyedDraws,
  type RevealCommand,
  revealSeed,
  SEED_REFUSALS,
  type SeedDecision,
  type SeedEntry,
  type SeedRefusal,
  type SeedResult,
} from "./fairness/seed-series";
export {
  checkSeedChain,
  newServerSeed,
  seedChain,
  type SeedChain,
  type SeedChainCheck,
} from "./fairness/seeds";
export {
  type DrawFault,
  type DrawGap,
  type DrawVerification,
  verifyDraw,
} from "./fairness/verify-draw";
export { apply, type CampaignHistory, replay } from "./fold";
export {
  type CostDistribution,
  costDistribution,
  type CostQuestions,
} from "./forecast/cost-distribution";
export type { CostLaw, CostOutcome } from "./forecast/cost-law";
export type { Expected, ExpectedMoney } from "./forecast/expected";
export {
  type CampaignForecast,
  type DemandForecast,
  forecast,
  type TrafficForecast,
} from "./forecast/forecast";
export { expectedFunnel, type ExpectedStep, type FunnelStep } from "./forecast/funnel";
export { type PackageCard, packageCard, type PackageCardForecast } from "./forecast/package-card";
export {
  type LastUnit,
  type StockDay,
  stockForecast,
  type StockForecast,
  type StockPlan,
} from "./forecast/stock-forecast";
export { expectedUpgradeCost, type UpgradeCost, type UpgradeOffer } from "./forecast/upgrade";
export {
  type ExactNumber,
  type ValueMoments,
  valueMoments,
  type ValueOutcome,
} from "./forecast/value";
export { oddsOfIndependentRolls, type RollOdds } from "./import/independent-rolls";
export {
  type BlacklistRule,
  type LuckAward,
  parseBlacklist,
  parseLuckAward,
  parseWeightRules,
  poolOf,
  type WeightRule,
} from "./import/rule-strings";
export type {
  CampaignInput,
  ChanceSourceInput,
  FieldInput,
  PacingInput,
  PityInput,
  PoolInput,
  PrizeInput,
  PrizeKind,
  StockInput,
} from "./input";
export type { BilingualText } from "../kernel/finding";
export {
  type Finding,
  FINDING_CODES,
  type FindingCode,
  LINT_REGIONS,
  type LintRegion,
} from "./lint/finding";
export { japanPrizeCaps, type JapanPremium, type JapanPrizeCaps } from "./lint/japan-caps";
export { lintCampaign } from "./lint/lint-campaign";
export { type LintOptions, PUBLISHED_ITEMS, type PublishedItem } from "./lint/lint-case";
export { explainOdds, type Odds, type PrizeOdds } from "./odds";
export {
  oddsSheet,
  type OddsSheet,
  oddsSheetText,
  type SheetPity,
  type SheetPrize,
} from "./odds-sheet";
export { evenSpread, winsAt } from "./pacing/even-spread";
export {
  elapsedShare,
  type GapInput,
  gapWinChance,
  type GapWindow,
  gapWindow,
  instantWinOdds,
  remainingRate,
} from "./pacing/formulas";
export {
  MOMENTS_REFUSALS,
  type MomentsDecision,
  type MomentsRefusal,
  type MomentsResult,
  scheduleMoments,
} from "./pacing/moments";
export {
  type OddsMover,
  type OddsRange,
  pacingReport,
  type PacingReport,
} from "./pacing/odds-range";
export type { PageLook } from "./page/look";
export {
  type LuckyField,
  luckyGrid,
  type LuckyGridData,
  type LuckyText,
  luckyWheel,
  type LuckyWheelData,
} from "./page/lucky-canvas";
export { scratchCard, type ScratchCard } from "./page/scratch-card";
export { stopIndex } from "./page/stop";
export { chancesLeft } from "./payment";
export { type CollectionFigures, collectionFigures } from "./pity/collection";
export {
  type FeaturedItem,
  pityChanceWithin,
  pityDistribution,
  type PityFigures,
  pityFigures,
  type PityQuestion,
} from "./pity/distribution";
export { type CollectionChances, copiesChances, pairChances } from "./pity/featured";
export type { Quantile } from "./pity/quantiles";
export { type PitySteps, pityTable, type PityTableInput } from "./pity/table";
export { tierChances, type TieredPity, tierShares } from "./pity/tiers";
export type { MemberPolicy, UnavailablePolicy } from "./policy";
export { DRAW_REFUSALS, type DrawRefusal } from "./refusals";
export {
  restock,
  RESTOCK_REFUSALS,
  type RestockCommand,
  type RestockDecision,
  type RestockRefusal,
  type RestockResult,
} from "./restock";
export { campaignSchema } from "./schema";
export { type LotterySession, openSession } from "./session";
export type { SheetLanguage } from "./sheet-words";
export type { Estimate, QuantileEstimate } from "./simulation/estimate";
export type { TrafficPlan } from "./simulation/plan";
export { simulate, type SimulatedPrize, type SimulationReport } from "./simulation/simulate";
export type { TargetPrize, WeightsTarget } from "./solver/problem";
export {
  type SolvedWeight,
  type SolvedWeights,
  solveWeights,
  type WeightsReason,
  type WeightsRefusal,
} from "./solver/solve-weights";
export {
  type CampaignState,
  type ChanceLot,
  type Claim,
  type DrawState,
  type MemberState,
  type Moment,
  newDrawState,
  type PityCount,
  type SeedState,
} from "./state";
