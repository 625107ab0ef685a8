import { PGlite } from "@electric-sql/pglite";
import { describe, expect, it } from "vitest";
import { seededRandom } from "uptier/kernel";
import {
  bargainDeciders,
  buyGroupStream,
  defineBargain,
  defineGroupBuy,
  defineInviteLadder,
  groupBuyDeciders,
  groupBuyerStream,
  groupBuyStream,
  inviteLadderDeciders,
  inviterStream,
  replayBargain,
  replayGroupBuy,
} from "uptier/referral";
import { type DecisionStore, openStore, pglitePool } from "uptier/store";

const AT = "2026-11-21T01:30:00.000Z";

async function listOf<T>(all: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const one of all) list.push(one);
  return list;
}

async function storeOf(): Promise<DecisionStore> {
  const pool = pglitePool(await PGlite.create());
  const store = await openStore({ pool, random: seededRandom("store") });
  await store.migrate();
  return store;
}

describe("campaigns among friends in a store [referral-53]", () => {
  it("sell the last units once, fill a group once, and refund each order once", async () => {
    const groupBuy = defineGroupBuy({
      id: "tea",
      currency: "CNY",
      zone: "Asia/Shanghai",
      size: 3,
      lasts: { hours: 24 },
      stock: 4,
    });
    const verbs = groupBuyDeciders(groupBuy);
    const store = await storeOf();
    const join = (number: number, group?: string) =>
      store.decide(verbs.joinGroup, {
        ...{ id: `j${number}`, at: AT, member: `m${number}`, order: `o${number}` },
        ...{ quantity: 1, paid: `${number}.05`, group },
      });
    expect(await join(1)).toMatchObject({ ok: true, value: { missing: 2 } });
    // Four at once for two places: the group fills once, and whoever is late hears it.
    const answers = await Promise.all([2, 3, 4, 5].map((number) => join(number, "o1")));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]));
    expect(refused).toEqual(["group-full", "group-full"]);
    expect(await store.state(buyGroupStream(groupBuy, "o1"))).toMatchObject({ status: "success" });
    // One unit is left, for two who open groups of their own.
    const openers = await Promise.all([join(6), join(7)]);
    expect(openers.filter(({ ok }) => ok)).toHaveLength(1);
    const [head] = openers.flatMap((answer) => (answer.ok ? [answer.value.group] : []));

    const late = "2026-11-22T01:30:00.000Z";
    const ended = await store.decide(verbs.expireGroup, { id: "x", at: late, group: head! });
    const [line] = ended.ok ? ended.value.orders : [];
    const own = { at: late, group: head!, member: line!.member, order: line!.order };
    const closings = await Promise.all(
      ["k1", "k2"].map((id) => store.decide(verbs.closeGroupOrder, { ...own, id })),
    );
    const refunds = closings.map((answer) => answer.ok && answer.value.refund);
    expect(refunds).toEqual([line!.paid, line!.paid]);
    expect(await store.state(groupBuyerStream(groupBuy, line!.member))).toMatchObject({
      bought: 0,
      running: null,
    });

    const entries = await listOf(store.entries(verbs.joinGroup));
    const refunded = entries.filter((entry) => entry.kind === "group-order-refunded");
    expect(refunded).toHaveLength(1);
    const state = replayGroupBuy(groupBuy, entries);
    expect(await store.state(groupBuyStream(groupBuy))).toEqual(state.activity);
    expect(state.activity.taken).toBe(3);
  });

  it("count a friend for one inviter, and land a bargain on its floor", async () => {
    const ladder = defineInviteLadder({
      id: "friends",
      currency: "CNY",
      rungs: [{ id: "one", friends: 1, reward: { type: "coupon", worth: "5.00" } }],
    });
    const store = await storeOf();
    const { countFriend, enrolInviter } = inviteLadderDeciders(ladder);
    for (const member of ["m1", "m2"]) {
      await store.decide(enrolInviter, { id: `e-${member}`, at: AT, member });
    }
    const counted = await Promise.all(
      ["m1", "m2"].map((member) =>
        store.decide(countFriend, { id: `f-${member}`, at: AT, member, friend: "f", isNew: true }),
      ),
    );
    expect(counted.filter(({ ok }) => ok)).toHaveLength(1);
    const inviters = await Promise.all(
      ["m1", "m2"].map((member) => store.state(inviterStream(ladder, member))),
    );
    expect(inviters.map(({ count }) => count).sort()).toEqual([0, 1]);

    const bargain = defineBargain({
      id: "pot",
      currency: "CNY",
      zone: "Asia/Shanghai",
      lasts: { hours: 24 },
      price: "10.00",
      floor: "5.00",
      friends: 4,
      cut: { min: "10%", max: "60%" },
    });
    const { cutPrice, openBargain } = bargainDeciders(bargain);
    await store.decide(openBargain, { id: "o", at: AT, record: "b", member: "m1" });
    const cuts = await Promise.all(
      ["a", "b", "c", "d", "e"].map((friend) =>
        store.decide(cutPrice, { id: friend, at: AT, record: "b", friend }),
      ),
    );
    expect(cuts.filter(({ ok }) => ok)).toHaveLength(4);
    const { records } = replayBargain(bargain, await listOf(store.entries(cutPrice)));
    expect(records["b"]).toMatchObject({ status: "success", restMinor: 0 });
  });
});
