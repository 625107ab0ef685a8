import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { type Command, type Decider, type Reason, seededRandom, type Stream } from "uptier/kernel";
import {
  bindingDeciders,
  type BindingPolicy,
  defineBinding,
  openRelations,
  type RelationEntry,
} from "uptier/referral";
import { anyPolicy, anyWishes, carryOut, dayAt, type Wish } from "./any-history";

/** A runner as small as can be: it keeps the states of streams, and lets only those be read that are named. */
function runner() {
  const states = new Map<string, unknown>();
  const stateOf = (stream: Stream<unknown, RelationEntry>): unknown =>
    states.get(stream.key) ?? stream.initial();
  return <C extends Command, V, R extends Reason, W extends Reason>(
    decider: Decider<C, V, RelationEntry, R, W>,
    command: C,
  ) => {
    const keys = new Set(decider.streams(command).map(({ key }) => key));
    const decision = decider.decide(
      <State>(stream: Stream<State, RelationEntry>) => {
        if (!keys.has(stream.key)) throw new Error(`${stream.key} was not named`);
        return stateOf(stream) as State;
      },
      command,
      seededRandom("none"),
    );
    for (const entry of decision.ok ? decision.entries : []) {
      for (const stream of decider.streams(entry)) {
        if (!keys.has(stream.key)) throw new Error(`${stream.key} was not named`);
        states.set(stream.key, stream.apply(stateOf(stream), entry));
      }
    }
    return decision;
  };
}

function deciding(policy: BindingPolicy) {
  const deciders = bindingDeciders(policy);
  const run = runner();
  return (wish: Wish, upline?: readonly string[]) => {
    switch (wish.verb) {
      case "bind":
        return run(deciders.bind, { ...wish.command, upline });
      case "rebind":
        return run(deciders.rebind, { ...wish.command, upline });
      case "unbind":
        return run(deciders.unbind, wish.command);
      case "createCode":
        return run(deciders.createCode, wish.command);
    }
  };
}

describe("the deciders of relations", () => {
  test.prop([anyPolicy, anyWishes])(
    "decide as the session does, given those above the referrer [referral-27]",
    (policy, wishes) => {
      const session = openRelations(policy);
      const decide = deciding(policy);
      for (const wish of wishes) {
        const referrer = "referrer" in wish.command ? wish.command.referrer : null;
        const upline: string[] = [];
        for (let name = referrer; name !== null && !upline.includes(name);) {
          upline.push(name);
          name = session.memberOf(name).binding?.referrer ?? null;
        }
        expect(decide(wish, upline)).toEqual(carryOut(session, wish));
      }
    },
  );

  test.prop([
    anyPolicy,
    anyWishes,
    fc.array(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 })),
  ])(
    "ask for those above the referrer rather than guess, and accept nothing that the session refuses [referral-27] [referral-07]",
    (policy, wishes, uplines) => {
      const session = openRelations(policy);
      const decide = deciding(policy);
      wishes.forEach((wish, index) => {
        const decision = decide(wish, uplines[index]);
        if (!decision.ok && decision.refusal.code === "upline-changed") return;
        const whole = carryOut(session, wish);
        if (decision.ok) expect(decision).toEqual(whole);
        else expect(whole.ok).toBe(false);
      });
    },
  );

  it("read a new member and the referrer only, however long the chain above [referral-27]", () => {
    const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai" });
    const run = runner();
    const { bind } = bindingDeciders(policy);
    const under = (member: string, referrer: string, upline?: readonly string[]) =>
      ({ id: member, at: dayAt(0), member, referrer, referrerStatus: "active", upline }) as const;
    expect(run(bind, under("b", "a")).ok).toBe(true);
    expect(run(bind, under("c", "b")).ok).toBe(true);
    expect(run(bind, under("a", "c"))).toMatchObject({
      refusal: { code: "upline-changed", above: "b" },
    });
    expect(run(bind, under("a", "c", ["b"]))).toMatchObject({ refusal: { code: "cycle" } });
  });
});
