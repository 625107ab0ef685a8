import { type Report, reportError } from "../../kernel/definition";
import type { Path } from "../../kernel/errors";
import { toMinor } from "../../kernel/money/amount";
import { toMilliseconds } from "../../kernel/time/instant";
import { type CampaignDraft, costOf, type PrizeDraft } from "./draft";

/** Each prize by itself, and their ids. */
export function checkPrizes(campaign: CampaignDraft, report: Report): void {
  const prizes = campaign.prizes ?? [];
  checkIds(prizes, report);
  prizes.forEach((prize, index) => {
    if (prize === undefined) return;
    const path = ["prizes", index];
    if (prize.kind === "nothing") checkNothing(prize, path, report);
    else checkCosts(prize, path, campaign, report);
    checkStock(prize, path, report);
    checkUpgrade(prize, path, campaign, report);
  });
}

function checkIds(prizes: readonly (PrizeDraft | undefined)[], report: Report): void {
  const seen = new Set<string>();
  let nothing = false;
  prizes.forEach((prize, index) => {
    const id = prize?.id;
    if (id !== undefined && seen.has(id)) {
      report(
        ["prizes", index, "id"],
        "duplicate-id",
        `"${id}" is taken; give each prize its own id`,
      );
    }
    if (id !== undefined) seen.add(id);
    if (prize?.kind !== "nothing") return;
    if (nothing) {
      report(
        ["prizes", index, "kind"],
        "second-nothing",
        'only one prize can be of kind "nothing"; several fields of a wheel may show it',
      );
    }
    nothing = true;
  });
}

const NOT_FOR_NOTHING = [
  "stock",
  "cost",
  "marketValue",
  "perMember",
  "unlockAfterDraws",
  "claimWithinHours",
  "upgrade",
  "onStockOut",
  "onBudgetShort",
  "onMemberLimit",
  "onLocked",
] as const;

function checkNothing(prize: PrizeDraft, path: Path, report: Report): void {
  for (const key of NOT_FOR_NOTHING) {
    if (prize[key] === undefined) continue;
    report([...path, key], "not-for-nothing", 'is not for the prize of kind "nothing"; remove it');
  }
}

function checkCosts(
  prize: PrizeDraft,
  path: Path,
  { currency }: CampaignDraft,
  report: Report,
): void {
  if (prize.cost === undefined && prize.kind !== undefined) {
    report([...path, "cost"], "missing", 'is missing; say what one costs you, "0" if it is free');
  }
  if (currency === undefined) return;
  for (const key of ["cost", "marketValue"] as const) {
    const amount = prize[key];
    if (amount !== undefined) {
      reportError(report, [...path, key], () => toMinor(amount, currency));
    }
  }
}

function checkStock({ stock }: PrizeDraft, path: Path, report: Report): void {
  if (typeof stock !== "object") return;
  const invalid = (key: string | number, message: string): void => {
    report([...path, "stock", ...(key === "" ? [] : [key])], "invalid-stock", message);
  };
  if (Object.values(stock).every((value) => value === undefined)) {
    invalid("", 'is empty; state "total", "perDay", "perHour" or "batches", or leave it out');
  }
  const { batches, total } = stock;
  if (batches === undefined) return;
  if (total !== undefined) invalid("total", "is the sum of the batches; leave it out");
  let before = -Infinity;
  batches.forEach((batch, index) => {
    const text = batch?.at;
    if (text === undefined) return;
    const at = reportError(report, [...path, "stock", "batches", index, "at"], () =>
      toMilliseconds(text),
    );
    if (at === undefined) return;
    if (at <= before) {
      report(
        [...path, "stock", "batches", index, "at"],
        "invalid-stock",
        "must be later than the batch before; put the batches in order",
      );
    }
    before = at;
  });
}

function checkUpgrade(
  prize: PrizeDraft,
  path: Path,
  { prizes = [], currency }: CampaignDraft,
  report: Report,
): void {
  const target = prize.upgrade?.to;
  if (target === undefined) return;
  const to = prizes.find((other) => other?.id === target);
  const invalid = (message: string): void => {
    report([...path, "upgrade", "to"], "invalid-upgrade", message);
  };
  if (to === undefined) {
    report(
      [...path, "upgrade", "to"],
      "unknown-prize",
      `"${target}" is not the id of a prize of this campaign`,
    );
  } else if (to === prize || to.kind === "nothing" || to.upgrade !== undefined) {
    invalid(`"${target}" must be another prize, that is something and has no upgrade itself`);
  } else if ((costOf(to, currency) ?? Infinity) < (costOf(prize, currency) ?? 0)) {
    invalid(`"${target}" costs less than what it replaces; an upgrade costs at least as much`);
  }
}
