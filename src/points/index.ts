/**
 * Points: a ledger of lots that is right at every instant, earning and redemption, refunds, expiry,
 * liability, check-ins and badges.
 *
 * @module
 */
export {};
