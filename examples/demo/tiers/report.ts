import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { dayKey, localDay } from "uptier/kernel";
import {
  type ConditionTrace,
  defineTiers,
  explainStanding,
  replay,
  standingAt,
  type TierChanged,
  type TierEntry,
  type TierProgram,
  type TierProgramInput,
} from "uptier/tiering";
import { count, percent } from "../figures";
import type { OrderLog } from "../order-log";
import { refundsOf } from "../refunds";
import { table } from "../text-table";
import { type BookedTiers, bookTiers } from "./booking";

/** A log, and how its amounts and days are to be read. */
export interface TiersLog extends Pick<OrderLog, "orders" | "refunds"> {
  readonly currency: string;
  readonly zone: string;
}

/** Moves the members of a log through the tiers, and reports on them. */
export async function replayTiers(log: TiersLog): Promise<string> {
  const text = await readFile(new URL("program.json", import.meta.url), "utf8");
  const { currency, zone } = log;
  const input = JSON.parse(text) as Omit<TierProgramInput, "currency" | "zone">;
  const program = defineTiers({ ...input, currency, zone });
  const { matched } = refundsOf(log);
  const started = performance.now();
  const booked = bookTiers(program, log.orders, matched);
  const seconds = (performance.now() - started) / 1000;
  return [
    heading(program, booked, log.orders.length, matched.length, seconds),
    distribution(program, booked),
    movements(program, booked),
    traceOfOne(program, booked),
    proof(program, booked),
  ].join("\n\n");
}

function heading(
  program: TierProgram,
  { end, refusals }: BookedTiers,
  orders: number,
  refunds: number,
  seconds: number,
): string {
  const refused = [...refusals].map(([reason, times]) => [reason, count(times)]);
  return [
    `${program.name ?? program.id} (${program.id}, version ${program.version.slice(0, 12)})`,
    `${count(orders)} orders and ${count(refunds)} refunds up to ${dayKey(localDay(end, program.zone))}; booked in ${seconds.toFixed(1)} s`,
    ...(refused.length === 0 ? [] : [table(["refused", "times"], refused)]),
  ].join("\n");
}

function distribution(program: TierProgram, { members }: BookedTiers): string {
  const states = Object.values(members);
  const rows = program.tiers.toReversed().map(({ id, name }) => {
    const holders = states.filter(({ earned }) => earned?.tier === id).length;
    return [name ?? id, count(holders), percent(holders, states.length)];
  });
  return `Members by tier at the end\n${table(["", "members", ""], rows)}`;
}

const CHANGES = ["joined", "upgraded", "prolonged", "downgraded"] as const;

function movements(program: TierProgram, { entries }: BookedTiers): string {
  const months = new Map<string, Map<string, number>>();
  for (const entry of entries) {
    if (entry.kind !== "tier-changed") continue;
    const month = dayKey(localDay(Date.parse(entry.at), program.zone)).slice(0, 7);
    const changes = months.get(month) ?? new Map<string, number>();
    changes.set(entry.change, (changes.get(entry.change) ?? 0) + 1);
    months.set(month, changes);
  }
  const rows = [...months]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, changes]) => [
      month,
      ...CHANGES.map((change) => count(changes.get(change) ?? 0)),
    ]);
  const sum = CHANGES.map((change) =>
    count([...months.values()].reduce((total, changes) => total + (changes.get(change) ?? 0), 0)),
  );
  return `Movements by month\n${table(["", ...CHANGES], [...rows, ["all", ...sum]])}`;
}

/** The member whose tier changed most often, the first of them by name. */
function traceOfOne(program: TierProgram, booked: BookedTiers): string {
  const changes = new Map<string, TierChanged[]>();
  for (const entry of booked.entries) {
    if (entry.kind !== "tier-changed") continue;
    const known = changes.get(entry.member);
    if (known === undefined) changes.set(entry.member, [entry]);
    else known.push(entry);
  }
  const [first] = [...changes].toSorted(
    ([nameA, a], [nameB, b]) => b.length - a.length || (nameA < nameB ? -1 : 1),
  );
  if (first === undefined) return "No member has a tier";
  const [member, own] = first;
  const state = booked.members[member]!;
  const at = new Date(booked.end);
  const standing = standingAt(program, state, at);
  const dayOf = (instant: string): string => dayKey(localDay(Date.parse(instant), program.zone));
  const rows = own.map(({ at: when, change, from, earned, reason }) => [
    `${dayOf(when)} ${change}`,
    `${from ?? "-"} > ${earned.tier ?? "-"}`,
    reason,
    earned.until === null ? "" : dayOf(earned.until),
  ]);
  const metrics = standing.metrics.map(({ metric, value }) => `${metric} ${value}`).join(", ");
  const next = standing.opportunities[0];
  const missing = (next?.bounds ?? []).map(({ metric, need }) => `${metric} ${need}`).join(", ");
  const projected = standing.projected.map(
    ({ at: when, tier }) => `${tier ?? "none"} from ${dayOf(when)}`,
  );
  return [
    `The member who moved most: ${member}, ${count(state.activities.length)} orders`,
    table(["", "tier", "why", "until"], rows),
    `  now ${standing.tier ?? "without a tier"}: ${metrics}`,
    ...(next === undefined ? [] : [`  to ${next.tier}: ${next.percent} %, missing ${missing}`]),
    `  if nothing happens: ${projected.length === 0 ? "stays" : projected.join(", ")}`,
    ...explainStanding(program, state, at).map(
      ({ tier, reached, entry, keep }) =>
        `  ${tier}: ${reached ? "reached" : "not reached"}${traceText(entry)}${keep === null ? "" : `; kept by${traceText(keep)}`}`,
    ),
  ].join("\n");
}

function traceText(trace: ConditionTrace | null): string {
  if (trace === null) return ", everybody is";
  if (trace.kind === "bound") {
    return ` ${trace.metric} ${trace.value} of ${trace.min}${trace.holds ? "" : " (no)"}`;
  }
  if (trace.kind === "not") return ` not(${traceText(trace.of)})`;
  return ` ${trace.kind}(${trace.of.map(traceText).join(";")} )`;
}

function proof(program: TierProgram, { entries, members }: BookedTiers): string {
  const replayed = replay(program, entries satisfies readonly TierEntry[]);
  const names = new Set([...Object.keys(members), ...Object.keys(replayed)]);
  const differences = [...names].filter(
    (name) => !isDeepStrictEqual(members[name], replayed[name]),
  );
  return differences.length === 0
    ? `Proof of the tiers\n  replaying ${count(entries.length)} entries gives exactly the ${count(names.size)} members of the session`
    : `PROOF OF THE TIERS FAILED\n  other than the session has them: ${differences.join(", ")}`;
}
