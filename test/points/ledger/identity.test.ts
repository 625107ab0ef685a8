import { describe, expect, it } from "vitest";
import {
  type AccountState,
  activateLot,
  apply,
  bookExpiries,
  cancelReward,
  claimReward,
  credit,
  definePoints,
  earn,
  extendLot,
  keepActive,
  newAccount,
  newCatalogue,
  payWithPoints,
  type PointsEntry,
  postReservation,
  redeem,
  refund,
  reinstate,
  replay,
  reserve,
  resetBalance,
  restore,
  switchOnExpiry,
  transfer,
  voidLot,
  voidReservation,
} from "uptier/points";

/* Every verb, twice under one id: with the same content, and with each part of it changed. */

const program = definePoints({
  id: "club",
  currency: "CNY",
  zone: "Asia/Shanghai",
  types: [
    {
      id: "points",
      onShortage: "overdraft",
      expiry: { mode: "inactivity", after: { days: 90 }, activities: ["visit", "review"] },
    },
    { id: "bonus", hold: { mode: "event", within: { days: 60 } } },
  ],
  earning: {
    rules: [{ id: "s", type: "points", earn: { kind: "per-amount", per: "1.00", points: 1 } }],
  },
  redemption: {
    conversions: [{ type: "points", points: 100, money: "1.00" }],
    rewards: [
      { id: "tea", kind: "goods", type: "points", cost: 30 },
      { id: "cup", kind: "goods", type: "points", cost: 60 },
    ],
  },
});

type World = Readonly<Record<string, AccountState>>;

interface Decided {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly refusal?: { readonly code: string };
  readonly entries?: readonly PointsEntry[];
  readonly why: readonly unknown[];
}

const DAY_1 = "2026-01-10T02:00:00.000Z";
const DAY_2 = "2026-01-12T02:00:00.000Z";

