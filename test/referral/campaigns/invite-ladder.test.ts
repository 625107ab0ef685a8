import { fc, it as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { UptierError } from "uptier/kernel";
import {
  applyInvite,
  CLAIM_RUNG_REFUSALS,
  claimInviteRung,
  COUNT_FRIEND_REFUSALS,
  countFriend,
  type CountFriendCommand,
  defineInviteLadder,
  enrolInviter,
  type FriendLoss,
  type InviteEntry,
  type InviteLadder,
  type InviteLadderInput,
  inviteProgress,
  type InviteState,
  lintLadder,
  newInviteState,
  replayInvites,
  uncountFriend,
} from "uptier/referral";
import { AT, hoursLater, type Journal, journalOf, refusalOf } from "./journal";

const rung = (friends: number, worth = `${friends}.00`) => ({
  id: `invite-${friends}`,
  friends,
  reward: { type: "coupon", worth },
});

const input: InviteLadderInput = {
  id: "bring-friends",
  currency: "CNY",
  to: "2026-12-01T00:00:00+08:00",
  rungs: [rung(3), rung(5), rung(10)],
};

type Campaign = Journal<InviteState, InviteEntry> & {
  readonly ladder: InviteLadder;
  readonly enrol: (member: string, at?: string) => ReturnType<typeof enrolInviter>;
  readonly count: (
    member: string,
    friend: string,
    more?: Partial<CountFriendCommand>,
  ) => ReturnType<typeof countFriend>;
  readonly uncount: (
    member: string,
    friend: string,
    reason: FriendLoss,
  ) => ReturnType<typeof uncountFriend>;
  readonly claim: (member: string, rung: string, id?: string) => ReturnType<typeof claimInviteRung>;
  /** The status of each rung, from the lowest. */
  readonly rungs: (member: string) => readonly string[];
};

function campaignOf(more: Partial<InviteLadderInput> = {}): Campaign {
  const ladder = defineInviteLadder({ ...input, ...more });
  const journal = journalOf<InviteState, InviteEntry>(newInviteState(), (state, entry) =>
    applyInvite(ladder, state, entry),
  );
  const { id, keep, state } = journal;
  return {
    ...journal,
    ladder,
    enrol: (member, at = AT) =>
      keep(enrolInviter(ladder, state(), { id: id(), at, member })) as never,
    count: (member, friend, rest = {}) => {
      const command = { id: id(), at: AT, member, friend, isNew: true, ...rest };
      return keep(countFriend(ladder, state(), command)) as never;
    },
    uncount: (member, friend, reason) =>
      keep(uncountFriend(ladder, state(), { id: id(), at: AT, member, friend, reason })) as never,
    claim: (member, one, command = id()) =>
      keep(claimInviteRung(ladder, state(), { id: command, at: AT, member, rung: one })) as never,
    rungs: (member) => inviteProgress(ladder, state(), member).map(({ status }) => status),
  };
}

/** A campaign in which m1 has brought as many friends. */
function broughtBy(friends: number, more: Partial<InviteLadderInput> = {}): Campaign {
  const campaign = campaignOf(more);
  campaign.enrol("m1");
  for (let friend = 1; friend <= friends; friend += 1) campaign.count("m1", `f${friend}`);
  return campaign;
}

describe("counting friends [referral-20] [referral-40]", () => {
  it("reaches 3, 5 and 10 by all friends, or by those beyond the rung below", () => {
    expect(broughtBy(8).rungs("m1")).toEqual(["reached", "reached", "open"]);
    expect(broughtBy(8, { countMode: "incremental" }).rungs("m1")).toEqual([
      "reached",
      "reached",
      "open",
    ]);
    const thresholds = (more: Partial<InviteLadderInput>): readonly number[] =>
      defineInviteLadder({ ...input, ...more }).rungs.map(({ threshold }) => threshold);
    expect(thresholds({})).toEqual([3, 5, 10]);
    expect(thresholds({ countMode: "incremental" })).toEqual([3, 8, 18]);
    // For one rung apart from the others.
    const mixed = [rung(3), { ...rung(5), countMode: "incremental" as const }, rung(10)];
    expect(thresholds({ rungs: mixed })).toEqual([3, 8, 10]);
  });

  it("goes by at least, not by exactly: a rung that was passed is reached", () => {
    const campaign = broughtBy(4, { rungs: [rung(10)] });
    const lower = defineInviteLadder({ ...input, rungs: [rung(3), rung(4), rung(10)] });
    const command = { id: "f", at: AT, member: "m1", friend: "f5", isNew: true };
    const decision = countFriend(lower, campaign.state(), command);
    expect(decision.ok && decision.value).toEqual({
      count: 5,
      reached: [
        { rung: "invite-3", times: 1 },
        { rung: "invite-4", times: 1 },
      ],
      lost: [],
    });
    expect(decision.why).toEqual([
      { code: "friend-counted", count: 5 },
      { code: "rung-reached", rung: "invite-3", count: 5, threshold: 3 },
      { code: "rung-reached", rung: "invite-4", count: 5, threshold: 4 },
    ]);
  });

  it("never counts the same person twice", () => {
    const campaign = broughtBy(2);
    for (let time = 0; time < 3; time += 1) {
      const again = campaign.count("m1", "f1");
      expect(again).toMatchObject({ ok: true, value: { count: 2 }, entries: [] });
      expect(again.why.map(({ code }) => code)).toEqual(["already-counted"]);
    }
    campaign.uncount("m1", "f1", "left");
    campaign.count("m1", "f1");
    campaign.count("m1", "f1");
    expect(campaign.state().inviters["m1"]!.count).toBe(2);
    expect(campaign.rungs("m1")).toEqual(["open", "open", "open"]);
  });

  it("takes names that objects inherit for what they are", () => {
    const campaign = campaignOf({ rungs: [rung(2)] });
    campaign.enrol("constructor");
    expect(campaign.count("constructor", "__proto__").ok).toBe(true);
    expect(campaign.count("constructor", "toString")).toMatchObject({ value: { count: 2 } });
    expect(campaign.rungs("constructor")).toEqual(["reached"]);
    expect(campaign.rungs("valueOf")).toEqual(["open"]);
    expect(replayInvites(campaign.ladder, campaign.entries)).toEqual(campaign.state());
  });

  it("shows what is missing", () => {
    const [, second] = inviteProgress(broughtBy(4).ladder, broughtBy(4).state(), "m1");
    expect(second).toEqual({
      rung: "invite-5",
      name: null,
      status: "open",
      count: 4,
      threshold: 5,
      missing: 1,
      reward: { type: "coupon", units: 1, worthMinor: 500 },
    });
  });
});

describe("who counts [referral-41]", () => {
  it("only new friends do, unless old ones are welcome", () => {
    const campaign = broughtBy(0);
    expect(refusalOf(campaign.count("m1", "f1", { isNew: false }))).toBe("not-new");
    expect(refusalOf(campaign.count("m1", "f2", { isNew: true }))).toBeNull();
    const open = broughtBy(0, { newOnly: false });
    expect(refusalOf(open.count("m1", "f1", { isNew: false }))).toBeNull();
    expect(refusalOf(open.count("m1", "f2", { isNew: undefined }))).toBeNull();
    expect(() => campaign.count("m1", "f3", { isNew: undefined })).toThrow("isNew");
  });

  it("counts for the first inviter only", () => {
    const campaign = broughtBy(1);
    campaign.enrol("m2");
    expect(campaign.count("m2", "f1")).toMatchObject({
      refusal: { code: "counted-elsewhere", inviter: "m1" },
    });
    // For good: going back and forth does not count for both.
    campaign.uncount("m1", "f1", "left");
    expect(refusalOf(campaign.count("m2", "f1"))).toBe("counted-elsewhere");
  });

  it("under `new` counts from the enrolment on, under `lifetime` from ever", () => {
    const campaign = campaignOf({ from: AT, rungs: [rung(1)] });
    expect(campaign.count("m1", "f1")).toMatchObject({
      refusal: { code: "not-enrolled", enrolledAt: null },
    });
    campaign.enrol("m1", hoursLater(2));
    expect(refusalOf(campaign.count("m1", "f1", { at: hoursLater(1) }))).toBe("not-enrolled");
    expect(refusalOf(campaign.count("m1", "f1", { at: hoursLater(2) }))).toBeNull();

    const life = campaignOf({ from: AT, rungs: [rung(1)], scope: "lifetime" });
    life.count("m1", "f1", { at: "2020-01-01T00:00:00Z" });
    expect(life.rungs("m1")).toEqual(["open"]);
    const early = enrolInviter(life.ladder, life.state(), {
      ...{ id: "e", at: hoursLater(-1), member: "m1" },
    });
    expect(refusalOf(early)).toBe("not-open");
    expect(life.enrol("m1")).toMatchObject({
      value: { count: 1, reached: [{ rung: "invite-1" }] },
    });
    expect(life.enrol("m1")).toMatchObject({ ok: true, entries: [], why: [{ code: "exists" }] });
  });

  it("looks for reasons in the stated order", () => {
    const campaign = campaignOf({ reEarn: false });
    const codes: (string | null)[] = [];
    const over = { at: "2026-12-01T00:00:00+08:00" };
    codes.push(refusalOf(campaign.count("m1", "m1", over)));
    codes.push(refusalOf(campaign.count("m1", "m1")));
    codes.push(refusalOf(campaign.count("m1", "f1")));
    campaign.enrol("m1");
    campaign.enrol("m2");
    campaign.count("m2", "f1");
    codes.push(refusalOf(campaign.count("m1", "f1", { isNew: false })));
    campaign.count("m1", "f2");
    campaign.count("m1", "f3");
    campaign.uncount("m1", "f2", "rejected");
    campaign.uncount("m1", "f3", "left");
    codes.push(refusalOf(campaign.count("m1", "f2", { isNew: false })));
    codes.push(refusalOf(campaign.count("m1", "f3", { isNew: false })));
    codes.push(refusalOf(campaign.count("m1", "f4", { isNew: false })));
    const friends = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`x${index}`, { status: "counted", since: AT }]),
    );
    const inviter = { ...campaign.state().inviters["m1"]!, friends } as never;
    const full = { ...campaign.state(), inviters: { m1: inviter } };
    const last = { id: "l", at: AT, member: "m1", friend: "f5", isNew: true };
    codes.push(refusalOf(countFriend(campaign.ladder, full, last)));
    expect(codes).toEqual(COUNT_FRIEND_REFUSALS);
  });
});

