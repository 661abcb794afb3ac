const loneSurrogate = /\p{Surrogate}/gu;

/**
 * Replaces the halves of torn characters (lone surrogates, left where a text was cut in the middle of an emoji) by
 * U+FFFD, since no server can store them and one torn emoji in a title should not keep an order from arriving.
 */
export function wellFormed(text: string): string {
  return text.search(loneSurrogate) === -1 ? text : text.replace(loneSurrogate, "\uFFFD");
}
