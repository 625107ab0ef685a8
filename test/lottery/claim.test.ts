import { describe, expect, it } from "vitest";
import {
  apply,
  type CampaignInput,
  type Claim,
  CLAIM_REFUSALS,
  confirmPrize,
  defineCampaign,
  draw,
  dueClaims,
  expirePrize,
  keepPrize,
  releasePrize,
  restock,
  upgradePrize,
} from "uptier/lottery";
import { AT } from "./campaigns";
import { type Counter, counterOf } from "./shop";

const LATER = "2026-11-24T09:30:00+08:00";
const JUST_BEFORE = "2026-11-24T09:29:59.999+08:00";

const coupons: CampaignInput = {
  id: "coupons",
  currency: "CNY",
  zone: "Asia/Shanghai",
  prizes: [
    {
      id: "coupon",
      kind: "coupon",
      chance: "100%",
      cost: "20",
      stock: 1,
      claimWithinHours: 72,
      onStockOut: "renormalise",
      onBudgetShort: "renormalise",
    },
  ],
  budget: { total: "40", perDay: "30" },
};

/** L21.9: 5.00 can become 100.00. */
const upgrade: CampaignInput = {
  id: "upgrades",
  currency: "CNY",
  zone: "Asia/Shanghai",
  prizes: [
    {
      id: "tea",
      kind: "goods",
      chance: "100%",
      cost: "5",
      stock: 9,
      upgrade: { to: "pot", withinHours: 72 },
      onStockOut: "renormalise",
      onBudgetShort: "renormalise",
    },
    {
      id: "pot",
      kind: "goods",
      chance: "0%",
      cost: "100",
      stock: 2,
      perMember: 1,
      onStockOut: "renormalise",
      onBudgetShort: "renormalise",
      onMemberLimit: "renormalise",
    },
  ],
  budget: { total: "210" },
};

type Verb = typeof confirmPrize;

/** Gives a verb about a draw of m1. */
function give(counter: Counter, verb: Verb, of: string, at: string = AT): string {
  const id = `${verb.name} ${of} ${at} ${counter.entries.length}`;
  return counter.tell("m1", (state) =>
    verb(counter.campaign, state, { id, at, member: "m1", draw: of }),
  );
}

function money({ stateOf }: Counter): readonly [spent: number, reserved: number] {
  const { spentMinor, reservedMinor } = stateOf("m1").campaign;
  return [spentMinor, reservedMinor];
}

describe("a prize that is held for its winner [lottery-12]", () => {
  it("is reserved at the draw and spent when it is confirmed", () => {
    const counter = counterOf(coupons);
    expect(counter.draw("m1")).toBe("coupon");
    expect(money(counter)).toEqual([0, 2000]);
    expect(give(counter, confirmPrize, "d1")).toBe("prize-confirmed");
    expect(money(counter)).toEqual([2000, 0]);
  });

  it("is settled once, and says afterwards how", () => {
    const ends = [
      [confirmPrize, AT, "already-confirmed"],
      [releasePrize, AT, "already-released"],
      [expirePrize, LATER, "already-expired"],
    ] as const;
    for (const [end, at, told] of ends) {
      const counter = counterOf(coupons);
      counter.draw("m1");
      give(counter, end, "d1", at);
      const before = counter.stateOf("m1");
      for (const verb of [confirmPrize, releasePrize, expirePrize, upgradePrize, keepPrize]) {
        expect(give(counter, verb, "d1", LATER)).toBe(told);
      }
      expect(counter.stateOf("m1")).toEqual(before);
    }
  });

  it("is free again when it is released: once, with a new number, on the money of its day", () => {
    const counter = counterOf(coupons);
    counter.draw("m1");
    expect(counter.draw("m2")).toBe("sold-out");
    expect(give(counter, releasePrize, "d1", LATER)).toBe("prize-released");
    expect(give(counter, releasePrize, "d1", LATER)).toBe("already-released");
    expect(counter.stateOf("m1").campaign).toMatchObject({
      reservedMinor: 0,
      awarded: { coupon: 1 },
      returned: { coupon: 1 },
      committedByDay: { "2026-11-21": 0 },
    });
    expect(counter.draw("m2")).toBe("coupon");
    const units = counter.entries.flatMap((entry) =>
      entry.kind === "prize-drawn" ? [entry.unit] : [],
    );
    expect(units).toEqual([1, 2]);
    expect(counter.draw("m3")).toBe("sold-out");
  });

  it("can be confirmed until just before its end, and expires from its end on", () => {
    const counter = counterOf(coupons);
    counter.draw("m1");
    expect(give(counter, expirePrize, "d1", JUST_BEFORE)).toBe("not-due");
    expect(give(counter, confirmPrize, "d1", LATER)).toBe("overdue");
    const { members } = { members: { m1: counter.stateOf("m1").member } };
    expect(dueClaims(members, JUST_BEFORE)).toEqual([]);
    expect(dueClaims(members, LATER)).toEqual([
      { member: "m1", draw: "d1", until: "2026-11-24T01:30:00.000Z" },
    ]);
    expect(give(counter, confirmPrize, "d1", JUST_BEFORE)).toBe("prize-confirmed");
    expect(dueClaims({ m1: counter.stateOf("m1").member }, LATER)).toEqual([]);
  });

  it("is found by its draw whatever the draw is called", () => {
    const counter = counterOf(coupons);
    counter.draw("m1", { id: "__proto__" });
    expect(give(counter, releasePrize, "toString")).toBe("unknown-draw");
    expect(give(counter, releasePrize, "__proto__")).toBe("prize-released");
    expect(money(counter)).toEqual([0, 0]);
  });
});

