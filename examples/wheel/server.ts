import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { cryptoRandom } from "uptier/kernel";
import {
  type Campaign,
  type CampaignInput,
  defineCampaign,
  type LotterySession,
  luckyGrid,
  luckyWheel,
  oddsSheet,
  openSession,
  scratchCard,
  stopIndex,
} from "uptier/lottery";

/** What the page is made of: address, file, type. */
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  "/": [here("index.html"), "text/html; charset=utf-8"],
  "/page.js": [here("page.js"), "text/javascript; charset=utf-8"],
  "/scratch.js": [here("scratch.js"), "text/javascript; charset=utf-8"],
  "/texts.js": [here("texts.js"), "text/javascript; charset=utf-8"],
  "/lucky-canvas.js": [
    createRequire(import.meta.url).resolve("lucky-canvas/dist/index.umd.js"),
    "text/javascript; charset=utf-8",
  ],
};

/**
 * A shop's page with a wheel, a nine-grid and a scratch card, on this computer only. What is drawn
 * is decided here; the page shows it. Prizes live as long as the process: a shop keeps the entries
 * of its draws in a store.
 *
 * @param port - 0: any that is free
 * @returns the server, listening
 */
export async function serveWheel(port = 0): Promise<Server> {
  const input = JSON.parse(await readFile(here("campaign.json"), "utf8")) as CampaignInput;
  const campaign = defineCampaign(input);
  const session = openSession(campaign);
  const server = createServer((request, response) => {
    answer(campaign, session, request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  return server;
}

async function answer(
  campaign: Campaign,
  session: LotterySession,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const member = memberOf(request);
  const file = FILES[pathname];
  request.resume();
  if (request.method === "GET" && file !== undefined) {
    response.setHeader("content-type", file[1]);
    if (member === null) response.setHeader("set-cookie", newMember());
    response.end(await readFile(file[0]));
  } else if (request.method === "GET" && pathname === "/campaign") {
    send(response, 200, pageOf(campaign, session, member ?? "visitor"));
  } else if (request.method === "POST" && pathname === "/draws") {
    // A page that was made before an edit of the campaign could stop at a field that moved.
    if (request.headers["if-match"] !== campaign.version) send(response, 412, { reload: true });
    else if (member === null) send(response, 401, { reload: true });
    else drawFor(campaign, session, member, response);
  } else {
    send(response, 404, {});
  }
}

/** What everybody may see: the odds sheet, and the chances of the visitor's next draw. */
function pageOf(campaign: Campaign, session: LotterySession, member: string): unknown {
  const sheet = oddsSheet(campaign);
  const { prizes } = session.odds(new Date().toISOString(), { member });
  return {
    ...{ version: sheet.version, name: sheet.name, organiser: sheet.organiser },
    wheel: luckyWheel(campaign),
    grid: luckyGrid(campaign),
    odds: sheet.prizes.map(({ prize, name, kind, quantity, percent }, index) => ({
      ...{ prize, name, kind, quantity, percent, now: prizes[index]!.now },
    })),
  };
}

function drawFor(
  campaign: Campaign,
  session: LotterySession,
  member: string,
  response: ServerResponse,
): void {
  const command = { id: randomUUID(), at: new Date().toISOString(), member };
  const decision = session.draw(command, cryptoRandom());
  if (decision.ok) {
    const { value } = decision;
    const card = scratchCard(campaign, value);
    send(response, 200, { stopAt: stopIndex(campaign, value), card });
  } else {
    send(response, 409, { refusal: decision.refusal.code });
  }
}

/** The visitor of this browser; a shop knows its members from their login. */
function memberOf({ headers }: IncomingMessage): string | null {
  return /(?:^|; )member=([\w-]{36})(?:;|$)/.exec(headers.cookie ?? "")?.[1] ?? null;
}

function newMember(): string {
  return `member=${randomUUID()}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000`;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

function here(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
