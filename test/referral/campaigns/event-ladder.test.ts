import { fc, it as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { UptierError } from "uptier/kernel";
import {
  applyEventLadder,
  claimEventRung,
  defineEventLadder,
  type EventLadder,
  type EventLadderEntry,
  type EventLadderInput,
  eventLadderProgress,
  type EventLadderState,
  newEventLadderState,
  RECORD_FRIEND_EVENT_REFUSALS,
  recordFriendEvent,
  type RecordFriendEventCommand,
  replayEventLadder,
  UNDO_FRIEND_EVENT_REFUSALS,
  undoFriendEvent,
} from "uptier/referral";
import { AT, type Journal, journalOf, refusalOf } from "./journal";

const input: EventLadderInput = {
  id: "bring-a-friend",
  currency: "CNY",
  to: "2026-12-01T00:00:00+08:00",
  rungs: [
    { id: "join", on: "joined", reward: { type: "coupon", worth: "2.00" } },
    { id: "share", on: "shared", reward: { type: "coupon", worth: "5.00" } },
    {
      id: "recharge",
      on: "recharged",
      amount: "100.00",
      reward: { type: "coupon", worth: "20.00" },
    },
  ],
};

type Campaign = Journal<EventLadderState, EventLadderEntry> & {
  readonly ladder: EventLadder;
  readonly record: (
    event: string,
    more?: Partial<RecordFriendEventCommand>,
  ) => ReturnType<typeof recordFriendEvent>;
  readonly undo: (
    ref: string,
    amount?: string,
    id?: string,
    member?: string,
  ) => ReturnType<typeof undoFriendEvent>;
  readonly claim: (rung: string, member?: string, id?: string) => ReturnType<typeof claimEventRung>;
  readonly rungs: () => readonly string[];
};

function campaignOf(more: Partial<EventLadderInput> = {}): Campaign {
  const ladder = defineEventLadder({ ...input, ...more });
  const journal = journalOf<EventLadderState, EventLadderEntry>(
    newEventLadderState(),
    (state, entry) => applyEventLadder(ladder, state, entry),
  );
  const { id, keep, state } = journal;
  const pair = { at: AT, member: "m1", friend: "f1" };
  return {
    ...journal,
    ladder,
    record: (event, rest = {}) =>
      keep(recordFriendEvent(ladder, state(), { ...pair, id: id(), event, ...rest })) as never,
    undo: (ref, amount, command = id(), member = "m1") => {
      const about = { ...pair, member, id: command, ref };
      return keep(
        undoFriendEvent(ladder, state(), amount === undefined ? about : { ...about, amount }),
      ) as never;
    },
    claim: (rung, member = "m1", command = id()) =>
      keep(claimEventRung(ladder, state(), { ...pair, member, id: command, rung })) as never,
    rungs: () => eventLadderProgress(ladder, state(), "f1").map(({ status }) => status),
  };
}

describe("join, share, recharge [referral-21] [referral-44]", () => {
  it("each gives its reward once for each friend", () => {
    const campaign = campaignOf();
    expect(campaign.record("joined")).toMatchObject({
      value: { reached: [{ rung: "join", times: 1 }] },
      why: [{ code: "rung-reached", rung: "join", count: 1 }],
    });
    expect(campaign.record("joined")).toMatchObject({
      value: { reached: [] },
      why: [{ code: "no-rung-changed" }],
    });
    expect(campaign.record("shared", { friend: "f2" })).toMatchObject({
      value: { reached: [{ rung: "share" }] },
    });
    expect(campaign.rungs()).toEqual(["reached", "open", "open"]);
  });

  it("sum what was recharged, and reach the rung at exactly its amount", () => {
    const campaign = campaignOf();
    expect(campaign.record("recharged", { amount: "99.99" })).toMatchObject({
      value: { reached: [] },
    });
    expect(campaign.record("recharged", { amount: "0.01" })).toMatchObject({
      value: { reached: [{ rung: "recharge" }] },
      why: [{ code: "rung-reached", rung: "recharge", count: 10_000 }],
    });
  });

  it("are undone by a refund in slices, and earned again", () => {
    const campaign = campaignOf();
    campaign.record("recharged", { amount: "120.00", ref: "pay" });
    campaign.claim("recharge");
    expect(campaign.undo("pay", "20.00", "r1")).toMatchObject({ value: { lost: [] } });
    expect(campaign.undo("pay", "20.00", "r1")).toMatchObject({
      entries: [],
      why: [{ code: "exists" }],
    });
    expect(campaign.undo("pay", "0.01")).toMatchObject({
      value: { lost: [{ rung: "recharge", takeBack: { worthMinor: 2000 } }] },
    });
    expect(campaign.rungs()).toEqual(["open", "open", "lost"]);
    expect(campaign.undo("pay", "100.00")).toMatchObject({
      refusal: { code: "refund-exceeds-amount", left: "99.99" },
    });
    expect(campaign.record("recharged", { amount: "0.01" })).toMatchObject({
      value: { reached: [{ rung: "recharge", times: 2 }] },
    });
    expect(campaign.claim("recharge").ok).toBe(true);
  });

  it("are lost with the last event that they rest on", () => {
    const campaign = campaignOf();
    campaign.record("shared", { ref: "post-1" });
    campaign.record("shared", { ref: "post-2" });
    expect(campaign.undo("post-1")).toMatchObject({ value: { lost: [] } });
    expect(campaign.undo("post-2")).toMatchObject({ value: { lost: [{ rung: "share" }] } });
    const kept = campaignOf({ onLost: "keep" });
    kept.record("shared", { ref: "post-1" });
    expect(kept.undo("post-1")).toMatchObject({ value: { lost: [] } });
    const once = campaignOf({ reEarn: false });
    once.record("shared", { ref: "post-1" });
    once.undo("post-1");
    expect(once.record("shared")).toMatchObject({ value: { reached: [] } });
  });

  it("are lost from the highest down where one refund takes several", () => {
    const reward = { type: "coupon", worth: "1.00" };
    const rungs = ["50", "100"].map((amount) => ({ id: amount, on: "recharged", amount, reward }));
    const campaign = campaignOf({ rungs });
    campaign.record("recharged", { amount: "100.00", ref: "pay" });
    const { lost } = campaign.done(campaign.undo("pay"));
    expect(lost.map(({ rung }) => rung)).toEqual(["100", "50"]);
  });

  it("belong to who brought the friend first", () => {
    const campaign = campaignOf();
    campaign.record("joined");
    expect(campaign.record("shared", { member: "m2" })).toMatchObject({
      refusal: { code: "counted-elsewhere", inviter: "m1" },
    });
    expect(campaign.claim("join", "m2")).toMatchObject({
      refusal: { code: "not-reached", count: 0 },
    });
    expect(campaign.claim("join", "m1", "c").ok).toBe(true);
    expect(campaign.claim("join", "m1", "c")).toMatchObject({ entries: [] });
    expect(refusalOf(campaign.claim("join"))).toBe("already-claimed");
    expect(refusalOf(campaign.claim("jump"))).toBe("unknown-rung");
  });

  it("look for reasons in the stated order", () => {
    const campaign = campaignOf();
    campaign.record("joined", { ref: "e" });
    const over = { at: "2026-12-01T00:00:00+08:00" };
    const self = { friend: "f1", member: "f1" };
    const codes = [refusalOf(campaign.record("shared", { ...over, ref: "e" }))];
    codes.push(refusalOf(campaign.record("danced", { ...over, ...self })));
    codes.push(refusalOf(campaign.record("danced", self)));
    codes.push(refusalOf(campaign.record("danced", { member: "m2" })));
    codes.push(refusalOf(campaign.record("danced")));
    for (let count = 1; count < 1_000; count += 1) campaign.record("joined");
    codes.push(refusalOf(campaign.record("joined")));
    expect(codes).toEqual(RECORD_FRIEND_EVENT_REFUSALS);
    expect(campaign.record("joined", { ref: "e" })).toMatchObject({ ok: true, entries: [] });
  });

  it("look for reasons not to undo in the stated order", () => {
    const campaign = campaignOf();
    campaign.record("recharged", { amount: "10.00", ref: "a" });
    campaign.record("recharged", { amount: "10.00", ref: "b" });
    campaign.undo("a");
    const codes = [refusalOf(campaign.undo("a", "1.00", "x", "m2"))];
    codes.push(refusalOf(campaign.undo("a", "11.00")));
    codes.push(refusalOf(campaign.undo("b", "11.00")));
    expect(codes).toEqual(UNDO_FRIEND_EVENT_REFUSALS);
  });

  it("refuse amounts that cannot be", () => {
    const campaign = campaignOf();
    expect(() => campaign.record("recharged")).toThrow('the rung "recharge" sums it');
    expect(() => campaign.record("recharged", { amount: "-1" })).toThrow("at least 0");
    campaign.record("joined", { ref: "e" });
    expect(() => campaign.undo("e", "1.00")).toThrow("left out");
    expect(() => campaign.undo("e", "0")).toThrow("above 0");
    let issues: UptierError["issues"] = [];
    try {
      defineEventLadder({ ...input, rungs: [{ ...input.rungs[2]!, amount: "0.00" }] });
    } catch (error) {
      ({ issues } = error as UptierError);
    }
    expect(issues.map(({ code }) => code)).toEqual(["without-effect"]);
  });

  const slice = fc.record({ ref: fc.nat(3), minor: fc.integer({ min: 1, max: 6_000 }) });

  property.prop([fc.array(slice, { maxLength: 30 })])(
    "take back what was counted, never more, in any slices",
    (slices) => {
      const campaign = campaignOf();
      for (let ref = 0; ref < 4; ref += 1) {
        campaign.record("recharged", { amount: "30.00", ref: `p${ref}` });
      }
      const left = [3_000, 3_000, 3_000, 3_000];
      for (const { minor, ref } of slices) {
        const decision = campaign.undo(`p${ref}`, (minor / 100).toFixed(2));
        expect(decision.ok).toBe(minor <= left[ref]!);
        if (decision.ok) left[ref]! -= minor;
        const sum = left.reduce((total, one) => total + one);
        const [, , rung] = eventLadderProgress(campaign.ladder, campaign.state(), "f1");
        expect(rung!.count).toBe(sum);
        expect(rung!.status).toBe(sum >= 10_000 ? "reached" : "lost");
      }
      expect(replayEventLadder(campaign.ladder, campaign.entries)).toEqual(campaign.state());
    },
  );
});
