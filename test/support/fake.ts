import {
  createFakePrivy,
  type FakeContactOptions,
  type FakePrivy,
  type FakePrivyOptions,
} from "privy-orders/testing";

/** A request; headers of one's own replace the usual ones, and undefined leaves one out. */
export interface Sending {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** The body as text, instead of JSON made from the fields. */
  readonly text?: string;
}

/** A response, read to its end. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body. */
  readonly body: Readonly<Record<string, unknown>>;
  /** `data` when it is one object. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The error's `code`, or a flat error. */
  readonly code: unknown;
  /** The error's `message`. */
  readonly message: unknown;
  readonly details: readonly { readonly field: string; readonly message: string }[] | undefined;
  /** The details, as `field: message`. */
  readonly problems: readonly string[];
}

/** A fake Privy, and a shop that talks to it over bare `fetch`, without the client of this package. */
export interface Account {
  readonly privy: FakePrivy;
  /** Sends an order that is complete but for these fields; undefined leaves one out. */
  place(fields?: Readonly<Record<string, unknown>>, sending?: Sending): Promise<Answered>;
  /** The fields of the 422 that an order gets, as `field: message`. */
  problems(fields: Readonly<Record<string, unknown>>, sending?: Sending): Promise<readonly string[]>;
  /** Sends a request to a path below `/v1`. */
  send(method: string, path: string, body?: unknown, headers?: Sending["headers"]): Promise<Answered>;
  /** The id of a contact that is created with these fields. */
  create(fields: Readonly<Record<string, unknown>>): Promise<string>;
  /** The id of a contact that was added with these fields and then deleted. */
  deleted(fields?: FakeContactOptions): Promise<string>;
  /** Exchanges credentials; a parameter that is undefined is left out. */
  exchange(parameters?: Readonly<Record<string, string | undefined>>, url?: string): Promise<Answered>;
}

/** An order that Privy takes. */
export const order = {
  order_id: 1001,
  total: 95,
  currency: "USD",
  order_date: "2026-01-01T10:00:00Z",
  email: "ada@example.com",
} as const;

/** The credentials of every account here, unless a test brings its own. */
const credentials = {
  tokens: ["test-token"],
  oauthClients: [{ clientId: "shop", clientSecret: "shop-secret" }],
} as const;

/** JSON that can hold a bigint. */
function toJson(value: unknown): string {
  const marked = JSON.stringify(value, (_, part: unknown) =>
    typeof part === "bigint" ? `bigint:${part}` : part,
  );
  return marked.replace(/"bigint:(\d+)"/g, "$1");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads a response of the fake, whose body is always an object. */
export async function readResponse(response: Response): Promise<Answered> {
  const text = await response.text();
  const body: unknown = JSON.parse(text);
  if (!isObject(body)) throw new Error("The body is not an object");
  const { data, error } = body;
  const details = isObject(error) && Array.isArray(error.details) ? error.details : undefined;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body,
    data: isObject(data) ? data : {},
    code: isObject(error) ? error.code : error,
    message: isObject(error) ? error.message : undefined,
    details,
    problems: (details ?? []).map(({ field, message }) => `${field}: ${message}`),
  };
}

/** Makes an account, by default with one token and one OAuth client. */
export function createAccount(options: FakePrivyOptions = {}): Account {
  const privy = createFakePrivy({ ...credentials, ...options });
  const token = privy.tokens.list()[0]?.token;

  async function request(path: string, method: string, body: string | undefined, own: Sending["headers"]) {
    const headers = new Headers();
    const wanted = { authorization: `Bearer ${token}`, "content-type": "application/json", ...own };
    for (const [name, value] of Object.entries(wanted)) if (value !== undefined) headers.set(name, value);
    const init = { method, headers, ...(body === undefined ? {} : { body }) };
    return readResponse(await privy.fetch(`https://api.privy.com${path}`, init));
  }

  async function place(fields: Readonly<Record<string, unknown>> = {}, sending: Sending = {}) {
    const { path = "/v1/orders/placed", method = "POST", text } = sending;
    const body = method === "GET" ? undefined : (text ?? toJson({ ...order, ...fields }));
    return request(path, method, body, sending.headers);
  }

  async function send(method: string, path: string, body?: unknown, headers?: Sending["headers"]) {
    const text = body === undefined || typeof body === "string" ? body : toJson(body);
    return request(`/v1${path}`, method, text, headers);
  }

  return {
    privy,
    place,
    async problems(fields, sending) {
      const answer = await place(fields, sending);
      if (answer.status !== 422) throw new Error(`The answer was ${answer.status}, not 422`);
      return answer.problems;
    },
    send,
    async create(fields) {
      const answer = await send("POST", "/contacts", fields);
      if (typeof answer.data.id !== "string") throw new Error(`Not created: ${answer.text}`);
      return answer.data.id;
    },
    async deleted(fields = {}) {
      const { id } = privy.addContact({ email: order.email, ...fields });
      const answer = await send("DELETE", `/contacts/${id}`);
      if (answer.status !== 200) throw new Error(`Not deleted: ${answer.text}`);
      return id;
    },
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
      return readResponse(await privy.fetch(url, { method: "POST", body: form }));
    },
  };
}
