/** How a server may write a value of a request that it quotes. */
export type Spelling = readonly [name: string, spell: (value: string) => string];

const each = (value: string, write: (code: number, character: string) => string): string =>
  Array.from(value, (character) => write(character.codePointAt(0) ?? 0, character)).join("");
const bytes = (value: string): number[] => [...new TextEncoder().encode(value)];
const hex = (code: number, length: number): string => code.toString(16).padStart(length, "0");
const percent = (value: string): string =>
  bytes(value)
    .map((byte) => `%${hex(byte, 2)}`)
    .join("");
const base64 = (value: string): string => Buffer.from(value).toString("base64");
const entities = (value: string): string =>
  value.replace(
    /[&<>"'@]/g,
    (sign) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos", "@": "commat" }[sign]};`,
  );
const half = (value: string): string => value.slice(0, Math.max(4, Math.ceil(value.length / 2)));

/** What is masked. */
export const SPELLINGS: readonly Spelling[] = [
  ["as it is", (value) => value],
  ["in capitals", (value) => value.toUpperCase()],
  ["in small letters", (value) => value.toLowerCase()],
  [
    "with capitals here and there",
    (value) => each(value, (code, sign) => (code % 2 === 0 ? sign.toUpperCase() : sign.toLowerCase())),
  ],
  ["in quotation marks", (value) => `"${value}"`],
  ["in a tag", (value) => `<b>${value}</b>`],
  ["twice", (value) => `${value}${value}`],
  ["inside a word", (value) => `prefix_${value}_suffix`],
  ["percent-encoded", encodeURIComponent],
  [
    "percent-encoded in small letters",
    (value) => encodeURIComponent(value).replace(/%../g, (code) => code.toLowerCase()),
  ],
  ["percent-encoded, every character", percent],
  ["percent-encoded, in capitals", (value) => percent(value).toUpperCase()],
  ["percent-encoded twice", (value) => encodeURIComponent(percent(value))],
  [
    "percent-encoded as Latin-1",
    (value) => each(value, (code, sign) => (code < 256 ? `%${hex(code, 2)}` : sign)),
  ],
  ["as a form sends it", (value) => new URLSearchParams({ a: value }).toString().slice(2)],
  ["as JSON in JSON", (value) => JSON.stringify(JSON.stringify(value)).slice(1, -1)],
  ["with \\u for every character", (value) => each(value, (code) => `\\u${hex(code, 4)}`)],
  ["with \\u in capitals", (value) => each(value, (code) => `\\u${hex(code, 4).toUpperCase()}`)],
  [
    "with \\u for signs",
    (value) => each(value, (code, sign) => (/\w/.test(sign) ? sign : `\\u${hex(code, 4)}`)),
  ],
  ["with \\x", (value) => each(value, (code, sign) => (code < 256 ? `\\x${hex(code, 2)}` : sign))],
  ["with slashes escaped", (value) => value.replaceAll("/", "\\/").replaceAll("'", "\\'")],
  ["as HTML", entities],
  ["as HTML in HTML", (value) => entities(entities(value))],
  ["with decimal entities", (value) => each(value, (code) => `&#${code};`)],
  ["with hexadecimal entities", (value) => each(value, (code) => `&#x${hex(code, 2)};`)],
  ["with entities of leading zeros", (value) => each(value, (code) => `&#${String(code).padStart(7, "0")};`)],
  ["in base64", base64],
  ["in base64 for addresses", (value) => Buffer.from(value).toString("base64url")],
  ["in base64 behind a name", (value) => base64(`client:${value}`)],
  ["in base64 behind a prefix", (value) => `Token_${base64(`id:${value}:x`)}`],
  ["cut with an ellipsis", (value) => `${half(value)}… is not valid`],
  ["cut with dots", (value) => `${half(value)}... is not valid`],
  ["cut after four characters", (value) => `${value.slice(0, 4)}…`],
  ["cut at the end", (value) => `"${half(value)}"`],
  ["with invisible characters", (value) => each(value, (_, sign) => `${sign}\u200b`)],
  ["decomposed", (value) => value.normalize("NFD")],
];

/** What is not, and why. */
export const UNMASKED: readonly (readonly [...Spelling, reason: string])[] = [
  ["reversed", (value) => [...value].reverse().join(""), "no server writes so by accident"],
  [
    "with a blank after each letter",
    (value) => [...value].join(" "),
    "nor so; to look past blanks would mask half of an honest sentence",
  ],
  [
    "in hexadecimal digits",
    (value) => Buffer.from(value).toString("hex"),
    "nor so; from sixteen characters on it is masked as a credential",
  ],
  [
    "with a tag inside",
    (value) => `${value.slice(0, 3)}<wbr>${value.slice(3)}`,
    "tags are a page's, and no page is quoted",
  ],
  [
    "cut in the middle of a sentence",
    (value) => `${half(value)} is not valid`,
    "words that begin like a value are too many",
  ],
  [
    "cut before its end",
    (value) => `…${value.slice(4)}`,
    "the last letters of a value are the ends of many words",
  ],
];
