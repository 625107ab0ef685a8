import type { Duration } from "../../kernel/time/duration";

/**
 * How touches become a relation, and how long it holds, as a shop stores it. Plain JSON.
 *
 * Unknown members are problems, and so is everything that does not fit together.
 */
export interface BindingInput {
  /** Letters, digits, dots, hyphens and underscores, up to 100; names the relations. */
  readonly id: string;
  readonly name?: string | undefined;
  /** IANA zone of days and months, for example `Asia/Shanghai`. */
  readonly zone: string;
  /** Whether somebody who is bound can be bound again. Default: `first-bind`. */
  readonly mode?: BindingMode | undefined;
  /** Which of the touches counts. Default: `last`. */
  readonly touch?: TouchChoice | undefined;
  /** How long a touch counts; it limits the binding, not what the binding earns. Default: 30 days. */
  readonly window?: Duration | undefined;
  /** 1 to 20, the one that beats the others first. Default: `coupon`, `referral`, `link`. */
  readonly channels?: readonly ChannelInput[] | undefined;
  /** How long from the binding nobody can take the member over. Default: not at all. */
  readonly protection?: Duration | undefined;
  /** How long a binding holds. Default: for life. */
  readonly lasts?: Duration | undefined;
  /** Whether who holds a code or has referred somebody may be referred. Default: true. */
  readonly referrersMayBeReferred?: boolean | undefined;
}

/** A kind of touch. */
export interface ChannelInput {
  readonly id: string;
  /** How long its touches count. Default: the window of the policy. */
  readonly window?: Duration | undefined;
}

/**
 * Whether somebody who is bound can be bound again.
 *
 * - `first-bind`: no; the first binding stays
 * - `register-only`: no, and the first one only while the member registers
 * - `override`: each binding replaces the one before
 * - `rebind-if-invalid`: only once the current referrer no longer qualifies
 */
export type BindingMode = (typeof BINDING_MODES)[number];

/** All of {@link BindingMode}, for schemas and forms. */
export const BINDING_MODES = [
  "first-bind",
  "register-only",
  "override",
  "rebind-if-invalid",
] as const;

/**
 * Which of the touches counts: the first, the last, or several by their position. Then the first and the
 * last have these weights, and those between share theirs; of two touches there are none between.
 */
export type TouchChoice = "first" | "last" | { readonly position: PositionWeights };

/** Whole numbers up to 1,000,000, the first and the last at least 1. */
export interface PositionWeights {
  readonly first: number;
  readonly between: number;
  readonly last: number;
}
