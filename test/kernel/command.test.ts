import { describe, expect, it } from "vitest";
import { checkCommand, MAX_ID_LENGTH } from "../../src/kernel/command";

const command = { id: "d1", at: "2026-11-21T09:30:00+08:00", member: "m1" };

describe("checkCommand [kernel-04]", () => {
  it("gives the instant in milliseconds", () => {
    expect(checkCommand(command, ["member"])).toBe(Date.parse("2026-11-21T01:30:00Z"));
    expect(checkCommand({ ...command, at: new Date(5) }, [])).toBe(5);
  });

  it("takes ids of any script up to the limit", () => {
    for (const member of ["会员 一号", "a".repeat(MAX_ID_LENGTH), "😀", "a/b"]) {
      expect(checkCommand({ ...command, member }, ["member"])).toBeGreaterThan(0);
    }
  });

  it.each([
    ["an empty text", ""],
    ["one character too many", "a".repeat(MAX_ID_LENGTH + 1)],
    ["a line break", "a\nb"],
    ["a zero byte, which PostgreSQL cannot keep", "a\0b"],
    ["half a surrogate pair, which UTF-8 cannot hold", "a\ud83d"],
    ["a number", 5],
    ["nothing", undefined],
  ])("refuses %s as an id", (_, member) => {
    expect(() => checkCommand({ ...command, member }, ["member"])).toThrow(
      expect.objectContaining({
        code: "invalid-command",
        issues: [expect.objectContaining({ path: ["member"] })],
      }),
    );
  });

  it.each([null, undefined, "d1", 5])("refuses %s as a command", (none) => {
    expect(() => checkCommand(none as unknown as typeof command, ["member"])).toThrow(
      expect.objectContaining({ code: "invalid-command" }),
    );
  });

  it("reports every problem at once", () => {
    expect(() => checkCommand({ id: "", at: "today", member: "" }, ["member"])).toThrow(
      expect.objectContaining({
        issues: [
          expect.objectContaining({ path: ["id"], code: "invalid-id" }),
          expect.objectContaining({ path: ["member"], code: "invalid-id" }),
          expect.objectContaining({ path: ["at"], code: "invalid-instant" }),
        ],
      }),
    );
  });

  it("refuses a command of which nothing but the id is wrong", () => {
    expect(() => checkCommand({ ...command, id: "" }, ["member"])).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: ["id"] })] }),
    );
  });

  it("tells a missing id from a bad one", () => {
    const without = { ...command, member: undefined };
    expect(() => checkCommand(without, ["member"])).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ code: "missing" })] }),
    );
  });
});
