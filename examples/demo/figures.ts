import { fromMinor } from "uptier/kernel";

export function count(value: number): string {
  return value.toLocaleString("en-US");
}

export function money(minor: bigint, { currency }: { readonly currency: string }): string {
  const [whole = "", decimals] = fromMinor(minor, currency).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${decimals === undefined ? grouped : `${grouped}.${decimals}`} ${currency}`;
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? "-" : `${((100 * part) / whole).toFixed(2)} %`;
}

export function signed(value: number): string {
  return `${value < 0 ? "" : "+"}${value.toFixed(2)}`;
}