describe("losing and earning again [referral-42]", () => {
  it("falls back when a friend leaves or is refunded, and can be earned again", () => {
    for (const reason of ["left", "refunded"] as const) {
      const campaign = broughtBy(3);
      expect(campaign.uncount("m1", "f1", reason)).toMatchObject({
        value: { count: 2, lost: [{ rung: "invite-3", takeBack: null }] },
      });
      expect(campaign.rungs("m1")).toEqual(["lost", "open", "open"]);
      expect(campaign.state().inviters["m1"]!.friends["f1"]!.status).toBe(reason);
      expect(campaign.count("m1", "f1")).toMatchObject({
        value: { count: 3, reached: [{ rung: "invite-3", times: 2 }] },
      });
      expect(campaign.rungs("m1")).toEqual(["reached", "open", "open"]);
    }
  });

  it("was new when they came: who comes back is not asked again", () => {
    const campaign = broughtBy(1);
    campaign.uncount("m1", "f1", "left");
    expect(refusalOf(campaign.count("m1", "f1", { isNew: false }))).toBeNull();
  });

  it("names what was handed out and is to be taken back", () => {
    const campaign = broughtBy(5);
    campaign.claim("m1", "invite-3");
    campaign.uncount("m1", "f1", "left");
    campaign.uncount("m1", "f2", "left");
    const { lost } = campaign.done(campaign.uncount("m1", "f3", "rejected"));
    expect(lost).toEqual([
      { rung: "invite-3", takeBack: { type: "coupon", units: 1, worthMinor: 300 } },
    ]);
  });

  it("keeps what was reached where the ladder says so", () => {
    const campaign = broughtBy(3, { onLost: "keep" });
    expect(campaign.uncount("m1", "f1", "left")).toMatchObject({ value: { count: 2, lost: [] } });
    expect(campaign.rungs("m1")).toEqual(["reached", "open", "open"]);
    expect(campaign.count("m1", "f9")).toMatchObject({ value: { reached: [] } });
    expect(campaign.claim("m1", "invite-3").ok).toBe(true);
  });

  it("is for good where nothing is earned again", () => {
    const campaign = broughtBy(3, { reEarn: false });
    campaign.uncount("m1", "f1", "left");
    expect(refusalOf(campaign.count("m1", "f1"))).toBe("lost-for-good");
    expect(campaign.count("m1", "f4")).toMatchObject({ value: { count: 3, reached: [] } });
    expect(campaign.rungs("m1")).toEqual(["lost", "open", "open"]);
  });

  it("lets who left still count where leaving changes nothing; a refund never does", () => {
    const campaign = broughtBy(3, { leaveInvalidates: false });
    const left = campaign.uncount("m1", "f1", "left");
    expect(left).toMatchObject({ ok: true, value: { count: 3 }, entries: [] });
    expect(left.why).toEqual([{ code: "still-counts" }]);
    expect(campaign.uncount("m1", "f1", "refunded")).toMatchObject({ value: { count: 2 } });
    const again = campaign.uncount("m1", "f1", "refunded");
    expect(again.why).toMatchObject([{ code: "already-uncounted", reason: "refunded" }]);
  });

  it("rejects for good, also who has left already", () => {
    const campaign = broughtBy(1);
    campaign.uncount("m1", "f1", "left");
    expect(campaign.uncount("m1", "f1", "rejected")).toMatchObject({ value: { count: 0 } });
    expect(refusalOf(campaign.count("m1", "f1"))).toBe("rejected");
    expect(campaign.uncount("m1", "f2", "left")).toMatchObject({
      refusal: { code: "unknown-friend" },
    });
    expect(() => campaign.uncount("m1", "f1", "bored" as FriendLoss)).toThrow("reason");
  });
});

