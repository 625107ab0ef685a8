import { describe, expect, it } from "vitest";
import { defineTiers, openTiers } from "uptier/tiering";

const program = defineTiers({
  id: "club",
  currency: "USD",
  zone: "America/New_York",
  metrics: [
    {
      id: "spend",
      kind: "money",
      on: ["order"],
      window: { kind: "rolling", length: 12, unit: "month" },
    },
  ],
  tiers: [
    { id: "basic", rank: 0 },
    { id: "silver", rank: 1, entry: { metric: "spend", min: "50" } },
  ],
  validity: { mode: "none" },
});

describe("the day that was looked up last", () => {
  it("says nothing of other instants of a day on which the clocks change [tiering-06]", () => {
    const session = openTiers(program);
    const order = { member: "m1", kind: "order" };
    // 8 March 2026, 01:30 of winter time and noon of summer time.
    session.recordActivity({ ...order, id: "o1", at: "2026-03-08T06:30:00Z", amount: "10" });
    session.recordActivity({ ...order, id: "o2", at: "2026-03-08T16:00:00Z", amount: "60" });
    // A year later it is noon an hour later, in winter time.
    expect(session.standingOf("m1", "2027-03-08T16:59:59.999Z").tier).toBe("silver");
    expect(session.standingOf("m1", "2027-03-08T17:00:00Z").tier).toBe("basic");
  });
});
