import { type IncomingHttpHeaders, request } from "node:http";
import {
  createFakePrivy,
  createRunningClock,
  type FakePrivy,
  type FakePrivyOptions,
  type RunningClock,
} from "privy-orders/testing";
import { type ServedFakePrivy, type ServeOptions, serveFakePrivy } from "privy-orders/testing/server";
import { afterEach } from "vitest";

const open: ServedFakePrivy[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** What came back over HTTP. */
export interface Came {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** A test looks into it member by member. */
  readonly json: Json;
}

/** JSON of any shape: reading what is not there gives undefined. */
export type Json = { readonly [name: string]: Json } & readonly Json[] & { toString(): string };

/** Sends one request with exactly these headers, and nothing that a `fetch` would add. */
export function send(
  url: string,
  { method = "GET", headers = {}, body }: { method?: string; headers?: object; body?: string } = {},
): Promise<Came> {
  return new Promise((resolve, reject) => {
    // Said, because Node would leave it out of a GET.
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const sent = request(url, { method, headers: { ...headers, ...length } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("error", reject);
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => {
        let json: unknown;
        try {
          json = JSON.parse(text);
        } catch {
          json = undefined;
        }
        const { statusCode: status = 0 } = response;
        // A test says what it expects of it.
        resolve({ status, headers: response.headers, text, json: json as Json });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** A served fake, and calls of its control API. */
export interface Served {
  readonly privy: FakePrivy<RunningClock>;
  readonly server: ServedFakePrivy;
  readonly token: string;
  get(path: string): Promise<Came>;
  call(method: string, path: string, body?: unknown): Promise<Came>;
  /** Reports an order as a shop does. */
  place(order?: object): Promise<Came>;
}

/** Serves a fake with its control API, in real time that can be moved. */
export async function serveControl(
  options: Omit<FakePrivyOptions<RunningClock>, "clock"> & { readonly isFrozen?: boolean } = {},
  serveOptions: ServeOptions = {},
): Promise<Served> {
  const { isFrozen = true, ...rest } = options;
  const clock = createRunningClock();
  if (isFrozen) clock.freeze();
  await clock.set("2026-03-01T12:00:00Z");
  const privy = createFakePrivy({ ...rest, clock });
  const server = await serveFakePrivy(privy, { control: true, ...serveOptions });
  open.push(server);
  const token = privy.tokens.list()[0]?.token ?? "";
  return {
    privy,
    server,
    token,
    get: (path) => send(`${server.url}/_fake${path}`),
    call: (method, path, body) =>
      send(`${server.url}/_fake${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      }),
    place: (order = {}) =>
      send(`${server.baseUrl}/orders/placed`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({
          order_id: 1001,
          total: 95,
          currency: "USD",
          order_date: "2026-03-01T10:00:00Z",
          email: "ada@example.com",
          accepts_email_marketing: true,
          ...order,
        }),
      }),
  };
}
