import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demo } from "../../examples/demo/demo";
import { progressBar } from "../../examples/demo/progress";
import { table } from "../../examples/demo/text-table";

/** The numbers of a line of the report. */
function numbers(report: string, line: RegExp): number[] {
  const [found = ""] = line.exec(report) ?? [];
  return Array.from(found.matchAll(/\d[\d,]*(?:\.\d+)?/g), ([text]) =>
    Number(text.replaceAll(",", "")),
  );
}

/** What must hold of every report, whatever was drawn. */
function expectSums(report: string, orders: number): void {
  const [made = 0, refused = 0] = numbers(report, /\d[\d,]* made, \d[\d,]* refused/);
  expect(made + refused).toBe(orders);
  const [, prizes = ""] = report.split(/^Prizes$|^Money$/m);
  const given = [...prizes.matchAll(/^ {2}\S.*?\s{2,}([\d,]+)\s+(?:[\d,]+|no limit)\s.*CNY$/gm)];
  expect(
    given.map(([, count = ""]) => Number(count.replaceAll(",", ""))).reduce((a, b) => a + b),
  ).toBe(made);
  const phases = [...report.matchAll(/^Odds of ([\d,]+) draws/gm)];
  expect(
    phases.map(([, count = ""]) => Number(count.replaceAll(",", ""))).reduce((a, b) => a + b),
  ).toBe(made);
  const [spent = 0, budget = 0] = numbers(report, /[\d,.]+ CNY spent, budget [\d,.]+/);
  expect(spent).toBeLessThanOrEqual(budget);
  expect(report).toContain(`replaying ${made.toLocaleString("en-US")} entries gives exactly`);
  expect(report).toContain("\n\nPoints by quarter\n");
  expect(report).toContain("\n\nProof of the points\n  replaying ");
  expect(report).toContain("\n\nProof of the tiers\n  replaying ");
  expect(report).toContain("\n\nProof of the rewards\n  replaying ");
}

describe("the demo", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "uptier-demo-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function fileWith(name: string, text: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  }

  it("replays the sample log and proves what it reports", async () => {
    const report = await demo([]);
    expect(report).toContain("600 orders of 192 members, 2026-11-01 to 2026-11-30");
    expect(report).toMatch(/over-daily-limit\s+17/);
    expectSums(report, 600);
  });

  it("runs a log and a campaign of one's own", async () => {
    const orders = await fileWith("o.csv", "who,when,paid\na,2026-11-21,5.00\nb,2026-11-21,6.00\n");
    const campaign = await fileWith(
      "c.json",
      JSON.stringify({
        id: "mine",
        currency: "CNY",
        zone: "Asia/Shanghai",
        prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "3.20" }],
      }),
    );
    const report = await demo([
      "--orders",
      orders,
      "--columns",
      "member=who,at=when,amount=3",
      "--campaign",
      campaign,
    ]);
    expect(report).toContain("2 orders of 2 members, 2026-11-21 to 2026-11-21, 11.00 CNY");
    expect(report).toContain("6.40 CNY spent, budget no limit; 58.18 % of the turnover");
    expect(report).toContain("2 made, 0 refused");
  });

  it("settles the refunds of a log, by column too, and names those without an order", async () => {
    const orders = await fileWith(
      "refunds.csv",
      "who,when,paid,back\na,2026-11-21,5.00,1.00\na,2026-11-22,-9.00,\n",
    );
    const columns = "member=who,at=when,amount=paid,refund=back";
    const report = await demo(["--orders", orders, "--columns", columns]);
    expect(report).toContain("amount = paid, refund = back");
    expect(report).toContain("2 refunds draw nothing; points settle them below");
    expect(report).toContain("2 of the log: 1 settled, 0 refused, 1 unmatched");
    expect(report).toMatch(/line-3\s+a\s+2026-11-22\s+9\.00 CNY/);
  });

  it("tells how to use it", async () => {
    expect(await demo(["--help"])).toContain("npm run demo -- [--orders FILE]");
  });

  it("names the file and what to change in it, before anything is drawn", async () => {
    const broken = await fileWith("broken.csv", "member,at,amount\nm1,2026-11-21,five\n");
    await expect(demo(["--orders", broken])).rejects.toThrow(
      `${broken}[2]: "five" is not an amount`,
    );
    await expect(demo(["--orders", "nowhere.csv"])).rejects.toThrow("nowhere.csv cannot be read");
    const text = await fileWith("text.json", "{ prizes: }");
    await expect(demo(["--campaign", text])).rejects.toThrow("text.json is not JSON");
    const empty = await fileWith("empty.json", "{}");
    await expect(demo(["--campaign", empty])).rejects.toThrow(
      /empty\.json: The campaign has 4 problems/,
    );
    await expect(demo(["--columns", "member=1"])).rejects.toThrow("does not name the at column");
  });

  it("ends with words and a code, not with a trace, when it is used wrongly", async () => {
    const run = promisify(execFile);
    for (const args of [["--orders", "nowhere.csv"], ["--colour"]]) {
      const ended = run("npx", ["tsx", "examples/demo/main.ts", ...args]);
      const failure = await ended.then(
        () => null,
        (error: unknown) => error as { code: number; stdout: string; stderr: string },
      );
      expect(failure?.code).toBe(1);
      expect(failure?.stdout).toBe("");
      expect(failure?.stderr).toMatch(/nowhere\.csv cannot be read|Unknown option '--colour'/);
      expect(failure?.stderr).not.toContain("    at ");
    }
  });

  const real = "../shared/data/CDNOW_sample.txt";
  if (!existsSync(real))
    console.warn(`SKIPPED: the demo on a real log, because there is no ${real}`);
  it.skipIf(!existsSync(real))("replays 6,919 real orders and proves what it reports", async () => {
    const report = await demo(["--orders", real]);
    expect(report).toContain(
      "6,919 orders of 2,357 members, 1997-01-01 to 1998-06-30, 244,091.94 CNY",
    );
    expectSums(report, 6_919);
  });
});

describe("the parts of the demo", () => {
  it("shows a bar on a terminal when the job is long, and nothing elsewhere", () => {
    const written: string[] = [];
    const terminal = (isTTY: boolean) =>
      ({ isTTY, write: (text: string) => written.push(text) }) as unknown as NodeJS.WriteStream;
    for (const [isTTY, total] of [
      [false, 10_000],
      [true, 100],
    ] as const) {
      const show = progressBar(total, terminal(isTTY));
      for (let done = 1; done <= total; done += 1) show(done);
    }
    expect(written).toEqual([]);
    const show = progressBar(10_000, terminal(true));
    for (let done = 1; done <= 10_000; done += 1) show(done);
    expect(written).toHaveLength(101);
    expect(written.at(50)).toBe(`\r[${"#".repeat(20)}${".".repeat(20)}] 50 %`);
    expect(written.at(-1)).toBe(`\r[${"#".repeat(40)}] 100 %\n`);
  });

  it("aligns columns, Chinese ones too", () => {
    expect(
      table(
        ["", "n"],
        [
          ["谢谢", "1"],
          ["thanks", "20"],
        ],
      ),
    ).toBe("           n\n  谢谢     1\n  thanks  20");
  });
});