describe("a prize that can be exchanged [lottery-33]", () => {
  it("reserves the better one while it is offered, and spends it when it is taken", () => {
    const counter = counterOf(upgrade);
    expect(counter.draw("m1")).toBe("tea");
    expect(money(counter)).toEqual([0, 10_000]);
    expect(give(counter, confirmPrize, "d1")).toBe("offer-open");
    expect(give(counter, upgradePrize, "d1")).toBe("prize-upgraded");
    expect(give(counter, upgradePrize, "d1")).toBe("already-confirmed");
    expect(money(counter)).toEqual([10_000, 0]);
    expect(counter.stateOf("m1")).toMatchObject({
      campaign: { awarded: { tea: 1, pot: 1 }, returned: { tea: 1 } },
      member: { won: { tea: 0, pot: 1 } },
    });
  });

  it("gives the difference back when it is kept, or when the offer lapses", () => {
    for (const [verb, at] of [
      [keepPrize, AT],
      [expirePrize, LATER],
    ] as const) {
      const counter = counterOf(upgrade);
      counter.draw("m1");
      expect(give(counter, upgradePrize, "d1", LATER)).toBe("overdue");
      expect(give(counter, verb, "d1", at)).toBe("prize-kept");
      expect(money(counter)).toEqual([500, 0]);
      expect(counter.stateOf("m1")).toMatchObject({
        campaign: { returned: { pot: 1 } },
        member: { won: { tea: 1, pot: 0 } },
      });
    }
  });

  it("gives both units back when it is released", () => {
    const counter = counterOf(upgrade);
    counter.draw("m1");
    expect(give(counter, releasePrize, "d1")).toBe("prize-released");
    expect(money(counter)).toEqual([0, 0]);
    expect(counter.stateOf("m1").campaign.returned).toEqual({ tea: 1, pot: 1 });
  });

  it("is no offer where stock, budget or the member's limit do not allow the better one", () => {
    const counter = counterOf(upgrade);
    const offers = () =>
      counter.entries.flatMap((entry) =>
        entry.kind === "prize-drawn" ? [entry.claim?.status ?? "given"] : [],
      );
    counter.draw("m1");
    counter.draw("m1"); // One pot is held for m1, and one is all that a member can have.
    counter.draw("m2");
    counter.draw("m3"); // Both pots are held.
    expect(offers()).toEqual(["offered", "given", "offered", "given"]);
    expect(give(counter, keepPrize, "d2")).toBe("unknown-draw");
    expect(counter.draw("m3")).toBe("budget-exhausted");
    expect(give(counter, upgradePrize, "d1")).toBe("prize-upgraded");
    expect(money(counter)).toEqual([11_000, 10_000]);
  });

  it("costs what was held for it, and is the winner's, although the campaign was edited", () => {
    const { prizes } = upgrade;
    const edited = defineCampaign({
      ...upgrade,
      prizes: [{ ...prizes[0]!, cost: "7", upgrade: undefined }],
      budget: { total: "210", perDay: "210" },
    });
    const counter = counterOf(upgrade);
    counter.draw("m1");
    const state = counter.stateOf("m1");
    const command = { id: "u", at: AT, member: "m1", draw: "d1" };
    const settle = (verb: Verb) => {
      const decision = verb(edited, state, command);
      if (!decision.ok) throw new Error(decision.refusal.code);
      return apply(edited, state, decision.entries[0]!).campaign;
    };
    expect(settle(upgradePrize)).toMatchObject({ spentMinor: 10_000, reservedMinor: 0 });
    expect(settle(keepPrize)).toMatchObject({
      spentMinor: 500,
      reservedMinor: 0,
      committedByDay: {}, // The day had no budget when it was drawn.
    });
    expect(settle(releasePrize)).toMatchObject({ spentMinor: 0, reservedMinor: 0 });
  });
});

