import type { Checked } from "./checked.js";

/** The codes of ISO 4217, with withdrawn ones, which imports of old orders have. */
const codes: ReadonlySet<string> = new Set(
  (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BYR BZD CAD CDF " +
    "CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD " +
    "GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP " +
    "LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN " +
    "PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS " +
    "TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VEF VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW " +
    "ZWG ZWL " +
    // Withdrawn since 1990.
    "ADP AFA ATS AZM BEF BGL BRR BYB CSD CYP DEM EEK ESP FIM FRF GHC GRD GWP HRK IEP ITL LTL LUF LVL MGF MTL MXP MZM NLG " +
    "PLZ PTE ROL RUR SDD SIT SKK SRG TMM TPE TRL UAK USS VEB YUM ZMK ZWD ZWN ZWR"
  ).split(" "),
);

/** The currencies whose minor unit is not a hundredth. */
const exponents: ReadonlyMap<string, number> = new Map([
  ..."ADP BEF BIF BYB BYR CLP DJF ESP GNF GRD ISK ITL JPY KMF KRW LUF MGF PTE PYG RWF TPE TRL UGX UYI VND VUV XAF XOF XPF"
    .split(" ")
    .map(withExponent(0)),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map(withExponent(3)),
  ..."CLF UYW".split(" ").map(withExponent(4)),
]);

function withExponent(exponent: number): (code: string) => [string, number] {
  return (code) => [code, exponent];
}

/** Reads `currency`, a code of three letters, into capitals. */
export function readCurrencyField(value: unknown, options: { assignedOnly: boolean }): Checked<string> {
  if (typeof value !== "string" || !/^[a-z]{3}$/i.test(value)) {
    return { problem: "must be a three-letter ISO 4217 code" };
  }
  const code = value.toUpperCase();
  return !options.assignedOnly || codes.has(code)
    ? { value: code }
    : { problem: "is not an ISO 4217 currency code" };
}

/** Returns how many digits the currency has after the point; two for an unknown code. */
export function currencyDigits(code: string): number {
  return exponents.get(code) ?? 2;
}
