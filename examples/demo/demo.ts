import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { instantText, localDay, startOfDay, UptierError } from "uptier/kernel";
import {
  type Campaign,
  campaignDeciders,
  type CampaignInput,
  campaignStream,
  defineCampaign,
  type DrawRefusal,
  type PrizeDrawn,
} from "uptier/lottery";
import { openStore } from "uptier/store";
import { type Columns, type Order, type OrderLog, readOrderLog } from "./order-log";
import { replayPoints } from "./points/report";
import { progressBar } from "./progress";
import { replayReferral } from "./referral/report";
import { reportOf } from "./report";
import { replayTiers } from "./tiers/report";
import { sampleLog } from "./sample-log";

const USAGE = `Replays a shop's order log: every order earns a scratch card and
points, moves the member through the tiers, and pays who referred the member.

  npm run demo -- [--orders FILE] [--columns member=X,at=X,amount=X] [--campaign FILE]

  --orders    CSV, or columns separated by white space. Default: a small log made up here.
              Amounts are plain decimals; those below 0 are refunds, which take back what was earned
  --columns   which column holds what: names of the header, or numbers from 1. Default: found out.
              ,refund=X names a column of what went back of the order of its line
  --campaign  a campaign as JSON. Default: examples/demo/campaign.json
`;

/** Runs the demo and gives what it prints. */
export async function demo(args: readonly string[]): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      orders: { type: "string" },
      columns: { type: "string" },
      campaign: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return USAGE;
  const campaignFile = await readCampaign(values.campaign);
  const { zone, currency } = define(campaignFile, []);
  const file = values.orders ?? "a sample log that was made up for this";
  const { columns, ...log } = readOrderLog(
    values.orders === undefined ? sampleLog() : await readText(values.orders),
    { file, zone, currency, columns: columnsOf(values.columns) },
  );
  const refundColumn = columns.refund === undefined ? "" : `, refund = ${columns.refund}`;
  return [
    `Read ${file}: member = ${columns.member}, at = ${columns.at}, amount = ${columns.amount}${refundColumn}`,
    await replayOrders(define(campaignFile, log.orders), log),
    await replayPoints({ ...log, currency, zone }),
    await replayTiers({ ...log, currency, zone }),
    await replayReferral({ ...log, currency, zone }),
    "",
  ].join("\n\n");
}

/** Makes one draw per order, durably, and reports on them. Nothing is stored before all is read. */
async function replayOrders(
  campaign: Campaign,
  { orders, refunds }: Pick<OrderLog, "orders" | "refunds">,
): Promise<string> {
  const draws = campaignDeciders(campaign).draw;
  const refusals = new Map<DrawRefusal["code"], number>();
  const showProgress = progressBar(orders.length, process.stderr);
  const started = performance.now();
  const store = await openStore();
  try {
    await store.migrate();
    for (const [index, { id, at, member }] of orders.entries()) {
      const decision = await store.decide(draws, { id, at: instantText(at), member });
      if (!decision.ok) {
        const { code } = decision.refusal;
        refusals.set(code, (refusals.get(code) ?? 0) + 1);
      }
      showProgress(index + 1);
    }
    const seconds = (performance.now() - started) / 1000;
    const entries: PrizeDrawn[] = [];
    for await (const entry of store.entries(draws)) {
      if (entry.kind === "prize-drawn") entries.push(entry);
    }
    const state = await store.state(campaignStream(campaign.id));
    const verification = await store.verify(draws);
    return reportOf({
      campaign,
      orders,
      refunds: refunds.length,
      entries,
      refusals,
      state,
      verification,
      seconds,
    });
  } finally {
    await store.close();
  }
}

/** A campaign as its file has it, not validated yet. */
interface CampaignFile {
  readonly file: string;
  readonly input: CampaignInput;
}

async function readCampaign(path: string | undefined): Promise<CampaignFile> {
  const file = path ?? fileURLToPath(new URL("campaign.json", import.meta.url));
  const text = await readText(file);
  try {
    return { file, input: JSON.parse(text) as CampaignInput };
  } catch (error) {
    throw new UptierError("bad-campaign-file", `${file} is not JSON: ${String(error)}`);
  }
}

/**
 * Defines the campaign of a file. Where its budget is to be spread over time and it does not say
 * when it opens and closes, that is the days of the orders.
 */
function define({ file, input }: CampaignFile, orders: readonly Order[]): Campaign {
  try {
    const { pacing, opensAt, closesAt } = input;
    const isTimeless =
      pacing?.mode === "throttle" &&
      pacing.line === undefined &&
      (opensAt ?? closesAt) === undefined;
    if (!isTimeless) return defineCampaign(input);
    const paceless = defineCampaign({ ...input, pacing: undefined });
    const [first, last] = [orders[0], orders[orders.length - 1]];
    if (first === undefined || last === undefined) return paceless;
    const dayOf = ({ at }: Order): number => localDay(at, paceless.zone);
    return defineCampaign({
      ...input,
      opensAt: instantText(startOfDay(dayOf(first), paceless.zone)),
      closesAt: instantText(startOfDay(dayOf(last) + 1, paceless.zone)),
    });
  } catch (error) {
    if (!(error instanceof UptierError)) throw error;
    throw new UptierError(error.code, `${file}: ${error.message}`);
  }
}

/** Reads a file by a path that is relative to where npm was called. */
async function readText(path: string): Promise<string> {
  try {
    return await readFile(resolve(process.env["INIT_CWD"] ?? ".", path), "utf8");
  } catch (error) {
    throw new UptierError("unreadable-file", `${path} cannot be read: ${String(error)}`);
  }
}

function columnsOf(text: string | undefined): Columns | undefined {
  if (text === undefined) return undefined;
  const given = new Map(
    text.split(",").map((part): [string, string] => {
      const [field = "", ...column] = part.split("=");
      return [field.trim(), column.join("=").trim()];
    }),
  );
  const column = (field: keyof Columns): string | number => {
    const name = given.get(field);
    if (name === undefined || name === "") {
      throw new UptierError(
        "bad-columns",
        `--columns does not name the ${field} column; write member=X,at=X,amount=X`,
      );
    }
    return /^\d+$/.test(name) ? Number(name) : name;
  };
  return {
    member: column("member"),
    at: column("at"),
    amount: column("amount"),
    ...(given.has("refund") ? { refund: column("refund") } : {}),
  };
}
