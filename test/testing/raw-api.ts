import { createFakePrivy, type FakePrivy, type FakePrivyOptions } from "../../src/testing/index.js";

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body. */
  readonly body: {
    readonly data?: unknown;
    readonly error?: unknown;
    readonly pagination?: unknown;
    readonly [key: string]: unknown;
  };
  /** The error's `code`, or a flat error. */
  readonly code: unknown;
  /** The fields of a 422, as `field: message`. */
  readonly problems: readonly string[];
  /** `data` when it is one object. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface RawApi {
  readonly privy: FakePrivy;
  /** Sends one request over bare `fetch`, without the client of this package. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<RawAnswer>;
  /** Exchanges credentials; a parameter that is undefined is left out. */
  exchange(parameters?: Record<string, string | undefined>, url?: string): Promise<RawAnswer>;
  /** The id of a contact that is created with these fields. */
  create(fields: Record<string, unknown>): Promise<string>;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

async function read(response: Response): Promise<RawAnswer> {
  const text = await response.text();
  const body: unknown = JSON.parse(text);
  if (!isObject(body)) throw new Error("The body is no object");
  const { error, data } = body;
  const details = isObject(error) && Array.isArray(error.details) ? error.details : [];
  return {
    status: response.status,
    headers: response.headers,
    text,
    body,
    code: isObject(error) ? error.code : error,
    problems: details.map(({ field, message }) => `${field}: ${message}`),
    data: isObject(data) ? data : {},
  };
}

/** An account with one token and one OAuth client, and somebody who talks to it over bare `fetch`. */
export function createRawApi(options: FakePrivyOptions = {}): RawApi {
  const privy = createFakePrivy({
    tokens: ["test-token"],
    oauthClients: [{ clientId: "shop", clientSecret: "shop-secret" }],
    ...options,
  });

  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<RawAnswer> {
    const response = await privy.fetch(`https://api.privy.com/v1${path}`, {
      method,
      headers: { authorization: "Bearer test-token", "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return read(response);
  }

  return {
    privy,
    send,
    async exchange(parameters = {}, url = "https://api.privy.com/oauth/token") {
      const form = new URLSearchParams();
      const all = {
        grant_type: "client_credentials",
        client_id: "shop",
        client_secret: "shop-secret",
        scope: "orders_write",
        ...parameters,
      };
      for (const [name, value] of Object.entries(all)) if (value !== undefined) form.set(name, value);
      return read(await privy.fetch(url, { method: "POST", body: form }));
    },
    async create(fields) {
      const answer = await send("POST", "/contacts", fields);
      if (typeof answer.data.id !== "string") throw new Error(`Not created: ${answer.text}`);
      return answer.data.id;
    },
  };
}
