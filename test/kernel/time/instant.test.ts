import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { instantText, textOfInstant, toMilliseconds } from "../../../src/kernel/time/instant";

const instants = fc.date({
  noInvalidDate: true,
  min: new Date("0000-01-01T00:00:00.000Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
});
const offsets = ["Z", "+00:00", "+08:00", "-03:30"];

describe("[time-01] the text of an instant", () => {
  test.prop([instants, fc.constantFrom(...offsets), fc.constantFrom(16, 19, 20, 22, 23)])(
    "is the same whichever way the instant was written",
    (date, offset, length) => {
      const text = date.toISOString().slice(0, length).replace(/\.$/, "") + offset;
      let milliseconds = 0;
      try {
        milliseconds = toMilliseconds(text);
      } catch {
        fc.pre(false); // Over the edge of the years, in UTC.
      }
      expect(textOfInstant(text, milliseconds)).toBe(instantText(milliseconds));
      expect(textOfInstant(new Date(milliseconds), milliseconds)).toBe(instantText(milliseconds));
      expect(toMilliseconds(instantText(milliseconds))).toBe(Date.parse(text));
    },
  );

  test.prop([fc.array(fc.tuple(instants, fc.boolean()), { maxLength: 20 })])(
    "is the same whatever was read or written before it",
    (dates) => {
      for (const [date, isRead] of dates.flatMap((one, place) => [one, dates[place >> 1]!])) {
        if (isRead) toMilliseconds(date.toISOString());
        expect(instantText(date.getTime())).toBe(date.toISOString());
      }
    },
  );

  test.prop([fc.array(fc.tuple(instants, fc.constantFrom("", "T", "Z", "9")), { maxLength: 20 })])(
    "is read the same whatever was read before it",
    (texts) => {
      for (const [date, damage] of texts.flatMap((one) => [one, one])) {
        const text = date.toISOString();
        expect(toMilliseconds(text)).toBe(date.getTime());
        // Of the same length, with another sign where the month, or the second, has its first digit.
        for (const place of damage === "" ? [] : [5, 17]) {
          const damaged = text.slice(0, place) + damage + text.slice(place + 1);
          expect(() => toMilliseconds(damaged)).toThrow("is not an instant");
        }
      }
    },
  );
});
