import { shown, UptierError } from "../kernel/errors";
import { divideDecimals } from "../kernel/money/rounding";
import type { Fraction } from "../kernel/money/rate";
import { wallClock } from "../kernel/time/zone";
import { toMilliseconds } from "../kernel/time/instant";
import type { Campaign, Pity, Prize } from "./campaign";
import { lookupOf } from "./lookup";
import { lowestTerms } from "./odds";
import { type OddsMover, pacingReport } from "./pacing/odds-range";
import type { PityView } from "./pity/shares";
import type { Shelf } from "./shelf";
import { type PrizeTable, tableOf } from "./table";
import { SHEET_WORDS, type SheetLanguage } from "./sheet-words";

/** What a shop publishes before a campaign starts: prizes, quantities, odds, rules. Plain JSON. */
export interface OddsSheet {
  readonly campaign: string;
  readonly name: string;
  readonly organiser: string | null;
  /** Of the definition that draws: the sheet and the draw cannot drift apart. */
  readonly version: string;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly zone: string;
  readonly pacing: Campaign["pacing"]["mode"];
  readonly equalBeforehand: boolean;
  readonly movedBy: readonly OddsMover[];
  readonly limits: Campaign["limits"];
  /** Where chances to draw come from; empty: draws need none. */
  readonly chancesFrom: readonly string[];
  readonly price: Campaign["price"];
  /** Whether only some members can draw. */
  readonly closedGroup: boolean;
  readonly pity: readonly SheetPity[];
  readonly prizes: readonly SheetPrize[];
}

/** A tier whose chance depends on the draws since its last hit. */
export interface SheetPity {
  readonly tier: number;
  /** The draw that is a hit for certain. */
  readonly guaranteedAt: number;
  /** Stretches of draws with one chance, in per cent. */
  readonly chances: readonly {
    readonly from: number;
    readonly to: number;
    readonly percent: string;
  }[];
}

/** A prize as it is published. */
export interface SheetPrize {
  readonly prize: string;
  readonly name: string;
  readonly kind: Prize["kind"];
  /** Null: no limit. */
  readonly quantity: number | null;
  /** Of the first draw, pity included. Null: winning moments have quantities, no odds. */
  readonly odds: Fraction | null;
  /** The same in per cent: exact where that takes six decimals or fewer, else rounded half-even. */
  readonly percent: string | null;
  readonly perDay: number | null;
  readonly perHour: number | null;
  /** When how many units are released; empty: all are there from the start. */
  readonly batches: readonly { readonly at: string; readonly units: number }[];
  readonly upgrade: { readonly to: string; readonly withinHours: number } | null;
  readonly lowest: Fraction;
  readonly highest: Fraction;
  readonly claimWithinHours: number | null;
  readonly unlockAfterDraws: number;
  readonly perMember: number | null;
}

/**
 * The odds sheet of a campaign for publication, from the definition that draws. Odds are those of
 * the first draw of a member without a pool, while everything can be given; what changes them later
 * stands beside them, and `lowest` and `highest` bound what members can meet, see `pacingReport`.
 *
 * @example
 * ```ts
 * import { defineCampaign, oddsSheet } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "three",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [
 *     { id: "cup", name: "杯子", kind: "goods", chance: "1/3", cost: "12" },
 *     { id: "thanks", kind: "nothing", chance: "remaining" },
 *   ],
 * });
 * oddsSheet(campaign).prizes[0]?.odds; // => { num: 1, den: 3 }
 * oddsSheet(campaign).prizes[0]?.percent; // => "33.333333"
 * ```
 */
export function oddsSheet(campaign: Campaign): OddsSheet {
  const report = pacingReport(campaign);
  return {
    campaign: campaign.id,
    name: campaign.name ?? campaign.id,
    organiser: campaign.organiser,
    version: campaign.version,
    opensAt: campaign.opensAt,
    closesAt: campaign.closesAt,
    zone: campaign.zone,
    pacing: report.mode,
    equalBeforehand: report.equalBeforehand,
    movedBy: report.movedBy,
    limits: campaign.limits,
    chancesFrom: (campaign.chances?.sources ?? []).map(({ id }) => id),
    price: campaign.price,
    closedGroup: campaign.members.eligible !== null || campaign.members.eligibleTiers !== null,
    pity: campaign.pity.map(sheetPity),
    prizes: sheetPrizes(campaign),
  };
}

function sheetPrizes(campaign: Campaign): readonly SheetPrize[] {
  const { mode, prizes: ranges } = pacingReport(campaign);
  const first = firstTable(campaign);
  const countsUnits = mode === "deck" || mode === "moments";
  return campaign.prizes.map((prize, index) => {
    const { lowest, highest } = ranges[index]!;
    const odds = mode === "moments" ? null : lowestTerms(first.weights[index]!, first.weightTotal);
    const total = countsUnits ? prize.weight : (prize.stock?.total ?? null);
    return {
      prize: prize.id,
      name: prize.name ?? prize.id,
      kind: prize.kind,
      quantity: prize.kind === "nothing" ? null : total,
      odds,
      percent: odds === null ? null : percentOf(odds),
      perDay: prize.stock?.perDay ?? null,
      perHour: prize.stock?.perHour ?? null,
      batches: prize.stock?.batches ?? [],
      upgrade: prize.upgrade,
      lowest,
      highest,
      claimWithinHours: prize.claimWithinHours,
      unlockAfterDraws: prize.unlockAfterDraws,
      perMember: prize.perMember,
    };
  });
}

