import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { serveWheel } from "../../examples/wheel/server";
import { chromiumPath, itInBrowser } from "./chromium";

/** What lucky-canvas, or the foil, said when it had stopped. */
interface Stop {
  readonly name: string;
  readonly prize: string | null;
  readonly draw: string | null;
}

/** What the server answered. */
interface Drawn {
  readonly stopAt: number;
  readonly card: { readonly draw: string; readonly prize: string; readonly text: string };
}

let server: Server;
let browser: Browser | undefined;
let address: string;

beforeAll(async () => {
  if (chromiumPath === null) return;
  server = await serveWheel();
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/?fast`;
  browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Opens the page in a browser of its own; what goes wrong there is kept. */
async function open(
  options: { locale?: string; width?: number } = {},
): Promise<{ page: Page; faults: string[] }> {
  const { locale = "zh-CN", width = 390 } = options;
  const context = await browser!.newContext({ locale, viewport: { width, height: 844 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (line) => {
    if (line.type() === "error" || line.type() === "warning") faults.push(line.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(address);
  await page.waitForSelector("body[data-ready]", { timeout: 20_000 });
  return { page, faults };
}

/** Draws once, on the wheel or the grid, by its button. */
async function spin(page: Page, name: "wheel" | "grid"): Promise<{ drawn: Drawn; stop: Stop }> {
  const before = await page.evaluate("stops.length");
  const answer = page.waitForResponse((response) => response.url().endsWith("/draws"));
  await page.click("#start");
  const drawn = (await (await answer).json()) as Drawn;
  await page.waitForFunction(`stops.length > ${String(before)}`, null, { timeout: 20_000 });
  const stop = await page.evaluate<Stop>("stops.at(-1)");
  expect(stop.name).toBe(name);
  return { drawn, stop };
}

/** Which field is under the pointer of the wheel, or lit up in the grid: as seen, not as told. */
const SEEN = {
  wheel: `(() => {
    const { rotateDeg, prizes } = stages.wheel;
    const under = (((-rotateDeg) % 360) + 360) % 360;
    return Math.floor(under / (360 / prizes.length));
  })()`,
  grid: "Math.floor(stages.grid.currIndex % stages.grid.prizes.length)",
};

describe("the page with a wheel [lottery-31]", () => {
  for (const name of ["wheel", "grid"] as const) {
    itInBrowser(`stops the ${name} at the prize that was drawn`, { timeout: 120_000 }, async () => {
      const { page, faults } = await open();
      await page.click(`#ways button[value=${name}]`);
      const prizes: string[] = [];
      for (let turn = 0; turn < 6; turn += 1) {
        const { drawn, stop } = await spin(page, name);
        expect(stop).toEqual({ name, prize: drawn.card.prize, draw: drawn.card.draw });
        expect(await page.evaluate(SEEN[name])).toBe(drawn.stopAt);
        const message = await page.textContent("#message");
        expect(message).toContain(drawn.card.prize === "thanks" ? "这次没有中奖" : drawn.card.text);
        prizes.push(drawn.card.prize);
      }
      expect(prizes).toHaveLength(6);
      expect(faults).toEqual([]);
      await page.context().close();
    });
  }

  itInBrowser("has the drawn prize under the foil of the card", { timeout: 120_000 }, async () => {
    const { page, faults } = await open();
    await page.click("#ways button[value=card]");
    for (const how of ["rub", "button"]) {
      const answer = page.waitForResponse((response) => response.url().endsWith("/draws"));
      await page.click("#start");
      const { card } = (await (await answer).json()) as Drawn;
      await page.waitForSelector("#foil:not([hidden])");
      expect(await page.evaluate("stops.at(-1)?.draw")).not.toBe(card.draw);
      if (how === "button") await page.click("#reveal");
      else await rub(page);
      await page.waitForSelector("#foil[hidden]", { state: "attached", timeout: 20_000 });
      expect(await page.evaluate("stops.at(-1)")).toEqual({
        name: "card",
        prize: card.prize,
        draw: card.draw,
      });
      expect(await page.textContent("#prize")).toBe(card.text);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  itInBrowser("speaks two languages and fits a narrow phone", { timeout: 120_000 }, async () => {
    const { page, faults } = await open({ locale: "en-GB", width: 320 });
    expect(await page.textContent("h1")).toBe("Autumn tea draw");
    expect(await page.textContent("#odds")).toContain("Oolong tea6013%");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
    await page.click("#languages button[value=zh]");
    expect(await page.textContent("h1")).toBe("秋茶抽奖");
    expect(await page.textContent("#odds")).toContain("乌龙茶6013%");
    expect(await page.evaluate("stages.wheel.prizes[3].fonts[0].text")).toBe("乌龙茶");
    expect(faults).toEqual([]);
    await page.context().close();
  });

  itInBrowser("ends a spin without a result when there is none", { timeout: 120_000 }, async () => {
    const { page } = await open();
    await page.route("**/draws", (route) =>
      route.fulfill({ status: 409, json: { refusal: "over-daily-limit" } }),
    );
    await page.click("#start");
    await page.waitForFunction("stops.length === 1", null, { timeout: 20_000 });
    expect(await page.evaluate("stops[0]")).toEqual({ name: "wheel", prize: null, draw: null });
    expect(await page.textContent("#message")).toBe("今天的抽奖次数已经用完，明天再来吧。");
    expect(await page.isEnabled("#start")).toBe(true);
    await page.context().close();
  });

  itInBrowser("gives no draw to a page of an older campaign", { timeout: 120_000 }, async () => {
    const { page } = await open();
    const status = await page.evaluate(
      `fetch("draws", { method: "POST", headers: { "if-match": "old" } }).then((r) => r.status)`,
    );
    expect(status).toBe(412);
    await page.context().close();
  });
});

/** Rubs over the whole foil in lines. */
async function rub(page: Page): Promise<void> {
  const box = (await page.locator("#foil").boundingBox())!;
  await page.mouse.move(box.x + 5, box.y + 5);
  await page.mouse.down();
  for (let y = 15; y < box.height && (await page.isVisible("#foil")); y += 30) {
    const x = (y - 15) % 60 === 0 ? box.width - 5 : 5;
    await page.mouse.move(box.x + x, box.y + y, { steps: 4 });
  }
  await page.mouse.up();
}
