/** No server writes more layers than this by accident. */
const mostLayers = 4;
const named = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", commat: "@", plus: "+", nbsp: " " };
const escapes =
  /((?:%[\da-f]{2})+)|\\u\{?([\da-f]{2,6})\}?|\\x([\da-f]{2})|\\(["'\\/bfnrt])|&#x([\da-f]{1,6});?|&#(\d{1,7});?|&(\w{2,6});/gi;

function character(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : "";
}

/** As UTF-8; else, as older servers write it, each byte a character. */
function percentDecoded(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run.replace(/%(..)/g, (_, byte: string) => character(Number.parseInt(byte, 16)));
  }
}

/**
 * Decodes text that was escaped for an address, a form, JSON or HTML, through several layers if need be, so that what a
 * server quotes of a request is found in any such spelling. Undefined when there are more layers than that.
 */
export function decodeText(text: string): string | undefined {
  let decoded = text;
  for (let layer = 0; layer < mostLayers; layer += 1) {
    const before = decoded;
    decoded = before.replace(escapes, (all, percent, unicode, byte, plain, hex, decimal, name) => {
      if (percent !== undefined) return percentDecoded(percent);
      if (plain !== undefined) return /["'\\/]/.test(plain) ? plain : " ";
      if (name !== undefined) return Reflect.get(named, name) ?? all;
      return character(decimal === undefined ? Number.parseInt(unicode ?? byte ?? hex, 16) : Number(decimal));
    });
    if (decoded === before) return decoded;
  }
  return undefined;
}
