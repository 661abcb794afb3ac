import { type FetchRequest, PrivyClient, type PrivyClientOptions } from "privy-orders";
import { createVirtualClock, type VirtualClock } from "../../src/testing/kit/clock/virtual-clock.js";

/** One request as the stub saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Below the base URL, the query included. */
  readonly path: string;
  readonly body: unknown;
}

/** What the stub answers: a status with a body, or an Error for a connection that breaks. */
export type StubAnswer = { status?: number; body: unknown; headers?: Record<string, string> } | Error;

export interface Stub {
  readonly client: PrivyClient;
  readonly clock: VirtualClock;
  readonly requests: SeenRequest[];
}

const base = "https://api.privy.com/v1";

/** A client on a stubbed `fetch`: each request is answered by `answer`, which sees it and how many came before. */
export function stubPrivy(
  answer: (request: SeenRequest, index: number, clock: VirtualClock) => StubAnswer | Promise<StubAnswer>,
  options: Partial<PrivyClientOptions> = {},
): Stub {
  const clock = createVirtualClock();
  const requests: SeenRequest[] = [];
  const fetch = async (url: string, { method, body }: FetchRequest) => {
    if (!url.startsWith(base)) throw new Error(`left the base URL: ${url}`);
    const seen: SeenRequest = {
      method,
      path: new URL(url).href.slice(base.length),
      body: body === undefined ? undefined : JSON.parse(body),
    };
    requests.push(seen);
    const answered = await answer(seen, requests.length - 1, clock);
    if (answered instanceof Error) throw answered;
    return new Response(JSON.stringify(answered.body), {
      status: answered.status ?? 200,
      headers: { "content-type": "application/json", ...answered.headers },
    });
  };
  return { client: new PrivyClient({ token: "privy_test", fetch, clock, ...options }), clock, requests };
}

/** A stub that gives its answers one after the other. */
export function scriptedPrivy(
  answers: readonly StubAnswer[],
  options: Partial<PrivyClientOptions> = {},
): Stub {
  return stubPrivy((_request, index) => answers[index] ?? new Error("one request too many"), options);
}

/** A contact as Privy answers it. */
export const jane: Readonly<Record<string, unknown>> = {
  id: "cus_a1b2c3d4e5f6g7h8",
  first_name: "Jane",
  last_name: null,
  email: "jane@example.com",
  email_consent: "never_subscribed",
  phone_number: null,
  sms_consent: "never_subscribed",
  tags: [],
  custom_fields: {},
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
};

export const conflict = (id?: string): StubAnswer => ({
  status: 409,
  body: {
    error: {
      code: "conflict",
      message: "A contact with this email exists",
      ...(id === undefined ? {} : { id }),
    },
  },
});

/** The error that a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("did not reject");
}
