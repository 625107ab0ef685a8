import { refuse } from "../kernel/refusal";
import { instantText, toMilliseconds } from "../kernel/time/instant";
import {
  accept,
  type AccountCommand,
  accountFor,
  begin,
  type BookingRefusal,
  exists,
  head,
  type PointsDecision,
} from "./booking";
import type { ExpiryMoved } from "./entries";
import { expiryOf } from "./expiry";
import { identify, tell } from "./identity";
import type { OpenAccount } from "./ledger/account";
import type { PointsProgram } from "./program";
import type { AccountState } from "./state";

/** The lots that now have an end. */
export interface SwitchOnResult {
  readonly lots: readonly { readonly lot: string; readonly endsAt: string }[];
}

/**
 * Gives an end to lots that have none, after an expiry was switched on in the definition: its clock
 * starts when they became active, or at `enabledAt`, whichever is later; nothing lapses in hindsight.
 *
 * @returns the lots; none where all have an end, or the type has no expiry
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function switchOnExpiry(
  program: PointsProgram,
  state: AccountState,
  command: AccountCommand,
): PointsDecision<SwitchOnResult, BookingRefusal> {
  return decideSwitchOn(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideSwitchOn(
  program: PointsProgram,
  account: OpenAccount,
  command: AccountCommand,
): PointsDecision<SwitchOnResult, BookingRefusal> {
  const booking = begin(program, account, command, ["member", "type"]);
  if ("code" in booking) return refuse(booking);
  const { ledger, type, now } = booking;
  const refusal = identify(booking, "switchOnExpiry", { type: type.id });
  if (refusal !== null) return refuse(refusal);
  const { known } = booking;
  if (known !== null)
    return exists({ lots: known.told!["lots"] as unknown as SwitchOnResult["lots"] });
  const byEnd = new Map<number, string[]>();
  for (const { id, status, activeAt, endsAt } of ledger.lots.list) {
    if (endsAt !== null || activeAt === null) continue;
    if (status !== "active" && status !== "pending") continue;
    // Even where the shop forgot "enabledAt", members keep what they have today.
    const end = expiryOf(type.expiry, toMilliseconds(activeAt), program.zone);
    if (end === null || end <= now) {
      const fromNow = end === null ? null : expiryOf(type.expiry, now, program.zone);
      if (fromNow !== null && fromNow > now)
        byEnd.set(fromNow, [...(byEnd.get(fromNow) ?? []), id]);
    } else byEnd.set(end, [...(byEnd.get(end) ?? []), id]);
  }
  const ends = [...byEnd]
    .sort(([a], [b]) => a - b)
    .map(([end, lots]) => ({ lots, endsAt: instantText(end) }));
  const moved = ends.flatMap(({ lots, endsAt }) => lots.map((lot) => ({ lot, endsAt })));
  tell(booking, { lots: moved });
  const entries = ends.map(({ lots, endsAt }, index): ExpiryMoved => ({
    ...head(booking, index + 1),
    kind: "expiry-moved",
    lots,
    endsAt,
    activity: null,
  }));
  return accept(
    booking,
    entries,
    () => ({ lots: moved }),
    () => [],
  );
}
