import { expect, it } from "vitest";

it("the suite runs in the host zone that it says, so that a host zone that shows is found [time-06]", () => {
  const zone = process.env["TZ"];
  expect(zone).toBeDefined();
  expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
  const winter = new Date(2026, 0, 1).toISOString();
  const expected: Readonly<Record<string, string>> = {
    UTC: "2026-01-01T00:00:00.000Z",
    "Asia/Shanghai": "2025-12-31T16:00:00.000Z",
    "America/New_York": "2026-01-01T05:00:00.000Z",
    "Pacific/Apia": "2025-12-31T11:00:00.000Z",
    "Asia/Amman": "2025-12-31T21:00:00.000Z",
  };
  expect(winter).toBe(expected[zone ?? ""]);
});