/** The table of a first draw while everything can be given. */
function firstTable(campaign: Campaign): PrizeTable {
  const rules = lookupOf(campaign).pityOf.get("")!;
  const pity = rules.map((counter): PityView => ({
    ...counter,
    count: { misses: 0, featuredNext: false },
  }));
  const shelf: Shelf = {
    closed: [],
    until: Infinity,
    committedUpTo: Infinity,
    committedTodayUpTo: Infinity,
    heirs: null,
    tables: null,
  };
  return tableOf(campaign, shelf, { pool: null, closed: [], pity });
}

function sheetPity({ tier, table }: Pity): SheetPity {
  const chances: { from: number; to: number; percent: string }[] = [];
  table.forEach((chance, index) => {
    const percent = percentOf(chance);
    const last = chances[chances.length - 1];
    if (last?.percent === percent) last.to = index + 1;
    else chances.push({ from: index + 1, to: index + 1, percent });
  });
  return { tier, guaranteedAt: table.length, chances };
}

/**
 * The odds sheet as text that can be published as it is.
 *
 * @param format - `markdown` for a page; `text` for a chat group: one line per prize
 * @param language - `zh` (Chinese) or `en`. Default: `zh`, whose law asks for the sheet
 * @throws UptierError `invalid-options`
 *
 * @example
 * ```ts
 * import { defineCampaign, oddsSheet, oddsSheetText } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "cups",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [
 *     { id: "cup", name: "杯子", kind: "goods", chance: "2.5%", cost: "12", stock: 9, onStockOut: "nothing" },
 *     { id: "thanks", name: "谢谢参与", kind: "nothing", chance: "remaining" },
 *   ],
 * });
 * oddsSheetText(oddsSheet(campaign), "text").split("\n").slice(1, 3);
 * // => ["杯子：9 份，中奖概率 2.5%（1/40）", "谢谢参与：不限量，中奖概率 97.5%（39/40）"]
 * ```
 */
export function oddsSheetText(
  sheet: OddsSheet,
  format: "markdown" | "text",
  language: SheetLanguage = "zh",
): string {
  if (!Object.hasOwn(SHEET_WORDS, language) || !["markdown", "text"].includes(format)) {
    throw new UptierError(
      "invalid-options",
      `there is no sheet as ${shown(format)} in ${shown(language)}; ask for "markdown" or "text", in "zh" or "en"`,
    );
  }
  const words = SHEET_WORDS[language];
  const quantity = (prize: SheetPrize): string =>
    prize.quantity === null ? words.unlimited : words.units(prize.quantity);
  const odds = (fraction: Fraction | null): string =>
    fraction === null ? "–" : `${fraction.num}/${fraction.den}`;
  const notes = [
    ...(sheet.organiser === null ? [] : [words.organiser(sheet.organiser)]),
    words.period(localText(sheet.opensAt, sheet.zone), localText(sheet.closesAt, sheet.zone)),
    ...(sheet.pacing === "none" && sheet.pity.length > 0 ? [] : [words.pacing[sheet.pacing]]),
    ...sheet.movedBy.map((mover) => words.movedBy[mover]),
    ...sheet.pity.map(({ tier, guaranteedAt, chances }) =>
      words.pity(
        tier,
        guaranteedAt,
        chances.map(({ from, to, percent }) => words.stretch(from, to, percent)),
      ),
    ),
    ...words.limits(sheet.limits),
    ...(sheet.chancesFrom.length === 0 ? [] : [words.chances(sheet.chancesFrom)]),
    ...(sheet.price === null ? [] : [words.price(sheet.price.amount, sheet.price.unit)]),
    ...(sheet.closedGroup ? [words.closedGroup] : []),
    ...sheet.prizes.flatMap((prize) => [
      ...(prize.perDay === null ? [] : [words.perDay(prize.name, prize.perDay)]),
      ...(prize.perHour === null ? [] : [words.perHour(prize.name, prize.perHour)]),
      ...prize.batches.map(({ at, units }) =>
        words.batch(prize.name, localText(at, sheet.zone)!, units),
      ),
      ...(prize.upgrade === null
        ? []
        : [words.upgrade(prize.name, nameOf(sheet, prize.upgrade.to), prize.upgrade.withinHours)]),
      ...(prize.claimWithinHours === null ? [] : [words.claim(prize.name, prize.claimWithinHours)]),
      ...(prize.unlockAfterDraws === 0 ? [] : [words.lock(prize.name, prize.unlockAfterDraws)]),
      ...(prize.perMember === null ? [] : [words.perMember(prize.name, prize.perMember)]),
    ]),
    words.version(sheet.version),
  ];
  if (format === "text") {
    const lines = sheet.prizes.map((prize) =>
      prize.percent === null
        ? words.unitsOnly(prize.name, quantity(prize))
        : words.line(prize.name, quantity(prize), prize.percent, odds(prize.odds)),
    );
    return [sheet.name, ...lines, ...notes].join("\n");
  }
  const cell = (text: string): string => text.replaceAll("|", "\\|");
  const rows = sheet.prizes.map((prize) => [
    cell(prize.name),
    quantity(prize),
    prize.percent === null ? "–" : `${prize.percent} %`,
    odds(prize.odds),
    `${odds(prize.lowest)} – ${odds(prize.highest)}`,
  ]);
  return [
    `# ${sheet.name}`,
    "",
    ...[words.columns, words.columns.map(() => "---"), ...rows].map(
      (row) => `| ${row.join(" | ")} |`,
    ),
    "",
    ...notes.map((note) => `- ${note}`),
  ].join("\n");
}

function nameOf({ prizes }: OddsSheet, id: string): string {
  return prizes.find(({ prize }) => prize === id)?.name ?? id;
}

function percentOf({ num, den }: Fraction): string {
  const text = divideDecimals(String(num * 100), String(den), 6, "half-even");
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function localText(at: string | null, zone: string): string | null {
  if (at === null) return null;
  return new Date(wallClock(toMilliseconds(at), zone)).toISOString().slice(0, 16).replace("T", " ");
}
