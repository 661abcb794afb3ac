import { raceAbort } from "../http/abort.js";
import type { Clock } from "../http/clock.js";
import { parseUrl } from "../http/parse-url.js";
import { deliver } from "./deliver.js";
import type { IncomingRequest } from "./exchange.js";
import type { Reply } from "./reply.js";

/** Answers a request; later or at once. */
export type Answer = (request: IncomingRequest) => Reply | Promise<Reply>;

/** Whose place the fake takes, for its messages. */
export interface Vendor {
  readonly name: string;
  /** An address that it answers for. */
  readonly example: string;
}

/** Whose place a fake takes unless it says otherwise. */
export const PRIVY: Vendor = { name: "Privy", example: "https://api.privy.com/v1/orders/placed" };

type FetchArguments = Parameters<typeof globalThis.fetch>;

const plainMethods: ReadonlySet<string> = new Set([
  "GET",
  "HEAD",
  "OPTIONS",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
]);

/**
 * Makes a `fetch` that reaches only the fake: requests to another origin reject. An abort before or during the call
 * rejects with the signal's own reason.
 */
export function createFakeFetch(options: {
  origins: readonly string[];
  answer: Answer;
  clock: Clock;
  vendor?: Vendor | undefined;
}): typeof globalThis.fetch {
  const { vendor = PRIVY } = options;
  return async (input, init) => {
    const signal =
      init?.signal ?? (typeof input === "object" && "signal" in input ? input.signal : undefined);
    const url = urlOf(input, vendor);
    if (!options.origins.includes(url.origin)) {
      throw new TypeError(
        `The fake ${vendor.name} answers for ${options.origins.join(" and ")} only; this request was for ${
          url.host === "" ? "no host at all" : `the host ${url.host}`
        } and went nowhere. Is the base URL right?`,
      );
    }
    const reading = toIncomingRequest(input, init, url);
    const request = await (signal ? raceAbort(reading, signal) : reading);
    // The caller may have given up between the last byte and now; nothing has been done yet.
    signal?.throwIfAborted();
    const pending = options.answer(request);
    const reply =
      pending instanceof Promise ? await (signal ? raceAbort(pending, signal) : pending) : pending;
    return deliver(reply, { clock: options.clock, signal });
  };
}

/** A `Request`, read to its end. */
export async function readRequest(request: Request): Promise<IncomingRequest> {
  const { origin, pathname, search } = new URL(request.url);
  return {
    method: request.method,
    origin,
    path: pathname,
    search,
    headers: Object.fromEntries(request.headers),
    bodyText: await request.text(),
  };
}

function urlOf(input: FetchArguments[0], vendor: Vendor): URL {
  const address = typeof input === "object" && "url" in input ? input.url : String(input);
  // The runtime's own errors would quote the address.
  const url = parseUrl(address);
  if (url === undefined) {
    throw new TypeError(`The fake ${vendor.name}'s fetch needs an absolute URL: ${vendor.example}.`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("A URL with a user name or a password cannot be fetched.");
  }
  return url;
}

async function toIncomingRequest(
  input: FetchArguments[0],
  init: FetchArguments[1],
  url: URL,
): Promise<IncomingRequest> {
  const method = init?.method ?? "GET";
  const body = init?.body ?? "";
  const isPlain =
    (typeof input === "string" || input instanceof URL) &&
    typeof body === "string" &&
    plainMethods.has(method) &&
    ((method !== "GET" && method !== "HEAD") || init?.body === undefined);
  if (!isPlain) return readRequest(new Request(input, init));
  // The usual case without a Request in between, which would take a third of the time of a call.
  const headers = new Headers(init?.headers);
  if (init?.body !== undefined && init.body !== null && !headers.has("content-type")) {
    headers.set("content-type", "text/plain;charset=UTF-8");
  }
  return {
    method,
    origin: url.origin,
    path: url.pathname,
    search: url.search,
    headers: Object.fromEntries(headers),
    bodyText: body,
  };
}
