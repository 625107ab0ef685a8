import { parse } from "csv-parse/sync";
import {
  dayNumber,
  fromMinor,
  instantOfWallClock,
  type Issue,
  startOfDay,
  toMilliseconds,
  toMinor,
  UptierError,
} from "uptier/kernel";

/** One line of a shop's order log. */
export interface Order {
  /** Names the line, and so the draw that it earns. */
  readonly id: string;
  readonly member: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  readonly amountMinor: number;
}

/** Money that went back. */
export interface Refund {
  readonly id: string;
  readonly member: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Above 0. */
  readonly amountMinor: number;
  /** The order that it stands in the line of; null: it has a line of its own, and names none. */
  readonly order: string | null;
}

/** Which column holds what: a name from the header, or a number that counts from 1. */
export interface Columns {
  readonly member: string | number;
  readonly at: string | number;
  readonly amount: string | number;
  /** What of the order went back. Default: refunds have lines of their own, with amounts below 0. */
  readonly refund?: string | number | undefined;
}

/** How the texts of a log are to be read. */
export interface LogFormat {
  /** For error messages. */
  readonly file: string;
  /** Of dates and times without an offset. */
  readonly zone: string;
  readonly currency: string;
  /** Default: found out from the header, or from the values. */
  readonly columns?: Columns | undefined;
}

