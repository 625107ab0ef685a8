import { fc } from "@fast-check/vitest";
import {
  defineReferral,
  openReferral,
  type ReferralEntry,
  type ReferralInput,
  type ReferralPlan,
  type ReferralSession,
} from "uptier/referral";

/* Random plans and what happens under them: orders, refunds, events, judgements, payouts, adjustments. */

const rates = fc.constantFrom("0%", "0.079375%", "2.5%", "10%", "33%", "60%", "100%");
const terms = fc.oneof(
  rates.map((rate) => ({ rate })),
  fc.integer({ min: 0, max: 700 }).map((minor) => ({ flat: { CNY: textOf(minor) } })),
);

function textOf(minor: number): string {
  return (minor / 100).toFixed(2);
}

const laterLevels = fc
  .record({
    terms,
    of: fc.constantFrom("sale", "commission", "fee"),
    funding: fc.constantFrom("on-top", "carved-out"),
    tiers: fc.option(fc.constant(["gold"]), { nil: undefined }),
    startsAt: fc.constantFrom("above", "sponsor"),
    timing: fc.constantFrom("with-first", "after-first-paid"),
  })
  .map(({ terms: one, tiers, ...more }) => ({
    ...one,
    ...more,
    ...(tiers === undefined ? {} : { requires: { tiers } }),
  }));

const caps = fc.record({
  scope: fc.constantFrom("order", "customer", "partner", "partner-customer", "program"),
  period: fc.constantFrom("all-time", "day", "week", "month", "year"),
  max: fc.integer({ min: 0, max: 20_000 }).map((minor) => ({ CNY: textOf(minor) })),
});

export const anyPlan: fc.Arbitrary<ReferralInput> = fc
  .record({
    levels: fc
      .tuple(terms, fc.array(laterLevels, { maxLength: 3 }))
      .map(([first, later]) => [first, ...later]),
    referee: fc.option(terms, { nil: undefined }),
    rules: fc.constantFrom(
      [],
      [{ id: "off", when: { products: ["p1"] }, disabled: true }],
      [{ id: "more", when: { earners: ["m1"] }, levels: [{ rate: "50%" }] }],
      [{ id: "abroad", when: { groups: ["CA", "UK"] }, levels: [{ rate: "20%" }] }],
    ),
    matching: fc.constantFrom("most-specific", "precedence", "highest-payout"),
    onIneligible: fc.constantFrom("skip", "compress", "stop"),
    unclaimedTo: fc.constantFrom("house", "roll-up", "burn", "pool"),
    maxShare: fc.constantFrom("100%", "30%", "1/3"),
    caps: fc.array(caps, { maxLength: 2 }),
    hold: fc.constantFrom({ from: "payment", days: 0 }, { from: "receipt", days: 3 }),
    clawbackWindow: fc.constantFrom(
      undefined,
      { from: "payment", days: 2 },
      { from: "receipt", days: 0 },
    ),
    base: fc.constantFrom({}, { coupons: "included" }, { of: "margin", shipping: "included" }),
    rounding: fc.constantFrom("half-away-from-zero", "half-even", "floor", "ceil"),
  })
  .map(({ referee, caps: some, ...more }) => ({
    id: "friends",
    currencies: ["CNY"],
    zone: "Asia/Shanghai",
    ...more,
    ...(referee === undefined ? {} : { referee }),
    caps: some.map((cap, index) => ({ id: `c${index}`, ...cap })),
  }));

/** What happens: which, to what, how much. */
export type Step = readonly [
  verb: (typeof VERBS)[number],
  pick: number,
  share: number,
  shape: number,
];

const VERBS = [
  "settle",
  "settle",
  "settle",
  "amount",
  "line",
  "all",
  "goodwill",
  "move",
  "judge",
  "open",
  "close",
  "adjust",
] as const;

export const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.tuple(
    fc.constantFrom(...VERBS),
    fc.nat(1_000),
    fc.integer({ min: 1, max: 100 }),
    fc.nat(1_000),
  ),
  { maxLength: 25 },
);

const START = Date.parse("2026-11-20T10:00:00Z");
const HALF_A_DAY = 43_200_000;
export const MEMBERS = ["m1", "m2", "m3", "buyer-0", "buyer-1", null] as const;

export interface History {
  readonly plan: ReferralPlan;
  readonly session: ReferralSession;
  readonly entries: readonly ReferralEntry[];
  /** The verb and the command of each decision that was made. */
  readonly commands: readonly (readonly [keyof ReferralSession, never])[];
  readonly at: string;
}

