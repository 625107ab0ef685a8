import { fc, it as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { UptierError } from "uptier/kernel";
import {
  applyGroupBuy,
  CLOSE_GROUP_ORDER_REFUSALS,
  closeGroupOrder,
  defineGroupBuy,
  EXPIRE_GROUP_REFUSALS,
  expireGroup,
  type GroupBuy,
  type GroupBuyEntry,
  type GroupBuyInput,
  type GroupBuyState,
  JOIN_GROUP_REFUSALS,
  joinGroup,
  type JoinGroupCommand,
  newGroupBuyState,
  REFUND_GROUP_ORDER_REFUSALS,
  refundGroupOrder,
  replayGroupBuy,
} from "uptier/referral";
import { AT, hoursLater, type Journal, journalOf, refusalOf } from "./journal";

const input: GroupBuyInput = {
  id: "tea-for-three",
  currency: "CNY",
  zone: "Asia/Shanghai",
  from: "2026-11-01T00:00:00+08:00",
  to: "2026-12-01T00:00:00+08:00",
  size: 3,
  lasts: { hours: 24 },
};

type Shop = Journal<GroupBuyState, GroupBuyEntry> & {
  readonly groupBuy: GroupBuy;
  readonly join: (
    member: string,
    order: string,
    group?: string | 0 | null,
    more?: Partial<JoinGroupCommand>,
  ) => ReturnType<typeof joinGroup>;
  readonly expire: (group: string, at?: string) => ReturnType<typeof expireGroup>;
  readonly close: (
    group: string,
    member: string,
    order: string,
  ) => ReturnType<typeof closeGroupOrder>;
  readonly refund: (
    group: string,
    member: string,
    order: string,
    id?: string,
  ) => ReturnType<typeof refundGroupOrder>;
};

function shopOf(more: Partial<GroupBuyInput> = {}): Shop {
  const groupBuy = defineGroupBuy({ ...input, ...more });
  const journal = journalOf<GroupBuyState, GroupBuyEntry>(newGroupBuyState(), (state, entry) =>
    applyGroupBuy(groupBuy, state, entry),
  );
  const { id, keep, state } = journal;
  const late = hoursLater(30);
  return {
    ...journal,
    groupBuy,
    join: (member, order, group, rest = {}) => {
      const command = { id: id(), at: AT, member, order, quantity: 1, paid: "19.90", ...rest };
      return keep(joinGroup(groupBuy, state(), { ...command, group })) as never;
    },
    expire: (group, at = late) =>
      keep(expireGroup(groupBuy, state(), { id: id(), at, group })) as never,
    close: (group, member, order) =>
      keep(
        closeGroupOrder(groupBuy, state(), { id: id(), at: late, group, member, order }),
      ) as never,
    refund: (group, member, order, own = id()) =>
      keep(
        refundGroupOrder(groupBuy, state(), { id: own, at: late, group, member, order }),
      ) as never,
  };
}

describe("joining a group [referral-23] [referral-46]", () => {
  it.each([undefined, null, 0] as const)("opens one where the head is %s", (head) => {
    const shop = shopOf();
    const decision = shop.join("m1", "o1", head);
    expect(decision).toMatchObject({
      ok: true,
      value: { group: "o1", status: "forming", missing: 2, orders: [] },
    });
    expect(decision.why).toEqual([
      { code: "group-opened", group: "o1", expiresAt: "2026-11-22T01:30:00.000Z" },
    ]);
    expect(shop.state().groups["o1"]).toMatchObject({ status: "forming", head: "m1", size: 3 });
    expect(Object.keys(shop.state().groups["o1"]!.orders)).toEqual(["o1"]);
  });

  it("fills with the last order, and all orders succeed at once", () => {
    const shop = shopOf();
    shop.join("m1", "o1");
    shop.join("m2", "o2", "o1");
    const decision = shop.join("m3", "o3", "o1", { paid: "18.00", quantity: 2 });
    expect(decision).toMatchObject({
      value: {
        status: "success",
        missing: 0,
        virtual: 0,
        orders: [
          { order: "o1", member: "m1", quantity: 1, paid: "19.90" },
          { order: "o2", member: "m2", quantity: 1, paid: "19.90" },
          { order: "o3", member: "m3", quantity: 2, paid: "18.00" },
        ],
      },
    });
    const statuses = Object.values(shop.state().groups["o1"]!.orders).map(({ status }) => status);
    expect(statuses).toEqual(["success", "success", "success"]);
  });

  it("looks for reasons in the stated order: each hides those after it", () => {
    // Every reason from the last to the first is made true, one more at a time.
    const shop = shopOf({ stock: 9, maxPerOrder: 5, maxPerMember: 4 });
    shop.join("m1", "o1");
    shop.join("m9", "o9", null, { quantity: 4 });
    const codes: (string | null)[] = [];
    const attempt = (more: Partial<JoinGroupCommand> = {}, group: string | null = "o1"): void => {
      const command = {
        id: "x",
        at: AT,
        member: "m9",
        order: "o10",
        quantity: 1,
        paid: "1",
        group,
      };
      codes.push(refusalOf(joinGroup(shop.groupBuy, shop.state(), { ...command, ...more })));
    };
    const leaves = hoursLater(23);
    shop.keep(
      closeGroupOrder(shop.groupBuy, shop.state(), {
        ...{ id: "y", at: leaves, group: "o9", member: "m9", order: "o9" },
      }),
    );
    attempt(); // in a running group
    attempt({ at: hoursLater(24) }); // and the group has expired
    shop.join("m2", "o2", "o1");
    shop.join("m3", "o3", "o1");
    attempt({ at: hoursLater(24) }); // and is full
    shop.join("m4", "o4");
    shop.expire("o4");
    attempt({ at: hoursLater(24) }, "o4"); // or has failed
    attempt({ at: hoursLater(24) }, "o99"); // or there is none
    attempt({ at: hoursLater(24), quantity: 5 }, "o99"); // and the stock is short
    attempt({ at: hoursLater(24), quantity: 6 }, "o99"); // and the order is too large
    attempt({ at: "2026-12-01T00:00:00+08:00", quantity: 6 }, "o99"); // and all is over
    attempt({ at: "2026-12-01T00:00:00+08:00", quantity: 6, order: "o9" }, "o99"); // and the id is taken
    expect(codes).toEqual([
      "in-running-group",
      "group-expired",
      "group-full",
      "group-failed",
      "unknown-group",
      "out-of-stock",
      "over-order-limit",
      "not-open",
      "id-conflict",
    ]);
    expect(JOIN_GROUP_REFUSALS.slice(0, 9)).toEqual(codes.toReversed());
  });

  it("counts what was bought in all groups, without what was refunded", () => {
    const shop = shopOf({ maxPerMember: 3, size: 2 });
    shop.join("m1", "o1", null, { quantity: 2 });
    shop.expire("o1");
    const again = { at: hoursLater(30), quantity: 2 };
    expect(shop.join("m1", "o2", null, again)).toMatchObject({
      refusal: { code: "over-member-limit", limit: 3, bought: 2 },
    });
    shop.close("o1", "m1", "o1");
    expect(shop.join("m1", "o2", null, again).ok).toBe(true);
  });

  it("says what is left of the stock, and gives back what failed", () => {
    const shop = shopOf({ stock: 3 });
    shop.join("m1", "o1", null, { quantity: 2 });
    const two = { quantity: 2 };
    expect(shop.join("m2", "o2", null, two)).toMatchObject({
      refusal: { code: "out-of-stock", left: 1 },
    });
    shop.expire("o1");
    expect(shop.join("m2", "o2", null, two).ok).toBe(true);
    // The money follows later; the stock is not given back twice.
    shop.close("o1", "m1", "o1");
    expect(shop.state().activity).toEqual({ taken: 2, paidMinor: 3980, refundedMinor: 1990 });
  });

  it("lets a member join another group when the first has ended", () => {
    const shop = shopOf({ size: 2 });
    shop.join("m1", "o1");
    expect(refusalOf(shop.join("m1", "o3"))).toBe("in-running-group");
    shop.join("m2", "o2", "o1");
    // The order that filled the group is closed with it; the other when the shop closes it.
    expect(refusalOf(shop.join("m2", "o4"))).toBeNull();
    expect(refusalOf(shop.join("m1", "o3"))).toBe("in-running-group");
    expect(shop.close("o1", "m1", "o1")).toMatchObject({
      value: { status: "success", refund: null },
    });
    expect(refusalOf(shop.join("m1", "o3"))).toBeNull();
    // By time alone, too: nobody has ended this group.
    expect(refusalOf(shop.join("m1", "o5", null, { at: hoursLater(23) }))).toBe("in-running-group");
    expect(refusalOf(shop.join("m1", "o5", null, { at: hoursLater(24) }))).toBeNull();
  });

  it("takes the same order once", () => {
    const shop = shopOf();
    shop.join("m1", "o1");
    const again = shop.join("m1", "o1");
    expect(again).toMatchObject({ ok: true, entries: [], why: [{ code: "exists" }] });
    expect(shop.join("m1", "o1", null, { paid: "0.01" })).toMatchObject({
      refusal: { code: "id-conflict", field: "paid", before: 1990, now: 1 },
    });
    expect(shop.join("m2", "o1")).toMatchObject({
      refusal: { code: "id-conflict", field: "member" },
    });
    expect(shop.state().activity.taken).toBe(1);
  });
});

describe("the end of a group [referral-47]", () => {
  it("refunds each member under their own order, with what that order paid", () => {
    const shop = shopOf();
    shop.join("m1", "o1", null, { paid: "19.90" });
    shop.join("m2", "o2", "o1", { paid: "15.05", quantity: 2 });
    expect(refusalOf(shop.expire("o1", hoursLater(23)))).toBe("not-yet-expired");
    expect(refusalOf(shop.close("o1", "m2", "o2"))).toBe("group-forming");
    expect(shop.expire("o1", hoursLater(24))).toMatchObject({
      value: {
        status: "failed",
        orders: [
          { order: "o1", member: "m1", quantity: 1, paid: "19.90" },
          { order: "o2", member: "m2", quantity: 2, paid: "15.05" },
        ],
      },
      why: [{ code: "group-failed", group: "o1", missing: 1 }],
    });
    expect(shop.close("o1", "m2", "o2")).toMatchObject({
      value: { order: "o2", member: "m2", status: "refunded", refund: "15.05" },
    });
    expect(shop.close("o1", "m2", "o2")).toMatchObject({
      value: { order: "o2", refund: "15.05" },
      entries: [],
      why: [{ code: "exists" }],
    });
    expect(refusalOf(shop.close("o1", "m1", "o2"))).toBe("unknown-order");
    expect(shop.close("o1", "m1", "o1")).toMatchObject({ value: { order: "o1", refund: "19.90" } });
    const refunds = shop.entries.filter(({ kind }) => kind === "group-order-refunded");
    expect(refunds).toMatchObject([
      { member: "m2", order: "o2", refundedMinor: 1505 },
      { member: "m1", order: "o1", refundedMinor: 1990 },
    ]);
    expect(shop.state().activity).toEqual({ taken: 0, paidMinor: 3495, refundedMinor: 3495 });
  });

  it("does not look like forming after one refund of a success", () => {
    const shop = shopOf({ size: 2 });
    shop.join("m1", "o1");
    shop.join("m2", "o2", "o1");
    expect(shop.refund("o1", "m1", "o1")).toMatchObject({
      value: { status: "refunded", refund: "19.90", groupFailed: false },
    });
    const group = shop.state().groups["o1"]!;
    expect(group).toMatchObject({ status: "success", virtual: 0 });
    expect(group.orders).toMatchObject({ o1: { status: "refunded" }, o2: { status: "success" } });
    expect(refusalOf(shop.join("m3", "o3", "o1"))).toBe("group-full");
    expect(shop.expire("o1")).toMatchObject({
      value: { status: "success", orders: [{ order: "o2" }] },
      entries: [],
    });
    expect(shop.state().activity).toEqual({ taken: 1, paidMinor: 3980, refundedMinor: 1990 });
  });

  it("frees the place of who leaves before, and fails when nobody is left", () => {
    const shop = shopOf({ size: 2, stock: 2 });
    shop.join("m1", "o1");
    shop.join("m2", "o2");
    expect(refusalOf(shop.join("m3", "o3", "o1"))).toBe("out-of-stock");
    expect(shop.refund("o2", "m2", "o2")).toMatchObject({
      value: { refund: "19.90", groupFailed: true },
    });
    expect(shop.state().groups["o2"]).toMatchObject({ status: "failed" });
    expect(shop.join("m3", "o3", "o1")).toMatchObject({ value: { status: "success" } });
    expect(shop.state().activity.taken).toBe(2);
    expect(shop.refund("o2", "m2", "o2", "again")).toMatchObject({
      refusal: { code: "already-refunded", order: "o2" },
    });
  });

  it("refunds once for each command", () => {
    const shop = shopOf();
    shop.join("m1", "o1");
    shop.join("m2", "o2", "o1");
    shop.refund("o1", "m2", "o2", "r1");
    expect(shop.refund("o1", "m2", "o2", "r1")).toMatchObject({
      value: { refund: "19.90" },
      entries: [],
    });
    expect(refusalOf(shop.refund("o1", "m2", "o2", "r2"))).toBe("already-refunded");
    expect(refusalOf(shop.refund("o1", "m1", "o2", "r3"))).toBe("unknown-order");
    expect(shop.state().activity.refundedMinor).toBe(1990);
  });

  it("never invents members: a virtual fill succeeds with those who are there [referral-48]", () => {
    const shop = shopOf({ size: 4, virtualFill: 2 });
    shop.join("m1", "o1");
    shop.join("m2", "o2", "o1");
    shop.join("m3", "o3");
    expect(shop.expire("o1", hoursLater(24))).toMatchObject({
      value: {
        status: "success",
        virtual: 2,
        orders: [
          { order: "o1", member: "m1" },
          { order: "o2", member: "m2" },
        ],
      },
    });
    expect(Object.keys(shop.state().groups["o1"]!.orders)).toEqual(["o1", "o2"]);
    expect(shop.expire("o3", hoursLater(24))).toMatchObject({ value: { status: "failed" } });
  });

  it("goes by the size and the time under which the group was opened", () => {
    const shop = shopOf({ size: 2 });
    shop.join("m1", "o1");
    const wider = defineGroupBuy({ ...input, size: 5, lasts: { hours: 1 } });
    const command = {
      id: "j",
      at: hoursLater(20),
      member: "m2",
      order: "o2",
      quantity: 1,
      paid: "1",
    };
    const joined = joinGroup(wider, shop.state(), { ...command, group: "o1" });
    expect(joined).toMatchObject({ ok: true, value: { status: "success" } });
  });

  it("lists its refusals in order", () => {
    expect(EXPIRE_GROUP_REFUSALS).toEqual(["unknown-group", "not-yet-expired"]);
    expect(CLOSE_GROUP_ORDER_REFUSALS).toEqual(["unknown-order", "group-forming"]);
    expect(REFUND_GROUP_ORDER_REFUSALS).toEqual(["unknown-order", "already-refunded"]);
    expect(refusalOf(shopOf().expire("o9"))).toBe("unknown-group");
  });
});

describe("money and stock of a group-buy [referral-47]", () => {
  const step = fc.record({
    what: fc.constantFrom("join", "join", "join", "expire", "close", "refund"),
    member: fc.nat(5),
    group: fc.nat(4),
    quantity: fc.integer({ min: 1, max: 3 }),
    paid: fc.nat(5_000),
    hour: fc.nat(40),
  });

  property.prop([fc.array(step, { maxLength: 60 }), fc.nat(1)])(
    "stay exact whatever happens",
    (steps, virtualFill) => {
      const { groupBuy, entries, keep, state } = shopOf({
        stock: 12,
        maxPerMember: 6,
        virtualFill,
      });
      const opened: string[] = [];
      for (const [index, { group, hour, member, paid, quantity, what }] of steps.entries()) {
        const head = { id: `c${index}`, at: hoursLater(hour) };
        const id = opened[group] ?? "none";
        const orders = Object.entries(state().groups[id]?.orders ?? {});
        const [order, { member: owner } = { member: "nobody" }] = orders[member] ?? ["none"];
        if (what === "join") {
          const own = { member: `m${member}`, order: `o${index}`, quantity, paid: { minor: paid } };
          const joined = joinGroup(groupBuy, state(), {
            ...head,
            ...own,
            group: opened[group] ?? null,
          });
          if (joined.ok && opened[group] === undefined) opened.push(`o${index}`);
          keep(joined);
        } else if (what === "expire") keep(expireGroup(groupBuy, state(), { ...head, group: id }));
        else {
          const about = { ...head, group: id, member: owner, order };
          if (what === "close") keep(closeGroupOrder(groupBuy, state(), about));
          else keep(refundGroupOrder(groupBuy, state(), about));
        }
        const all = Object.values(state().groups).flatMap((one) => Object.values(one.orders));
        const sum = (of: typeof all, key: "paidMinor" | "quantity"): number =>
          of.reduce((total, one) => total + one[key], 0);
        const kept = all.filter(({ status }) => status !== "refunded");
        const held = kept.filter(({ status }) => status !== "failed");
        const { paidMinor, refundedMinor, taken } = state().activity;
        expect(paidMinor).toBe(sum(all, "paidMinor"));
        expect(paidMinor - refundedMinor).toBe(sum(kept, "paidMinor"));
        expect(taken).toBe(sum(held, "quantity"));
        expect(taken).toBeLessThanOrEqual(12);
        for (const [name, buyer] of Object.entries(state().members)) {
          const bought = kept.filter((one) => one.member === name);
          expect(buyer.bought).toBe(sum(bought, "quantity"));
          expect(buyer.bought).toBeLessThanOrEqual(6);
        }
        for (const one of Object.values(state().groups)) {
          const statuses = new Set(Object.values(one.orders).map(({ status }) => status));
          statuses.delete("refunded");
          expect(statuses.size).toBeLessThanOrEqual(1);
        }
      }
      // No order is refunded twice, and none under the id of another.
      const refunds = entries.filter((entry) => entry.kind === "group-order-refunded");
      expect(new Set(refunds.map(({ order }) => order)).size).toBe(refunds.length);
      for (const { group, member, order, refundedMinor } of refunds) {
        const own = state().groups[group]!.orders[order];
        expect(own).toMatchObject({ member, paidMinor: refundedMinor, status: "refunded" });
      }
      expect(replayGroupBuy(groupBuy, entries)).toEqual(state());
    },
  );
});

describe("a group-buy as data [referral-46]", () => {
  it("reports every problem at once", () => {
    const broken = {
      ...input,
      size: 3,
      virtualFill: 2,
      lasts: { hours: 0 },
      to: input.from,
      stock: -1,
    };
    let issues: readonly { path: unknown; code: string }[] = [];
    try {
      defineGroupBuy(broken);
    } catch (error) {
      issues = (error as UptierError).issues;
    }
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ["too-small", ["stock"]],
      ["closes-before-it-opens", ["to"]],
      ["no-time", ["lasts"]],
      ["always-filled", ["virtualFill"]],
    ]);
  });

  it("refuses a stock that no group can be filled from", () => {
    const issuesOf = (stock: number, virtualFill: number): readonly unknown[] => {
      try {
        defineGroupBuy({ ...input, size: 5, stock, virtualFill });
      } catch (error) {
        return (error as UptierError).issues.map(({ code, path }) => [code, path]);
      }
      return [];
    };
    expect(issuesOf(4, 0)).toEqual([["never-filled", ["stock"]]]);
    expect(issuesOf(5, 0)).toEqual([]);
    expect(issuesOf(3, 2)).toEqual([]);
    expect(issuesOf(2, 2)).toEqual([["never-filled", ["stock"]]]);
  });

  it("refuses commands, states and entries that cannot be used", () => {
    const { entries, groupBuy, join, state } = shopOf();
    join("m1", "o1");
    const command = { id: "j", at: AT, member: "m2", order: "o2", quantity: 1, paid: "1" };
    const codeOf = (act: () => unknown): string => {
      try {
        act();
      } catch (error) {
        return (error as UptierError).code;
      }
      return "none";
    };
    const attempt = (more: object, at: unknown = state()): string =>
      codeOf(() => joinGroup(groupBuy, at as GroupBuyState, { ...command, ...more }));
    expect(attempt({ quantity: 0 })).toBe("invalid-command");
    expect(attempt({ quantity: 1.5 })).toBe("invalid-command");
    expect(attempt({ paid: "-1" })).toBe("invalid-command");
    expect(attempt({ paid: "1.001" })).toBe("too-many-decimals");
    expect(attempt({ paid: { minor: Number.MAX_SAFE_INTEGER } })).toBe("unsafe-integer");
    expect(attempt({ group: 7 })).toBe("invalid-command");
    expect(attempt({ member: "" })).toBe("invalid-command");
    expect(attempt({}, { activity: {}, groups: [] })).toBe("invalid-state");
    const [opened] = entries;
    const fold = (entry: unknown): string =>
      codeOf(() => applyGroupBuy(groupBuy, state(), entry as GroupBuyEntry));
    expect(fold(null)).toBe("invalid-entry");
    expect(fold({ ...opened, kind: "group-eaten" })).toBe("invalid-entry");
    expect(fold({ ...opened, expiresAt: undefined })).toBe("invalid-entry");
    expect(fold({ ...opened, campaign: "other" })).toBe("foreign-entry");
    expect(codeOf(() => replayGroupBuy(groupBuy, [...entries, opened!]))).toBe("duplicate-entry");
  });
});
