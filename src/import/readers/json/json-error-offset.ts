import { Tokenizer, TokenParser } from "@streamparser/json";

/**
 * Returns the index at which text stops being JSON; its length when it is cut off. `JSON.parse` does not report it on
 * every runtime, and its message quotes the text.
 */
export function jsonErrorOffset(text: string): number {
  const bytes = new TextEncoder().encode(text);
  let offset = 0;
  let failedAt: number | undefined;
  const parser = new TokenParser({ paths: ["$.*"], keepStack: false });
  parser.onValue = () => undefined;
  parser.onError = () => {
    failedAt ??= offset;
  };
  const tokenizer = new Tokenizer();
  tokenizer.onToken = (token) => {
    offset = token.offset;
    if (failedAt === undefined) parser.write(token);
  };
  tokenizer.onError = (error) => {
    const at = /position "?(\d+)/.exec(error.message)?.[1];
    failedAt ??= at === undefined ? offset : Number(at);
  };
  try {
    tokenizer.write(bytes);
  } catch {
    failedAt ??= offset;
  }
  if (failedAt === undefined) return text.length;
  return new TextDecoder().decode(bytes.subarray(0, failedAt)).length;
}
