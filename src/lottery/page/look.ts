import { shown, UptierError } from "../../kernel/errors";

/** How a wheel or a grid looks. Colours are those of CSS, texts have 1 to 100 characters. */
export interface PageLook {
  /** Of the fields, in turn; 1 to 100. Default: three pale, warm ones. */
  readonly colours?: readonly string[] | undefined;
  /** Of the text in the fields. Default: a dark red. */
  readonly textColour?: string | undefined;
  /** Of the frame and the button, whose text has the first colour of the fields. Default: red. */
  readonly accentColour?: string | undefined;
  /** What stands on the button. Default: `GO`. */
  readonly button?: string | undefined;
}

/** A look in which nothing is left open. */
export interface FullLook {
  readonly colours: readonly string[];
  readonly textColour: string;
  readonly accentColour: string;
  readonly button: string;
}

const MAX_COLOURS = 100;
const MAX_LENGTH = 100;

/**
 * Checks a look and fills in what it leaves open.
 *
 * @throws UptierError `invalid-look`
 */
export function lookOf(look: PageLook): FullLook {
  const {
    colours = ["#fff4dc", "#ffe0b0", "#ffd2c4"],
    textColour = "#5c1a1a",
    accentColour = "#c0392b",
    button = "GO",
  } = look;
  if (!Array.isArray(colours) || colours.length === 0 || colours.length > MAX_COLOURS) {
    throw new UptierError(
      "invalid-look",
      `colours is ${Array.isArray(colours) ? `a list of ${colours.length}` : shown(colours)}; give 1 to ${MAX_COLOURS} colours`,
    );
  }
  colours.forEach((colour, index) => checkText(`colours[${index}]`, colour));
  checkText("textColour", textColour);
  checkText("accentColour", accentColour);
  checkText("button", button);
  return { colours, textColour, accentColour, button };
}

/** The colour of a field in a ring: the last field takes another one than the first beside it. */
export function colourAt(colours: readonly string[], index: number, count: number): string {
  const closesRing = index === count - 1 && count % colours.length === 1 && colours.length > 2;
  return colours[closesRing ? 1 : index % colours.length]!;
}

function checkText(key: string, text: unknown): void {
  if (typeof text === "string" && text.length > 0 && text.length <= MAX_LENGTH) return;
  throw new UptierError(
    "invalid-look",
    `${key} is ${shown(text)}; give a text of 1 to ${MAX_LENGTH} characters`,
  );
}