/** A log that was read: all of its orders in the order of time, and how they were found. */
export interface OrderLog {
  readonly orders: readonly Order[];
  /** Lines with an amount below 0, and what the refund column says; in the order of time. */
  readonly refunds: readonly Refund[];
  readonly columns: Columns;
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

type Field = keyof Columns;

/** Where the columns are, from 0; null: there is none. */
interface Places extends Readonly<Record<Exclude<Field, "refund">, number>> {
  readonly refund: number | null;
}

/** What a line holds. */
interface Line {
  readonly order: Order | null;
  readonly refund: Refund | null;
}

/** The longest id that a command may carry. */
const MAX_MEMBER_LENGTH = 200;

/** The most problems that an error lists. */
const MAX_PROBLEMS = 20;

/**
 * Reads an order log: CSV, or columns separated by white space, with a header or without. A line
 * with an amount below 0 is a refund; a refund column says what of the order of its line went back.
 *
 * @throws UptierError `bad-order-log`, naming the file, every broken line and what to change
 */
export function readOrderLog(text: string, format: LogFormat): OrderLog {
  const rows = rowsOf(text, format);
  const [first] = rows;
  if (first === undefined) throw badLog(format.file, "is empty; give at least one order");
  const hasHeader = !first.cells.some((cell) => instantOf(cell, format.zone) !== null);
  const data = hasHeader ? rows.slice(1) : rows;
  if (data.length === 0) throw badLog(format.file, "has a header but no orders");
  const columns =
    format.columns ??
    (hasHeader ? columnsByName(first.cells) : null) ??
    columnsByValue(data, format);
  const places = {
    member: placeOf(columns.member, first, hasHeader, format),
    at: placeOf(columns.at, first, hasHeader, format),
    amount: placeOf(columns.amount, first, hasHeader, format),
    refund: columns.refund === undefined ? null : placeOf(columns.refund, first, hasHeader, format),
  };
  const problems: Issue[] = [];
  const width = first.cells.length;
  const lines = data.flatMap((row) => lineOf(row, width, places, format, problems));
  if (problems.length > 0) {
    const more = problems.length - MAX_PROBLEMS;
    throw new UptierError(
      "bad-order-log",
      `${format.file} has ${problems.length} broken ${problems.length === 1 ? "line" : "lines"}; nothing was drawn:`,
      [
        ...problems.slice(0, MAX_PROBLEMS),
        ...(more > 0 ? [{ path: [], code: "more", message: `and ${more} more` }] : []),
      ],
    );
  }
  const orders = lines.flatMap(({ order }) => (order === null ? [] : [order]));
  const refunds = lines.flatMap(({ refund }) => (refund === null ? [] : [refund]));
  if (orders.length === 0) throw badLog(format.file, "has refunds but no orders");
  return {
    orders: orders.sort((a, b) => a.at - b.at),
    refunds: refunds.sort((a, b) => a.at - b.at),
    columns,
  };
}

function rowsOf(text: string, { file }: LogFormat): Row[] {
  const [firstLine = ""] = text.trimStart().split("\n", 1);
  if (!/[,;\t]/.test(firstLine)) {
    return text
      .split(/\r?\n/)
      .map((line, index) => ({ line: index + 1, cells: line.trim().split(/\s+/) }))
      .filter(({ cells }) => cells[0] !== "");
  }
  try {
    const records = parse(text, {
      bom: true,
      delimiter: [",", ";", "\t"],
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    throw badLog(file, `is not CSV: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const headerNames: Readonly<Record<Field, readonly string[]>> = {
  member: ["member", "member_id", "customer", "customer_id", "user", "user_id", "会员"],
  at: ["at", "instant", "time", "date", "datetime", "ordered_at", "order_date", "时间", "日期"],
  amount: ["amount", "total", "paid", "value", "dollar_value", "order_value", "金额"],
  refund: ["refund", "refunded", "refund_amount", "退款", "退款金额"],
};

function columnsByName(header: readonly string[]): Columns | null {
  const find = (field: Field): string | undefined =>
    header.find((cell) => headerNames[field].includes(cell.toLowerCase()));
  const [member, at, amount] = [find("member"), find("at"), find("amount")];
  if (member === undefined || at === undefined || amount === undefined) return null;
  const refund = find("refund");
  return { member, at, amount, ...(refund === undefined ? {} : { refund }) };
}

/** The rows that a guess is made from. */
const SAMPLE_ROWS = 100;

/** Dates look like dates, and amounts have decimals; the member comes first. */
function columnsByValue(data: readonly Row[], { file, zone }: LogFormat): Columns {
  const sample = data.slice(0, SAMPLE_ROWS);
  const places = sample[0]!.cells.map((_, place) => place);
  const every = (place: number, test: (cell: string) => boolean): boolean =>
    sample.every(({ cells }) => test(cells[place] ?? ""));
  const dates = places.filter((place) => every(place, (cell) => instantOf(cell, zone) !== null));
  const amounts = places.filter((place) => every(place, (cell) => /^-?\d+\.\d+$/.test(cell)));
  const member = places.find((place) => !dates.includes(place) && !amounts.includes(place));
  if (dates.length !== 1 || amounts.length !== 1 || member === undefined) {
    throw badLog(
      file,
      "does not show which columns are meant; say so, for example --columns member=1,at=3,amount=5",
    );
  }
  return { member: member + 1, at: dates[0]! + 1, amount: amounts[0]! + 1 };
}

function placeOf(
  column: string | number,
  first: Row,
  hasHeader: boolean,
  { file }: LogFormat,
): number {
  const place = typeof column === "number" ? column - 1 : first.cells.indexOf(column);
  if (typeof column === "string" && !hasHeader) {
    throw badLog(file, `has no header with "${column}" in it; name columns by number, from 1`);
  }
  if (place < 0 || place >= first.cells.length) {
    const known = hasHeader ? first.cells.join(", ") : `1 to ${first.cells.length}`;
    throw badLog(file, `has no column ${column}; there are: ${known}`);
  }
  return place;
}

function lineOf(
  { line, cells }: Row,
  width: number,
  places: Places,
  { file, zone, currency }: LogFormat,
  problems: Issue[],
): Line[] {
  const problem = (message: string): Line[] => {
    problems.push({ path: [file, line], code: "bad-line", message });
    return [];
  };
  if (cells.length > width) {
    return problem(
      `has ${cells.length} columns instead of ${width}; write amounts without separators ("1234.50"), or text in quotes`,
    );
  }
  const [member, at, amount] = [cells[places.member], cells[places.at], cells[places.amount]];
  if (member === undefined || at === undefined || amount === undefined) {
    return problem(`has only ${cells.length} columns; complete or remove it`);
  }
  if (member === "") return problem("has no member; fill it in or remove the line");
  if (member.length > MAX_MEMBER_LENGTH || /\p{Cc}/u.test(member)) {
    return problem(`has a member that is no id of at most ${MAX_MEMBER_LENGTH} plain characters`);
  }
  const instant = instantOf(at, zone);
  if (instant === null) {
    return problem(`"${at}" is not a date; write 2026-11-21, 20261121 or 2026-11-21 09:30:00`);
  }
  const amountMinor = minorOf(amount, currency);
  if (amountMinor === null) {
    const example = fromMinor(1250, currency);
    return problem(`"${amount}" is not an amount in ${currency}; write it as ${example}`);
  }
  const named = { id: `line-${line}`, member, at: instant };
  const returned = (places.refund === null ? "" : cells[places.refund]) || "0";
  const returnedMinor = minorOf(returned, currency);
  if (returnedMinor === null || returnedMinor < 0 || (returnedMinor > 0 && amountMinor < 0)) {
    return problem(
      `"${returned}" is not a refund in ${currency}; write what of the order went back, as ${fromMinor(1250, currency)}`,
    );
  }
  if (amountMinor < 0) {
    return [{ order: null, refund: { ...named, amountMinor: -amountMinor, order: null } }];
  }
  const refund =
    returnedMinor === 0
      ? null
      : { ...named, id: `${named.id}-refund`, amountMinor: returnedMinor, order: named.id };
  return [{ order: { ...named, amountMinor }, refund }];
}

/* The library reads "1e5" too; in an order log that is a slip, or the doing of a spreadsheet. */
const amountPattern = /^-?\d+(?:\.\d+)?$/;

function minorOf(amount: string, currency: string): number | null {
  if (!amountPattern.test(amount)) return null;
  try {
    return toMinor(amount, currency);
  } catch {
    return null;
  }
}

const localPattern = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?$/;

/** An instant, a local time or a date (its first moment), in milliseconds; null: none of these. */
function instantOf(text: string, zone: string): number | null {
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text);
  const local = localPattern.exec(
    compact === null ? text : `${compact[1]}-${compact[2]}-${compact[3]}`,
  );
  try {
    if (local === null) return toMilliseconds(text);
    const [, date = "", time] = local;
    return time === undefined
      ? startOfDay(dayNumber(date), zone)
      : instantOfWallClock(toMilliseconds(`${date}T${time}Z`), zone);
  } catch {
    return null;
  }
}

function badLog(file: string, message: string): UptierError {
  return new UptierError("bad-order-log", `${file} ${message}`);
}
