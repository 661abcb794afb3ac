import { lazyPattern } from "./lazy-pattern.js";

/** What introduces a number ("Tel.: ", "tel:+49…"), each with a mark after it, so that no word is taken for one. */
const introduction = /^(?:tel|telephone|phone|ph|mobile|mob|cell)\.?\s*:\s*/i;
/** What a form's user adds after a number: "(mobile)", ", work". */
const remark = /[\s,(-]+(?:mobile|mob|cell|home|work|office)\.?\)?$/i;
const extension = /[\s,;(]*(?:ext(?:ension|n)?|x|#)[\s.:#]*\d{1,9}[\s)#]*$/i;
const invisible = /* @__PURE__ */ lazyPattern("\\p{Cf}", "gu");
const plainAscii = /^[ -~]*$/;
/** The keys of the letters from A to Z. */
const keypad = "22233344455566677778889999";

/**
 * A phone number in one plain spelling: compatibility forms (full-width digits, no-break blanks) as ordinary ones, no
 * invisible marks, no introduction, no remark, a `tel:` link's parameters applied, and an international prefix as a plain `+`.
 */
export function plainPhone(text: string): string {
  // Almost every number is ASCII, and compiling the pattern of what is invisible takes longer than reading the number.
  const link = (plainAscii.test(text) ? text : text.normalize("NFKC").replace(invisible(), "")).trim();
  const [number = "", ...parameters] = link.replace(introduction, "").replace(remark, "").split(";");
  const context = parameters
    .find((parameter) => /^phone-context=\+\d/i.test(parameter))
    ?.slice("phone-context=".length);
  const spelled =
    context === undefined || /^\s*\+/.test(number) ? number : `${context}${number.replace(/^0/, "")}`;
  return spelled.replace(/^[\s([]*\++[\s)(]*(?:00)?/, "+").trim();
}

/** Whether a number has letters among its digits: at least three digits come first, so that words alone are no number. */
export function hasLetters(text: string): boolean {
  return /^\D*\d\D*\d\D*\d.*[a-z]/i.test(text);
}

/** The digits under which the letters stand on a telephone's keys: `555-555-SHIP` is 555-555-7447. The extension is cut. */
export function dialled(text: string): { number: string; hasExtension: boolean } {
  const main = text.replace(extension, "");
  const number = main.replace(/[a-z]/gi, (letter) => keypad.charAt(Number.parseInt(letter, 36) - 10));
  return { number, hasExtension: main !== text };
}
