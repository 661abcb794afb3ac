import { lazyPattern } from "../../phone/lazy-pattern.js";

const unsendable = /* @__PURE__ */ lazyPattern("\\0|\\p{Surrogate}", "gu");
const surrogate = /[\ud800-\udfff]/;

/**
 * Replaces lone surrogates (left where a text was cut in the middle of an emoji) and NUL by U+FFFD, since databases cannot
 * store them and half an emoji in a title should not keep an order from arriving.
 */
export function wellFormed(text: string): string {
  // Nearly all text has neither, and compiling the pattern takes longer than reading an order.
  return surrogate.test(text) || text.includes("\0") ? text.replace(unsendable(), "\uFFFD") : text;
}
