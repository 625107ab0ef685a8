import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { campaignStream, type LotteryEntry, replay } from "uptier/lottery";
import { openStore, type Store, type StoreOptions } from "uptier/store";
import { describePostgres, freshPostgres } from "./databases";
import { campaign, draws } from "./draw-campaign";

/** A process that draws, and the lines in which it acknowledged its draws. */
interface Worker {
  readonly process: ChildProcess;
  readonly lines: string[];
  readonly exited: Promise<number | null>;
}

function startWorker(database: string, first: number, end: number): Worker {
  const script = fileURLToPath(new URL("draw-worker.ts", import.meta.url));
  const args = ["--import", "tsx", script, database, String(first), String(end)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
  });
  const exited = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { process: child, lines, exited };
}

async function entriesOf(store: Store): Promise<LotteryEntry[]> {
  const entries: LotteryEntry[] = [];
  for await (const entry of store.entries(draws)) entries.push(entry);
  return entries;
}

/** What must hold of the campaign at any time, whatever processes did to it. */
async function expectSound(store: Store, acknowledged: readonly string[]): Promise<void> {
  const entries = await entriesOf(store);
  const state = await store.state(campaignStream(campaign.id));
  for (const { id, stock } of campaign.prizes) {
    expect(state.awarded[id] ?? 0).toBeLessThanOrEqual(stock?.total ?? Infinity);
  }
  expect(state.spentMinor).toBeLessThanOrEqual(campaign.budget?.totalMinor ?? 0);
  expect(replay(campaign, entries).campaign).toEqual(state);
  expect(await store.verify(draws)).toMatchObject({ ok: true, entries: entries.length });

  const outcomes = new Map(
    entries.map((entry) => [entry.cause, entry.kind === "prize-drawn" ? entry.prize : entry.kind]),
  );
  expect(outcomes.size).toBe(entries.length);
  for (const line of acknowledged) {
    const [id = "", outcome = ""] = line.split(" ");
    expect([id, outcomes.get(id) ?? "over-member-limit"]).toEqual([id, outcome]);
  }
}

describePostgres("several processes on PostgreSQL", () => {
  it("20,000 draws of two processes at once: none is lost or doubled, stock and budget hold [store-13]", async () => {
    const url = await freshPostgres();
    const store = await openStore({ pool: new pg.Pool({ connectionString: url }) });
    await store.migrate();
    // 2,000 of the draws are wanted by both.
    const workers = [startWorker(url, 0, 11_000), startWorker(url, 9_000, 20_000)];
    expect(await Promise.all(workers.map((worker) => worker.exited))).toEqual([0, 0]);
    const lines = workers.flatMap((worker) => worker.lines);
    expect(lines).toHaveLength(22_000);
    expect(lines.filter((line) => line.endsWith(" new"))).toHaveLength(20_000);
    await expectSound(store, lines);

    const state = await store.state(campaignStream(campaign.id));
    // The campaign has run dry: both stocks are used up, and no cash packet fits the budget.
    expect(state.awarded).toMatchObject({ cup: 400, tea: 1_500 });
    expect((campaign.budget?.totalMinor ?? 0) - state.spentMinor).toBeLessThan(888);
    // 900 members may draw 25 times each; 200 of them were asked to draw 23 times, the rest 22.
    expect(state.draws).toBe(20_000);
    await store.close();
  }, 600_000);

  it("a process killed in the middle loses nothing that it acknowledged [store-14]", async () => {
    const url = await freshPostgres();
    await killAndResume(url, { pool: new pg.Pool({ connectionString: url }) });
  });
});

describe("the embedded database in a folder", () => {
  it("loses nothing that was acknowledged when its process is killed [store-14]", async () => {
    const folder = await mkdtemp(join(tmpdir(), "uptier-"));
    try {
      await killAndResume(folder, { folder });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** How many draws a process acknowledges before it is killed, time after time. */
const KILL_AFTER = [50, 120, 260];

async function killAndResume(database: string, options: StoreOptions): Promise<void> {
  const before = await openStore({ ...options });
  await before.migrate();
  if (options.folder !== undefined) await before.close();
  const acknowledged: string[] = [];
  for (const count of KILL_AFTER) {
    // Each process starts from the first draw again: what is decided is repeated, the rest is new.
    const worker = startWorker(database, 0, 100_000);
    while (worker.lines.filter((line) => line.endsWith(" new")).length < count) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (worker.process.exitCode !== null) throw new Error("the process ended by itself");
    }
    worker.process.kill("SIGKILL");
    expect(await worker.exited).toBeNull();
    const decidedBefore = new Set(acknowledged.map((line) => line.split(" ")[0]));
    for (const line of worker.lines) {
      const [id, outcome, novelty] = line.split(" ");
      if (decidedBefore.has(id)) expect([id, novelty]).toEqual([id, "repeated"]);
      acknowledged.push(`${id} ${outcome}`);
    }
  }
  const store = options.folder === undefined ? before : await openStore(options);
  await expectSound(store, acknowledged);
  // At most the last draw of each process was decided without being acknowledged.
  const decided = (await store.state(campaignStream(campaign.id))).draws;
  const known = new Set(acknowledged.map((line) => line.split(" ")[0])).size;
  expect(decided - known).toBeGreaterThanOrEqual(0);
  expect(decided - known).toBeLessThanOrEqual(1);
  await store.close();
}
