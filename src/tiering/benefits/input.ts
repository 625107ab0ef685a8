/** What a tier gives. */
export interface BenefitInput {
  readonly id: string;
}
/** How discounts add up. */
export interface BenefitRulesInput {
  readonly rounding?: string | undefined;
}
