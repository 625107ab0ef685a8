import { existsSync } from "node:fs";
import { it } from "vitest";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** Where Chromium is; null: there is none, and the tests that need it are skipped. */
export const chromiumPath = pathOf(process.env["UPTIER_TEST_CHROMIUM"]);

function pathOf(wanted: string | undefined): string | null {
  const found = (wanted === undefined ? PLACES : [wanted]).find(existsSync);
  if (found !== undefined) return found;
  const where = `${wanted ?? PLACES.join(", ")}; name it in UPTIER_TEST_CHROMIUM`;
  if (process.env["CI"] === "true") throw new Error(`there is no Chromium at ${where}`);
  console.warn(`SKIPPED: the tests in a browser, because there is no Chromium at ${where}`);
  return null;
}

/** A test in a browser; skipped, with a line that says so, where there is none. */
export const itInBrowser = it.skipIf(chromiumPath === null);
