import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Order, type OrderLog, readOrderLog } from "../../examples/demo/order-log";
import { book } from "../../examples/demo/points/booking";
import { driftOf } from "../../examples/demo/points/drift";
import { liabilityOf } from "../../examples/demo/points/liability";
import { readProgram } from "../../examples/demo/points/program";
import { proofOf } from "../../examples/demo/points/proof";
import { quartersOf } from "../../examples/demo/points/quarters";
import { makeUpRefunds, matchRefunds } from "../../examples/demo/refunds";
import { replayPoints } from "../../examples/demo/points/report";
import { expectationOf, sum } from "../../examples/demo/points/vintages";
import { sampleLog } from "../../examples/demo/sample-log";

const place = { currency: "CNY", zone: "Asia/Shanghai" };
const program = await readProgram(place.currency, place.zone);

function read(text: string): OrderLog {
  return readOrderLog(text, { file: "orders.csv", ...place });
}

function reportOn(text: string): Promise<string> {
  return replayPoints({ ...read(text), ...place });
}

/** The numbers of the rows of a table that follows a heading, by their first cell. */
function rowsOf(report: string, heading: string): Map<string, number[]> {
  const [, rest = ""] = report.split(`\n\n${heading}`);
  const [section = ""] = rest.split("\n\n");
  return new Map(
    section
      .split("\n")
      .slice(2)
      .map((line) => line.trim().split(/ {2,}/))
      .map(([name = "", ...cells]) => [
        name,
        cells.map((cell) => Number(cell.replaceAll(",", ""))),
      ]),
  );
}

/** What must hold of every report. */
function expectSums(report: string): void {
  const rows = rowsOf(report, "Points by quarter");
  const all = rows.get("all")!;
  rows.delete("all");
  for (const column of [0, 1, 2, 3]) {
    expect(sum([...rows.values()].map((row) => row[column]!))).toBe(all[column]);
  }
  const [earned, spent, lapsed, takenBack, outstanding, onHold] = all;
  expect(earned).toBe(spent! + lapsed! + takenBack! + outstanding!);
  expect(onHold).toBeLessThanOrEqual(outstanding!);
  let closing = 0;
  const schedule = rowsOf(report, "Liability and revenue");
  expect([...schedule.keys()]).toEqual([...rows.keys()]);
  for (const row of schedule.values()) {
    expect(row[0]).toBe(closing);
    closing = row[4]!;
    expect(row[0]! + row[1]! - row[2]! - row[3]!).toBeCloseTo(closing, 6);
    expect(closing).toBeGreaterThanOrEqual(0);
  }
  expect(report).toContain("drift 0: in parts or at once, to the same points");
  expect(report).toMatch(
    /Proof of the points\n {2}replaying [\d,]+ entries gives exactly the [\d,]+ accounts/,
  );
}

/* m1 earns 300 and loses half of it, the rest lapses; m2 gives everything back in three parts. */
const refunded = `member,at,amount
m1,2026-01-05,300.00
m2,2026-01-10,50.00
m1,2026-02-01,-150.00
m2,2026-02-02,-16.67
m2,2026-02-03,-16.67
m2,2026-02-04,-16.66
m1,2026-02-05,-150.01
stranger,2026-03-01,-5.00
m4,2026-12-31,1.00
m3,2027-02-10,20.99
`;

