import type { Command } from "../kernel/decision";
import type { Json } from "../kernel/json";
import { type IdConflict, refuse } from "../kernel/refusal";
import { instantText } from "../kernel/time/instant";
import { activityEntry } from "./activity";
import { type Balance, balanceOfLedger } from "./balance";
import { accept, accountFor, arrive, bookingFor, exists, type PointsDecision } from "./booking";
import { creditEntry, holdOf } from "./credit";
import { type EarningFacts, type PlainFacts, readFacts } from "./earning/facts";
import type { FrozenEarning } from "./earning/frozen";
import { type EarningRefusal, quotePlain } from "./earning/quote";
import type { EarningReason } from "./earning/reasons";
import type { PointsEntry } from "./entries";
import { type AccountFull, identify } from "./identity";
import { ledgerOf, type OpenAccount } from "./ledger/account";
import { referencesOf } from "./ledger/references";
import { type PointsProgram, typeOf } from "./program";
import type { AccountState } from "./state";
import { expiriesIn, type ExpiryByType } from "./stated-expiry";

/** An order or event that earns points. */
export interface EarnCommand extends Command {
  readonly member: string;
  /** What `quoteEarning` takes; its `id` is the order that refunds name. */
  readonly facts: EarningFacts;
  /**
   * When the points lapse, by point type, for this order or event: that of the member's tier. A rule
   * with an expiry of its own comes first. Default: as the type says.
   */
  readonly expiry?: ExpiryByType | undefined;
}

/** What was earned. */
export interface EarnResult {
  /** One for each point type that gets some, and for each expiry that its rules state. */
  readonly lots: readonly {
    readonly lot: string;
    readonly type: string;
    readonly points: number;
    /** Null: once its event comes. */
    readonly activeAt: string | null;
    readonly endsAt: string | null;
  }[];
  /** By the id of the point type, of those that get some. */
  readonly balances: Readonly<Record<string, Balance>>;
}

/**
 * Why nothing was earned, in the order in which reasons are looked for.
 *
 * 1. `no-earning`: the programme has no rules
 * 2. `id-conflict`: the id of the command was used before, for something else
 * 3. `account-full`: the account is as large as one may be
 * 4. `already-earned`: the order or event has earned before, under the id of another command
 * 5. `over-cap`: a cap of the rules says `reject`
 */
export type EarnRefusal =
  | { readonly code: "no-earning" }
  | IdConflict
  | AccountFull
  | { readonly code: "already-earned"; readonly ref: string; readonly lot: string }
  | EarningRefusal;

/** The codes of {@link EarnRefusal} in their order of precedence. */
export const EARN_REFUSALS = [
  "no-earning",
  "id-conflict",
  "account-full",
  "already-earned",
  "over-cap",
] as const satisfies readonly EarnRefusal["code"][];

/** The answer to an {@link EarnCommand}; `why` is that of `quoteEarning`. */
export type EarnDecision = PointsDecision<EarnResult, EarnRefusal, EarningReason>;

/**
 * Credits what the rules of the programme give for an order or event: the same figures as
 * `quoteEarning` shows before. Nothing to earn is no refusal, and leaves no entry. The same command
 * again changes nothing and says `exists`.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`, the errors of
 * `quoteEarning`
 *
 * @example
 * ```ts
 * import { definePoints, earn, newAccount } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [{ id: "points" }],
 *   earning: {
 *     rules: [{ id: "spend", type: "points", earn: { kind: "per-amount", per: "1.00", points: 1 } }],
 *   },
 * });
 * const at = "2026-11-21T09:30:00+08:00";
 * const decision = earn(program, newAccount(), {
 *   id: "e1",
 *   at,
 *   member: "m1",
 *   facts: { kind: "order", id: "o1", at, lines: [{ id: "a", amount: "19.99" }] },
 * });
 * decision.ok && decision.value.balances["points"]?.available; // => 19
 * ```
 */
