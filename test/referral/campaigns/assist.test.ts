import { describe, expect, it } from "vitest";
import type { UptierError } from "uptier/kernel";
import {
  applyAssist,
  assist,
  ASSIST_REFUSALS,
  type Assist,
  type AssistCommand,
  type AssistEntry,
  type AssistInput,
  assistProgress,
  type AssistState,
  claimAssistRung,
  defineAssist,
  newAssistState,
  OPEN_ASSIST_REFUSALS,
  openAssist,
  replayAssist,
  withdrawAssist,
} from "uptier/referral";
import { AT, hoursLater, type Journal, journalOf, refusalOf } from "./journal";

const input: AssistInput = {
  id: "help-me",
  currency: "CNY",
  zone: "Asia/Shanghai",
  to: "2026-12-01T00:00:00+08:00",
  lasts: { hours: 24 },
  rungs: [
    { id: "discount", friends: 2, reward: { type: "coupon", worth: "10.00" } },
    { id: "free", friends: 3, reward: { type: "gift", worth: "59.00" } },
  ],
};

type Table = Journal<AssistState, AssistEntry> & {
  readonly campaign: Assist;
  readonly open: (task: string, member: string, at?: string) => ReturnType<typeof openAssist>;
  readonly help: (
    task: string,
    friend: string,
    more?: Partial<AssistCommand>,
  ) => ReturnType<typeof assist>;
  readonly withdraw: (task: string, friend: string) => ReturnType<typeof withdrawAssist>;
  readonly claim: (task: string, rung: string) => ReturnType<typeof claimAssistRung>;
  readonly rungs: (task: string) => readonly string[];
};

function tableOf(more: Partial<AssistInput> = {}): Table {
  const campaign = defineAssist({ ...input, ...more });
  const journal = journalOf<AssistState, AssistEntry>(newAssistState(), (state, entry) =>
    applyAssist(campaign, state, entry),
  );
  const { id, keep, state } = journal;
  return {
    ...journal,
    campaign,
    open: (task, member, at = AT) =>
      keep(openAssist(campaign, state(), { id: id(), at, task, member })) as never,
    help: (task, friend, rest = {}) =>
      keep(assist(campaign, state(), { id: id(), at: AT, task, friend, ...rest })) as never,
    withdraw: (task, friend) => {
      const command = { id: id(), at: hoursLater(48), task, friend, reason: "left" } as const;
      return keep(withdrawAssist(campaign, state(), command)) as never;
    },
    claim: (task, rung) =>
      keep(
        claimAssistRung(campaign, state(), { id: id(), at: hoursLater(48), task, rung }),
      ) as never,
    rungs: (task) => assistProgress(campaign, state(), task).map(({ status }) => status),
  };
}

describe("assist [referral-51]", () => {
  it("reaches rungs with the help of friends, and each task is claimed for itself", () => {
    const table = tableOf();
    expect(table.open("t1", "m1")).toMatchObject({
      value: { task: "t1", expiresAt: "2026-11-22T01:30:00.000Z" },
    });
    table.open("t2", "m1");
    table.help("t1", "f1");
    expect(table.help("t1", "f2")).toMatchObject({
      value: { count: 2, reached: [{ rung: "discount", times: 1 }] },
    });
    table.help("t2", "f1");
    expect(table.claim("t1", "discount")).toMatchObject({
      value: { reward: { worthMinor: 1000 } },
    });
    expect(refusalOf(table.claim("t2", "discount"))).toBe("not-reached");
    expect(table.rungs("t1")).toEqual(["claimed", "open"]);
    expect(table.help("t1", "f3")).toMatchObject({ value: { reached: [{ rung: "free" }] } });
    expect(table.rungs("t1")).toEqual(["claimed", "reached"]);
    expect(replayAssist(table.campaign, table.entries)).toEqual(table.state());
  });

  it("counts each friend once for each task", () => {
    const table = tableOf();
    table.open("t1", "m1");
    table.help("t1", "f1");
    const again = table.help("t1", "f1");
    expect(again).toMatchObject({ ok: true, value: { count: 1 }, entries: [] });
    expect(again.why.map(({ code }) => code)).toEqual(["already-counted"]);
  });

  it("looks for reasons in the stated order", () => {
    const table = tableOf({ tasksPerFriend: 1, newOnly: true, reEarn: false });
    const old = { isNew: false };
    const fresh = { isNew: true };
    const codes = [refusalOf(table.help("t1", "m1", old))];
    table.open("t1", "m1");
    table.open("t2", "m2");
    codes.push(refusalOf(table.help("t1", "m1", { ...old, at: hoursLater(24) })));
    codes.push(refusalOf(table.help("t1", "m1", old)));
    table.help("t1", "f1", fresh);
    table.help("t1", "f2", fresh);
    table.withdraw("t1", "f1");
    table.keep(
      withdrawAssist(table.campaign, table.state(), {
        ...{ id: "r", at: AT, task: "t1", friend: "f2", reason: "rejected" },
      }),
    );
    codes.push(refusalOf(table.help("t1", "f2", old)));
    codes.push(refusalOf(table.help("t1", "f1", old)));
    codes.push(refusalOf(table.help("t2", "f1", old)));
    const friends = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`x${index}`, { status: "counted", since: AT }]),
    );
    const full = { ...table.state().tasks["t2"]!, friends } as never;
    const state = { ...table.state(), tasks: { t2: full } };
    const command = { id: "l", at: AT, task: "t2", friend: "f1", isNew: true };
    codes.push(refusalOf(assist(table.campaign, state, command)));
    codes.push(refusalOf(table.help("t2", "f1", fresh)));
    expect(codes).toEqual(ASSIST_REFUSALS);
  });

  it("takes help back, without giving the friend another go elsewhere", () => {
    const table = tableOf({ tasksPerFriend: 1 });
    table.open("t1", "m1");
    table.open("t2", "m2");
    table.help("t1", "f1");
    table.help("t1", "f2");
    table.claim("t1", "discount");
    expect(table.withdraw("t1", "f1")).toMatchObject({
      value: { count: 1, lost: [{ rung: "discount", takeBack: { worthMinor: 1000 } }] },
    });
    expect(refusalOf(table.help("t2", "f1"))).toBe("over-help-limit");
    expect(table.help("t1", "f1")).toMatchObject({ value: { reached: [{ times: 2 }] } });
    expect(table.withdraw("t1", "f9")).toMatchObject({ refusal: { code: "unknown-friend" } });
  });

  it("is opened once for each task, while the campaign is open", () => {
    const table = tableOf();
    table.open("t1", "m1");
    expect(table.open("t1", "m1")).toMatchObject({
      ok: true,
      entries: [],
      why: [{ code: "exists" }],
    });
    const codes = [refusalOf(table.open("t1", "m2", input.to))];
    codes.push(refusalOf(table.open("t2", "m2", input.to)));
    expect(codes).toEqual(OPEN_ASSIST_REFUSALS);
  });

  it("does not load without time, or with rungs that do not rise", () => {
    let issues: UptierError["issues"] = [];
    try {
      defineAssist({ ...input, lasts: { days: 0 }, rungs: [input.rungs[1]!, input.rungs[0]!] });
    } catch (error) {
      ({ issues } = error as UptierError);
    }
    expect(issues.map(({ code, path }) => [code, path.join(".")])).toEqual([
      ["no-time", "lasts"],
      ["rungs-not-rising", "rungs.1.friends"],
    ]);
  });
});
