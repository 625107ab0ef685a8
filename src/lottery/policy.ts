/**
 * What happens to the chance of a prize that cannot be given.
 *
 * - `renormalise`: it goes to all other prizes, in the proportion of their weights
 * - `nothing`: it goes to the campaign's prize of kind `nothing`
 * - `downgrade`: it goes to the first prize that can be given of the nearest lower tier that has
 *   one, prizes without a tier being the lowest; where no lower tier has one, as `renormalise`
 * - `largest-remaining`: it goes to the prize with the most units left, the first one of equals,
 *   among the prizes with a stock in total that can be given to the member, of the pool that is
 *   drawn from; where there is none, as `renormalise`
 * - `{ fallback }`: it goes to the named prize; where that cannot be given either, its own policy
 *   decides
 */
export type UnavailablePolicy =
  "renormalise" | "nothing" | "downgrade" | "largest-remaining" | { readonly fallback: string };

/** What happens to the chance of a prize that one member cannot win now; see {@link UnavailablePolicy}. */
export type MemberPolicy = "renormalise" | "nothing" | { readonly fallback: string };
