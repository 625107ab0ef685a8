import { fc } from "@fast-check/vitest";
import {
  type ConditionInput,
  defineTiers,
  openTiers,
  type TierEntry,
  type TierProgram,
  type TierProgramInput,
  type TierSession,
  type TierState,
  type TierWindow,
  type ValidityInput,
} from "uptier/tiering";

/* Random programmes and random histories of one member, decided in the order in which they arrive. */

const DAY = 86_400_000;

/** A place and a time: clock changes, a day that never was, the end of February in a leap year. */
const PLACES = [
  { zone: "Asia/Shanghai", start: Date.parse("2026-01-20T16:00:00Z") },
  { zone: "America/New_York", start: Date.parse("2026-01-31T05:00:00Z") },
  { zone: "Pacific/Apia", start: Date.parse("2011-12-20T10:00:00Z") },
  { zone: "Asia/Amman", start: Date.parse("2024-02-28T22:00:00Z") },
] as const;

const UNITS = ["day", "week", "month", "quarter", "half-year", "year"] as const;
const unit = fc.constantFrom(...UNITS);

const windows: fc.Arbitrary<TierWindow> = fc.oneof(
  fc.constant({ kind: "lifetime" as const }),
  fc.record({ kind: fc.constant("calendar" as const), unit }),
  fc.record({
    kind: fc.constant("rolling" as const),
    length: fc.integer({ min: 1, max: 3 }),
    unit: fc.constantFrom("week", "month" as const),
  }),
  fc.record({
    kind: fc.constant("anniversary" as const),
    length: fc.integer({ min: 1, max: 2 }),
    unit: fc.constantFrom("month", "year" as const),
  }),
  fc.constant({ kind: "since-change" as const }),
);

const durations = fc.oneof(
  fc.record({ days: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ months: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ hours: fc.integer({ min: 20, max: 500 }) }),
);
const rounding = fc.constantFrom(undefined, "end-of-day" as const, "end-of-month" as const);

const validities: fc.Arbitrary<ValidityInput> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ mode: "none" as const }) },
  fc.constant({ mode: "never" as const }),
  {
    weight: 3,
    arbitrary: fc.record({
      mode: fc.constant("duration" as const),
      after: durations,
      round: rounding,
    }),
  },
  fc.record({ mode: fc.constantFrom("end-of-period" as const, "end-of-next-period"), unit }),
  fc.constant({ mode: "dates" as const, dates: ["02-29", "06-30"] }),
  fc.constant({ mode: "anniversary" as const }),
);

/** Metrics of each kind, for every programme. */
const metrics = fc
  .tuple(windows, windows, windows, windows, fc.constantFrom(10, 10, 10, -10))
  .map(([spend, earned, orders, days, perOrder]) => [
    { id: "spend", kind: "money", on: ["order"], window: spend } as const,
    { id: "earned", kind: "sum", on: ["order", "bonus"], window: earned } as const,
    { id: "orders", kind: "count", on: ["order"], window: orders } as const,
    { id: "days", kind: "days", on: ["order", "visit"], window: days } as const,
    { id: "wallet", kind: "balance", on: ["order", "bonus", "spent"] } as const,
    {
      id: "growth",
      kind: "weighted",
      terms: [
        { metric: "spend", points: 1, per: "1.00" },
        { metric: "orders", points: perOrder },
      ],
    } as const,
  ]);

/** One whole step of the ladder, in the unit of each metric. */
const STEPS: Readonly<Record<string, number>> = {
  spend: 100,
  earned: 100,
  orders: 2,
  days: 2,
  wallet: 80,
  growth: 120,
};

const keeps = fc.constantFrom({}, {}, { keepRatio: "50%" }, { keepRatio: "2/3" }, { keepMin: 1 });

function bound(metric: string, rank: number, keep: { keepRatio?: string; keepMin?: number }) {
  const min = STEPS[metric]! * rank;
  const quantity = (value: number): string | number => (metric === "spend" ? `${value}.00` : value);
  return {
    metric,
    min: quantity(min),
    ...(keep.keepMin === undefined ? keep : { keepMin: quantity(Math.min(min, keep.keepMin)) }),
  };
}

