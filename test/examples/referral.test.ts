import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { replay } from "uptier/referral";
import { type OrderLog, readOrderLog } from "../../examples/demo/order-log";
import { bookReferral, referrersOf } from "../../examples/demo/referral/booking";
import { readPlan, replayReferral } from "../../examples/demo/referral/report";
import { makeUpRefunds, refundsOf } from "../../examples/demo/refunds";
import { sampleLog } from "../../examples/demo/sample-log";

const place = { currency: "CNY", zone: "Asia/Shanghai" };

function read(text: string): OrderLog {
  return readOrderLog(text, { file: "orders.csv", ...place });
}

/** The amounts, in fen, of the rows of a table that follows a heading, by their first cell. */
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
        cells
          .filter((cell) => !cell.includes("%"))
          .map((cell) => Math.round(100 * Number(cell.replaceAll(",", "")))),
      ]),
  );
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}

/** What must hold of every report. */
function expectSums(report: string, log: OrderLog): void {
  const months = rowsOf(report, "Rewards by month");
  const [earned = 0, takenBack = 0, paidOut = 0] = months.get("all")!;
  months.delete("all");
  for (const [column, all] of [earned, takenBack, paidOut].entries()) {
    expect(sum([...months.values()].map((row) => row[column]!))).toBe(all);
  }
  const parts = rowsOf(report, "Where the money");
  const [paidByBuyers] = parts.get("paid by buyers")!;
  const [house] = parts.get("house")!;
  parts.delete("paid by buyers");
  expect(sum([...parts.values()].map(([part = 0]) => part))).toBe(paidByBuyers);
  expect(paidByBuyers! - house!).toBe(earned - takenBack);
  const { matched } = refundsOf(log);
  const ordered = sum(log.orders.map(({ amountMinor }) => amountMinor));
  expect(paidByBuyers).toBe(ordered - sum(matched.map(({ amountMinor }) => amountMinor)));
  const accounts = rowsOf(report, "Accounts at the end");
  const [pending, payable, paid] = ["pending", "payable", "paid"].map(
    (name) => accounts.get(name)![0]!,
  );
  expect(pending! + payable! + paid!).toBe(earned - takenBack);
  expect(paid).toBe(paidOut);
  expect(accounts.get("earned, less what was taken back")).toEqual([earned - takenBack]);
  expect(report).toContain("\n  each party is at 0\n");
  expect(report).toMatch(
    /Proof of the rewards\n {2}replaying [\d,]+ entries gives exactly the [\d,]+ accounts and [\d,]+ orders/,
  );
  expect(report).toContain("refunding the rest of every order leaves every party with 0");
}

/* The seed has a refer b, c and d; e comes by themselves. */
const refunded = `member,at,amount
a,2026-01-05,100.00
b,2026-01-06,200.00
c,2026-01-07,300.00
d,2026-01-08,99.99
d,2026-01-20,-33.33
c,2026-02-10,-300.00
d,2026-02-11,-33.33
d,2026-02-12,-33.33
e,2026-02-25,1000.00
e,2026-03-10,50.00
`;

describe("the referral of the demo", () => {
  it("books the sample log, always in the same way, and proves what it reports", async () => {
    const log = read(sampleLog());
    const report = await replayReferral({ ...log, ...place });
    expectSums(report, log);
    expect(report).toContain("600 orders and 53 refunds up to 2026-11-30");
    expect([...rowsOf(report, "Where the money").keys()]).toEqual([
      "level 1",
      "level 2",
      "referees",
      "house",
      "paid by buyers",
    ]);
    const timeless = (text: string): string => text.replace(/booked in .*/, "");
    expect(timeless(await replayReferral({ ...log, ...place }))).toBe(timeless(report));
  });

  it("shows what a log that was worked out by hand comes to", async () => {
    const log = read(refunded);
    expect([...referrersOf(log.orders)]).toEqual([
      ["b", "a"],
      ["c", "a"],
      ["d", "a"],
    ]);
    const report = await replayReferral({ ...log, ...place });
    expectSums(report, log);
    // a earns 8 % of 200.00, 300.00 and 99.99; these three get 2 % back; c and d then return all.
    expect([...rowsOf(report, "Rewards by month")]).toEqual([
      ["2026-01", [6000, 334, 0]],
      ["2026-02", [0, 3666, 4533]],
      ["2026-03", [0, 0, 0]],
      ["all", [6000, 4000, 4533]],
    ]);
    expect([...rowsOf(report, "Where the money")]).toEqual([
      ["level 1", [1600]],
      ["referees", [400]],
      ["house", [133_000]],
      ["paid by buyers", [135_000]],
    ]);
    // a was paid 45.33 in February, of which 29.33 was refunded after; b waits for the minimum.
    expect([...rowsOf(report, "Accounts at the end")].slice(0, 3)).toEqual([
      ["pending", [0]],
      ["payable", [-2533]],
      ["paid", [4533]],
    ]);
    expect(report).toContain("Accounts at the end: 4, of which 1 owe something back");
    expect(report).toMatch(/payout: below-minimum\s+4\n/);
    expect(report).toMatch(/payout: nothing-payable\s+3\n/);
    expect(report).toMatch(/\n {2}a\s+3\s+3\s+16\.00\n/);
    expect(report).toContain("2, 1 of them in slices; 4 shares of 40.00 CNY\n  each party is at 0");
  });

  it("freezes chains that end, and never lets somebody refer those who came before", () => {
    const { orders } = read(sampleLog());
    const firstAt = new Map<string, number>();
    for (const [place, { member }] of orders.entries()) {
      if (!firstAt.has(member)) firstAt.set(member, place);
    }
    const referrers = referrersOf(orders);
    expect(referrers.size).toBeGreaterThan(firstAt.size / 2);
    for (const [member, referrer] of referrers) {
      expect(firstAt.get(referrer)).toBeLessThan(firstAt.get(member)!);
    }
  });

  it("has entries that cannot be left out", async () => {
    const plan = await readPlan(place.currency, place.zone);
    const { orders } = read(sampleLog());
    const { entries, state } = bookReferral(plan, orders, makeUpRefunds(orders));
    expect(replay(plan, entries)).toEqual(state);
    const last = entries.findLast(
      (entry) => entry.kind === "order-refunded" && entry.reversals.length > 0,
    );
    expect(last).toBeDefined();
    expect(
      replay(
        plan,
        entries.filter((entry) => entry !== last),
      ),
    ).not.toEqual(state);
  });
});

/* Real order logs, where they lie beside the project; see SOURCES.md there. */
const data = "../shared/data";
if (!existsSync(data))
  console.warn(`SKIPPED: referral on real order logs, because there is no ${data}`);

describe.skipIf(!existsSync(data))("referral on real order logs", () => {
  it("CDNOW's sample: 6,919 orders, with all that the report says of them", async () => {
    const log = read(readFileSync(`${data}/CDNOW_sample.txt`, "utf8"));
    const report = await replayReferral({ ...log, ...place });
    expectSums(report, log);
    expect(report).toContain("6,919 orders and ");
    const months = rowsOf(report, "Rewards by month");
    expect(months.size).toBe(19);
    expect(months.get("all")![2]).toBeGreaterThan(0);
  });
});