describe("reaching and claiming [referral-43]", () => {
  it("are two things", () => {
    const campaign = broughtBy(3);
    expect(campaign.rungs("m1")).toEqual(["reached", "open", "open"]);
    expect(campaign.claim("m1", "invite-3", "c")).toMatchObject({
      value: { rung: "invite-3", reward: { type: "coupon", units: 1, worthMinor: 300 } },
    });
    expect(campaign.rungs("m1")).toEqual(["claimed", "open", "open"]);
    expect(campaign.claim("m1", "invite-3", "c")).toMatchObject({ ok: true, entries: [] });
  });

  it("looks for reasons in the stated order", () => {
    const campaign = broughtBy(3);
    const codes = [refusalOf(campaign.claim("m1", "invite-4"))];
    codes.push(refusalOf(campaign.claim("m1", "invite-5")));
    campaign.claim("m1", "invite-3");
    const second = refusalOf(campaign.claim("m1", "invite-3"));
    campaign.uncount("m1", "f1", "left");
    codes.push(refusalOf(campaign.claim("m1", "invite-3")));
    codes.push(second);
    expect(codes).toEqual(CLAIM_RUNG_REFUSALS);
  });

  it("hands out a rung that is earned again once more, after it was taken back", () => {
    const campaign = broughtBy(3);
    campaign.claim("m1", "invite-3");
    campaign.uncount("m1", "f1", "left");
    campaign.count("m1", "f1");
    expect(campaign.claim("m1", "invite-3").ok).toBe(true);
    const balance = campaign.entries.reduce((sum, entry) => {
      if (entry.kind === "rung-claimed") return sum + entry.reward.worthMinor;
      return entry.kind === "rung-lost" ? sum - (entry.takeBack?.worthMinor ?? 0) : sum;
    }, 0);
    expect(balance).toBe(300);
  });

  it("gives what was promised when it was reached", () => {
    const campaign = broughtBy(3);
    const meaner = defineInviteLadder({ ...input, rungs: [rung(4, "1.00"), rung(5)] });
    const command = { id: "c", at: AT, member: "m1", rung: "invite-3" };
    const decision = claimInviteRung(meaner, campaign.state(), command);
    expect(decision).toMatchObject({ ok: true, value: { reward: { worthMinor: 300 } } });
  });

  const act = fc.record({
    what: fc.constantFrom("count", "count", "uncount", "claim"),
    friend: fc.nat(7),
    reason: fc.constantFrom<FriendLoss>("left", "refunded", "rejected"),
    rung: fc.constantFrom("invite-2", "invite-4"),
  });
  const policies = fc.record({
    onLost: fc.constantFrom("keep" as const, "fall-back" as const),
    reEarn: fc.boolean(),
    leaveInvalidates: fc.boolean(),
  });

  property.prop([fc.array(act, { maxLength: 40 }), policies])(
    "agree with the friends who count, whatever happens",
    (acts, policy) => {
      const campaign = broughtBy(0, { ...policy, rungs: [rung(2), rung(4)] });
      let out = 0;
      for (const { friend, reason, rung: one, what } of acts) {
        if (what === "count") campaign.count("m1", `f${friend}`);
        else if (what === "uncount") campaign.uncount("m1", `f${friend}`, reason);
        else campaign.claim("m1", one);
        const { count, friends, rungs } = campaign.state().inviters["m1"]!;
        const counted = Object.values(friends).filter(({ status }) => status === "counted");
        expect(count).toBe(counted.length);
        for (const [id, { held, status }] of Object.entries(rungs)) {
          // What is held is reached, unless the ladder keeps it; what is lost is not reached, unless
          // it cannot be earned again.
          if (policy.onLost === "fall-back" && status !== "lost") {
            expect(count, id).toBeGreaterThanOrEqual(held.threshold);
          }
          if (policy.reEarn && status === "lost") expect(count, id).toBeLessThan(held.threshold);
          if (policy.onLost === "keep") expect(status, id).not.toBe("lost");
        }
      }
      // What is out in the end is what is claimed now.
      for (const entry of campaign.entries) {
        if (entry.kind === "rung-claimed") out += 1;
        if (entry.kind === "rung-lost" && entry.takeBack !== null) out -= 1;
      }
      const claimed = campaign.rungs("m1").filter((status) => status === "claimed");
      expect(out).toBe(claimed.length);
      expect(replayInvites(campaign.ladder, campaign.entries)).toEqual(campaign.state());
    },
  );
});

