/**
 * Every module as a namespace. Importing a module by its own path (`uptier/lottery`) loads less.
 *
 * @module
 */
export * as kernel from "./kernel/index";
export * as lottery from "./lottery/index";
export * as points from "./points/index";
export * as referral from "./referral/index";
export * as tiering from "./tiering/index";
