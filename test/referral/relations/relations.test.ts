import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  applyRelations,
  bind,
  BIND_REFUSALS,
  type BindingPolicy,
  chainOf,
  createCode,
  defineBinding,
  newRelations,
  openRelations,
  rebind,
  type RelationEntry,
  type Relations,
  replayRelations,
  suggestCode,
  unbind,
} from "uptier/referral";
import { seededRandom } from "uptier/kernel";
import { anyPolicy, anyWishes, carryOut, dayAt, NAMES, type Wish } from "./any-history";

function decide(policy: BindingPolicy, relations: Relations, { verb, command }: Wish) {
  switch (verb) {
    case "bind":
      return bind(policy, relations, command);
    case "rebind":
      return rebind(policy, relations, command);
    case "unbind":
      return unbind(policy, relations, command);
    case "createCode":
      return createCode(policy, relations, command);
  }
}

/** All that the verbs make of wishes: decisions, entries and relations. */
function carriedOut(policy: BindingPolicy, wishes: readonly Wish[]) {
  let relations = newRelations();
  const entries: RelationEntry[] = [];
  const decisions = wishes.map((wish) => {
    const decision = decide(policy, relations, wish);
    for (const entry of decision.ok ? decision.entries : []) {
      relations = applyRelations(policy, relations, entry);
      entries.push(entry);
    }
    return decision;
  });
  return { relations, entries, decisions };
}

/** Entries may share an id where two members were bound under one: a store would not have it. */
function numbered(entries: readonly RelationEntry[]): RelationEntry[] {
  return entries.map((entry, index) => ({ ...entry, id: `${entry.id}/${index}` }));
}

/**
 * Whether somebody is above themselves at any instant, found by walks of its own: a circle is closed when
 * the last of its bindings begins, so that these are the instants to look at.
 */
function hasCircle({ members }: Relations): boolean {
  const bindings = new Map(Object.entries(members).map(([name, { binding }]) => [name, binding]));
  const above = (name: string, at: string): string | null => {
    const binding = bindings.get(name) ?? null;
    const holds =
      binding !== null && binding.since <= at && (binding.until === null || at < binding.until);
    return holds ? binding.referrer : null;
  };
  return [...bindings.values()].some((closing) =>
    NAMES.some((start) => {
      let name = closing === null ? null : above(start, closing.since);
      for (let steps = 0; name !== null && name !== start && steps < NAMES.length; steps += 1) {
        name = above(name, closing!.since);
      }
      return name === start;
    }),
  );
}

