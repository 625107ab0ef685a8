import { divideDecimals } from "../kernel/money/rounding";
import type { Fraction } from "../kernel/money/rate";
import { wallClock } from "../kernel/time/zone";
import { toMilliseconds } from "../kernel/time/instant";
import type { Campaign, Prize } from "./campaign";
import { lowestTerms } from "./odds";
import { type OddsMover, pacingReport } from "./pacing/odds-range";
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
  readonly prizes: readonly SheetPrize[];
}

/** A prize as it is published. */
export interface SheetPrize {
  readonly prize: string;
  readonly name: string;
  readonly kind: Prize["kind"];
  /** Null: no limit. */
  readonly quantity: number | null;
  readonly odds: Fraction;
  /** The same in per cent: exact where that takes six decimals or fewer, else rounded half-even. */
  readonly percent: string;
  readonly lowest: Fraction;
  readonly highest: Fraction;
  readonly claimWithinHours: number | null;
  readonly unlockAfterDraws: number;
  readonly perMember: number | null;
}

/**
 * The odds sheet of a campaign for publication, from the definition that draws. Odds are those of
 * the first draw of a member without pool and pity; `lowest` and `highest` are what members can meet
 * later, see `pacingReport`.
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
    prizes: campaign.prizes.map((prize, index) => {
      const { stated, lowest, highest } = report.prizes[index]!;
      const units = report.mode === "deck" || report.mode === "moments" ? prize.weight : null;
      return {
        prize: prize.id,
        name: prize.name ?? prize.id,
        kind: prize.kind,
        quantity: prize.kind === "nothing" ? null : (units ?? prize.stock?.total ?? null),
        odds: lowestTerms(stated.num, stated.den),
        percent: percentOf(stated),
        lowest,
        highest,
        claimWithinHours: prize.claimWithinHours,
        unlockAfterDraws: prize.unlockAfterDraws,
        perMember: prize.perMember,
      };
    }),
  };
}

/**
 * The odds sheet as text that can be published as it is.
 *
 * @param format - `markdown` for a page; `text` for a chat group: one line per prize
 * @param language - `zh` (Chinese) or `en`. Default: `zh`, whose law asks for the sheet
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
  const words = SHEET_WORDS[language];
  const quantity = (prize: SheetPrize): string =>
    prize.quantity === null ? words.unlimited : words.units(prize.quantity);
  const odds = ({ num, den }: Fraction): string => `${num}/${den}`;
  const notes = [
    ...(sheet.organiser === null ? [] : [words.organiser(sheet.organiser)]),
    words.period(localText(sheet.opensAt, sheet.zone), localText(sheet.closesAt, sheet.zone)),
    words.pacing[sheet.pacing],
    ...sheet.movedBy.map((mover) => words.movedBy[mover]),
    ...sheet.prizes.flatMap((prize) => [
      ...(prize.claimWithinHours === null ? [] : [words.claim(prize.name, prize.claimWithinHours)]),
      ...(prize.unlockAfterDraws === 0 ? [] : [words.lock(prize.name, prize.unlockAfterDraws)]),
      ...(prize.perMember === null ? [] : [words.perMember(prize.name, prize.perMember)]),
    ]),
    words.version(sheet.version),
  ];
  if (format === "text") {
    const lines = sheet.prizes.map((prize) =>
      words.line(prize.name, quantity(prize), prize.percent, odds(prize.odds)),
    );
    return [sheet.name, ...lines, ...notes].join("\n");
  }
  const cell = (text: string): string => text.replaceAll("|", "\\|");
  const rows = sheet.prizes.map((prize) => [
    cell(prize.name),
    quantity(prize),
    `${prize.percent} %`,
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

function percentOf({ num, den }: Fraction): string {
  const text = divideDecimals(String(num * 100), String(den), 6, "half-even");
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function localText(at: string | null, zone: string): string | null {
  if (at === null) return null;
  return new Date(wallClock(toMilliseconds(at), zone)).toISOString().slice(0, 16).replace("T", " ");
}
