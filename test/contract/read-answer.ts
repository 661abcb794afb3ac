import { parseJson } from "../../src/http/response/lossless-json.js";
import type { RawAnswer, RawRequest } from "./contract-case.js";

function read(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Sends a raw request through a `fetch`, and reads whatever comes back. */
export async function sendRaw(
  request: RawRequest,
  through: { fetch: typeof globalThis.fetch; baseUrl: string; token: string },
): Promise<RawAnswer> {
  const { method = "POST", path = "/orders/placed", body, headers = {} } = request;
  const { authorization = `Bearer ${through.token}` } = request;
  const response = await through.fetch(through.baseUrl + path, {
    method,
    headers: {
      "content-type": "application/json",
      ...(authorization === null ? {} : { authorization }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    redirect: "manual",
  });
  return readAnswer(response);
}

/** Reads whatever came back. */
export async function readAnswer(response: Response): Promise<RawAnswer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: read(text) };
}