describe("refusals of claims", () => {
  it("come in their stated order [lottery-37]", () => {
    const counter = counterOf(upgrade);
    counter.draw("m1");
    const offer = counter.stateOf("m1").member.claims["d1"]!;
    const ask = (verb: Verb, claim: Claim | null, at: string = LATER) => {
      const { campaign, member } = counter.stateOf("m1");
      const claims = claim === null ? {} : { d1: claim };
      const state = { campaign, member: { ...member, claims } };
      const decision = verb(counter.campaign, state, { id: "x", at, member: "m1", draw: "d1" });
      return decision.ok ? "ok" : decision.refusal.code;
    };
    const codes = [
      ask(confirmPrize, null),
      ask(keepPrize, { ...offer, status: "confirmed" }),
      ask(keepPrize, { ...offer, status: "released" }),
      ask(keepPrize, { ...offer, status: "expired" }),
      ask(confirmPrize, offer, "2020-01-01T00:00:00Z"),
      ask(confirmPrize, offer),
      ask(upgradePrize, { ...offer, status: "reserved" }),
      ask(upgradePrize, offer),
      ask(expirePrize, offer, AT),
    ];
    expect(codes).toEqual([...CLAIM_REFUSALS]);
  });
});

describe("restock", () => {
  it("adds units behind those that were given, and never gives one twice [lottery-12]", () => {
    const counter = counterOf(coupons);
    const add = (prize: string, units: number) =>
      counter.tell("m1", ({ campaign }) =>
        restock(counter.campaign, campaign, {
          id: `r${counter.entries.length}`,
          at: AT,
          prize,
          units,
        }),
      );
    counter.draw("m1");
    expect(counter.draw("m2")).toBe("sold-out");
    expect(add("cup", 1)).toBe("unknown-prize");
    expect(add("coupon", 1)).toBe("prize-restocked");
    expect(give(counter, confirmPrize, "d1")).toBe("prize-confirmed");
    expect(counter.draw("m2", { at: LATER })).toBe("coupon");
    expect(counter.draw("m3", { at: LATER })).toBe("sold-out");
    const units = counter.entries.flatMap((entry) =>
      entry.kind === "prize-drawn" ? [entry.unit] : [],
    );
    expect(units).toEqual([1, 2]);
  });

  it("refuses a state that was damaged", () => {
    const { campaign } = counterOf(coupons);
    const command = { id: "r", at: AT, prize: "coupon", units: 1 };
    expect(() => restock(campaign, {} as never, command)).toThrow(
      expect.objectContaining({ code: "invalid-state" }),
    );
  });
});

describe("a claim and a draw that cross", () => {
  it("L22.1: of three draws of one unit, decided one after another, one wins", () => {
    const counter = counterOf(coupons);
    expect(["m1", "m2", "m3"].map((member) => counter.draw(member))).toEqual([
      "coupon",
      "sold-out",
      "sold-out",
    ]);
  });

  it("leaves nothing behind when the process ends before the draw is kept", () => {
    const counter = counterOf(coupons);
    const state = counter.stateOf("m1");
    const command = { id: "lost", at: AT, member: "m1" };
    expect(draw(counter.campaign, state, command, { ...source }).ok).toBe(true);
    expect(counter.stateOf("m1")).toEqual(state);
    expect(counter.draw("m1")).toBe("coupon");
  });
});

const source = {
  record: { kind: "seeded" as const, generator: "test", seed: "" },
  nextUint32: () => 0,
};