/** Carries out steps; those that are refused leave no entry. */
export function carryOut(
  input: ReferralInput,
  steps: readonly Step[],
  afterEach: (session: ReferralSession, at: string) => void = () => {},
): History {
  const plan = defineReferral(input);
  const session = openReferral(plan);
  const entries: ReferralEntry[] = [];
  const commands: (readonly [keyof ReferralSession, never])[] = [];
  let at = new Date(START).toISOString();
  steps.forEach((step, index) => {
    at = new Date(START + index * HALF_A_DAY).toISOString();
    const [verb, command] = commandOf(session, step, `k${index}`, at);
    const decide = session[verb].bind(session) as (command: never) => {
      ok: boolean;
      entries?: readonly ReferralEntry[];
    };
    const decision = decide(command as never);
    if (!decision.ok) return;
    entries.push(...(decision.entries ?? []));
    commands.push([verb, command as never]);
    afterEach(session, at);
  });
  return { plan, session, entries, commands, at };
}

function commandOf(
  session: ReferralSession,
  [verb, pick, share, shape]: Step,
  id: string,
  at: string,
): readonly [keyof ReferralSession, object] {
  const { orders, accounts } = session.state();
  const ids = Object.keys(orders);
  const order = ids.length === 0 ? "none" : ids[pick % ids.length]!;
  const earner = MEMBERS[pick % MEMBERS.length]!;
  const lines = orders[order]?.lines ?? [];
  const left = lines.map(({ paid, refunded }) => paid - refunded);
  const partOf = (whole: number): string =>
    textOf(Math.max(1, Math.ceil((Math.max(0, whole) * share) / 100)));
  switch (verb) {
    case "settle":
      return ["settleOrder", orderOf(id, at, pick, share, shape)];
    case "amount":
      return [
        "refundOrder",
        { id, at, order, refund: { amount: partOf(left.reduce((a, b) => a + b, 0)) } },
      ];
    case "line": {
      const place = lines.length === 0 ? 0 : shape % lines.length;
      const line = { id: lines[place]?.id ?? "none", amount: partOf(left[place] ?? 0) };
      return ["refundOrder", { id, at, order, refund: { lines: [line] } }];
    }
    case "all":
      return ["refundOrder", { id, at, order, refund: "all" }];
    case "goodwill": {
      const amount = partOf(left.reduce((a, b) => a + b, 0));
      return ["refundOrder", { id, at, order, refund: { amount }, clawback: "goodwill" }];
    }
    case "move":
      return ["moveOrder", { id, at, order, event: shape % 2 === 0 ? "receipt" : "shipment" }];
    case "judge": {
      const account = Object.values(accounts)[pick % Math.max(1, Object.keys(accounts).length)];
      const rewards = Object.keys(account?.rewards ?? {});
      const reward = rewards[shape % Math.max(1, rewards.length)] ?? "none";
      const risk = ["held", "released", "denied"][share % 3];
      return ["judgeReward", { id, at, earner: account?.earner ?? null, reward, risk }];
    }
    case "open":
      return ["openPayout", { id, at, earner }];
    case "close": {
      const account = Object.values(accounts)[pick % Math.max(1, Object.keys(accounts).length)];
      const batches = Object.keys(account?.batches ?? {});
      const batch = batches[shape % Math.max(1, batches.length)] ?? "none";
      const outcome = share % 2 === 0 ? "paid" : "cancelled";
      return ["closePayout", { id, at, earner: account?.earner ?? null, batch, outcome }];
    }
    case "adjust": {
      const amount = textOf(share * (shape % 2 === 0 ? 1 : -1));
      return ["adjustBalance", { id, at, earner: earner ?? "m1", amount, reason: "by hand" }];
    }
  }
}

function orderOf(id: string, at: string, pick: number, share: number, shape: number): object {
  const lines = Array.from({ length: 1 + (shape % 3) }, (_, place) => {
    const minor = (pick * 37 + place * 911 + share) % 10_000;
    const coupon = place === 1 ? minor : 0;
    return {
      id: `l${place}`,
      amount: textOf(minor),
      coupon: textOf(coupon),
      cost: textOf((minor * (place + 1)) % 7_000),
      product: `p${place}`,
      quantity: 1 + (share % 3),
    };
  });
  const chain = ["m1", "m2", "m3"].slice(shape % 4).map((member, place) => ({
    member,
    active: (pick + place) % 5 !== 0,
    tier: (pick + place) % 2 === 0 ? "gold" : "none",
    risk: (share + place) % 7 === 0,
  }));
  const groups = [["CA"], [], ["US", "vip"]][pick % 3];
  const about = { shipping: "8.00", fee: textOf(share), groups };
  return { id, at, order: `o-${id}`, member: `buyer-${pick % 2}`, lines, chain, ...about };
}
