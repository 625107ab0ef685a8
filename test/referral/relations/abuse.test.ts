import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  type AbuseCheckInput,
  type AbuseFacts,
  type AbuseRulesInput,
  assessReferral,
  companyDomain,
  defineAbuseRules,
  emailKey,
  FREE_MAIL_DOMAINS,
  indexRelations,
  referralRings,
} from "uptier/referral";
import { dayAt } from "./any-history";

const letters = (least: number) =>
  fc.string({ unit: fc.constantFrom("a", "b", "."), minLength: least, maxLength: 6 });
const domain = fc.constantFrom("gmail.com", "googlemail.com", "qq.com", "teahouse.cn");

const rulesOf = (checks: readonly AbuseCheckInput[], more: Partial<AbuseRulesInput> = {}) =>
  defineAbuseRules({ id: "r", zone: "Asia/Shanghai", checks, ...more });

const keys = fc.uniqueArray(fc.constantFrom("k1", "k2", "k3"), { maxLength: 2 });
const mails = fc.uniqueArray(
  fc.constantFrom("a@gmail.com", "A+x@gmail.com", "b@tea.cn", "c@tea.cn"),
  {
    maxLength: 2,
  },
);
const party = (id: string) =>
  fc.record({ id: fc.constant(id), emails: mails, devices: keys, payouts: keys, addresses: keys });
const anyFacts: fc.Arbitrary<AbuseFacts> = fc.record({
  at: fc.constant(dayAt(50)),
  referrer: party("li"),
  referee: party("m1"),
  upline: fc.tuple(party("top")),
  others: fc.tuple(party("m2"), party("m3")),
  earlier: fc.array(fc.nat(60).map(dayAt), { maxLength: 6 }),
  firstConversion: fc.boolean(),
});
const action = fc.constantFrom("hold", "deny");
const days = fc.record({ days: fc.integer({ min: 1, max: 40 }) });
const anyCheck = fc.oneof(
  fc.record({
    action,
    kind: fc.constant("shared-key"),
    key: fc.constantFrom("email", "company", "device", "payout", "address"),
    with: fc.constantFrom("referrer", "upline", "others"),
  }),
  fc.record({ action, kind: fc.constant("second-of-company") }),
  fc.record(
    { action, kind: fc.constant("velocity"), max: fc.integer({ min: 1, max: 4 }), within: days },
    { requiredKeys: ["action", "kind", "max"] },
  ),
  fc.record({ action, kind: fc.constant("cool-down"), length: days }),
);
const anyChecks = fc
  .array(anyCheck, { minLength: 1, maxLength: 5 })
  .map((list) => list.map((one, index) => ({ id: `c${index}`, ...one })));

describe("keys of e-mail addresses [referral-33]", () => {
  test.prop([letters(1), letters(0), domain])(
    "are keys of themselves, and do not see case, tags or white space",
    (local, tag, at) => {
      const key = emailKey(`${local}@${at}`);
      if (key !== null) expect(emailKey(key)).toBe(key);
      expect(emailKey(`  ${local.toUpperCase()}+${tag}@${at.toUpperCase()} `)).toBe(key);
    },
  );

  it("are none for what is no address", () => {
    for (const text of ["", "@", "a@", "@b.cn", "a b@c.cn", "...@gmail.com", 5 as never]) {
      expect(emailKey(text)).toBe(null);
    }
    expect(companyDomain("nobody")).toBe(null);
    expect(companyDomain("a@b@Tea.CN")).toBe("tea.cn");
  });

  it("know domains in lower case, each once", () => {
    expect(new Set(FREE_MAIL_DOMAINS).size).toBe(FREE_MAIL_DOMAINS.length);
    expect(FREE_MAIL_DOMAINS.every((one) => /^[a-z0-9-]+(\.[a-z0-9]+)*\.[a-z]+$/.test(one))).toBe(
      true,
    );
  });
});

