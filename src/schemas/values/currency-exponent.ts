/**
 * The currencies of ISO 4217 with a minor unit, each group after the number of its decimals; `letters` are its codes, as
 * `codesOf` reads them. Not from `Intl`, whose decimals are CLDR's: for some currencies fewer than the standard has, and
 * different from runtime to runtime. Metals, units of account and the testing codes have no minor unit: nothing is sold in them.
 */
const inUse: readonly (readonly [exponent: number, letters: string])[] = [
  [0, "Bif Clp Djf Gnf Isk Jpy Kmfrw Pyg Rwf Ugxyi Vnduv Xafofpf"],
  [3, "Bhd Iqd Jod Kwd Lyd Omr Tnd"],
  [4, "Clf Uyw"],
  [
    2,
    "Aedfnllmdoarsudwgzn Bambddtmdndobovrlsdtnwpynzd Caddfhehfhwnyopourcupvezk Dkkopzd Egprntbur Fjdkp " +
      "Gbpelhsipmdtqyd Hkdnltguf Idrlsnrrr Jmd Kesgshrpwydzt Lakbpkrrdsl Maddlgakdmkntopruurvrwkxnxvyrzn Nadgniookprzd " +
      "Pabengkhpkrln Qar Ronsdub Sarbdcrdgekgdhpleosrdsptnvcypzl Thbjsmtoprytdwdzs Uahsdsnyuzs Vedes Wst Xcdcg Yer " +
      "Zarmwwg",
  ],
];

/** Those withdrawn since 1990, with the decimals that they had: an import of old orders brings them. */
const withdrawn: readonly (readonly [exponent: number, letters: string])[] = [
  [0, "Adp Befybyr Esp Grd Itl Luf Mgf Pte Tperl"],
  [
    2,
    "Afangtszm Bglgnrr Csducyp Dem Eek Fimrf Ghcwp Hrk Iep Ltlvl Mrotlxpzm Nlg Plz Rolur Sdditkkllrgtd Tmm Ussak " +
      "Vebef Yum Zmkwdwlwnwr",
  ],
];

/** The codes of one group. A word holds those of one first letter, each in the two letters that follow: `Bambd` is BAM and BBD. */
function codesOf(letters: string): string[] {
  return letters
    .toUpperCase()
    .split(" ")
    .flatMap((word) => (word.slice(1).match(/../g) ?? []).map((rest) => word.charAt(0) + rest));
}

function readExponents(): ReadonlyMap<string, number> {
  return new Map(
    [...inUse, ...withdrawn].flatMap(([exponent, letters]) =>
      codesOf(letters).map((code) => [code, exponent] as const),
    ),
  );
}

let exponents: ReadonlyMap<string, number> | undefined;

/** How many decimals a currency's minor unit has (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD; undefined for no currency. */
export function currencyExponent(code: string): number | undefined {
  exponents ??= readExponents();
  return exponents.get(code);
}
