/**
 * What every module stands on: exact money and shares, chance that is passed in, calendars in any
 * zone, and the shape of definitions, commands, decisions and entries.
 *
 * Everything here is a pure function of its arguments: no clock, no random source of its own, no
 * surroundings. Money is computed in integers of minor units, instants in milliseconds since
 * 1970-01-01T00:00Z, dates in days since 1970-01-01.
 *
 * @module
 */
export {
  allocate,
  allocateKeeping,
  type AllocationOptions,
  type AllocationStrategy,
  type Kept,
  split,
  type TieRule,
} from "./allocation/allocate";
export { allocatePortions, type Portion, weightsOfRatios } from "./allocation/portions";
export { type ReleasedSlice, releasedShare, releaseShares } from "./allocation/release";
export { type ChainCheck, type ChainedEntry, chainEntries, checkChain } from "./chain";
export type {
  Accepted,
  Command,
  Decider,
  Decision,
  Entry,
  ReadState,
  Reason,
  Refused,
  Stream,
} from "./decision";
export { type Issue, type Path, pathText, UptierError } from "./errors";
export type { BilingualText, LintFinding } from "./finding";
export { canonicalJson, contentHash, type Json } from "./json";
export {
  addMoney,
  type AmountInput,
  fromMinor,
  type MinorUnits,
  type Money,
  toMinor,
} from "./money/amount";
export { currencyDecimals } from "./money/currency";
export type { DecimalInput, DecimalLike } from "./money/decimal";
export {
  amountOf,
  basisPoints,
  type Fraction,
  partsPerMillion,
  type Rate,
  toFraction,
} from "./money/rate";
export {
  divideDecimals,
  roundDecimal,
  type Rounding,
  ROUNDINGS,
  roundQuotient,
} from "./money/rounding";
export {
  amountUnderTerms,
  type FlatTerms,
  type RateTerms,
  type Terms,
  type TermsBase,
} from "./money/terms";
export type { IdConflict } from "./refusal";
export { cryptoRandom } from "./random/crypto";
export { pickDistinct, pickWithoutReplacement } from "./random/distinct";
export { type DynamicWeights, dynamicWeights } from "./random/dynamic";
export { happens } from "./random/happens";
export { uniformInteger } from "./random/integer";
export { commitmentOf, keyedRandom, type KeyedSeeds } from "./random/keyed";
export { rangeSampler, type Sampler, weightedSampler } from "./random/sampler";
export { seededRandom } from "./random/seeded";
export type { RandomRecord, RandomSource } from "./random/source";
export {
  addCalendar,
  CALENDAR_UNITS,
  type CalendarUnit,
  endOfCalendar,
  startOfCalendar,
  type Weekday,
  WEEKDAYS,
} from "./time/calendar";
export { dayKey, type DayKey, dayNumber, type DayNumber } from "./time/day";
export type { Duration, EndRounding } from "./time/duration";
export { type Instant, instantText, toMilliseconds } from "./time/instant";
export { countsAt, type Span, type Window, windowOf } from "./time/window";
export { instantOfWallClock, localDay, startOfDay, wallClock } from "./time/zone";