describe("relations", () => {
  test.prop([anyPolicy, anyWishes])(
    "never go in a circle, at no instant, of no length [referral-07]",
    (policy, wishes) => {
      let relations = newRelations();
      for (const wish of wishes) {
        const decision = decide(policy, relations, wish);
        if (!decision.ok) continue;
        for (const entry of decision.entries) relations = applyRelations(policy, relations, entry);
        expect(hasCircle(relations)).toBe(false);
      }
    },
  );

  test.prop([anyPolicy, anyWishes])(
    "are the same by the verbs, in a session, and from the entries alone [referral-27]",
    (policy, wishes) => {
      const session = openRelations(policy);
      const { decisions, entries, relations } = carriedOut(policy, wishes);
      expect(wishes.map((wish) => carryOut(session, wish))).toEqual(decisions);
      // A session also knows those whom it was only asked about.
      expect(session.relations()).toEqual(relations);
      expect(openRelations(policy, relations).relations()).toEqual(relations);
      const { members } = replayRelations(policy, numbered(entries));
      expect(Object.keys(members).sort()).toEqual(Object.keys(relations.members).sort());
      for (const [name, member] of Object.entries(members)) {
        const { changes, ...rest } = relations.members[name]!;
        expect(member).toMatchObject(rest);
        expect(member.changes.map(({ at }) => at)).toEqual(changes.map(({ at }) => at));
      }
    },
  );

  test.prop([anyPolicy, anyWishes])(
    "change nothing for a command that comes again, and refuse entries that do [referral-03]",
    (policy, wishes) => {
      const session = openRelations(policy);
      for (const wish of wishes) {
        const first = carryOut(session, wish);
        if (!first.ok || first.entries.length === 0) continue;
        const before = session.relations();
        expect(carryOut(session, wish)).toMatchObject({ ok: true, entries: [] });
        for (const entry of first.entries) {
          expect(() => {
            session.apply(entry);
          }).toThrow("occurs twice");
        }
        expect(session.relations()).toEqual(before);
      }
    },
  );

  test.prop([anyPolicy, anyWishes, fc.constantFrom(...NAMES), fc.nat(300)])(
    "give a chain that is frozen, without anybody twice, and that later bindings leave alone [referral-28]",
    (policy, wishes, member, day) => {
      const half = carriedOut(policy, wishes.slice(0, wishes.length / 2)).relations;
      const session = openRelations(policy, half);
      const chain = session.chainOf(member, 100, dayAt(day));
      const kept = structuredClone(chain);
      expect(chainOf(half, member, 100, dayAt(day))).toEqual(kept);
      for (const wish of wishes) carryOut(session, wish);
      expect(chain).toEqual(kept);
      expect(Object.isFrozen(chain) && chain.every(Object.isFrozen)).toBe(true);
      const names = [member, ...chain.map((node) => node.member)];
      expect(new Set(names).size).toBe(names.length);
      expect(chain.map(({ level }) => level)).toEqual(chain.map((_, index) => index + 1));
      expect(chain.every(({ since }) => since <= dayAt(day))).toBe(true);
    },
  );

  test.prop([anyPolicy, anyWishes])(
    "say why in the stated order, and keep what a binding promised [referral-03] [referral-04]",
    (policy, wishes) => {
      const other = defineBinding({ id: "friends", zone: "Asia/Tokyo", mode: "override" });
      const { decisions, relations } = carriedOut(policy, wishes);
      for (const decision of decisions) {
        if (!decision.ok && decision.refusal.code !== "code-taken") {
          expect([...BIND_REFUSALS, "not-bound"]).toContain(decision.refusal.code);
        }
      }
      for (const [member, { binding }] of Object.entries(relations.members)) {
        const until = binding?.protectedUntil ?? null;
        if (until === null || binding!.until !== null) continue;
        const command = { id: "late", member, referrer: "z", referrerStatus: "active" } as const;
        const at = new Date(Date.parse(until) - 1).toISOString();
        expect(bind(other, relations, { ...command, at })).toMatchObject({
          refusal: { code: "protected", until },
        });
        expect(bind(other, relations, { ...command, at: until })).toMatchObject({ ok: true });
      }
    },
  );

  it("pay by the chain that the order holds, not by the live binding (yudao) [referral-28]", () => {
    const session = openRelations(
      defineBinding({ id: "friends", zone: "Asia/Shanghai", mode: "override" }),
    );
    const active = { member: "m1", referrerStatus: "active" } as const;
    session.bind({ id: "b1", at: dayAt(0), referrer: "li", ...active });
    const order = { id: "o1", chain: session.chainOf("m1", 2, dayAt(1)) };
    session.bind({ id: "b2", at: dayAt(2), referrer: "wu", ...active });
    expect(order.chain.map(({ member }) => member)).toEqual(["li"]);
    expect(session.chainOf("m1", 2, dayAt(2)).map(({ member }) => member)).toEqual(["wu"]);
  });

  it("book nothing in a member's past [referral-27]", () => {
    const session = openRelations(
      defineBinding({ id: "friends", zone: "Asia/Shanghai", mode: "override" }),
    );
    const active = { member: "m1", referrerStatus: "active" } as const;
    session.bind({ id: "b1", at: dayAt(5), referrer: "li", ...active });
    expect(session.bind({ id: "b2", at: dayAt(1), referrer: "wu", ...active })).toMatchObject({
      value: { binding: { since: dayAt(5) } },
      why: [{ code: "bound" }, { code: "booked-later", at: dayAt(1), bookedAt: dayAt(5) }],
    });
  });

  it("keep the last 50 changes of a member [referral-27]", () => {
    const session = openRelations(
      defineBinding({ id: "friends", zone: "Asia/Shanghai", mode: "override" }),
    );
    for (let day = 0; day < 60; day += 1) {
      const referrer = day % 2 === 0 ? "li" : "wu";
      const about = { member: "m1", referrerStatus: "active" } as const;
      session.bind({ id: `b${day}`, at: dayAt(day), referrer, ...about });
    }
    const { changes } = session.memberOf("m1");
    expect(changes.map(({ cause }) => cause)).toEqual(
      Array.from({ length: 50 }, (_, index) => `b${index + 10}`),
    );
    expect(session.memberOf("li").referrals).toBe(30);
  });

  it("suggest codes that can be read aloud [referral-27]", () => {
    const random = seededRandom("codes");
    const codes = Array.from({ length: 1_000 }, () => suggestCode(random));
    expect(codes.every((code) => /^[2-9A-HJKMNP-Z]{8}$/.test(code))).toBe(true);
    expect(new Set(codes.join("")).size).toBe(31);
    expect(() => suggestCode(random, 3)).toThrow("4 to 32");
  });

  it.each([
    ["registering", { registering: "yes" }],
    ["referrerStatus", { referrerStatus: "Active" }],
    ["currentReferrerStatus", { currentReferrerStatus: null }],
    ["upline", { upline: "li" }],
    ["touch", { touch: "" }],
    ["member", { member: "" }],
  ])("refuse a command with a wrong %s", (_, wrong) => {
    const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai" });
    const command = { id: "b1", at: dayAt(0), member: "m1", referrer: "li", ...wrong };
    expect(() => bind(policy, newRelations(), command as never)).toThrow(
      expect.objectContaining({ code: "invalid-command" }) as Error,
    );
  });

  it("refuse entries and states that are none", () => {
    const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai" });
    const about = { id: "b1", at: dayAt(0), member: "m1", referrer: "li" };
    const decision = bind(policy, newRelations(), { ...about, referrerStatus: "active" });
    const [entry] = decision.ok ? decision.entries : [];
    const failing = (wrong: object, code: string) => {
      expect(() => applyRelations(policy, newRelations(), { ...entry, ...wrong } as never)).toThrow(
        expect.objectContaining({ code }) as Error,
      );
    };
    failing({ kind: "toString" }, "invalid-entry");
    failing({ referrer: "wu" }, "invalid-entry");
    failing({ at: 5 }, "invalid-entry");
    failing({ policy: "others" }, "foreign-entry");
    const damaged = { members: { m1: { binding: null } }, codes: {} } as never;
    expect(() => openRelations(policy, damaged)).toThrow("damaged");
    expect(() => chainOf(damaged, "m1", 1, dayAt(0))).toThrow("damaged");
    expect(() => replayRelations(policy, [entry!, entry!])).toThrow("occurs twice");
    expect(replayRelations(policy, [entry!], "2026-01-01T00:00:00Z").members).toEqual({});
  });
});
