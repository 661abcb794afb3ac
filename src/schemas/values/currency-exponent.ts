/**
 * The currencies of ISO 4217 with a minor unit, each group after the number of its decimals. A word holds the codes of one
 * first letter, each in the two letters that follow: `Bambd` is BAM and BBD. Not from `Intl`, whose decimals are CLDR's: for
 * some currencies fewer than the standard has, and different from runtime to runtime. Metals, units of account and the testing
 * codes have no minor unit: nothing is sold in them.
 */
const inUse: string =
  "0 Bif Clp Djf Gnf Isk Jpy Kmfrw Pyg Rwf Ugxyi Vnduv Xafofpf 3 Bhd Iqd Jod Kwd Lyd Omr Tnd 4 Clf Uyw " +
  "2 Aedfnllmdoarsudwgzn Bambddtmdndobovrlsdtnwpynzd Caddfhehfhwnyopourcupvezk Dkkopzd Egprntbur Fjdkp " +
  "Gbpelhsipmdtqyd Hkdnltguf Idrlsnrrr Jmd Kesgshrpwydzt Lakbpkrrdsl Maddlgakdmkntopruurvrwkxnxvyrzn Nadgniookprzd " +
  "Pabengkhpkrln Qar Ronsdub Sarbdcrdgekgdhpleosrdsptnvcypzl Thbjsmtoprytdwdzs Uahsdsnyuzs Vedes Wst Xcdcg Yer Zarmwwg";

/** Those withdrawn since 1990, with the decimals that they had: an import of old orders brings them. */
const withdrawn: string =
  "0 Adp Befybyr Esp Grd Itl Luf Mgf Pte Tperl 2 Afangtszm Bglgnrr Csducyp Dem Eek Fimrf Ghcwp Hrk Iep Ltlvl Mrotlxpzm " +
  "Nlg Plz Rolur Sdditkkllrgtd Tmm Ussak Vebef Yum Zmkwdwlwnwr";

function readExponents(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let exponent = 0;
  for (const word of `${inUse} ${withdrawn}`.toUpperCase().split(" ")) {
    const decimals = Number(word);
    if (decimals >= 0) exponent = decimals;
    else for (const rest of word.slice(1).match(/../g) ?? []) found.set(word.charAt(0) + rest, exponent);
  }
  return found;
}

let exponents: ReadonlyMap<string, number> | undefined;

/** How many decimals a currency's minor unit has (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD; undefined for no currency. */
export function currencyExponent(code: string): number | undefined {
  exponents ??= readExponents();
  return exponents.get(code);
}
