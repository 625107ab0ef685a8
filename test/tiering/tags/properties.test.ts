import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { replayTags, type SetTagCommand, tagsAt } from "uptier/tiering";
import { instantText } from "uptier/kernel";
import { type TaggedMember, taggedMember } from "./member";

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 4, 1);

const anyCommands: fc.Arbitrary<Partial<SetTagCommand>[]> = fc.array(
  fc
    .record({
      key: fc.constantFrom("status", "city"),
      value: fc.constantFrom("a", "b"),
      source: fc.constantFrom("manual" as const, "import" as const, "rule" as const),
      confidence: fc.constantFrom(0, 50, 100),
      day: fc.nat(6),
      lasts: fc.option(fc.integer({ min: 1, max: 4 })),
    })
    .map(({ day, lasts, ...rest }) => ({
      ...rest,
      at: instantText(FIRST + day * DAY),
      expiresAt: lasts === null ? null : instantText(FIRST + (day + lasts) * DAY),
    })),
  { minLength: 1, maxLength: 8 },
);

const withOrder = fc.tuple(anyCommands, fc.infiniteStream(fc.nat())).map(([all, numbers]) => {
  const commands = all.map((command, index) => ({ id: `t${index}`, command }));
  const keyed = commands.map((one) => ({ one, key: numbers.next().value as number }));
  return { commands, shuffled: keyed.toSorted((a, b) => a.key - b.key).map(({ one }) => one) };
});

function setAll(
  commands: readonly { id: string; command: Partial<SetTagCommand> }[],
): TaggedMember {
  const member = taggedMember({ id: "shop", keys: [{ id: "status" }, { id: "city" }] });
  for (const { id, command } of commands) expect(member.set(id, command).ok).toBe(true);
  return member;
}

const instants = Array.from({ length: 12 }, (_, day) => instantText(FIRST + day * DAY));

describe("tags", () => {
  test.prop([withOrder])(
    "do not depend on the order in which they were set, and none is lost [tiering-65]",
    ({ commands, shuffled }) => {
      const [one, other] = [setAll(commands), setAll(shuffled)];
      for (const at of instants) {
        expect(tagsAt(other.state(), at)).toEqual(tagsAt(one.state(), at));
      }
      expect(Object.keys(one.state().tags).sort()).toEqual(commands.map(({ id }) => id).sort());
      expect(replayTags(one.tags, one.entries)).toEqual({ m1: one.state() });
    },
  );

  test.prop([anyCommands])(
    "show each tag in force once, and change when they say so and at no other time [tiering-65]",
    (all) => {
      const commands = all.map((command, index) => ({ id: `t${index}`, command }));
      const state = setAll(commands).state();
      const winners = (at: string) => tagsAt(state, at).effective.map(({ key, tag }) => [key, tag]);
      for (const [index, at] of instants.entries()) {
        const { effective, nextChangeAt } = tagsAt(state, at);
        const shown = effective.flatMap(({ tag, shadowed }) => [
          tag,
          ...shadowed.map((one) => one.tag),
        ]);
        const inForce = commands.filter(
          ({ command }) =>
            String(command.at) <= at &&
            (command.expiresAt === null || at < String(command.expiresAt)),
        );
        expect(shown.sort()).toEqual(inForce.map(({ id }) => id).sort());
        const changed = instants
          .slice(index + 1)
          .find((later) => JSON.stringify(winners(later)) !== JSON.stringify(winners(at)));
        expect(nextChangeAt).toBe(changed ?? null);
      }
    },
  );
});
