/**
 * Points: a ledger of lots that is right at every instant, earning and redemption, refunds, expiry,
 * liability, check-ins and badges.
 *
 * @module
 */
export {
  allocatePrice,
  type PriceAllocation,
  type PriceAllocationInput,
} from "./liability/allocation";
export {
  type BreakageEstimate,
  expectedBreakage,
  type PointsToDate,
  type RedemptionEstimate,
} from "./liability/estimate";
export { recogniseRevenue, type Revenue, type RevenueInput } from "./liability/revenue";
export {
  type LiabilityInput,
  type LiabilityPeriod,
  type LiabilityRow,
  liabilitySchedule,
  type PointsPeriod,
} from "./liability/schedule";
export { type PointsValue, type PointsValueInput, valueOfPoints } from "./liability/value";
export {
  estimateRedemption,
  type RedemptionPattern,
  type Vintage,
  type VintageEstimate,
} from "./liability/vintages";