export function earn(
  program: PointsProgram,
  state: AccountState,
  command: EarnCommand,
): EarnDecision {
  return decideEarn(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideEarn(
  program: PointsProgram,
  account: OpenAccount,
  command: EarnCommand,
): EarnDecision {
  const arrival = arrive(program, account, command, ["member"]);
  const { earning, types, zone } = program;
  if (earning === null) return refuse({ code: "no-earning" });
  const stated = expiriesIn(program, command.expiry);
  const facts = readFacts(command.facts, earning.currency);
  const said = { ...saidOf(facts), expiry: command.expiry === undefined ? null : { ...stated } };
  const refusal = identify(arrival, "earn", said, "lots");
  if (refusal !== null) return refuse(refusal);
  const valueNow = (): EarnResult => {
    const lots = earnedBy(account, facts.id).map(({ lot, type, points, activeAt, endsAt }) => ({
      lot,
      type,
      points,
      activeAt,
      endsAt,
    }));
    const balances = Object.fromEntries(
      lots.map(({ type }) => [type, balanceOfLedger(ledgerOf(account, type, arrival.now))]),
    );
    return { lots, balances };
  };
  if (arrival.known !== null) return exists(valueNow());
  const [before] = earnedBy(account, facts.id);
  if (before !== undefined) {
    return refuse({ code: "already-earned", ref: facts.id, lot: before.lot });
  }
  const balances = Object.fromEntries(
    types.map(({ id }) => {
      const { balance, pending } = balanceOfLedger(ledgerOf(account, id, arrival.now));
      return [id, balance + pending];
    }),
  );
  const quote = quotePlain(earning, facts, account.earning, balances);
  if (!quote.ok) return { ...quote };
  const { earnings, counted } = quote.value;
  const entries: PointsEntry[] = earnings.map((priced, index) => {
    const booking = bookingFor(arrival, typeOf(program, priced.type)!);
    const own = Object.hasOwn(stated, priced.type) ? stated[priced.type]! : null;
    const terms = { ...priced, expiry: priced.expiry ?? own };
    return creditEntry(
      booking,
      {
        ...holdOf(booking.type, arrival.now, zone, terms.expiry ?? undefined),
        recurs: null,
        points: terms.points,
        source: "earned",
        ref: facts.id,
        lotKind: null,
        burnPriority: 0,
        terms,
        counted: index === 0 ? counted : null,
      },
      index + 1,
    );
  });
  for (const type of new Set(earnings.map((priced) => priced.type))) {
    const booking = bookingFor(arrival, typeOf(program, type)!);
    const moved = activityEntry(booking, "credit", entries.length + 1);
    if (moved !== null) entries.push(moved);
  }
  return accept(arrival, entries, valueNow, () => quote.why);
}

/** What facts say, part by part. */
function saidOf({
  order,
  at,
  units,
  factor,
  ...rest
}: PlainFacts): Record<string, Json | undefined> {
  const { kind, id, memberTier, channel } = rest;
  return {
    "facts.kind": kind,
    "facts.id": id,
    "facts.at": instantText(at),
    "facts.units": units === 1 ? null : units,
    "facts.memberTier": memberTier,
    "facts.channel": channel,
    "facts.factor": factor === null ? null : `${factor.num}/${factor.den}`,
    "facts.lines": order?.lines.map((line) => ({ ...line })),
    "facts.shipping": order?.shipping.amountMinor || null,
    "facts.shippingTax": order?.shipping.taxMinor || null,
    "facts.discount": order?.discountMinor || null,
    "facts.pointsPaid": order?.pointsPaidMinor || null,
  };
}

/** A lot that an order or event opened. */
export interface EarnedLot {
  readonly lot: string;
  readonly type: string;
  readonly points: number;
  readonly terms: FrozenEarning;
  readonly activeAt: string | null;
  readonly endsAt: string | null;
}

/** The lots that an order or event opened. */
export function earnedBy(account: OpenAccount, ref: string): readonly EarnedLot[] {
  const earned: EarnedLot[] = [];
  for (const [type, ledger] of account.ledgers) {
    for (const lot of referencesOf(ledger).lots.get(ref) ?? []) {
      if (lot.terms === null) continue;
      earned.push({
        lot: lot.id,
        type,
        points: lot.points,
        terms: lot.terms,
        activeAt: lot.activeAt,
        endsAt: lot.endsAt,
      });
    }
  }
  return earned;
}
