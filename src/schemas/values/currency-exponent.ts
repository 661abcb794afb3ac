/**
 * The currencies of ISO 4217 with a minor unit, each group after the number of its decimals: those in use (list one,
 * 2026), and those withdrawn since 2016, since old orders still carry them. Not from `Intl`, whose decimals are CLDR's:
 * for some currencies fewer than the standard has, and different from runtime to runtime.
 * Metals, units of account and the testing codes have no minor unit: nothing is sold in them.
 */
const byExponent: readonly (readonly [exponent: number, codes: string])[] = [
  [0, "BIF BYR CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
  [
    2,
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF " +
      "CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK " +
      "HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR " +
      "MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD " +
      "SHP SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VEF VES WST " +
      "XCD XCG YER ZAR ZMW ZWG ZWL",
  ],
];

const exponents: ReadonlyMap<string, number> = new Map(
  byExponent.flatMap(([exponent, codes]) => codes.split(" ").map((code) => [code, exponent] as const)),
);

/** How many decimals a currency's minor unit has (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD; undefined for no currency. */
export function currencyExponent(code: string): number | undefined {
  return exponents.get(code);
}
