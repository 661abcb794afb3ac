import type { FetchResponse, ResponseBody } from "../fetch-like.js";
import type { ResponseContext } from "../http-request.js";
import { checkServer } from "./server.js";
import { unexpectedResponse } from "./unexpected-response.js";

/** The body was larger than allowed; the rest of it was not read. */
export class BodyTooLarge extends Error {}

async function readStream(body: ResponseBody, maxBytes: number): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    if (value === undefined) continue;
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      reader.cancel().catch(() => undefined);
      throw new BodyTooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}

const digits = /^\d{1,15}$/;

/**
 * Reads a body to its end as text, but never more than `maxBytes` of it. It rejects with `BodyTooLarge`, or with whatever
 * the stream fails with when the connection breaks.
 *
 * @throws whatever a stub's `text` throws
 */
export function readBody(response: FetchResponse, maxBytes: number): Promise<string> {
  const announced = response.headers.get("content-length") ?? "";
  const length = digits.test(announced) ? Number(announced) : undefined;
  if (length !== undefined && length > maxBytes) {
    response.body?.cancel().catch(() => undefined);
    return Promise.reject(new BodyTooLarge());
  }
  // An announced length bounds the bytes on the wire; only a compressed body can grow beyond it.
  const bounded = length !== undefined && !response.headers.has("content-encoding");
  if (!bounded && response.body !== null) return readStream(response.body, maxBytes);
  // Of a stub, it may be no promise.
  return Promise.resolve(response.text()).then((text) => {
    // Not read from a wire after all: a `fetch` of the caller's own can announce what it likes.
    if (text.length > maxBytes) throw new BodyTooLarge();
    return text;
  });
}

/** Looks like JSON that begins and never ends: a body that was cut although the connection closed in good order. */
function looksTruncated(text: string): boolean {
  return /^\s*[{[]/.test(text) && !/[}\]]\s*$/.test(text);
}

/**
 * Parses the body of a response that was accepted (2xx).
 *
 * @throws UnexpectedResponseError `empty`, `truncated` (may be retried) or `not_json`, without a word of the body
 */
export function parseAccepted(
  text: string,
  parse: (text: string) => unknown,
  context: ResponseContext,
): unknown {
  try {
    return parse(text);
  } catch {
    // The parser's own error quotes the body, so it is not a cause that could be kept.
  }
  const check = checkServer(context.server);
  if (text.trim() === "") {
    const happened = ` and an empty body, where JSON was expected. Look for a proxy in between. ${check}`;
    throw unexpectedResponse(context, "empty", happened);
  }
  if (looksTruncated(text))
    throw unexpectedResponse(context, "truncated", ", but its JSON body breaks off in the middle.", true);
  const kind = /^\s*</.test(text) ? "an HTML page" : "a body that is not JSON";
  const happened = ` and ${kind}. Look for a proxy or a login page in between. ${check}`;
  throw unexpectedResponse(context, "not_json", happened);
}
