import { describe, expect, it } from "vitest";
import { newTierState, previewChange, recordActivity, standingAt } from "uptier/tiering";
import { CLUB, clubOf, memberOf, noonOf } from "./club";

const program = clubOf(CLUB);

describe("limits", () => {
  it("record at most 1,000,000 activities of a member [tiering-87]", () => {
    const activities = Array.from({ length: 1_000_000 }, (_, place) => ({
      id: `v${place}`,
      ref: `v${place}`,
      kind: "visit",
      at: "2026-01-01T00:00:00.000Z",
      amount: null,
      units: null,
      reversals: [],
      used: [],
    }));
    const member = memberOf(program);
    member.order(1, "1.00");
    const state = { ...member.session.stateOf("m1"), activities };
    const order = { id: "o", at: noonOf(2), member: "m1", kind: "order", amount: "1.00" };
    expect(recordActivity(program, state, order)).toMatchObject({
      refusal: { code: "too-many-activities", limit: 1_000_000 },
    });
  });

  it("preview at most 1,000,000 members [tiering-87]", () => {
    const state = newTierState();
    const members = Object.fromEntries(
      Array.from({ length: 1_000_001 }, (_, place) => [place, state]),
    );
    expect(() => previewChange(program, program, members, noonOf(1))).toThrow(
      "at most 1000000 members",
    );
  });

  it("let at most 100,000 things happen by time alone [tiering-87]", () => {
    const daily = clubOf(CLUB, { validity: { mode: "duration", after: { hours: 1 } } });
    const member = memberOf(daily);
    member.order(1, "100.00");
    const state = member.session.stateOf("m1");
    expect(standingAt(daily, state, noonOf(30)).tier).toBe("silver");
    expect(() => standingAt(daily, state, noonOf(5_000))).toThrow("100000");
  });

  it("say so, change nothing, and leave nearer instants as a way out [tiering-18]", () => {
    const hourly = clubOf(CLUB, {
      downgrade: "never",
      validity: { mode: "duration", after: { hours: 1 } },
    });
    const member = memberOf(hourly);
    member.order(1, "500.00");
    const { session } = member;
    const before = session.history();
    const review = (at: string) => session.review({ id: "r1", at, member: "m1" });
    expect(() => review("2046-01-10T02:00:00Z")).toThrow("100000");
    expect(session.history()).toEqual(before);
    expect(review("2026-02-10T02:00:00Z").ok).toBe(true);
  });
});
