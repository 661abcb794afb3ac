import { createFakePrivy, type FakePrivy, type FakePrivyOptions } from "../../src/testing/index.js";

/** Headers of one's own replace the usual ones; undefined leaves one out. */
export interface Sending {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** The body as text, instead of JSON made from the fields. */
  readonly text?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: {
    readonly data?: Readonly<Record<string, unknown>>;
    readonly error?: {
      readonly code: string;
      readonly message: string;
      readonly details?: readonly { readonly field: string; readonly message: string }[];
    };
  };
}

export interface Account {
  readonly privy: FakePrivy;
  /** Sends an order that is complete but for these fields; undefined leaves one out. */
  place(fields?: Readonly<Record<string, unknown>>, sending?: Sending): Promise<Answered>;
  /** The fields of the 422, as `field: message`. */
  problems(fields: Readonly<Record<string, unknown>>, sending?: Sending): Promise<readonly string[]>;
}

export const order = {
  order_id: 1001,
  total: 95,
  currency: "USD",
  order_date: "2026-01-01T10:00:00Z",
  email: "ada@example.com",
} as const;

/** JSON that can hold a bigint. */
function toJson(value: unknown): string {
  const marked = JSON.stringify(value, (_, part: unknown) =>
    typeof part === "bigint" ? `bigint:${part}` : part,
  );
  return marked.replace(/"bigint:(\d+)"/g, "$1");
}

/** An account, and a shop that sends it orders over bare `fetch`, without the client of this package. */
export function createAccount(options: FakePrivyOptions = {}): Account {
  const privy = createFakePrivy(options);
  const token = privy.tokens.list()[0]?.token;

  async function place(
    fields: Readonly<Record<string, unknown>> = {},
    sending: Sending = {},
  ): Promise<Answered> {
    const headers = new Headers();
    const wanted = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      ...sending.headers,
    };
    for (const [name, value] of Object.entries(wanted)) if (value !== undefined) headers.set(name, value);
    const method = sending.method ?? "POST";
    const response = await privy.fetch(`https://api.privy.com${sending.path ?? "/v1/orders/placed"}`, {
      method,
      headers,
      ...(method === "GET" ? {} : { body: sending.text ?? toJson({ ...order, ...fields }) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: JSON.parse(text) };
  }

  return {
    privy,
    place,
    async problems(fields, sending) {
      const answer = await place(fields, sending);
      if (answer.status !== 422) throw new Error(`The answer was ${answer.status}, not 422`);
      return (answer.json.error?.details ?? []).map(({ field, message }) => `${field}: ${message}`);
    },
  };
}