describe("the points of the demo", () => {
  it("books the sample log, always in the same way, and proves what it reports", async () => {
    const report = await reportOn(sampleLog());
    expectSums(report);
    expect(report).toContain("53 made up by a seed, for the log has none: 53 settled");
    expect(report).toContain("the log is too short to estimate breakage, so that none is");
    const timeless = (text: string): string => text.replace(/booked in .*/, "");
    expect(timeless(await reportOn(sampleLog()))).toBe(timeless(report));
  });

  it("shows what a log that was worked out by hand comes to", async () => {
    const report = await reportOn(refunded);
    expectSums(report);
    expect([...rowsOf(report, "Points by quarter")]).toEqual([
      ["2026-Q1", [350, 0, 0, 200, 150, 0]],
      ["2026-Q2", [0, 0, 0, 0, 150, 0]],
      ["2026-Q3", [0, 0, 0, 0, 150, 0]],
      ["2026-Q4", [1, 0, 0, 0, 151, 1]],
      ["2027-Q1", [20, 0, 150, 0, 21, 20]],
      ["all", [371, 0, 150, 200, 21, 20]],
    ]);
    expect(report).toMatch(/outstanding\s+21\s+0\.21 CNY/);
    expect(report).toContain("The largest account: m1, 300 points earned, the last 4 of 4 lines");
    expect(report).toMatch(/2027-02-01 expired earn-line-2\/1\s+150\s+-150\s+0/);
  });

  it("names the refunds that no order is large enough for", async () => {
    const report = await reportOn(refunded);
    expect(report).toContain("6 of the log: 4 settled, 0 refused, 2 unmatched");
    expect(report).toContain("200.00 CNY of 2 orders");
    expect(report).toContain(
      "Refunds without an order of the member that is large enough: 2, 155.01 CNY",
    );
    expect(report).toMatch(/line-8\s+m1\s+2026-02-05\s+150\.01 CNY/);
    expect(report).toMatch(/line-9\s+stranger\s+2026-03-01\s+5\.00 CNY/);
    const many = Array.from({ length: 25 }, () => "x,2026-03-01,-5.00\n").join("");
    expect(await reportOn(refunded + many)).toContain("  and 7 more");
  });

  it("counts refunds of orders that points know nothing of as refused", async () => {
    const report = await reportOn("member,at,amount\nm1,2026-01-05,0.50\nm1,2026-01-06,-0.50\n");
    expectSums(report);
    expect(report).toContain("1 of the log: 0 settled, 1 refused, 0 unmatched");
    expect(report).toMatch(/refund: unknown-order\s+1/);
  });
});

describe("the parts of the points demo", () => {
  const order = (id: string, day: number, amountMinor: number, member = "m1"): Order => ({
    id,
    member,
    at: Date.UTC(2026, 0, day),
    amountMinor,
  });

  it("matches a refund to the latest order until then of which enough is left", () => {
    const orders = [order("a", 1, 500), order("b", 2, 300), order("c", 3, 100), order("d", 9, 900)];
    const refund = (id: string, amountMinor: number, named: string | null = null) => ({
      ...order(id, 5, amountMinor),
      order: named,
    });
    const refunds = [
      refund("r1", 200),
      refund("r2", 200),
      refund("r3", 400),
      refund("r4", 900, "d"),
      refund("r5", 1, "d"),
    ];
    const { matched, unmatched } = matchRefunds(orders, refunds);
    expect(matched.map(({ id, order: { id: of } }) => [id, of])).toEqual([
      ["r1", "b"],
      ["r2", "a"],
      ["r4", "d"],
    ]);
    expect(unmatched.map(({ id }) => id)).toEqual(["r3", "r5"]);
  });

  it("makes up refunds that fit their orders and come before the log ends", () => {
    const { orders } = read(sampleLog());
    const refunds = makeUpRefunds(orders);
    const sums = new Map<string, number>();
    for (const { order: of, at, amountMinor } of refunds) {
      expect(at).toBeGreaterThan(of.at);
      expect(at).toBeLessThanOrEqual(orders.at(-1)!.at);
      sums.set(of.id, (sums.get(of.id) ?? 0) + amountMinor);
    }
    const shares = orders.flatMap(({ id, amountMinor }) =>
      sums.has(id) ? [sums.get(id)! / amountMinor] : [],
    );
    expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
    expect(shares.filter((share) => share === 1).length).toBeGreaterThan(5);
  });

  it("notices entries that are missing, both in the proof and as drift", () => {
    const { orders } = read(sampleLog());
    const booked = book(program, orders, makeUpRefunds(orders));
    expect(proofOf(program, booked)).toEqual({ accounts: 192, differences: [] });
    expect(driftOf(program, booked).points).toBe(0);
    for (const kind of ["points-clawed-back", "points-restored"]) {
      const missing = booked.entries.find((entry) => entry.kind === kind)!;
      const entries = booked.entries.filter((entry) => entry !== missing);
      expect(proofOf(program, { ...booked, entries }).differences).toEqual([missing.member]);
      expect(driftOf(program, { ...booked, entries }).points).toBe(
        "points" in missing ? missing.points : -1,
      );
    }
  });

  it("estimates nothing from vintages that show no pattern", () => {
    const vintage = (name: string, ...redeemed: number[]) => ({
      vintage: name,
      issued: 100,
      redeemed,
      expired: redeemed.map(() => 5),
    });
    const quarters = ["a", "b", "c", "d"].map((name) => ({ name }));
    expect(expectationOf(quarters.slice(0, 1), [vintage("a", 10)])).toEqual({
      pattern: null,
      expectedByQuarter: [95],
    });
    expect(expectationOf(quarters, [vintage("a", 0, 10)]).pattern).toBeNull();
    const { expectedByQuarter } = expectationOf(quarters, [
      vintage("a", 10, 10, 10),
      vintage("b", 10, 10),
      vintage("d", 0),
    ]);
    expect(expectedByQuarter).toEqual([30, 30, 0, 30]);
  });
});