describe("a referral is judged [referral-34]", () => {
  test.prop([anyChecks, anyFacts])(
    "by the strictest of what each check finds alone",
    (checks, facts) => {
      const whole = assessReferral(rulesOf(checks), facts);
      const single = checks.map((check) => assessReferral(rulesOf([check]), facts));
      expect(whole.evidence).toEqual(single.flatMap(({ evidence }) => evidence));
      const verdicts = single.map(({ verdict }) => verdict);
      expect(whole.verdict).toBe(
        verdicts.includes("deny") ? "deny" : verdicts.includes("hold") ? "hold" : "allow",
      );
      expect(whole.verdict === "allow").toBe(whole.evidence.length === 0);
    },
  );

  test.prop([anyChecks, anyFacts])("and a hold that time ends has ended then", (checks, facts) => {
    const { until, verdict } = assessReferral(rulesOf(checks), facts);
    if (until === null) return;
    expect(verdict).toBe("hold");
    // Nobody was referred meanwhile.
    const known = facts.earlier!.filter((instant) => instant <= facts.at);
    const at = (instant: string) =>
      assessReferral(rulesOf(checks), { ...facts, earlier: known, at: instant }).verdict;
    expect(at(until)).toBe("allow");
    expect(at(new Date(Date.parse(until) - 1).toISOString())).toBe("hold");
  });

  it("and facts that are none are refused", () => {
    const rules = rulesOf([{ id: "d", kind: "shared-key", key: "device", action: "deny" }]);
    const facts = { at: dayAt(0), referrer: { id: "li" }, referee: { id: "m1" } };
    const wrong: readonly object[] = [
      { referee: null },
      { referee: { id: "" } },
      { referrer: { id: "li", devices: "d1" } },
      { referrer: { id: "li", devices: [""] } },
      { firstConversion: "yes" },
      { others: "m2" },
      { earlier: ["yesterday"] },
    ];
    for (const change of wrong) {
      expect(() => assessReferral(rules, { ...facts, ...change })).toThrow(
        expect.objectContaining({ code: "invalid-command" }) as Error,
      );
    }
  });

  it("by rules of which every problem is named", () => {
    const checks = [
      { id: "a", kind: "velocity", max: 0, action: "hold" },
      { id: "b", kind: "cool-down", length: { days: 0 }, action: "hold" },
      { id: "b", kind: "velocity", max: 1, within: { hours: 0 }, action: "ask" },
    ] as never;
    let issues: readonly object[] = [];
    try {
      rulesOf(checks, { freeMailDomains: ["QQ.com"] });
    } catch (error) {
      issues = (error as { issues: readonly object[] }).issues;
    }
    expect(issues).toEqual(
      [
        [["freeMailDomains", 0], "invalid-format"],
        [["checks", 0, "max"], "too-small"],
        [["checks", 2, "action"], "invalid-value"],
        [["checks", 2, "id"], "duplicate-id"],
        [["checks", 1, "length"], "invalid-window"],
        [["checks", 2, "within"], "invalid-window"],
      ].map(([path, code]) => expect.objectContaining({ path, code }) as object),
    );
  });
});

describe("rings [referral-35]", () => {
  const names = Array.from({ length: 12 }, (_, index) => `m${index}`);
  const anyHolders = fc.array(
    fc.record({ member: fc.constantFrom(...names), key: fc.constantFrom("k1", "k2", "k3", "k4") }),
    { maxLength: 20 },
  );
  const anyLinks = fc.array(fc.integer({ min: -1, max: 11 }), { minLength: 12, maxLength: 12 });

  test.prop([anyLinks, anyHolders, fc.integer({ min: 2, max: 4 })])(
    "are members connected by keys, in whatever order they are told, of whom somebody earns by another",
    (above, holders, atLeast) => {
      const links = names.map((member, index) => ({
        member,
        referrer: above[index]! >= 0 && index > 0 ? `m${above[index]! % index}` : null,
      }));
      const tree = indexRelations(links);
      const rings = referralRings(tree, holders, atLeast);
      expect(referralRings(tree, holders.toReversed(), atLeast)).toEqual(rings);
      const all = rings.flatMap(({ members }) => members);
      expect(new Set(all).size).toBe(all.length);
      for (const { members, keys: held, links: inside } of rings) {
        expect(members.length).toBeGreaterThanOrEqual(atLeast);
        // Everybody who holds one of the keys belongs to it, and everybody in it holds one.
        expect(
          new Set(holders.filter(({ key }) => held.includes(key)).map(({ member }) => member)),
        ).toEqual(new Set(members));
        const referrers = links
          .filter(({ member }) => members.includes(member))
          .map(({ referrer }) => referrer);
        expect(referrers.filter((one) => one !== null && members.includes(one))).toHaveLength(
          inside,
        );
        const named = referrers.filter((one) => one !== null);
        expect(inside > 0 || new Set(named).size < named.length).toBe(true);
      }
    },
  );

  it("refuse strangers, and rings of one", () => {
    expect(() => referralRings(indexRelations([]), [], 1)).toThrow("from 2");
    expect(() => referralRings(indexRelations([]), [{ member: "x", key: "k" }])).toThrow(
      "no member",
    );
  });
});