const names = fc.constantFrom(...Object.keys(STEPS));

/** A condition of the tier of a rank: one bound, or several. */
const conditions = fc
  .tuple(fc.constantFrom("bound", "bound", "all", "any", "of", "not"), names, names, names, keeps)
  .map(([shape, a, b, c, keep]) => (rank: number): ConditionInput => {
    const [one, two, three] = [a, b, c].map((metric) => bound(metric, rank, keep)) as [
      ConditionInput,
      ConditionInput,
      ConditionInput,
    ];
    switch (shape) {
      case "all":
        return { all: [one, two] };
      case "any":
        return { any: [one, two] };
      case "of":
        return { atLeast: 2, of: [one, { any: [two, three] }, three] };
      case "not":
        return { all: [one, { not: bound(b, rank + 3, {}) }] };
      default:
        return one;
    }
  });

const ladder = fc
  .record({
    first: fc.option(conditions),
    same: fc.boolean(),
    rest: fc.array(
      fc.record({
        entry: conditions,
        keep: fc.option(conditions, { freq: 6 }),
        noDowngrade: fc.constantFrom(false, false, false, true),
        validity: fc.option(validities, { freq: 4 }),
        deduction: fc.constantFrom(null, null, null, 60),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ first, same, rest }) => [
    { id: "t0", rank: 0, ...(first === null ? {} : { entry: first(1) }) },
    ...rest.map(({ entry, keep, validity, noDowngrade, deduction }, index) => ({
      id: `t${index + 1}`,
      rank: index + 1,
      // One ladder over one metric is what most programmes are.
      entry: (same ? rest[0]!.entry : entry)(index + 2),
      ...(keep === null ? {} : { keep: keep(index + 1) }),
      ...(validity === null ? {} : { validity }),
      noDowngrade,
      deduction,
    })),
  ]);

/** Any programme that can be defined. */
export const anyProgram: fc.Arbitrary<TierProgramInput> = fc
  .record({
    zone: fc.constantFrom(...PLACES.map(({ zone }) => zone)),
    metrics,
    tiers: ladder,
    validity: validities,
    renewal: fc.constantFrom("on-review" as const, "extend-on-requalify" as const),
    downgrade: fc.constantFrom(
      "recalculate" as const,
      "recalculate" as const,
      "one-level" as const,
      "never" as const,
    ),
    grace: fc.option(fc.record({ after: durations, round: rounding }), { nil: undefined }),
    minStay: fc.option(durations, { nil: undefined }),
    effective: fc.oneof(
      fc.constant({ mode: "immediate" as const }),
      fc.record({ mode: fc.constant("next-period" as const), unit }),
    ),
    refundEffect: fc.constantFrom(
      "next-review" as const,
      "none" as const,
      "immediate-with-grace" as const,
      "immediate" as const,
    ),
    manualMode: fc.constantFrom("floor" as const, "lock" as const),
  })
  .map(({ metrics: own, tiers, validity, ...rest }) => ({
    id: "club",
    currency: "CNY",
    ...rest,
    validity,
    metrics: own,
    tiers: tiers.map((tier) => {
      if (!("deduction" in tier)) return tier;
      const { deduction, ...others } = tier;
      const { mode } = others.validity ?? validity;
      const isReviewed = mode !== "none" && mode !== "never";
      if (deduction === null || !isReviewed) return others;
      return { ...others, deduction: { metric: "wallet", amount: deduction } };
    }),
  }));

/** One step: how many quarter days after the one before, what, how much, and which. */
export type Step = readonly [wait: number, verb: string, amount: number, pick: number];

const VERBS = [
  ...["order", "order", "order", "order", "late", "late", "early", "visit", "bonus", "spent"],
  ...["reverse", "reverse", "part", "grant", "grant", "endGrant", "leave", "join", "review"],
] as const;

/** Steps of one member. Half of them fall on midnights, where periods end, and many on one instant. */
export const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.tuple(
    fc.oneof(
      fc.constant(0),
      fc.nat(20),
      fc.nat(30).map((days) => days * 4),
    ),
    fc.constantFrom(...VERBS),
    fc.integer({ min: 0, max: 180 }),
    fc.nat(1_000_000),
  ),
  { maxLength: 24 },
);

/** What a member did, and what came of it. */
export interface History {
  readonly program: TierProgram;
  readonly session: TierSession;
  readonly entries: readonly TierEntry[];
  /** The instant of the last command. */
  readonly at: string;
}

/** The instant some quarter days after the start of a programme's histories. */
export function instantAt({ zone }: Pick<TierProgramInput, "zone">, quarters: number): string {
  const { start } = PLACES.find((place) => place.zone === zone)!;
  return new Date(start + (quarters * DAY) / 4).toISOString();
}

/** An instant some quarter days after another. */
export function later(at: string, quarters: number): string {
  return new Date(Date.parse(at) + (quarters * DAY) / 4).toISOString();
}

/** The verb and the command of a step. */
export type Order = readonly [
  verb: Exclude<keyof TierSession, "apply" | "standingOf" | "stateOf" | "history">,
  command: never,
];

/** What a step asks for, of a member as they are. */
export function orderOf(
  input: TierProgramInput,
  state: TierState,
  step: Step,
  index: number,
  quarters: number,
): Order {
  const [, verb, amount, pick] = step;
  const at = instantAt(input, quarters);
  const about = { id: `k${index}`, at, member: "m1" };
  const one = <T>(things: readonly T[], nothing: T): T =>
    things.length === 0 ? nothing : things[pick % things.length]!;
  const order = { ...about, kind: "order", amount: `${amount}.5`, units: amount };
  const ref = one(
    state.activities.map((activity) => activity.ref),
    "none",
  );
  const as = (name: Order[0], command: object): Order => [name, command as never];
  switch (verb) {
    case "order":
      return as("recordActivity", order);
    case "late":
      return as("recordActivity", { ...order, occurredAt: later(at, -(pick % 200)) });
    case "early":
      // A command that comes after later ones.
      return as("recordActivity", { ...order, at: later(at, -(pick % 60)) });
    case "visit":
      return as("recordActivity", { ...about, kind: "visit" });
    case "bonus":
      return as("recordActivity", { ...about, kind: "bonus", units: amount });
    case "spent":
      return as("recordActivity", { ...about, kind: "spent", units: -amount });
    case "reverse":
      return as("reverseActivity", { ...about, ref });
    case "part":
      return as("reverseActivity", { ...about, ref, amount: `${1 + (amount % 50)}` });
    case "grant": {
      const begins = pick % 3 === 0 ? pick % 50 : 0;
      return as("grantTier", {
        ...about,
        tier: `t${pick % input.tiers.length}`,
        source: pick % 2 === 0 ? "manual" : "trial",
        ...(begins > 0 ? { from: later(at, begins) } : {}),
        ...(pick % 5 === 0 ? {} : { to: later(at, begins + 1 + (amount % 90)) }),
      });
    }
    case "endGrant":
      return as("endGrant", {
        ...about,
        grant: one(
          state.grants.map(({ id }) => id),
          "none",
        ),
      });
    case "leave":
      return as("leave", about);
    case "join":
      return as("join", { ...about, anchor: later(at, -(pick % 400)) });
    default:
      return as("review", about);
  }
}

/** Carries out steps; those that the programme refuses leave no entry. */
export function carryOut(input: TierProgramInput, steps: readonly Step[]): History {
  const program = defineTiers(input);
  const session = openTiers(program);
  const entries: TierEntry[] = [];
  let quarters = 0;
  steps.forEach((step, index) => {
    quarters += step[0];
    const [verb, command] = orderOf(input, session.stateOf("m1"), step, index, quarters);
    const decision = session[verb](command);
    if (decision.ok) entries.push(...decision.entries);
  });
  return { program, session, entries, at: instantAt(input, quarters) };
}

/** Where a tier stands in the ladder; -1: none. */
export function rankIn({ tiers }: Pick<TierProgram, "tiers">, tier: string | null): number {
  return tiers.findIndex(({ id }) => id === tier);
}
