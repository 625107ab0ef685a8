import { type Report, reportError } from "../../kernel/definition";
import { toMinor } from "../../kernel/money/amount";
import { type CampaignDraft, soundWeights } from "./draft";

/** Who draws, from what, and for what price. */
export function checkMembers(campaign: CampaignDraft, report: Report): void {
  checkPools(campaign, report);
  checkSources(campaign, report);
  checkPrice(campaign, report);
}

function checkPools(campaign: CampaignDraft, report: Report): void {
  const { pools = [], prizes = [] } = campaign;
  const weights = soundWeights(campaign);
  const ids = new Set(prizes.map((prize) => prize?.id));
  const seen = new Set<string>();
  const claimed = new Set<string>();
  pools.forEach((pool, index) => {
    if (pool === undefined) return;
    const path = ["pools", index];
    if (pool.id !== undefined && seen.has(pool.id)) {
      report([...path, "id"], "duplicate-id", `"${pool.id}" is taken; give each pool its own id`);
    }
    if (pool.id !== undefined) seen.add(pool.id);
    if ((pool.fromScore === undefined) === (pool.memberTiers === undefined)) {
      report(path, "invalid-pool", "needs either fromScore or memberTiers, and not both");
    }
    const audience =
      pool.fromScore === undefined ? (pool.memberTiers ?? []) : [`from ${pool.fromScore}`];
    for (const name of audience) {
      if (name !== undefined && claimed.has(name)) {
        report(path, "invalid-pool", `"${name}" has another pool already; give it one`);
      }
      if (name !== undefined) claimed.add(name);
    }
    const own = new Set<string>();
    pool.prizes?.forEach((prize, position) => {
      if (prize === undefined) return;
      const at = [...path, "prizes", position];
      if (!ids.has(prize)) {
        report(at, "unknown-prize", `"${prize}" is not the id of a prize of this campaign`);
      }
      if (own.has(prize)) report(at, "duplicate-id", `"${prize}" stands in the pool twice`);
      own.add(prize);
    });
    const members = (weights ?? []).filter((_, at) => own.has(prizes[at]!.id ?? ""));
    if (members.length > 0 && members.every((weight) => weight === 0)) {
      report([...path, "prizes"], "invalid-pool", "all its prizes have weight 0; add one more");
    }
  });
}

function checkSources({ chances }: CampaignDraft, report: Report): void {
  const seen = new Set<string>();
  chances?.sources?.forEach((source, index) => {
    const id = source?.id;
    if (id === undefined) return;
    if (seen.has(id)) {
      report(
        ["chances", "sources", index, "id"],
        "duplicate-id",
        `"${id}" is taken; give each source its own id`,
      );
    }
    seen.add(id);
  });
}

function checkPrice({ price, currency }: CampaignDraft, report: Report): void {
  const { unit, amount } = price ?? {};
  if (unit === undefined || amount === undefined || currency === undefined) return;
  if (unit === "points" && !(/^\d{1,15}$/.test(amount) && Number(amount) > 0)) {
    report(
      ["price", "amount"],
      "invalid-price",
      'points are whole: write "10"; leave the price out where a draw is free',
    );
  }
  if (unit === "money") {
    const due = reportError(report, ["price", "amount"], () => toMinor(amount, currency));
    if (due === 0) {
      report(["price", "amount"], "invalid-price", "is 0; leave the price out instead");
    }
  }
}
