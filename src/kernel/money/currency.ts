import { shown, UptierError } from "../errors";

/*
 * ISO 4217 (amendment list of 2026) gives every currency the number of decimals of its minor unit.
 * The runtime's own table (`Intl`) will not do: it follows how prices are shown, not the standard,
 * and says 0 for some currencies that have 2. The last line holds codes that were withdrawn in the
 * last years and still stand in order logs.
 */
const codesByDecimals: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
      CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
      GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD
      LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB
      PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP
      SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW
      ZWG
      ANG BGN CUC HRK SLL`,
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

const decimalsByCode: ReadonlyMap<string, number> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Object.entries(codesByDecimals).flatMap(([decimals, codes]) =>
    codes.split(/\s+/).map((code): [string, number] => [code, Number(decimals)]),
  ),
);

/** Whether the text is an ISO 4217 code that the library knows, in capitals. */
export function isCurrency(code: string): boolean {
  return decimalsByCode.has(code);
}

/**
 * How many decimals the minor unit of a currency has, by ISO 4217: 2 for CNY (1 yuan = 100 fen), 0
 * for JPY, 3 for KWD.
 *
 * @param currency - an ISO 4217 code in capitals
 * @throws UptierError `unknown-currency`
 *
 * @example
 * ```ts
 * import { currencyDecimals } from "uptier/kernel";
 *
 * currencyDecimals("CNY"); // => 2
 * currencyDecimals("JPY"); // => 0
 * ```
 */
export function currencyDecimals(currency: string): number {
  const decimals = decimalsByCode.get(currency);
  if (decimals === undefined) {
    throw new UptierError(
      "unknown-currency",
      `${shown(currency)} is not an ISO 4217 currency code; write it in capitals, for example "CNY"`,
    );
  }
  return decimals;
}
