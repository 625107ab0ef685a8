import type { Command } from "../kernel/decision";
import { conflictOf, type IdConflict } from "../kernel/refusal";
import type { ReferralEntry } from "./entries";

/*
 * The id of a command stands for one content. What an order or an account knows of it, the verbs compare; here is
 * what tells one command from another before that, in all verbs and over all orders and earners.
 */

/** What a command is about; the verb itself compares the rest. */
export type About = Readonly<Record<string, string | null>>;

/** What the command was about that made an entry: as `about` of a session has it. */
function aboutEntry(entry: ReferralEntry): About {
  switch (entry.kind) {
    case "order-settled":
      return { verb: "settleOrder", order: entry.settled.order };
    case "order-refunded":
      return { verb: "refundOrder", order: entry.order };
    case "order-moved":
      return { verb: "moveOrder", order: entry.order, event: entry.event };
    case "reward-judged": {
      const { earner, currency, reward, risk, reason } = entry;
      return { verb: "judgeReward", earner, currency, reward, risk, reason };
    }
    case "payout-opened":
      return { verb: "openPayout", earner: entry.earner, currency: entry.currency };
    case "payout-paid":
    case "payout-cancelled": {
      const { earner, currency, batch } = entry;
      const outcome = entry.kind === "payout-paid" ? "paid" : "cancelled";
      return { verb: "closePayout", earner, currency, batch, outcome };
    }
    case "balance-adjusted":
      return { verb: "adjustBalance", earner: entry.earner, currency: entry.currency };
  }
}

/** The commands that a session knows. */
export interface KnownCommands {
  /** Whether a command of the id was carried out, and if so what is different about it. */
  find(id: Command["id"], about: About): IdConflict | "same" | null;
  has(id: Command["id"]): boolean;
  add(entry: ReferralEntry): void;
}

/** No commands yet. */
export function noCommands(): KnownCommands {
  // A text for each: a session has as many as orders.
  const known = new Map<string, string>();
  return {
    find(id, about) {
      const text = known.get(id);
      if (text === undefined) return null;
      if (text === JSON.stringify(about)) return "same";
      const before = JSON.parse(text) as About;
      const fields = Object.keys({ ...about, ...before });
      const parts = fields.map(
        (field) => [field, [before[field] ?? null, about[field] ?? null]] as const,
      );
      return conflictOf(Object.fromEntries(parts)) ?? "same";
    },
    has: (id) => known.has(id),
    add(entry) {
      known.set(entry.cause, JSON.stringify(aboutEntry(entry)));
    },
  };
}
