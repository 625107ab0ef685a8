import type { Kysely } from "kysely";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cryptoRandom, type RandomRecord, seededRandom, UptierError } from "uptier/kernel";
import {
  campaignDeciders,
  campaignStream,
  defineCampaign,
  draw,
  type LotteryEntry,
  memberStream,
  newDrawState,
} from "uptier/lottery";
import { openStore, type Store } from "uptier/store";
import { AT, packageCard } from "../lottery/campaigns";
import { accountOf, type Bank, bank, OPENING_BALANCE, payingBank } from "./bank";

type BankDecision = Extract<ReturnType<Bank["decide"]>, { ok: true }>;

/** A command as the store passes it to a decider. */
function stamped(command: unknown): unknown {
  if (typeof command !== "object" || command === null) return command;
  return { ...command, at: "at" in command ? command.at : AT };
}

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

/** A database of one kind, as a test file provides it. */
export interface TestDatabase {
  readonly kysely: Kysely<unknown>;
  close(): Promise<void>;
}

/** What every database must do; the same tests run on each. */
export function storeContract(name: string, open: () => Promise<TestDatabase>): void {
  describe(`the store on ${name}`, () => {
    let database: TestDatabase;
    let db: Kysely<unknown>;
    let store: Store;
    let count = 0;

    beforeAll(async () => {
      database = await open();
      db = database.kysely;
      store = await openStore({ kysely: db, random: seededRandom(name) });
      await store.migrate();
    });
    afterAll(async () => {
      await store.close();
      await database.close();
    });

    /** A decider that no other test has used. */
    function freshBank(): Bank {
      count += 1;
      return bank(`bank-${count}`);
    }

    function freshCampaign() {
      count += 1;
      return defineCampaign({ ...packageCard, id: `c${count}` });
    }

    async function entriesOf(decider: Bank) {
      const entries = [];
      for await (const entry of store.entries(decider)) entries.push(entry);
      return entries;
    }

    const transfer = { id: "t1", at: AT, from: "a", to: "b", points: 30 };

    it("migrates again without harm, several at once too [store-01]", async () => {
      await Promise.all([store.migrate(), store.migrate()]);
      await store.migrate();
    });

    it("keeps the answer, the entries and the states of a decision [store-02]", async () => {
      const decider = freshBank();
      const decision = await store.decide(decider, transfer);
      expect(decision).toMatchObject({ ok: true, value: { left: 70 }, repeated: false });
      expect(decision.ok && decision.entries).toEqual(await entriesOf(decider));
      expect(await store.state(accountOf(decider, "a"))).toEqual({ balance: 70, notes: [] });
      expect(await store.state(accountOf(decider, "b"))).toEqual({ balance: 130, notes: [] });
      expect(await store.verify(decider)).toEqual({
        ok: true,
        decisions: 1,
        entries: 2,
        streams: 2,
        differences: [],
        faults: [],
      });
    });

    it("gives the initial state of a stream that nothing has touched [store-02]", async () => {
      expect(await store.state(accountOf(freshBank(), "a"))).toEqual({
        balance: OPENING_BALANCE,
        notes: [],
      });
    });

    it("answers the same command with the first answer, and changes nothing [store-03]", async () => {
      const decider = freshBank();
      const first = await store.decide(decider, transfer);
      const again = await store.decide(decider, { ...transfer });
      expect(again).toEqual({ ...first, repeated: true });
      expect(await store.state(accountOf(decider, "a"))).toMatchObject({ balance: 70 });
      expect(await entriesOf(decider)).toHaveLength(2);
    });

    it("takes the same instant in another notation for the same content [store-03]", async () => {
      const decider = freshBank();
      await store.decide(decider, transfer);
      const again = await store.decide(decider, { ...transfer, at: new Date(AT) });
      expect(again.repeated).toBe(true);
    });

    it("answers a refused command with the first refusal, though it would be granted now [store-03]", async () => {
      const decider = freshBank();
      const dear = { ...transfer, points: 130 };
      const first = await store.decide(decider, dear);
      expect(first).toMatchObject({ ok: false, refusal: { code: "short" }, repeated: false });
      await store.decide(decider, { id: "t2", at: AT, from: "b", to: "a", points: 50 });
      expect(await store.decide(decider, dear)).toEqual({ ...first, repeated: true });
      expect((await store.decide(decider, { ...dear, id: "t3" })).ok).toBe(true);
    });

    it("stamps a command without an instant, and knows it again at another time [store-03]", async () => {
      const decider = freshBank();
      let now = new Date("2026-11-21T00:00:00Z");
      const clocked = await openStore({ kysely: db, clock: () => now });
      const command = { id: "t1", from: "a", to: "b", points: 1 };
      const first = await clocked.decide(decider, command);
      expect(first.ok && first.entries[0]?.at).toBe("2026-11-21T00:00:00.000Z");
      now = new Date("2026-11-22T00:00:00Z");
      expect(await clocked.decide(decider, command)).toEqual({ ...first, repeated: true });
    });

    it("refuses an id that comes again with other content, and names what differs [store-04]", async () => {
      const decider = freshBank();
      await store.decide(decider, transfer);
      const other = { id: "t1", at: AT, from: "a", to: "c", points: 31, note: null };
      await expect(store.decide(decider, other)).rejects.toMatchObject({
        code: "id-conflict",
        issues: [
          { path: ["note"], message: "was absent, is null" },
          { path: ["points"], message: "was 30, is 31" },
          { path: ["to"], message: 'was "b", is "c"' },
        ],
      });
      const unstamped = { id: "t1", from: "a", to: "b", points: 30 };
      await expect(store.decide(decider, unstamped)).rejects.toMatchObject({
        issues: [{ path: ["at"], message: 'was "2026-11-21T01:30:00.000Z", is absent' }],
      });
      expect(await entriesOf(decider)).toHaveLength(2);
      expect(await store.verify(decider)).toMatchObject({ ok: true, entries: 2 });
    });

    it("keeps the ids of different deciders apart [store-04]", async () => {
      const [one, other] = [freshBank(), freshBank()];
      await store.decide(one, transfer);
      const decision = await store.decide(other, { ...transfer, points: 5 });
      expect(decision).toMatchObject({ repeated: false, value: { left: 95 } });
    });

    it("makes one decision of the same command sent many times at once [store-05]", async () => {
      const decider = freshBank();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => store.decide(decider, transfer)),
      );
      expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
      expect(await entriesOf(decider)).toHaveLength(2);
      expect(await store.state(accountOf(decider, "a"))).toMatchObject({ balance: 70 });
    });

    it("lets decisions about the same thing follow one another: nothing is given twice [store-05]", async () => {
      const decider = freshBank();
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          store.decide(decider, { ...transfer, id: `t${index}`, to: `m${index}` }),
        ),
      );
      expect(answers.filter((answer) => answer.ok)).toHaveLength(3);
      expect(await store.state(accountOf(decider, "a"))).toMatchObject({ balance: 10 });
      expect(await store.verify(decider)).toMatchObject({ ok: true, entries: 6, streams: 4 });
    });

    it("does not lock up when decisions touch the same streams in opposite order [store-05]", async () => {
      const decider = freshBank();
      const accounts = ["a", "b", "c", "d"];
      await Promise.all(
        Array.from({ length: 60 }, (_, index) => {
          const from = accounts[index % 4]!;
          const to = accounts[(index + 1 + (index % 3)) % 4]!;
          return store.decide(decider, { id: `t${index}`, at: AT, from, to, points: 1 });
        }),
      );
      const balances = await Promise.all(
        accounts.map(async (id) => (await store.state(accountOf(decider, id))).balance),
      );
      expect(balances.reduce((a, b) => a + b)).toBe(4 * OPENING_BALANCE);
      expect(await store.verify(decider)).toMatchObject({ ok: true, entries: 120 });
    });

    it("writes nothing when the decider throws, and passes its error on [store-06]", async () => {
      const decider = freshBank();
      await expect(store.decide(decider, { ...transfer, points: -1 })).rejects.toThrow(RangeError);
      await expect(store.decide(decider, { ...transfer, from: "" })).rejects.toMatchObject({
        code: "invalid-command",
      });
      await expect(store.decide(decider, { ...transfer, at: "soon" })).rejects.toMatchObject({
        code: "invalid-command",
      });
      await expect(store.decide(decider, { ...transfer, note: 5n })).rejects.toMatchObject({
        code: "not-json",
      });
      const texts: [unknown, (string | number)[]][] = [
        ["a\0b", ["note"]],
        [{ "\0": 1 }, ["note", "\0"]],
        [
          ["", "\ud83d"],
          ["note", 1],
        ],
        ["\\\0", ["note"]],
      ];
      for (const [note, path] of texts) {
        await expect(store.decide(decider, { ...transfer, note })).rejects.toMatchObject({
          code: "not-storable",
          issues: [{ path, code: "not-storable" }],
        });
      }
      expect(await entriesOf(decider)).toEqual([]);
      expect(await store.decide(decider, transfer)).toMatchObject({ ok: true, repeated: false });
    });

    it("checks what a decision would write, and names the member at fault [store-06]", async () => {
      const decider = freshBank();
      const record: RandomRecord = { kind: "seeded", generator: "own", seed: "a\0b" };
      const changed = (change: (decision: BankDecision) => unknown): Bank => ({
        ...decider,
        decide: (read, command, random) =>
          change(decider.decide(read, command, random) as BankDecision) as BankDecision,
      });
      const cases: [Bank, string, (string | number)[]][] = [
        [
          changed((decision) => ({ ...decision, value: { left: 70, prize: "\ud800" } })),
          "not-storable",
          ["value", "prize"],
        ],
        [
          changed(({ entries: [first, second], ...decision }) => ({
            ...decision,
            entries: [first, { ...second, random: record }],
          })),
          "not-storable",
          ["entries", 1, "random", "seed"],
        ],
        [
          changed(() => ({ ok: false, refusal: { code: "\0" }, why: [] })),
          "not-storable",
          ["refusal", "code"],
        ],
        [changed((decision) => ({ ...decision, value: { left: Number.NaN } })), "not-json", []],
        [
          changed(({ entries, ...decision }) => ({
            ...decision,
            entries: [...entries, entries[0]],
          })),
          "invalid-entry",
          [],
        ],
        [
          changed(({ entries: [first], ...decision }) => ({
            ...decision,
            entries: [{ ...first, cause: "t0" }],
          })),
          "invalid-entry",
          [],
        ],
        [
          {
            ...decider,
            streams: (about) =>
              decider.streams(about).map((stream) => ({
                ...stream,
                apply: () => ({ balance: "\0" }),
              })),
          },
          "not-storable",
          ["balance"],
        ],
      ];
      for (const [faulty, code, path] of cases) {
        const answer = store.decide(faulty, transfer);
        const issues = path.length === 0 ? [] : [{ path, code }];
        await expect(answer).rejects.toMatchObject({ code, issues });
      }
      expect(await entriesOf(decider)).toEqual([]);
      expect(await store.state(accountOf(decider, "a"))).toMatchObject({ balance: 100 });
    });

    it("names every member of a command that is at fault, as the library does [store-06]", async () => {
      const campaign = freshCampaign();
      const draws = campaignDeciders(campaign).draw;
      const wrong = [
        { id: "", at: "soon", member: "m\0" },
        { id: "d1", at: AT, member: "\ud800" },
        { id: "d1", at: AT, member: "m".repeat(500) },
        { id: 5, at: null, member: null },
        { member: "m1" },
        {},
        [],
        null,
        "x",
        undefined,
      ];
      for (const command of wrong) {
        const pure = thrownBy(() =>
          draw(campaign, newDrawState(), stamped(command) as never, cryptoRandom()),
        );
        expect(pure).toMatchObject({ code: "invalid-command" });
        await expect(store.decide(draws, command as never)).rejects.toEqual(pure);
      }
    });

    it("refuses what is no decider and no stream [store-06]", async () => {
      const campaign = freshCampaign();
      for (const decider of [campaign, null, "x", { name: "", streams: () => [] }] as never[]) {
        const error = { code: "invalid-decider" };
        await expect(store.decide(decider, transfer as never)).rejects.toMatchObject(error);
        await expect(store.verify(decider)).rejects.toMatchObject(error);
        expect(() => store.entries(decider)).toThrow(expect.objectContaining(error));
      }
      const stream = campaignStream(campaign.id);
      for (const key of ["a\0", "\udead", "", "k".repeat(401), 5, undefined]) {
        const error = { code: "invalid-stream" };
        const wrong = { ...stream, key } as typeof stream;
        await expect(store.state(wrong)).rejects.toMatchObject(error);
        expect(() => store.history(wrong)).toThrow(expect.objectContaining(error));
      }
      await expect(store.state(null as never)).rejects.toMatchObject({ code: "invalid-stream" });
    });

    it("writes nothing when a decider uses a stream that it did not name [store-06]", async () => {
      const decider = freshBank();
      const faulty: Bank = {
        ...decider,
        streams: (about) => ("account" in about ? decider.streams(about) : []),
      };
      await expect(store.decide(faulty, transfer)).rejects.toMatchObject({
        code: "undeclared-stream",
      });
      const late: Bank = {
        ...decider,
        streams: (about) => decider.streams("account" in about ? about : { ...about, to: "z" }),
      };
      await expect(store.decide(late, transfer)).rejects.toMatchObject({
        code: "undeclared-stream",
      });
      expect(await entriesOf(decider)).toEqual([]);
    });

    it("keeps any JSON as it is: states, entries and answers [store-07]", async () => {
      const decider = freshBank();
      const note = {
        escaped: "\\u0000 \\\\ud83d",
        text: '会员 😀 "quoted" \\ it\'s 100% _like_ \u2028',
        numbers: [0.1, 1e21, -5, 9007199254740991, 5e-324],
        nested: [[], {}, [null, true]],
        "": 0,
        key: { "a/b~c": [1] },
      };
      const first = await store.decide(decider, { ...transfer, note });
      expect(await store.state(accountOf(decider, "b"))).toEqual({ balance: 130, notes: [note] });
      const again = await store.decide(decider, { ...transfer, note });
      expect(again).toEqual({ ...first, repeated: true });
      expect(await store.verify(decider)).toMatchObject({ ok: true });
    });

    it("keeps streams apart whose keys look alike to SQL [store-07]", async () => {
      const decider = freshBank();
      const names = ["100%", "100x", "a_b", "axb", "it's", 'say "x"', "a\\b", "$1", ":x", "?"];
      for (const [index, to] of names.entries()) {
        await store.decide(decider, { ...transfer, id: `t${index}`, to, points: 1 });
      }
      for (const to of names) {
        expect((await store.state(accountOf(decider, to))).balance).toBe(OPENING_BALANCE + 1);
      }
      expect(await store.verify(decider)).toMatchObject({ ok: true, streams: 11 });
    });

    it("reads more entries than fit on a page, in the order in which they were made [store-08]", async () => {
      const decider = freshBank();
      await store.decide(decider, { ...transfer, parts: 1_100 });
      const ids = (await entriesOf(decider)).map((entry) => entry.id);
      expect(ids).toEqual(Array.from({ length: 2_200 }, (_, index) => `t1/${index + 1}`));
      expect(await store.verify(decider)).toMatchObject({ ok: true, entries: 2_200 });
    });

    it("reads the history of one stream in order, page by page [store-08]", async () => {
      const decider = freshBank();
      await store.decide(decider, { ...transfer, parts: 1_100 });
      await store.decide(decider, { id: "t2", at: AT, from: "b", to: "c", points: 1 });
      const history = [];
      for await (const entry of store.history(accountOf(decider, "b"))) history.push(entry);
      expect(history).toHaveLength(1_101);
      expect(history.slice(0, 2).map((entry) => entry.id)).toEqual(["t1/2", "t1/4"]);
      expect(history.at(-1)).toMatchObject({ id: "t2/1", account: "b", points: -1 });
      for await (const entry of store.history(accountOf(decider, "z"))) throw new Error(entry.id);
    });

    it("commits with the shop's own rows, or not at all [store-09]", async () => {
      const decider = freshBank();
      await sql`create table if not exists shop_order (id text primary key)`.execute(db);
      const placeOrder = (id: string, fail: boolean) =>
        db.transaction().execute(async (transaction) => {
          await sql`insert into shop_order (id) values (${id})`.execute(transaction);
          const own = store.within(transaction);
          const decision = await own.decide(decider, { ...transfer, id });
          expect((await own.state(accountOf(decider, "a"))).balance).toBe(70);
          if (fail) throw new Error("the payment failed");
          return decision;
        });
      await expect(placeOrder("o1", true)).rejects.toThrow("the payment failed");
      expect(await entriesOf(decider)).toEqual([]);
      expect(await store.state(accountOf(decider, "a"))).toMatchObject({ balance: 100 });
      expect(await placeOrder("o1", false)).toMatchObject({ ok: true, repeated: false });
      expect(await store.state(accountOf(decider, "a"))).toMatchObject({ balance: 70 });
      const orders = await sql<{ id: string }>`select id from shop_order`.execute(db);
      expect(orders.rows).toEqual([{ id: "o1" }]);
      await sql`drop table shop_order`.execute(db);
    });

    it("makes decisions that are started together in one transaction one after another [store-09]", async () => {
      const decider = freshBank();
      const codes = await db.transaction().execute(async (transaction) => {
        const answers = await Promise.allSettled(
          [30, 40, -1, 50, 20].map((points, index) =>
            store.within(transaction).decide(decider, { ...transfer, id: `t${index}`, points }),
          ),
        );
        return answers.map((answer) =>
          answer.status === "rejected" ? String(answer.reason) : answer.value.ok,
        );
      });
      expect(codes).toEqual([
        true,
        true,
        "RangeError: a transfer of less than nothing",
        false,
        true,
      ]);
      expect(await store.state(accountOf(decider, "a"))).toMatchObject({ balance: 10 });
      expect(await store.verify(decider)).toMatchObject({ ok: true, entries: 6 });
    });

    it("leaves a transaction of the caller usable after a conflict of ids [store-09]", async () => {
      const decider = freshBank();
      await store.decide(decider, transfer);
      await db.transaction().execute(async (transaction) => {
        const own = store.within(transaction);
        const conflict = own.decide(decider, { ...transfer, points: 31, to: "z" });
        await expect(conflict).rejects.toMatchObject({ code: "id-conflict" });
        expect(await own.decide(decider, transfer)).toMatchObject({ repeated: true });
        expect(await own.decide(decider, { ...transfer, id: "t2" })).toMatchObject({ ok: true });
      });
      expect(await store.verify(decider)).toMatchObject({ ok: true, entries: 4 });
    });

    it("finds a state, an entry or a stream that was tampered with [store-10]", async () => {
      const decider = freshBank();
      const key = (id: string): string => accountOf(decider, id).key;
      for (const id of ["t1", "t2"]) await store.decide(decider, { ...transfer, id });
      const problems = async () => {
        const { ok, differences } = await store.verify(decider);
        expect(ok).toBe(differences.length === 0);
        return differences.map(({ stream }) => stream);
      };
      expect(await problems()).toEqual([]);
      await sql`update uptier_stream set state = '{"balance": 41, "notes": []}'
        where key = ${key("a")}`.execute(db);
      expect(await problems()).toEqual([key("a")]);
      await sql`update uptier_stream set state = '{"balance": 40, "notes": []}'
        where key = ${key("a")}`.execute(db);
      expect(await problems()).toEqual([]);
      await sql`delete from uptier_entry
        where decider = ${decider.name} and id = 't2/2'`.execute(db);
      expect(await problems()).toEqual([key("b")]);
      await sql`delete from uptier_stream where key = ${key("a")}`.execute(db);
      expect(await problems()).toEqual([key("a"), key("b")]);
      await sql`delete from uptier_entry where decider = ${decider.name}`.execute(db);
      expect(await problems()).toEqual([key("b")]);
    });

    it("finds what was done to decisions and entries, and serves no forgery [store-10]", async () => {
      const tampering: [string, string, string[]][] = [
        [
          "update uptier_decision set answer = jsonb_set(answer, '{value,left}', '99')",
          "d",
          ["t1"],
        ],
        ["update uptier_decision set answer = 'null'", "d", ["t1", "t1/1", "t1/2"]],
        [
          `update uptier_decision set answer = '{"ok": true, "entries": "x"}'`,
          "d",
          ["t1", "t1/1", "t1/2"],
        ],
        ["update uptier_decision set content = jsonb_set(content, '{points}', '1')", "d", ["t1"]],
        ["update uptier_decision set seal = ''", "d", ["t1"]],
        ["update uptier_entry set body = jsonb_set(body, '{extra}', '1')", "e", ["t1"]],
        ["update uptier_entry set kind = 'lost'", "columns", ["t1"]],
        ["update uptier_entry set at = at + interval '1 day'", "columns", ["t1"]],
        ["delete from uptier_entry", "e", ["t1"]],
        ["delete from uptier_decision", "d", ["t1/1", "t1/2"]],
        [
          "insert into uptier_entry (decider, id, kind, at, body) select decider, 'x', kind, at, jsonb_set(body, '{id}', '\"x\"') from uptier_entry",
          "columns",
          ["x"],
        ],
      ];
      for (const [statement, kind, ids] of tampering) {
        const decider = freshBank();
        await store.decide(decider, transfer);
        await store.decide(decider, { ...transfer, id: "t2" });
        const own = statement.includes("entry") ? " and body ->> 'id' = 't1/1'" : " and id = 't1'";
        await sql.raw(`${statement} where decider = '${decider.name}'${own}`).execute(db);
        const { ok, faults } = await store.verify(decider);
        expect([statement, ok, faults.map(({ id }) => id)]).toEqual([statement, false, ids]);
        if (kind === "columns") continue;
        await expect(store.decide(decider, transfer)).rejects.toMatchObject({
          code: "records-damaged",
        });
      }
    });

    it("says so when a decision meets a stream that was tampered with [store-10]", async () => {
      const decider = freshBank();
      await store.decide(decider, transfer);
      const { key } = accountOf(decider, "a");
      await sql`delete from uptier_stream where key = ${key}`.execute(db);
      await expect(store.decide(decider, { ...transfer, id: "t2" })).rejects.toMatchObject({
        code: "records-damaged",
      });
    });

    it("draws within stock and budget, however many at once [store-11]", async () => {
      const campaign = freshCampaign();
      const draws = campaignDeciders(campaign).draw;
      const answers = await Promise.all(
        Array.from({ length: 150 }, (_, index) =>
          store.decide(draws, { id: `d${index}`, at: AT, member: `m${index % 50}` }),
        ),
      );
      const state = await store.state(campaignStream(campaign.id));
      expect(state.draws).toBe(answers.filter((answer) => answer.ok).length);
      expect(state.awarded["gift"] ?? 0).toBeLessThanOrEqual(3);
      expect(state.awarded["cash"] ?? 0).toBeLessThanOrEqual(1);
      expect(state.spentMinor).toBeLessThanOrEqual(30_000);
      expect(state.spentMinor).toBeGreaterThan(30_000 - 2_000);
      const entries: LotteryEntry[] = [];
      for await (const entry of store.entries(draws)) entries.push(entry);
      expect(
        entries.reduce(
          (sum, entry) => sum + (entry.kind === "prize-drawn" ? entry.costMinor : 0),
          0,
        ),
      ).toBe(state.spentMinor);
      expect(await store.verify(draws)).toMatchObject({ ok: true, entries: 150, streams: 51 });
    });

    it("keeps a member's limit over many draws at once [store-11]", async () => {
      const campaign = freshCampaign();
      const draws = campaignDeciders(campaign).draw;
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          store.decide(draws, { id: `d${index}`, at: AT, member: "m1" }),
        ),
      );
      const codes = answers.map((answer) => (answer.ok ? "ok" : answer.refusal.code));
      expect(codes.filter((code) => code === "ok")).toHaveLength(3);
      expect(codes.filter((code) => code === "over-daily-limit")).toHaveLength(9);
      expect(await store.state(memberStream(campaign.id, "m1"))).toMatchObject({
        draws: 3,
        drawsByDay: { "2026-11-21": 3 },
      });
    });

    it("does not close a kysely instance of the caller [store-09]", async () => {
      const second = await openStore({ kysely: db });
      await second.close();
      const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db);
      expect(rows).toEqual([{ one: 1 }]);
    });

    it("wants at most one database [store-01]", async () => {
      const both = openStore({ kysely: db, folder: "/nowhere" });
      await expect(both).rejects.toBeInstanceOf(UptierError);
      await expect(both).rejects.toMatchObject({ code: "invalid-options" });
    });

    it("stamps a command whose instant is undefined, as if it had none [store-03]", async () => {
      const decider = freshBank();
      const command = { id: "t1", from: "a", to: "b", points: 1 };
      const first = await store.decide(decider, { ...command, at: undefined });
      expect(await store.decide(decider, command)).toEqual({ ...first, repeated: true });
    });

    it("answers again with more than nine entries in the order in which they were made [store-03]", async () => {
      const decider = freshBank();
      await store.decide(decider, { ...transfer, parts: 5 });
      const again = await store.decide(decider, { ...transfer, parts: 5 });
      expect(again.ok && again.entries.map((entry) => entry.id)).toEqual(
        Array.from({ length: 10 }, (_, index) => `t1/${index + 1}`),
      );
    });

    it("refuses the second half of a surrogate pair like the first [store-06]", async () => {
      const halved = store.decide(freshBank(), { ...transfer, note: "\udc00" });
      await expect(halved).rejects.toMatchObject({ code: "not-storable" });
    });

    it("verifies only the streams of the decider, not those of a longer name [store-10]", async () => {
      const shop = freshBank();
      await store.decide(shop, transfer);
      await store.decide(bank(`${shop.name}-2`), transfer);
      expect(await store.verify(shop)).toMatchObject({ ok: true, streams: 2 });
    });

    it("verifies more streams than fit on a page, to the last [store-10]", async () => {
      const names = Array.from({ length: 1_001 }, (_, index) => `m${10_000 + index}`);
      const decider = payingBank(freshBank().name, names);
      await store.decide(decider, transfer);
      expect(await store.verify(decider)).toMatchObject({ ok: true, streams: 1_001 });
      await sql`delete from uptier_entry
        where decider = ${decider.name} and id = 't1/m11000'`.execute(db);
      const { streams, differences } = await store.verify(decider);
      expect(streams).toBe(1_001);
      expect(differences).toMatchObject([{ stream: `${decider.name}/m11000`, replayed: null }]);
    });

    it("names the first 100 streams that differ [store-10]", async () => {
      const names = Array.from({ length: 101 }, (_, index) => `m${100 + index}`);
      const decider = payingBank(freshBank().name, names);
      await store.decide(decider, transfer);
      await sql`update uptier_stream set state = '{}'
        where starts_with(key, ${`${decider.name}/`})`.execute(db);
      const { differences } = await store.verify(decider);
      expect(differences.map(({ stream }) => stream)).toEqual(
        names.slice(0, 100).map((id) => `${decider.name}/${id}`),
      );
    });

    it("does not decide where the streams cannot be made [store-06]", async () => {
      await sql`create function keep_out() returns trigger language plpgsql
        as 'begin return null; end'`.execute(db);
      await sql`create trigger keep_out before insert on uptier_stream
        for each row execute function keep_out()`.execute(db);
      const decision = store.decide(freshBank(), transfer);
      await expect(decision).rejects.toMatchObject({ code: "streams-not-visible" });
      await sql`drop function keep_out cascade`.execute(db);
    });
  });
}
