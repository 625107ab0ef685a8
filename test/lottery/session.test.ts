import { describe, expect, it } from "vitest";
import { seededRandom } from "uptier/kernel";
import {
  apply,
  type CampaignInput,
  defineCampaign,
  draw,
  type LotteryEntry,
  newDrawState,
  openSession,
} from "uptier/lottery";
import { AT } from "./campaigns";

const base = { id: "session", currency: "CNY", zone: "Asia/Shanghai" };
const code = (of: string): Error => expect.objectContaining({ code: of }) as Error;

/** Draws at the given times in a session and step by step: the answers must be the same. */
function compare(input: CampaignInput, times: readonly string[]): void {
  const campaign = defineCampaign(input);
  const session = openSession(campaign);
  const [one, two] = [seededRandom("same"), seededRandom("same")];
  let state = newDrawState();
  times.forEach((at, index) => {
    const command = { id: `d${index}`, at, member: "m1" };
    const decision = draw(campaign, state, command, one);
    expect(session.draw(command, two)).toEqual(decision);
    if (decision.ok) state = apply(campaign, state, decision.entries[0]!);
  });
  expect(session.history()).toEqual({ campaign: state.campaign, members: { m1: state.member } });
}

describe("a session in memory [lottery-42]", () => {
  it("notices that spending puts off the end of a throttle", () => {
    const prizes: CampaignInput["prizes"] = [
      { id: "big", kind: "goods", weight: 1, cost: "50", onBudgetShort: "renormalise" },
      { id: "small", kind: "goods", weight: 1, cost: "0.01", onBudgetShort: "renormalise" },
    ];
    const times = ["01", "02", "03"].map((minute) => `2026-11-02T00:${minute}:00Z`);
    compare(
      {
        ...base,
        opensAt: "2026-11-01T00:00:00Z",
        closesAt: "2026-11-11T00:00:00Z",
        weightTotal: 2,
        prizes,
        budget: { total: "100" },
        pacing: { mode: "throttle" },
      },
      times,
    );
  });

  it("notices that the whole budget is short where that of the day was", () => {
    compare(
      {
        ...base,
        weightTotal: 2,
        prizes: [
          { id: "big", kind: "goods", weight: 1, cost: "6", onBudgetShort: "renormalise" },
          { id: "small", kind: "goods", weight: 1, cost: "1", onBudgetShort: "renormalise" },
        ],
        budget: { total: "9", perDay: "5.50" },
      },
      Array<string>(5).fill(AT),
    );
  });

  it("keeps only entries of its campaign", () => {
    const campaign = defineCampaign({
      ...base,
      prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "3" }],
    });
    const session = openSession(campaign);
    const granted: LotteryEntry = {
      id: "g/1",
      kind: "chances-granted",
      at: "2026-11-21T01:30:00.000Z",
      cause: "g",
      campaign: "another",
      version: "",
      member: "m1",
      day: "2026-11-21",
      source: "order",
      chances: 1,
      expiresAt: null,
    };
    expect(() => {
      session.apply(granted);
    }).toThrow(code("foreign-entry"));
    for (const chances of [Number.NaN, "1" as unknown as number, undefined as unknown as number]) {
      expect(() => {
        session.apply({ ...granted, campaign: "session", chances });
      }).toThrow(code("invalid-entry"));
    }
    expect(session.history()).toEqual({ campaign: newDrawState().campaign, members: {} });
  });

  it("refuses a history that was damaged, members or not", () => {
    const campaign = defineCampaign({
      ...base,
      prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "3" }],
    });
    const { campaign: shared, member } = newDrawState();
    const damaged = { ...shared, spentMinor: Number.NaN };
    expect(() => openSession(campaign, { campaign: damaged, members: {} })).toThrow(
      code("invalid-state"),
    );
    const members = { m1: { ...member, draws: -1 } };
    expect(() => openSession(campaign, { campaign: shared, members })).toThrow(
      code("invalid-state"),
    );
  });
});
