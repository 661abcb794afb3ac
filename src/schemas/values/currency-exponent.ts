/**
 * The currencies of ISO 4217 with a minor unit, and those withdrawn since 1990, because an import of old orders brings them. A
 * capital is the first letter of the codes up to the next capital, and two letters are the rest of a code: `Bambd` is BAM and
 * BBD. They have 2 decimals, or those of the digit before them. Not from `Intl`, whose decimals are CLDR's: for some currencies
 * fewer than the standard has, and different from runtime to runtime. Metals, units of account and the testing codes have no
 * minor unit: nothing is sold in them.
 */
const currencies: string =
  "Angtswgoarsllmdedudfafnzmzn0dpBdttngnzdynwpobbdovmdglrrrlndsdam0ybyrifef3hdCoudfadsdzkrcopheucveyphwuphfny0lp4lf" +
  "Dopzdemkk0jfErngpektbur0spFkpimjdrfGhcelmdiptqhswpydbp0nfrdHtgkdnlufrkIdrrrlsnrep0sktl3qdJmd0py3odKydgsztpwhres0rwmf3wd" +
  "Laktlvlkrslrdbp0uf3ydMmkkdxpntoproyrruvrxvtlurxnadwkgadlzmzn0gfNlgadgnzdioprokO3mrPenhplngklzabkr0ygteQar" +
  "Rsdonolubur0wfSdghpddbdgdzltdtnoslesprdekcrvcllypitarkkrgTjszshbwdmtrytdopmm0perl3nd" +
  "Uahaksdsnzsyuss0gxyi4ywVedebesef0nduvWstXcgcd0ofpfafYerumZwgmwwnwlwdwrarmk";

function readExponents(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let letter = "";
  let exponent = 2;
  for (const part of currencies.match(/[A-Z\d]|../g) ?? []) {
    if (part.length > 1) found.set(letter + part.toUpperCase(), exponent);
    else if (part < "A") exponent = Number(part);
    else [letter, exponent] = [part, 2];
  }
  return found;
}

let exponents: ReadonlyMap<string, number> | undefined;

/** How many decimals a currency's minor unit has (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD; undefined for no currency. */
export function currencyExponent(code: string): number | undefined {
  exponents ??= readExponents();
  return exponents.get(code);
}
