import { defineTiers, openTiers, type TierEntry, type TierProgramInput } from "uptier/tiering";

const ZONE = "+08:00";

/** An instant of 2026 in Shanghai. */
export const at = (day: string, time = "00:00"): string => `2026-${day}T${time}:00${ZONE}`;

/** A programme on spend, with basic, silver from 100 and gold from 300. */
export function club(input: Partial<TierProgramInput> = {}) {
  const program = defineTiers({
    id: "club",
    currency: "CNY",
    zone: "Asia/Shanghai",
    metrics: [{ id: "spend", kind: "money", on: ["order"] }],
    tiers: [
      { id: "basic", rank: 0 },
      { id: "silver", rank: 1, entry: { metric: "spend", min: "100" } },
      { id: "gold", rank: 2, entry: { metric: "spend", min: "300" } },
    ],
    ...input,
  });
  const session = openTiers(program);
  const entries: TierEntry[] = [];
  const keep = (decision: { readonly ok: boolean; readonly entries?: readonly TierEntry[] }) => {
    if (!decision.ok) throw new Error(JSON.stringify(decision));
    entries.push(...decision.entries!);
  };
  let count = 0;
  const about = (when: string) => ({ id: `k${(count += 1)}`, at: when, member: "m1" });
  return {
    program,
    session,
    entries,
    order: (when: string, amount: string, occurredAt = when) =>
      keep(
        session.recordActivity({
          ...about(when),
          kind: "order",
          ref: `o${count}`,
          amount,
          occurredAt,
        }),
      ),
    refund: (when: string, ref: string) => keep(session.reverseActivity({ ...about(when), ref })),
    grant: (when: string, tier: string, to: string) =>
      keep(session.grantTier({ ...about(when), tier, source: "trial", to })),
    join: (when: string, anchor = when) => keep(session.join({ ...about(when), anchor })),
    leave: (when: string) => keep(session.leave(about(when))),
    review: (when: string) => keep(session.review(about(when))),
    tier: (when: string) => session.standingOf("m1", when).tier,
  };
}

export const ROLLING_MONTH = [
  {
    id: "spend",
    kind: "money",
    on: ["order"],
    window: { kind: "rolling", length: 1, unit: "month" },
  },
] as const;

export const YEARLY = { mode: "duration", after: { years: 1 } } as const;

/** What entries did to the tier that counts. */
export const turns = (entries: readonly TierEntry[]) =>
  entries.flatMap((entry) =>
    "effective" in entry && entry.effective.from !== entry.effective.to
      ? [`${entry.kind} ${entry.effective.from} ${entry.effective.to}`]
      : [],
  );
