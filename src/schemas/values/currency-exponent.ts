/**
 * The currencies of ISO 4217 with a minor unit, each group after the number of its decimals. Not from `Intl`, whose decimals
 * are CLDR's: for some currencies fewer than the standard has, and different from runtime to runtime.
 * Metals, units of account and the testing codes have no minor unit: nothing is sold in them.
 */
const inUse: readonly (readonly [exponent: number, codes: string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
  [
    2,
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP " +
      "COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR " +
      "JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN " +
      "NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL " +
      "THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
  ],
];

/** Those withdrawn since 1990, with the decimals that they had: an import of old orders brings them. */
const withdrawn: readonly (readonly [exponent: number, codes: string])[] = [
  [0, "ADP BEF BYB BYR ESP GRD ITL LUF MGF PTE TPE TRL"],
  [
    2,
    "AFA ANG ATS AZM BGL BGN BRR CSD CUC CYP DEM EEK FIM FRF GHC GWP HRK IEP LTL LVL MRO MTL MXP MZM NLG PLZ ROL RUR SDD " +
      "SIT SKK SLL SRG STD TMM USS UAK VEB VEF YUM ZMK ZWD ZWL ZWN ZWR",
  ],
];

const exponents: ReadonlyMap<string, number> = new Map(
  [...inUse, ...withdrawn].flatMap(([exponent, codes]) =>
    codes.split(" ").map((code) => [code, exponent] as const),
  ),
);

/** How many decimals a currency's minor unit has (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD; undefined for no currency. */
export function currencyExponent(code: string): number | undefined {
  return exponents.get(code);
}
