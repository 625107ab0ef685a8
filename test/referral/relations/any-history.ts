import { fc } from "@fast-check/vitest";
import {
  type BindCommand,
  type BindingInput,
  type CreateCodeCommand,
  defineBinding,
  type RebindCommand,
  type RelationsSession,
  type UnbindCommand,
} from "uptier/referral";

/* Random policies, and random wishes of a few members who would all refer one another. */

const START = Date.parse("2026-01-20T16:00:00Z");

/** The instant some days after the start. */
export function dayAt(days: number): string {
  return new Date(START + days * 86_400_000).toISOString();
}

/** Names that records inherit are names like any other. */
export const NAMES = ["a", "b", "c", "d", "e", "__proto__", "constructor"];

const days = fc.record({ days: fc.integer({ min: 1, max: 60 }) });

export const anyPolicy = fc
  .record(
    {
      mode: fc.constantFrom("first-bind", "register-only", "override", "rebind-if-invalid"),
      protection: days,
      lasts: days,
      referrersMayBeReferred: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map((rest) =>
    defineBinding({ id: "friends", zone: "Asia/Shanghai", ...(rest as Partial<BindingInput>) }),
  );

/** A wish, and the verb that it is for. */
export type Wish =
  | { readonly verb: "bind"; readonly command: BindCommand }
  | { readonly verb: "rebind"; readonly command: RebindCommand }
  | { readonly verb: "unbind"; readonly command: UnbindCommand }
  | { readonly verb: "createCode"; readonly command: CreateCodeCommand };

const name = fc.constantFrom(...NAMES);
const status = fc.constantFrom("active", "active", "active", "disabled", "unknown");
// Few ids, so that some are sent twice, to the same end or another.
const about = { id: fc.nat(30).map(String), at: fc.nat(200).map(dayAt), member: name };
const placing = { ...about, referrer: name, referrerStatus: status };

const anyWish = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      verb: fc.constant("bind"),
      command: fc.record({
        ...placing,
        registering: fc.boolean(),
        currentReferrerStatus: status,
      }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      verb: fc.constant("rebind"),
      command: fc.record({ ...placing, reason: fc.constant("complaint") }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      verb: fc.constant("unbind"),
      command: fc.record({ ...about, reason: fc.constant("asked for it") }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      verb: fc.constant("createCode"),
      command: fc.record({ ...about, code: fc.constantFrom("X1", "X2", "__proto__") }),
    }),
  },
) as fc.Arbitrary<Wish>;

export const anyWishes = fc.array(anyWish, { maxLength: 40 });

/** Carries a wish out in a session. */
export function carryOut(session: RelationsSession, { verb, command }: Wish) {
  switch (verb) {
    case "bind":
      return session.bind(command);
    case "rebind":
      return session.rebind(command);
    case "unbind":
      return session.unbind(command);
    case "createCode":
      return session.createCode(command);
  }
}
