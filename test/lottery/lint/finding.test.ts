import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { type Finding, FINDING_CODES, LINT_REGIONS } from "uptier/lottery";
import { SEVERITIES } from "../../../src/kernel/finding";
import { inOrder } from "../../../src/lottery/lint/finding";

const finding: fc.Arbitrary<Finding> = fc.record({
  severity: fc.constantFrom(...SEVERITIES),
  region: fc.constantFrom(null, ...LINT_REGIONS),
  code: fc.constantFrom(...FINDING_CODES),
  path: fc.constantFrom(
    [],
    ["pity"],
    ["prizes"],
    ["prizes", 2],
    ["prizes", 10],
    ["prizes", 2, "stock"],
  ),
  text: fc.constant({ en: "", zh: "" }),
  source: fc.constant(null),
  data: fc.constant({}),
});

describe("the order of findings [lottery-30]", () => {
  it("puts a path before those that go on from it, and numbers by their size", () => {
    const at = (path: Finding["path"]): Finding => ({
      code: "no-units",
      severity: "error",
      region: null,
      path,
      text: { en: "", zh: "" },
      source: null,
      data: {},
    });
    const sorted = [[], ["prizes"], ["prizes", 2], ["prizes", 2, "stock"], ["prizes", 10]].map(at);
    expect(sorted.toReversed().sort(inOrder)).toEqual(sorted);
    expect([...sorted].sort(inOrder)).toEqual(sorted);
  });

  test.prop([finding, finding])("is the opposite for the opposite question", (a, b) => {
    expect(Math.sign(inOrder(a, b)) + Math.sign(inOrder(b, a))).toBe(0);
  });
});