describe("a ladder as data [referral-45]", () => {
  it("reports every problem at once", () => {
    const broken: InviteLadderInput = {
      ...input,
      from: "2026-12-01T00:00:00+08:00",
      rungs: [
        rung(3, "1.001"),
        { ...rung(3), countMode: "cumulative" },
        { ...rung(9_999), countMode: "incremental" },
      ],
    };
    let issues: UptierError["issues"] = [];
    try {
      defineInviteLadder(broken);
    } catch (error) {
      ({ issues } = error as UptierError);
    }
    expect(issues.map(({ code, path }) => [code, path.join(".")])).toEqual([
      ["closes-before-it-opens", "to"],
      ["duplicate-id", "rungs.1.id"],
      ["too-many-decimals", "rungs.0.reward.worth"],
      ["rungs-not-rising", "rungs.1.friends"],
      ["out-of-reach", "rungs.2.friends"],
    ]);
  });

  it("is linted for rewards that do not rise", () => {
    expect(lintLadder(defineInviteLadder(input))).toEqual([]);
    const flat = defineInviteLadder({
      ...input,
      rungs: [rung(3, "5.00"), rung(5, "5.00"), rung(10, "4.99")],
    });
    expect(lintLadder(flat)).toEqual([
      {
        code: "ladder-not-increasing",
        rung: "invite-5",
        worth: "5.00",
        below: "invite-3",
        worthBelow: "5.00",
      },
      {
        code: "ladder-not-increasing",
        rung: "invite-10",
        worth: "4.99",
        below: "invite-5",
        worthBelow: "5.00",
      },
    ]);
  });
});
