import { describe, expect, it } from "vitest";
import {
  applyTags,
  defineTags,
  newTagState,
  REMOVE_TAG_REFUSALS,
  replayTags,
  SET_TAG_REFUSALS,
  tagDeciders,
  tagsAt,
} from "uptier/tiering";
import { UptierError } from "uptier/kernel";
import { AT, taggedMember } from "./member";

const input = {
  id: "shop",
  keys: [{ id: "status", values: ["vip", "regular", "new"] }, { id: "city" }],
} as const;

const manual = { source: "manual", by: "li", value: "vip" } as const;

describe("tags [tiering-28]", () => {
  it("of a rule never overwrite those of a person, and say so", () => {
    const member = taggedMember(input);
    member.set("t1", { ...manual, expiresAt: "2026-06-01T00:00:00+08:00" });
    const decision = member.set("t2");
    expect(decision.why).toEqual([
      { code: "shadowed-by", tag: "t1", source: "manual", reason: "lower-source" },
    ]);
    const before = tagsAt(member.state(), "2026-05-31T15:59:59.999Z");
    expect(before).toMatchObject({
      effective: [
        {
          tag: "t1",
          value: "vip",
          until: "2026-05-31T16:00:00.000Z",
          shadowed: [{ tag: "t2", value: "regular", reason: "lower-source" }],
        },
      ],
      nextChangeAt: "2026-05-31T16:00:00.000Z",
    });
    const after = tagsAt(member.state(), "2026-06-01T00:00:00+08:00");
    expect(after).toMatchObject({
      effective: [{ tag: "t2", until: null, shadowed: [] }],
      nextChangeAt: null,
    });
  });

  it("rank by source, confidence, the later instant, the id [tiering-65]", () => {
    const member = taggedMember(input);
    member.set("b", { confidence: 60 });
    member.set("a", { confidence: 60 });
    member.set("c", { confidence: 60, at: "2026-05-01T08:59:59+08:00" });
    member.set("d", { confidence: 59 });
    member.set("e", { source: "import", confidence: 0 });
    const [status] = tagsAt(member.state(), AT).effective;
    expect([status!.tag, ...status!.shadowed.map(({ tag }) => tag)]).toEqual([
      "e",
      "a",
      "b",
      "c",
      "d",
    ]);
    member.remove("x", "e", { source: "import" });
    const [now] = tagsAt(member.state(), AT).effective;
    expect(now!.shadowed.map(({ reason }) => reason)).toEqual([
      "later-id",
      "set-earlier",
      "lower-confidence",
    ]);
  });

  it("know the next change: an end, or a tag that is set ahead of time [tiering-65]", () => {
    const member = taggedMember(input);
    member.set("t1", { confidence: 50 });
    member.set("t2", { at: "2026-05-05T00:00:00Z", confidence: 40 });
    member.set("t3", { at: "2026-05-09T00:00:00Z", confidence: 60 });
    member.set("t4", { key: "city", value: "Hangzhou", at: "2026-05-07T00:00:00Z" });
    expect(tagsAt(member.state(), AT)).toMatchObject({
      effective: [{ tag: "t1", until: "2026-05-09T00:00:00.000Z" }],
      nextChangeAt: "2026-05-07T00:00:00.000Z",
    });
  });

  it("are taken off by a source that counts as much, and not by a rule [tiering-66]", () => {
    const member = taggedMember(input);
    member.set("t1", manual);
    member.set("t2");
    const refused = member.remove("r1", "t1");
    expect(refused.ok ? null : refused.refusal).toEqual({
      code: "lower-source",
      tag: "t1",
      setBy: "manual",
    });
    const done = member.remove("r2", "t1", { source: "manual", by: "wang" });
    expect(done.ok && done.value.effective).toEqual({
      id: "t2",
      value: "regular",
      source: "rule",
    });
    expect(member.remove("r3", "t1", { source: "manual" }).why).toEqual([
      { code: "already-over", tag: "t1", since: "2026-05-01T01:00:00.000Z" },
    ]);
    expect(member.entries.map(({ kind }) => kind)).toEqual(["tag-set", "tag-set", "tag-removed"]);
  });

  it("are set once, however often they are sent [tiering-66]", () => {
    const member = taggedMember(input);
    member.set("t1", { confidence: 70 });
    const again = member.set("t1", { confidence: 70, at: "2026-05-02T00:00:00Z" });
    expect(again).toMatchObject({ ok: true, entries: [], why: [{ code: "exists" }] });
    const other = member.set("t1", { confidence: 71 });
    expect(other.ok ? null : other.refusal).toEqual({
      code: "id-conflict",
      field: "confidence",
      before: 70,
      now: 71,
    });
    member.remove("r1", "t1");
    const removed = member.set("t1", { confidence: 70 });
    expect(removed.ok ? null : removed.refusal.code).toBe("already-removed");
  });

  it("are forgotten a while after they are over, and then too late [tiering-66]", () => {
    const member = taggedMember({ ...input, keepDays: 30 });
    member.set("t1", { expiresAt: "2026-05-02T00:00:00Z" });
    member.set("t2", { at: "2026-06-01T00:00:00Z" });
    expect(Object.keys(member.state().tags)).toEqual(["t1", "t2"]);
    member.set("t3", { at: "2026-06-02T00:00:00Z" });
    expect(member.state().keptFrom).toBe("2026-05-03T00:00:00.000Z");
    expect(Object.keys(member.state().tags)).toEqual(["t2", "t3"]);
    const late = member.set("t1", { expiresAt: "2026-05-02T00:00:00Z" });
    expect(late.ok ? null : late.refusal.code).toBe("too-late");
    expect(() => tagsAt(member.state(), AT)).toThrow(
      expect.objectContaining({ code: "tags-not-kept" }),
    );
  });

  it("know their keys and values [tiering-66]", () => {
    const member = taggedMember(input);
    const codeOf = (more: object): string | null => {
      const decision = member.set("t1", more);
      return decision.ok ? null : decision.refusal.code;
    };
    expect(codeOf({ key: "satus" })).toBe("unknown-tag-key");
    expect(codeOf({ value: "VIP" })).toBe("unknown-tag-value");
    expect(codeOf({ key: "city", value: "VIP" })).toBeNull();
    expect(SET_TAG_REFUSALS).toHaveLength(6);
    expect(REMOVE_TAG_REFUSALS).toHaveLength(3);
  });

  it("take ids that objects inherit for what they are [tiering-66]", () => {
    const member = taggedMember(input);
    for (const id of ["__proto__", "constructor"]) member.set(id);
    expect(Object.keys(member.state().tags)).toEqual(["__proto__", "constructor"]);
    const [status] = tagsAt(member.state(), AT).effective;
    expect(status!.shadowed).toHaveLength(1);
  });

  it("refuse commands that cannot be used, with every problem [tiering-66]", () => {
    const member = taggedMember(input);
    let paths: unknown;
    try {
      member.set("t1", {
        value: "",
        source: "guess" as never,
        confidence: 0.9,
        expiresAt: AT,
      });
    } catch (error) {
      if (!(error instanceof UptierError)) throw error;
      paths = error.issues.map(({ path }) => path.join("."));
    }
    expect(paths).toEqual(["value", "source", "confidence", "expiresAt"]);
  });

  it("refuse entries and states that were damaged [tiering-66]", () => {
    const member = taggedMember(input);
    member.set("t1");
    const [entry] = member.entries;
    const code = (call: () => unknown): string => {
      try {
        call();
      } catch (error) {
        if (error instanceof UptierError) return error.code;
      }
      return "nothing";
    };
    const { tags } = member;
    const other = defineTags({ ...input, id: "other" });
    const state = newTagState();
    const damaged = { ...entry, set: { key: "status" } } as never;
    expect(code(() => applyTags(tags, state, damaged))).toBe("invalid-entry");
    expect(code(() => applyTags(tags, state, null as never))).toBe("invalid-entry");
    expect(code(() => applyTags(other, state, entry!))).toBe("foreign-entry");
    expect(code(() => replayTags(tags, [entry!, entry!]))).toBe("duplicate-entry");
    expect(code(() => tagsAt({ ...state, tags: { a: {} as never } }, AT))).toBe("invalid-state");
    expect(tagDeciders(tags).setTag.name).toBe("tiering/tags/shop");
  });
});
