import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { parseBlacklist, parseLuckAward, parseWeightRules, poolOf } from "uptier/lottery";

const space = fc.constantFrom("", " ", "\t ");
const pools = fc.uniqueArray(
  fc.record({
    threshold: fc.nat(),
    prizes: fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 6, selector: ({ threshold }) => threshold },
);

describe("import of foreign rule strings [lottery-41]", () => {
  test.prop([pools, space])("reads the pools that were written", (list, gap) => {
    const rule = list
      .map(({ threshold, prizes }) => `${threshold}${gap}:${gap}${prizes.join(`${gap},${gap}`)}`)
      .join(` ${gap}`);
    expect(parseWeightRules(`${gap}${rule}${gap}`)).toEqual(list);
  });

  test.prop([pools, fc.nat()])("finds the highest threshold that is reached", (list, score) => {
    const reached = list.map(({ threshold }) => threshold).filter((least) => least <= score);
    const best = reached.length === 0 ? undefined : Math.max(...reached);
    expect(poolOf(score, list)?.threshold).toBe(best);
  });

  it("says what to write instead", () => {
    expect(() => parseBlacklist("101：user001")).toThrow(
      'the rule "101：user001" cannot be read: there is no colon (":"); write "prize:user,user"',
    );
    expect(() => parseWeightRules("4000:102,x")).toThrow('"x" must be a whole number');
    expect(() => parseLuckAward("101:9,1")).toThrow('the range runs backwards; write "1,9"');
  });

  it.each([
    [() => parseBlacklist("")],
    [() => parseBlacklist("1.5:a")],
    [() => parseBlacklist("-1:a")],
    [() => parseBlacklist("101:")],
    [() => parseBlacklist(`101:${"a".repeat(100_000)}`)],
    [() => parseBlacklist(101 as unknown as string)],
    [() => parseWeightRules("  ")],
    [() => parseWeightRules("4000:1,1")],
    [() => parseWeightRules("4000:9007199254740992")],
    [() => parseWeightRules(undefined as unknown as string)],
    [() => parseLuckAward("101")],
    [() => parseLuckAward("x:1,100")],
  ])("refuses %s", (call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-rule-string" }));
  });
});
