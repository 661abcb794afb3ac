import { raceAbort, throwIfAborted } from "../../../http/abort.js";
import type { Clock } from "../../../http/clock.js";
import { CLOCK_OF_FETCH } from "../../../http/options/clock-of.js";
import { parseUrl } from "../../../http/options/parse-url.js";
import { deliver } from "./deliver.js";
import type { IncomingRequest } from "./incoming-request.js";
import { readHeaders } from "./read-headers.js";
import type { Reply } from "./reply.js";
import type { Vendor } from "./vendor.js";

/** Responds to a request, later or at once. */
export type Answer = (request: IncomingRequest) => Reply | Promise<Reply>;

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
 * Creates a `fetch` that reaches only the fake: requests to another origin reject. An abort before or during the call
 * rejects with the signal's own reason.
 */
export function createFakeFetch(options: {
  origins: readonly string[];
  answer: Answer;
  clock: Clock;
  vendor: Vendor;
}): typeof globalThis.fetch {
  const { vendor } = options;
  const addressOf = createAddressReader(vendor);
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const signal =
      init?.signal ?? (typeof input === "object" && "signal" in input ? input.signal : undefined);
    const address = addressOf(input);
    if (!options.origins.includes(address.origin)) {
      throw new TypeError(
        `The fake ${vendor.name} responds for ${options.origins.join(" and ")} only; this request was for ${
          address.host === "" ? "no host at all" : `the host ${address.host}`
        } and went nowhere. Is the base URL right?`,
      );
    }
    const reading = readPlainRequest(input, init, address) ?? readAnyRequest(input, init);
    // Also when nothing is left to read: a caller that aborts right after the call is in time.
    const request = await (signal && reading instanceof Promise ? raceAbort(reading, signal) : reading);
    // The caller may have aborted since the last byte; nothing has been done yet.
    throwIfAborted(signal);
    const pending = options.answer(request);
    const reply =
      pending instanceof Promise ? await (signal ? raceAbort(pending, signal) : pending) : pending;
    return deliver(reply, { clock: options.clock, signal });
  };
  return Object.defineProperty(fetch, CLOCK_OF_FETCH, { value: options.clock });
}

/** Reads a `Request` to its end. */
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

/** The address of a request. */
interface Address {
  readonly origin: string;
  readonly host: string;
  readonly path: string;
  readonly search: string;
}

/** Reads addresses and caches the last one: most calls have the address of the call before. */
function createAddressReader(vendor: Vendor): (input: FetchArguments[0]) => Address {
  let lastText = "";
  let last: Address | undefined;
  return (input) => {
    const text = typeof input === "object" && "url" in input ? input.url : String(input);
    if (last !== undefined && text === lastText) return last;
    // The runtime's own errors quote the address.
    const url = parseUrl(text);
    if (url === undefined) {
      throw new TypeError(`The fake ${vendor.name}'s fetch needs an absolute URL: ${vendor.example}.`);
    }
    if (url.username !== "" || url.password !== "") {
      throw new TypeError("A URL with a user name or a password cannot be fetched.");
    }
    lastText = text;
    last = { origin: url.origin, host: url.host, path: url.pathname, search: url.search };
    return last;
  };
}

/** Rejects for invalid arguments, so that an abort comes first. */
async function readAnyRequest(input: FetchArguments[0], init: FetchArguments[1]): Promise<IncomingRequest> {
  return readRequest(new Request(input, init));
}

/** Handles the usual case without a `Request`, which would take a third of the time of a call. */
function readPlainRequest(
  input: FetchArguments[0],
  init: FetchArguments[1],
  { origin, path, search }: Address,
): IncomingRequest | undefined {
  const method = init?.method ?? "GET";
  const body = init?.body ?? "";
  const isPlain =
    (typeof input === "string" || input instanceof URL) &&
    typeof body === "string" &&
    plainMethods.has(method) &&
    ((method !== "GET" && method !== "HEAD") || init?.body === undefined);
  if (!isPlain) return undefined;
  const headers = readHeaders(init?.headers, init?.body !== undefined && init.body !== null);
  return { method, origin, path, search, headers, bodyText: body };
}
