import { describe, expect, it } from "vitest";
import { type CampaignInput, explainOdds, type PrizeInput, type StockInput } from "uptier/lottery";
import { type Counter, counterOf } from "./shop";

const cups = (stock: StockInput, zone = "Asia/Shanghai"): CampaignInput => ({
  id: "cups",
  currency: "CNY",
  zone,
  prizes: [
    { id: "cup", kind: "goods", chance: "100%", cost: "10", stock, onStockOut: "nothing" },
    { id: "thanks", kind: "nothing", chance: "0%" },
  ],
});

const drawsAt = (counter: Counter, times: readonly string[]): string =>
  times.map((at) => (counter.draw("m1", { at }) === "cup" ? "c" : "-")).join("");

function closedAt({ campaign, stateOf }: Counter, at: string) {
  return explainOdds(campaign, stateOf("m1"), at).prizes[0]!.closed;
}

describe("stock by day and hour [lottery-09]", () => {
  it("is counted in the days of the campaign's zone", () => {
    const counter = counterOf(cups({ perDay: 2 }));
    const night = ["2026-11-20T15:58Z", "2026-11-20T15:59Z", "2026-11-20T15:59:59Z"];
    expect(drawsAt(counter, [...night, "2026-11-20T16:00Z"])).toBe("cc-c");
    expect(closedAt(counter, "2026-11-20T15:00Z")).toEqual({
      code: "prize-over-day-stock",
      prize: "cup",
      policy: "nothing",
      until: "2026-11-20T16:00:00.000Z",
    });
  });

  it("has days of 25 and 23 hours where clocks change", () => {
    const counter = counterOf(cups({ perDay: 1 }, "America/New_York"));
    // 2026-11-01 lasts from 04:00Z until 05:00Z of the next day, 2027-03-14 from 05:00Z until 04:00Z.
    expect(drawsAt(counter, ["2026-11-01T04:00Z", "2026-11-02T04:59:59Z"])).toBe("c-");
    expect(closedAt(counter, "2026-11-01T12:00Z")?.code).toBe("prize-over-day-stock");
    expect(closedAt(counter, "2026-11-01T12:00Z")).toMatchObject({
      until: "2026-11-02T05:00:00.000Z",
    });
    expect(drawsAt(counter, ["2026-11-02T05:00Z"])).toBe("c");
    expect(drawsAt(counter, ["2027-03-14T05:00Z", "2027-03-15T03:59Z"])).toBe("c-");
    expect(drawsAt(counter, ["2027-03-15T04:00Z"])).toBe("c");
  });

  it("is counted in hours of the wall clock; one that comes twice is one", () => {
    const counter = counterOf(cups({ perHour: 1 }, "America/New_York"));
    // 05:30Z and 06:30Z are both half past one.
    expect(drawsAt(counter, ["2026-11-01T05:30Z", "2026-11-01T06:30Z"])).toBe("c-");
    expect(closedAt(counter, "2026-11-01T05:45Z")).toMatchObject({
      code: "prize-over-hour-stock",
      until: "2026-11-01T07:00:00.000Z",
    });
    expect(drawsAt(counter, ["2026-11-01T07:00Z"])).toBe("c");
  });

  it("has hours that begin at half past where the zone is half an hour off", () => {
    const counter = counterOf(cups({ perHour: 1 }, "Asia/Kolkata"));
    expect(drawsAt(counter, ["2026-11-21T03:29Z", "2026-11-21T03:29:30Z"])).toBe("c-");
    expect(closedAt(counter, "2026-11-21T03:29Z")).toMatchObject({
      until: "2026-11-21T03:30:00.000Z",
    });
    expect(drawsAt(counter, ["2026-11-21T03:30Z"])).toBe("c");
  });

  it("limits a day and an hour together, the first one that is full closes", () => {
    const counter = counterOf(cups({ total: 9, perDay: 3, perHour: 2 }));
    const hour = ["2026-11-21T01:00Z", "2026-11-21T01:01Z", "2026-11-21T01:02Z"];
    expect(drawsAt(counter, hour)).toBe("cc-");
    expect(drawsAt(counter, ["2026-11-21T02:00Z", "2026-11-21T02:01Z"])).toBe("c-");
    expect(closedAt(counter, "2026-11-21T02:01Z")?.code).toBe("prize-over-day-stock");
    expect(counter.stateOf("m1").campaign.taken).toEqual({
      "cup 2026-11-21": 3,
      "cup 2026-11-21T09": 2,
      "cup 2026-11-21T10": 1,
    });
  });
});

describe("stock in batches [lottery-09]", () => {
  const batches = [
    { at: "2026-11-21T08:00:00+08:00", units: 2 },
    { at: "2026-11-22T08:00:00+08:00", units: 1 },
  ];

  it("is there from the instant of a batch; what is left stays beside the next one", () => {
    const counter = counterOf(cups({ batches }));
    expect(drawsAt(counter, ["2026-11-20T23:59:59Z"])).toBe("-");
    expect(closedAt(counter, "2026-11-20T23:00Z")).toMatchObject({
      code: "prize-not-released",
      until: "2026-11-21T00:00:00.000Z",
    });
    expect(drawsAt(counter, ["2026-11-21T00:00Z"])).toBe("c");
    const next = ["2026-11-22T00:00Z", "2026-11-22T00:01Z", "2026-11-22T00:02Z"];
    expect(drawsAt(counter, next)).toBe("cc-");
    expect(closedAt(counter, "2026-11-22T00:03Z")).toEqual({
      code: "prize-sold-out",
      prize: "cup",
      policy: "nothing",
    });
  });
});

describe("a budget per day [lottery-16]", () => {
  const prize: PrizeInput = {
    id: "cup",
    kind: "goods",
    chance: "100%",
    cost: "10",
    onBudgetShort: "renormalise",
  };
  const input: CampaignInput = {
    id: "days",
    currency: "CNY",
    zone: "Asia/Shanghai",
    prizes: [prize],
    budget: { total: "35", perDay: "20" },
  };

  it("is there anew on the next day, until the whole budget is used up", () => {
    const counter = counterOf(input);
    const codes = [
      ...["2026-11-21T01:00Z", "2026-11-21T02:00Z", "2026-11-21T03:00Z"],
      ...["2026-11-21T16:00Z", "2026-11-21T17:00Z"],
    ].map((at) => counter.draw("m1", { at }));
    expect(codes).toEqual(["cup", "cup", "nothing-available", "cup", "budget-exhausted"]);
    expect(counter.stateOf("m1").campaign.committedByDay).toEqual({
      "2026-11-21": 2000,
      "2026-11-22": 1000,
    });
  });

  it("says until when it is used up", () => {
    const counter = counterOf(input);
    counter.draw("m1");
    counter.draw("m1");
    expect(closedAt(counter, "2026-11-21T09:30:00+08:00")).toEqual({
      code: "prize-over-day-budget",
      prize: "cup",
      policy: "renormalise",
      until: "2026-11-21T16:00:00.000Z",
    });
  });
});
