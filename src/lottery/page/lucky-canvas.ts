import { UptierError } from "../../kernel/errors";
import type { Campaign } from "../campaign";
import { lookupOf } from "../lookup";
import { colourAt, type FullLook, lookOf, type PageLook } from "./look";

/*
 * The lists are not readonly, because the types of lucky-canvas ask for lists that it may change:
 * it makes what it is given its own. So every call here gives a new one.
 */

/** A text as lucky-canvas writes it. */
export interface LuckyText {
  readonly text: string;
  readonly top: string;
  readonly fontColor: string;
  /** Not there in fields: `defaultStyle` of lucky-canvas decides. */
  readonly fontSize?: string;
  readonly fontWeight?: string;
}

/** A field as lucky-canvas draws it, and gives it to the `end` callback. */
export interface LuckyField {
  /** The id of the prize that it shows; null: a decoy. lucky-canvas hands it through. */
  readonly prize: string | null;
  readonly background: string;
  readonly fonts: LuckyText[];
}

/** What `LuckyWheel` of lucky-canvas needs beside its size and callbacks. */
export interface LuckyWheelData {
  readonly blocks: { readonly padding: string; readonly background: string }[];
  /** In the order of the campaign's fields. */
  readonly prizes: LuckyField[];
  readonly buttons: {
    readonly radius: string;
    readonly background: string;
    readonly pointer: boolean;
    readonly fonts: LuckyText[];
  }[];
}

/** What `LuckyGrid` of lucky-canvas needs beside its size and callbacks. */
export interface LuckyGridData {
  readonly rows: 3;
  readonly cols: 3;
  readonly blocks: {
    readonly padding: string;
    readonly borderRadius: string;
    readonly background: string;
  }[];
  /** In the order of the campaign's fields, clockwise from the top left corner. */
  readonly prizes: (LuckyField & { readonly x: number; readonly y: number })[];
  readonly buttons: {
    readonly x: number;
    readonly y: number;
    readonly background: string;
    readonly fonts: LuckyText[];
  }[];
}

/**
 * The wheel of a campaign, as the drawing library lucky-canvas takes it: one sector per field, from
 * the top clockwise. A sector shows the name of its prize, or the id of a prize without a name, or
 * the text of a decoy. It says nothing of chances, costs and stocks, and can be sent to everybody.
 *
 * @param campaign - with `fields`
 * @param look - colours and the text of the button
 * @returns a new object at every call, plain JSON; lucky-canvas may change it
 * @throws UptierError in this order: `invalid-look`, `invalid-fields` (the campaign has none)
 * Source: options of lucky-canvas 1.7.27, https://100px.net.
 *
 * @example
 * ```ts
 * import { defineCampaign, luckyWheel } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "tea-wheel",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [
 *     { id: "tea", name: "Green tea", kind: "goods", chance: "10%", cost: "3.20" },
 *     { id: "thanks", kind: "nothing", chance: "remaining" },
 *   ],
 *   fields: ["tea", "thanks", { decoy: "A car" }, "thanks"],
 * });
 * const { prizes } = luckyWheel(campaign);
 * prizes.map((field) => field.prize); // => ["tea", "thanks", null, "thanks"]
 * prizes.map((field) => field.fonts[0]?.text); // => ["Green tea", "thanks", "A car", "thanks"]
 * ```
 */
export function luckyWheel(campaign: Campaign, look: PageLook = {}): LuckyWheelData {
  const full = lookOf(look);
  const { colours, accentColour } = full;
  return {
    blocks: [
      { padding: "10px", background: accentColour },
      { padding: "4px", background: colours[0]! },
    ],
    prizes: fieldsOf(campaign, full, "14%"),
    buttons: [
      { radius: "34%", background: colours[0]!, pointer: false, fonts: [] },
      {
        radius: "29%",
        background: accentColour,
        pointer: true,
        fonts: [buttonText(full, "-14px")],
      },
    ],
  };
}

/**
 * The nine-grid of a campaign, as the drawing library lucky-canvas takes it: eight fields around a
 * button, clockwise from the top left corner, in the order in which the light runs. Fields show what
 * they show on a {@link luckyWheel}.
 *
 * @param campaign - with 8 `fields`; fewer prizes than that take several fields each
 * @param look - colours and the text of the button
 * @returns a new object at every call, plain JSON; lucky-canvas may change it
 * @throws UptierError in this order: `invalid-look`, `invalid-fields` (the campaign has none, or
 * not 8)
 * Source: options of lucky-canvas 1.7.27, https://100px.net.
 *
 * @example
 * ```ts
 * import { defineCampaign, luckyGrid } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "nine-grid",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [
 *     { id: "tea", kind: "goods", chance: "10%", cost: "3.20" },
 *     { id: "thanks", kind: "nothing", chance: "remaining" },
 *   ],
 *   fields: ["tea", "thanks", "tea", "thanks", "tea", "thanks", "tea", "thanks"],
 * });
 * luckyGrid(campaign).prizes.map(({ x, y }) => `${x}${y}`).join(" "); // => "00 10 20 21 22 12 02 01"
 * ```
 */
export function luckyGrid(campaign: Campaign, look: PageLook = {}): LuckyGridData {
  const full = lookOf(look);
  const { accentColour, textColour } = full;
  const fields = fieldsOf(campaign, full, "34%");
  if (fields.length !== AROUND.length) {
    throw new UptierError(
      "invalid-fields",
      `a nine-grid has 8 fields around its button, and campaign "${campaign.id}" has ${fields.length}; show prizes in several fields, or add decoys, until there are 8`,
    );
  }
  return {
    rows: 3,
    cols: 3,
    blocks: [{ padding: "10px", borderRadius: "18px", background: accentColour }],
    prizes: fields.map((field, index) => ({ ...field, ...AROUND[index]! })),
    buttons: [{ x: 1, y: 1, background: textColour, fonts: [buttonText(full, "34%")] }],
  };
}

/** Column and row of the fields of a nine-grid. */
const AROUND = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 2, y: 0 },
  { x: 2, y: 1 },
  { x: 2, y: 2 },
  { x: 1, y: 2 },
  { x: 0, y: 2 },
  { x: 0, y: 1 },
] as const;

function fieldsOf(campaign: Campaign, look: FullLook, top: string): LuckyField[] {
  const { fields, prizes } = campaign;
  if (fields.length === 0) {
    throw new UptierError(
      "invalid-fields",
      `campaign "${campaign.id}" has no fields; say in its definition which prize each field shows`,
    );
  }
  const { indexOf } = lookupOf(campaign);
  return fields.map(({ prize, decoy }, index) => ({
    prize,
    background: colourAt(look.colours, index, fields.length),
    fonts: [
      {
        text: decoy ?? prizes[indexOf.get(prize)!]!.name ?? prize,
        top,
        fontColor: look.textColour,
      },
    ],
  }));
}

function buttonText({ button, colours }: FullLook, top: string): LuckyText {
  return { text: button, top, fontColor: colours[0]!, fontSize: "20px", fontWeight: "700" };
}
