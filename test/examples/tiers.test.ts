import { describe, expect, it } from "vitest";
import { type OrderLog, readOrderLog } from "../../examples/demo/order-log";
import { sampleLog } from "../../examples/demo/sample-log";
import { replayTiers } from "../../examples/demo/tiers/report";

const place = { currency: "CNY", zone: "Asia/Shanghai" };

function read(text: string): OrderLog {
  return readOrderLog(text, { file: "orders.csv", ...place });
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
        cells.map((cell) => Number(cell.replaceAll(",", "").replace(" %", ""))),
      ]),
  );
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}

/** What must hold of every report. */
function expectSums(report: string, log: OrderLog): void {
  const members = new Set(log.orders.map(({ member }) => member)).size;
  const tiers = [...rowsOf(report, "Members by tier").values()];
  expect(sum(tiers.map(([holders = 0]) => holders))).toBe(members);
  for (const [holders = 0, share = 0] of tiers) {
    expect(share).toBeCloseTo((100 * holders) / members, 1);
  }
  const months = rowsOf(report, "Movements by month");
  const all = months.get("all")!;
  months.delete("all");
  expect(all[0]).toBe(members);
  for (const [column, total] of all.entries()) {
    expect(sum([...months.values()].map((row) => row[column]!))).toBe(total);
  }
  expect([...months.keys()]).toEqual([...months.keys()].toSorted());
  expect(report).toMatch(
    new RegExp(
      `Proof of the tiers\\n {2}replaying [\\d,]+ entries gives exactly the ${members} members of the session$`,
    ),
  );
}

/* m1 gives back what made them silver; m2 was gold and buys no more; m3 closes the log. */
const threeMembers = `member,at,amount
m1,2026-01-05,150.00
m2,2026-01-05,400.00
m3,2026-01-05,10.00
m1,2026-01-20,-150.00
m3,2027-08-15,10.00
`;

describe("the tiers of the demo", () => {
  it("books the sample log, always in the same way, and proves what it reports", async () => {
    const log = read(sampleLog());
    const report = await replayTiers({ ...log, ...place });
    expectSums(report, log);
    expect(report).toContain("600 orders and 53 refunds up to 2026-11-30");
    const timeless = (text: string): string => text.replace(/booked in .*/, "");
    expect(timeless(await replayTiers({ ...log, ...place }))).toBe(timeless(report));
  });

  it("traces the member of the sample log who moved most", async () => {
    const log = read(sampleLog());
    const report = await replayTiers({ ...log, ...place });
    const [, member = "", orders] = /who moved most: (\w+), (\d+) orders/.exec(report)!;
    const own = log.orders.filter((order) => order.member === member);
    expect(own).toHaveLength(Number(orders));
    expect(report).toMatch(/\n {2}2026-11-\d\d joined\s+- > basic\s+joined\n/);
    const [, now] = /\n {2}now (\w+): spend [\d.]+, orders \d+\n/.exec(report)!;
    const [, last] = /> (\w+)[^\n]*\n {2}now /.exec(report)!;
    expect(now).toBe(last);
    expect(report).toMatch(/\n {2}diamond: (?:not )?reached all\( spend /);
    expect(report).toContain("\n  basic: reached, everybody is\n");
  });

  it("shows what a log that was worked out by hand comes to", async () => {
    const log = read(threeMembers);
    const report = await replayTiers({ ...log, ...place });
    expectSums(report, log);
    expect(report).toContain("4 orders and 1 refunds up to 2027-08-15");
    expect([...rowsOf(report, "Members by tier")]).toEqual([
      ["钻石会员", [0, 0]],
      ["金卡会员", [0, 0]],
      ["银卡会员", [1, 33.33]],
      ["普通会员", [2, 66.67]],
    ]);
    // Six months to the end of July, kept by 400.00 of 320.00 once more, and then one level down.
    expect([...rowsOf(report, "Movements by month")]).toEqual([
      ["2026-01", [3, 2, 0, 0]],
      ["2026-08", [0, 0, 1, 1]],
      ["2027-02", [0, 0, 0, 1]],
      ["all", [3, 2, 1, 2]],
    ]);
    expect(report).toContain("The member who moved most: m2, 1 orders");
    expect(report).toMatch(/2026-01-05 upgraded\s+basic > gold\s+qualified\s+2026-08-01\n/);
    expect(report).toMatch(/2026-08-01 prolonged\s+gold > gold\s+kept\s+2027-02-01\n/);
    expect(report).toMatch(/2027-02-01 downgraded\s+gold > silver\s+not-kept\s/);
    expect(report).toContain("\n  now silver: spend 0.00, orders 0\n");
    expect(report).toContain("\n  to gold: 0 %, missing spend 400.00\n");
    expect(report).toMatch(/if nothing happens: basic from 2027-/);
    expect(report).toContain("kept by any( spend 0.00 of 120.00 (no); orders 0 of 3 (no) )");
  });
});
