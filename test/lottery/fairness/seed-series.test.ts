import { describe, expect, it } from "vitest";
import { commitmentOf, seededRandom } from "uptier/kernel";
import {
  type CampaignInput,
  chooseClientSeed,
  commitSeed,
  defineCampaign,
  draw,
  keyedDraws,
  newDrawState,
  openSession,
  revealSeed,
} from "uptier/lottery";
import { AT } from "../campaigns";
import { type Counter, counterOf, SERVER_SEED } from "../shop";

const input: CampaignInput = {
  id: "open-book",
  currency: "CNY",
  zone: "Asia/Shanghai",
  weightTotal: 4,
  prizes: [
    { id: "cup", kind: "goods", weight: 1, cost: "9" },
    { id: "thanks", kind: "nothing", weight: 3 },
  ],
  fairness: "keyed",
};

const head = (counter: Counter) => ({ id: `s${counter.entries.length}`, at: AT, member: "m1" });
const commit = (counter: Counter, serverSeed = SERVER_SEED) =>
  counter.tell("m1", (state) =>
    commitSeed(counter.campaign, state, {
      ...head(counter),
      commitment: commitmentOf(serverSeed),
    }),
  );
const choose = (counter: Counter, clientSeed = "mine") =>
  counter.tell("m1", (state) =>
    chooseClientSeed(counter.campaign, state, { ...head(counter), clientSeed }),
  );
const reveal = (counter: Counter, serverSeed = SERVER_SEED) =>
  counter.tell("m1", (state) =>
    revealSeed(counter.campaign, state, { ...head(counter), serverSeed }),
  );

describe("a series of seeds [lottery-26]", () => {
  it("is committed, chosen, drawn from, revealed and begun anew", () => {
    const counter = counterOf(input, keyedDraws(SERVER_SEED));
    expect([commit(counter), choose(counter), choose(counter, "other")]).toEqual([
      "seed-committed",
      "client-seed-chosen",
      "client-seed-chosen",
    ]);
    for (let nonce = 0; nonce < 3; nonce += 1) counter.draw("m1");
    const nonces = counter.entries.flatMap((entry) =>
      entry.kind === "prize-drawn" && entry.random.kind === "keyed" ? [entry.random.nonce] : [],
    );
    expect(nonces).toEqual([0, 1, 2]);
    expect(reveal(counter)).toBe("seed-revealed");
    expect(counter.entries.at(-1)).toMatchObject({ serverSeed: SERVER_SEED, draws: 3 });
    expect(commit(counter, `${SERVER_SEED}!`)).toBe("seed-committed");
    expect(counter.stateOf("m1").member.seeds).toEqual({
      commitment: commitmentOf(`${SERVER_SEED}!`),
      clientSeed: null,
      nonce: 0,
      revealed: [commitmentOf(SERVER_SEED)],
    });
  });

  it("never begins anew with a seed that this member has seen", () => {
    const seeds = {
      commitment: null,
      clientSeed: null,
      nonce: 0,
      revealed: [commitmentOf(SERVER_SEED)],
    };
    const state = { ...newDrawState(), member: { ...newDrawState().member, seeds } };
    const campaign = defineCampaign({
      id: "keyed",
      currency: "CNY",
      zone: "UTC",
      fairness: "keyed",
      prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "0" }],
    });
    const command = { id: "s", at: AT, member: "m1", commitment: commitmentOf(SERVER_SEED) };
    expect(commitSeed(campaign, state, command)).toMatchObject({
      ok: false,
      refusal: { code: "seed-used" },
    });
    const other = { ...command, commitment: commitmentOf(`${SERVER_SEED}?`) };
    expect(commitSeed(campaign, state, other).ok).toBe(true);
  });

  it("goes no other way [lottery-37]", () => {
    const counter = counterOf(input, keyedDraws(SERVER_SEED));
    const open = counterOf({ ...input, fairness: "open" });
    expect([commit(open), choose(open), reveal(open)]).toEqual(Array(3).fill("not-keyed"));
    expect([counter.draw("m1"), choose(counter), reveal(counter)]).toEqual(
      Array(3).fill("no-seeds"),
    );
    commit(counter);
    expect([counter.draw("m1"), commit(counter)]).toEqual(["no-seeds", "seeds-in-use"]);
    choose(counter);
    counter.draw("m1");
    expect(choose(counter, "better luck")).toBe("seeds-in-use");
    expect(reveal(counter, SERVER_SEED.toUpperCase())).toBe("wrong-seed");
  });

  it("draws from the next nonce and from nothing else", () => {
    const counter = counterOf(input, keyedDraws(SERVER_SEED));
    commit(counter);
    choose(counter);
    const before = counter.stateOf("m1");
    counter.draw("m1");
    const command = { id: "again", at: AT, member: "m1" };
    const wrong = [
      seededRandom("x"),
      keyedDraws(SERVER_SEED)(before),
      () => keyedDraws(SERVER_SEED)(before),
      keyedDraws(`${SERVER_SEED}!`),
    ];
    for (const random of wrong) {
      expect(() => draw(counter.campaign, counter.stateOf("m1"), command, random)).toThrow(
        expect.objectContaining({ code: "invalid-seeds" }),
      );
    }
  });

  it("is over after 1,000 draws, each with a nonce of its own", () => {
    const start = counterOf(input);
    commit(start);
    choose(start);
    const { campaign, member } = start.stateOf("m1");
    const session = openSession(start.campaign, { campaign, members: { m1: member } });
    const random = keyedDraws(SERVER_SEED);
    const nonces = new Set<number>();
    let last = "";
    for (let run = 0; run <= 1_000; run += 1) {
      const decision = session.draw({ id: `d${run}`, at: AT, member: "m1" }, random);
      last = decision.ok ? decision.value.prize : decision.refusal.code;
      if (decision.ok && decision.entries[0]!.random.kind === "keyed") {
        nonces.add(decision.entries[0]!.random.nonce);
      }
    }
    expect(nonces.size).toBe(1_000);
    expect(last).toBe("rotation-due");
  });
});
