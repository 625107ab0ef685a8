import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  attribute,
  defineBinding,
  DROP_CODES,
  type Touch,
  type TouchChoice,
} from "uptier/referral";
import { dayAt } from "./any-history";

const anyTouch = fc.record(
  {
    referrer: fc.constantFrom("li", "wu", "zhao", "m1", "nobody"),
    channel: fc.constantFrom("coupon", "referral", "link", "carrier-pigeon"),
    at: fc.nat(60).map(dayAt),
    products: fc.constantFrom(["tea"], ["cups"], undefined),
    denied: fc.constantFrom(true, false, false, false),
    ownsSale: fc.constantFrom(true, false, false, false, false),
  },
  { requiredKeys: ["referrer", "channel", "at"] },
);
const anyTouches = fc
  .array(anyTouch, { maxLength: 12 })
  .map((list) => list.map((one, index): Touch => ({ id: `t${index}`, ...one })));
const anyChoice = fc.constantFrom<TouchChoice>("first", "last", {
  position: { first: 3, between: 1, last: 2 },
});
const conversion = {
  member: "m1",
  at: dayAt(50),
  product: "tea",
  referrers: [
    { id: "li" },
    { id: "wu", products: ["tea"] },
    { id: "zhao", status: "disabled" },
    { id: "m1" },
  ],
} as const;
const policyWith = (touch: TouchChoice) =>
  defineBinding({ id: "friends", zone: "Asia/Shanghai", touch });

describe("attribution", () => {
  test.prop([anyTouches, anyChoice])(
    "lets each touch count or says why not, in whatever order they come [referral-25]",
    (touches, choice) => {
      const result = attribute(policyWith(choice), touches, conversion);
      const named = [...result.credits, ...result.dropped].map(({ touch }) => touch);
      expect(named.sort()).toEqual(touches.map(({ id }) => id).sort());
      const back = attribute(policyWith(choice), touches.toReversed(), conversion);
      expect(back).toEqual({ ...result, dropped: result.dropped.toReversed() });
      expect(result.dropped.every(({ code }) => DROP_CODES.includes(code))).toBe(true);
    },
  );

  test.prop([anyTouches])(
    "takes the last of the best channel among those that may win [referral-01] [referral-02] [referral-05]",
    (touches) => {
      const may = touches.filter(
        ({ referrer, channel, at, products, denied }) =>
          ["li", "wu"].includes(referrer) &&
          channel !== "carrier-pigeon" &&
          at <= dayAt(50) &&
          at > dayAt(20) &&
          (products === undefined || products.includes("tea")) &&
          denied !== true,
      );
      const owners = may.filter(({ ownsSale }) => ownsSale === true);
      const best = ["coupon", "referral", "link"]
        .map((channel) => may.filter((touch) => touch.channel === channel))
        .find((list) => list.length > 0);
      const pool = owners.length > 0 ? owners : (best ?? []);
      const inTime = pool.toSorted((a, b) =>
        `${a.at as string} ${a.id}` < `${b.at as string} ${b.id}` ? -1 : 1,
      );
      expect(attribute(policyWith("last"), touches, conversion).touch).toBe(
        inTime.at(-1)?.id ?? null,
      );
      expect(attribute(policyWith("first"), touches, conversion).touch).toBe(inTime[0]?.id ?? null);
    },
  );

  test.prop([anyTouches])(
    "by position binds whoever has the most weight in all [referral-26]",
    (touches) => {
      const { credits, referrer, touch } = attribute(
        policyWith({ position: { first: 3, between: 1, last: 2 } }),
        touches,
        conversion,
      );
      const totals = new Map<string, number>();
      for (const one of credits) {
        totals.set(one.referrer, (totals.get(one.referrer) ?? 0) + one.weight);
      }
      expect(referrer === null).toBe(credits.length === 0);
      if (referrer === null) return;
      expect(totals.get(referrer)).toBe(Math.max(...totals.values()));
      expect(credits.find((one) => one.touch === touch)?.referrer).toBe(referrer);
      const total = [...totals.values()].reduce((sum, weight) => sum + weight, 0);
      const count = credits.length;
      if (count > 2) expect(total).toBe((count - 2) * 6);
    },
  );

  it.each([
    [
      "two touches with one id",
      [
        { id: "t", referrer: "li", channel: "link", at: dayAt(1) },
        { id: "t", referrer: "wu", channel: "link", at: dayAt(1) },
      ],
      {},
    ],
    [
      "a touch without an offset",
      [{ id: "t", referrer: "li", channel: "link", at: "2026-01-01T00:00:00" }],
      {},
    ],
    [
      "a flag that is none",
      [{ id: "t", referrer: "li", channel: "link", at: dayAt(1), denied: "no" }],
      {},
    ],
    ["a status that is none", [], { referrers: [{ id: "li", status: "Disabled" }] }],
    ["no list of referrers", [], { referrers: undefined }],
  ])("refuses %s", (_, touches, change) => {
    expect(() =>
      attribute(policyWith("last"), touches as never, { ...conversion, ...change } as never),
    ).toThrow(expect.objectContaining({ code: "invalid-command" }) as Error);
  });
});