function after(world: World, decision: Decided): World {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`);
  let next = world;
  for (const entry of decision.entries!) {
    const state = next[entry.member] ?? newAccount();
    next = { ...next, [entry.member]: apply(program, state, entry) };
  }
  return next;
}

const m1 = (world: World): AccountState => world["m1"] ?? newAccount();
const about = (id: string, at = DAY_1, type = "points") => ({ id, at, member: "m1", type });
const order = (id: string, amount: string) =>
  ({ kind: "order", id, at: DAY_1, lines: [{ id: "a", amount }] }) as const;

/** A member with something of everything. */
const START = [
  (world: World) => credit(program, m1(world), { ...about("c0"), points: 5_000, endsAt: null }),
  (world: World) =>
    credit(program, m1(world), { ...about("c1"), points: 50, endsAt: "2026-01-11T00:00:00Z" }),
  (world: World) => credit(program, m1(world), { ...about("b0", DAY_1, "bonus"), points: 7 }),
  (world: World) => redeem(program, m1(world), { ...about("r0"), points: 100, ref: "o1" }),
  (world: World) => redeem(program, m1(world), { ...about("r1"), points: 60 }),
  (world: World) => reserve(program, m1(world), { ...about("v0"), points: 40 }),
  (world: World) => reserve(program, m1(world), { ...about("v1"), points: 40 }),
  (world: World) =>
    earn(program, m1(world), { id: "e0", at: DAY_1, member: "m1", facts: order("o1", "80.00") }),
  (world: World) =>
    claimReward(
      program,
      { account: m1(world), catalogue: newCatalogue() },
      { id: "w0", at: DAY_1, member: "m1", reward: "tea" },
    ),
  // Nothing is taken from this one.
  (world: World) =>
    credit(program, m1(world), { ...about("c2"), points: 9, endsAt: "2026-01-11T00:00:00Z" }),
].reduce<World>((world, decide) => after(world, decide(world)), {});

interface Verb {
  readonly verb: string;
  readonly decide: (world: World, id: string, part: object) => Decided;
  /** Changes of the command, by the field that the conflict names. */
  readonly other: Readonly<Record<string, object>>;
}

/** A verb on one account. */
function verb<C extends { readonly id: string }>(
  name: string,
  decide: (of: typeof program, state: AccountState, command: C) => Decided,
  command: Omit<C, "id" | "at" | "member" | "type">,
  other: Verb["other"],
  type: string | null = "points",
): Verb {
  const whole = { at: DAY_2, member: "m1", ...(type === null ? {} : { type }), ...command };
  return {
    verb: name,
    decide: (world, id, part) =>
      decide(program, m1(world), { ...whole, id, ...part } as unknown as C),
    other:
      type === null ? other : { ...other, type: { type: type === "bonus" ? "points" : "bonus" } },
  };
}

const facts = { ...order("o2", "30.00"), memberTier: "gold", channel: "app", shipping: "5.00" };

const VERBS: readonly Verb[] = [
  verb(
    "credit",
    credit,
    { points: 100 },
    {
      points: { points: 101 },
      source: { source: "adjusted" },
      ref: { ref: "x" },
      lotKind: { lotKind: "granted" },
      burnPriority: { burnPriority: 1 },
      activeAt: { activeAt: "2026-03-01T00:00:00Z" },
      endsAt: { endsAt: null },
      recurs: { recurs: { every: 1, unit: "month" } },
    },
  ),
  verb(
    "earn",
    earn,
    { facts },
    {
      "facts.kind": { facts: { kind: "review", id: "o2", at: DAY_1 } },
      "facts.id": { facts: { ...facts, id: "o3" } },
      "facts.at": { facts: { ...facts, at: DAY_2 } },
      "facts.memberTier": { facts: { ...facts, memberTier: "silver" } },
      "facts.channel": { facts: { ...facts, channel: "web" } },
      "facts.factor": { facts: { ...facts, factor: "2" } },
      "facts.lines": { facts: { ...facts, lines: [{ id: "a", amount: "30.01" }] } },
      "facts.shipping": { facts: { ...facts, shipping: "6.00" } },
      "facts.shippingTax": { facts: { ...facts, shippingTax: "1.00" } },
      "facts.discount": { facts: { ...facts, discount: "1.00" } },
      "facts.pointsPaid": { facts: { ...facts, pointsPaid: "1.00" } },
      expiry: { expiry: { points: { mode: "never" } } },
    },
    null,
  ),
  verb(
    "redeem",
    redeem,
    { points: 30, ref: "o5" },
    {
      points: { points: 31 },
      purpose: { purpose: "adjusted" },
      ref: { ref: "o6" },
    },
  ),
  verb(
    "payWithPoints",
    payWithPoints,
    { order: "o5", total: "20.00", points: 500 },
    {
      order: { order: "o6" },
      total: { total: "20.01" },
      points: { points: 400 },
    },
  ),
  verb(
    "reserve",
    reserve,
    { points: 30, until: "2026-02-01T00:00:00Z", ref: "o5" },
    {
      points: { points: 31 },
      until: { until: "2026-02-02T00:00:00Z" },
      ref: { ref: "o6" },
    },
  ),
  verb(
    "postReservation",
    postReservation,
    { reservation: "v0", points: 25 },
    {
      reservation: { reservation: "v1" },
      points: { points: 24 },
    },
  ),
  verb(
    "voidReservation",
    voidReservation,
    { reservation: "v0" },
    {
      reservation: { reservation: "v1" },
    },
  ),
  verb(
    "restore",
    restore,
    { debit: "r0", points: 10, ref: "o5" },
    {
      debit: { debit: "r1" },
      points: { points: 11 },
      ref: { ref: "o6" },
    },
  ),
  verb("activateLot", activateLot, { lot: "b0/1" }, { lot: { lot: "c0/1" } }, "bonus"),
  verb("voidLot", voidLot, { lot: "c0/1" }, { lot: { lot: "e0/1" } }),
  verb(
    "extendLot",
    extendLot,
    { lot: "e0/1", endsAt: "2027-01-01T00:00:00Z" },
    {
      lot: { lot: "c0/1" },
      endsAt: { endsAt: null },
    },
  ),
  verb(
    "reinstate",
    reinstate,
    { withinDays: 5 },
    {
      withinDays: { withinDays: 6 },
      endsAt: { endsAt: null },
    },
  ),
  verb("switchOnExpiry", switchOnExpiry, {}, {}),
  verb("keepActive", keepActive, { activity: "visit" }, { activity: { activity: "review" } }),
  verb(
    "resetBalance",
    resetBalance,
    { minimum: 10, maximum: 4_000 },
    {
      minimum: { minimum: 11 },
      maximum: { maximum: 4_001 },
    },
  ),
  verb("bookExpiries", bookExpiries, {}, {}),
  verb(
    "refund",
    refund,
    { order: "o1", refund: { amount: "20.00" }, total: "80.00" },
    {
      order: { order: "o2" },
      refund: { refund: "everything" },
      total: { total: undefined },
    },
    null,
  ),
  {
    verb: "transfer",
    decide: (world, id, part) =>
      transfer(
        program,
        { from: m1(world), to: world["m2"] ?? newAccount() },
        { ...about(id, DAY_2), to: "m2", points: 20, ...part },
      ),
    other: { to: { to: "m3" }, points: { points: 21 }, type: { type: "bonus" } },
  },
  {
    verb: "claimReward",
    decide: (world, id, part) =>
      claimReward(
        program,
        { account: m1(world), catalogue: newCatalogue() },
        { id, at: DAY_2, member: "m1", reward: "tea", ...part },
      ),
    other: {
      reward: { reward: "cup" },
      times: { times: "most" },
      memberTier: { memberTier: "gold" },
    },
  },
  {
    verb: "cancelReward",
    decide: (world, id, part) =>
      cancelReward(
        program,
        { account: m1(world), catalogue: newCatalogue() },
        { id, at: DAY_2, member: "m1", claim: "w0", ...part },
      ),
    other: { claim: { claim: "w9" } },
  },
];

describe.each(VERBS)("$verb twice under one id [points-09]", ({ verb: name, decide, other }) => {
  const first = decide(START, "x", {});
  const world = after(START, first);

  it("with the same content says what it said, and does nothing", () => {
    expect(first.entries!.length).toBeGreaterThan(0);
    expect(first.entries!.filter(({ command }) => command?.said["verb"] === name)).toHaveLength(
      name === "transfer" ? 2 : 1,
    );
    const stored = JSON.parse(JSON.stringify(world)) as World;
    for (const state of [world, stored]) {
      const again = decide(state, "x", {});
      expect(again).toMatchObject({ ok: true, entries: [], value: first.value });
      expect(again.why[0]).toEqual({ code: "exists" });
    }
    // A retry has a clock of its own, and comes after other things happened.
    const later = after(
      world,
      redeem(program, m1(world), { ...about("later", "2026-01-13T00:00:00Z"), points: 1 }),
    );
    const again = decide(later, "x", { at: "2026-01-14T00:00:00Z" });
    expect(again).toMatchObject({ ok: true, entries: [] });
    const early = decide(later, "x", {});
    expect(early.why.some((one) => (one as { code: string }).code === "booked-later")).toBe(false);
  });

  it("is known after a replay, and from a snapshot", () => {
    const { m1: replayed } = replay(program, first.entries!, { from: START });
    expect(decide({ ...world, m1: replayed! }, "x", {})).toMatchObject({ ok: true, entries: [] });
  });

  it.each(Object.entries(other))("with another %s is a conflict", (field, part) => {
    const conflict = decide(world, "x", part);
    expect(conflict).toMatchObject({ ok: false, refusal: { code: "id-conflict", field } });
    expect(conflict.why).toEqual([conflict.refusal]);
  });

  it("is a conflict with every other verb", () => {
    for (const one of VERBS) {
      if (one.verb === name) continue;
      expect(one.decide(world, "x", {}), one.verb).toMatchObject({
        ok: false,
        refusal: { code: "id-conflict", field: "verb", before: name, now: one.verb },
      });
    }
  });
});

describe("what a repeated command tells", () => {
  it("is what only its moment knew, long after it [points-09]", () => {
    const owed = after({}, redeem(program, newAccount(), { ...about("r"), points: 30 }));
    const command = { ...about("c"), points: 100 };
    const first = credit(program, m1(owed), command);
    expect(first).toMatchObject({ ok: true, value: { paidDebt: 30 } });
    const paid = after(owed, first);
    expect(credit(program, m1(paid), command)).toMatchObject({ value: { paidDebt: 30 } });
    const reset = { ...about("z"), maximum: 50 };
    const cut = after(paid, resetBalance(program, m1(paid), reset));
    const spent = after(cut, redeem(program, m1(cut), { ...about("s"), points: 50 }));
    expect(resetBalance(program, m1(spent), reset)).toMatchObject({
      value: { cut: 20, added: 0, balance: { available: 0 } },
    });
  });

  it("is not kept of a command that left no entry: it is decided anew [points-09]", () => {
    const facts = order("o1", "0.50");
    const nothing = { id: "e", at: DAY_1, member: "m1", facts };
    const first = earn(program, newAccount(), nothing);
    expect(first).toMatchObject({ ok: true, entries: [] });
    const other = { ...nothing, facts: order("o2", "5.00") };
    expect(earn(program, newAccount(), other)).toMatchObject({ value: { lots: [{ points: 5 }] } });
  });

  it("takes long parts by their hash, and the order of keys does not matter [points-09]", () => {
    const lines = Array.from({ length: 50 }, (_, index) => ({
      id: `line-${index}`,
      amount: "10.00",
    }));
    const command = { id: "e", at: DAY_1, member: "m1" };
    const facts = { kind: "order", id: "o1", at: DAY_1, lines } as const;
    const first = earn(program, newAccount(), { ...command, facts });
    const world = after({}, first);
    expect(String(m1(world).commands[0]!.said["facts.lines"])).toHaveLength(64);
    const turned = lines.map(({ id, amount }) => ({ amount: `${amount.slice(0, 2)}.0`, id }));
    const again = earn(program, m1(world), { ...command, facts: { ...facts, lines: turned } });
    expect(again).toMatchObject({ ok: true, entries: [] });
    const other = [...lines.slice(1), lines[0]!];
    expect(
      earn(program, m1(world), { ...command, facts: { ...facts, lines: other } }),
    ).toMatchObject({ refusal: { code: "id-conflict", field: "facts.lines" } });
  });

  it("is known to the one who gets a transfer too [points-09] [points-20]", () => {
    const command = { ...about("t", DAY_2), to: "m2", points: 20 };
    const world = after(START, transfer(program, { from: m1(START), to: newAccount() }, command));
    const m2 = world["m2"]!;
    const other = transfer(program, { from: START["m1"]!, to: m2 }, { ...command, member: "m3" });
    expect(other).toMatchObject({ refusal: { field: "member", before: "m1", now: "m3" } });
    const mine = credit(program, m2, { ...about("t", DAY_2), member: "m2", points: 20 });
    expect(mine).toMatchObject({ refusal: { field: "verb", before: "transfer", now: "credit" } });
  });
});