/* Real order logs, where they lie beside the project; see SOURCES.md there. */
const data = "../shared/data";
if (!existsSync(data))
  console.warn(`SKIPPED: points on real order logs, because there is no ${data}`);

describe.skipIf(!existsSync(data))("points on real order logs", () => {
  it("CDNOW's sample: 6,919 orders, with all that the report says of them", async () => {
    const report = await reportOn(readFileSync(`${data}/CDNOW_sample.txt`, "utf8"));
    expectSums(report);
    expect([...rowsOf(report, "Points by quarter").keys()]).toEqual([
      "1997-Q1",
      "1997-Q2",
      "1997-Q3",
      "1997-Q4",
      "1998-Q1",
      "1998-Q2",
      "all",
    ]);
    expect(report).toMatch(/estimated from 6 quarters: \d+\.\d\d % of what is earned is spent/);
  });

  it("CDNOW: 69,659 orders in seconds", { timeout: 300_000 }, () => {
    const { orders } = read(readFileSync(`${data}/CDNOW_master.txt`, "utf8"));
    const booked = book(program, orders, makeUpRefunds(orders));
    expect(booked.sales).toHaveLength(69_659);
    const drift = driftOf(program, booked);
    expect(drift.points).toBe(0);
    expect(drift.orders).toBeGreaterThan(5_000);
    expect(proofOf(program, booked).differences).toEqual([]);
    const { quarters, vintages } = quartersOf(program, booked);
    const { toDate } = quarters.at(-1)!;
    const ledgers = Object.values(booked.accounts).map((account) => account.ledgers["points"]!);
    const lots = ledgers.flatMap((ledger) => ledger.lots);
    const taken = ledgers
      .flatMap(({ debits }) => debits)
      .filter(({ purpose }) => purpose === "clawed-back")
      .map(({ points, restored }) => points - restored);
    expect(toDate).toEqual({
      issued: sum(lots.map(({ points }) => points)),
      redeemed: sum(lots.map(({ spent }) => spent)) - sum(taken),
      expired: sum(lots.map(({ expired }) => expired)),
      clawedBack: sum(taken),
      outstanding: sum(lots.map(({ left, held }) => left + held)),
      pending: sum(lots.map(({ status, left }) => (status === "pending" ? left : 0))),
    });
    expect(sum(vintages.flatMap(({ redeemed }) => redeemed))).toBe(toDate.redeemed);
    expect(sum(vintages.flatMap(({ expired }) => expired))).toBe(toDate.expired);
    const { schedule } = liabilityOf(program, booked, quarters, expectationOf(quarters, vintages));
    expect(schedule).toHaveLength(6);
  });
});
