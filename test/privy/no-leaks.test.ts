import { inspect } from "node:util";
import fc from "fast-check";
import { type Observer, PrivyClient } from "privy-orders";
import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { observerMethods } from "../support/observer-methods.js";
import { apiToken, leastOrder } from "../support/scripted-server.js";

/** What no error and no event may repeat. */
const customer = {
  email: "zoe.quixote@tilting.example",
  phone: "+14155550123",
  first_name: "Zoebelle",
  last_name: "Quixotte",
  address1: "77 Windmill Lane",
  total: 1234.56,
  customer_id: "cust-juniper-77",
};
const integrationToken = "it-sunflower-9";
const values = [
  ...[customer.email, customer.phone, customer.first_name, customer.last_name, customer.address1],
  ...[String(customer.total), customer.customer_id, "4155550123", integrationToken],
];
const order = {
  ...leastOrder,
  total: customer.total,
  email: customer.email,
  phone: customer.phone,
  customer_id: customer.customer_id,
  shipping_address: {
    first_name: customer.first_name,
    last_name: customer.last_name,
    address1: customer.address1,
    country_code: "US",
  },
};

/** Everything that an error shows in a log. */
function everythingOf(error: unknown): string {
  const seen: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    seen.push(cause.message, String(cause.stack), JSON.stringify(cause), String(cause));
  }
  seen.push(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }));
  seen.push(JSON.stringify({ ...(error as object) })); // every rejection here is an error
  return seen.join("\n").toLowerCase();
}

const spellings: ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => secret.toUpperCase(),
  (secret) => `"${secret}"`,
  (secret) => `<b>${secret}</b>`,
  (secret) => `${secret}${secret}`,
  (secret) => `${"x ".repeat(1_990)}${secret} ${secret}`,
  (secret) => [...secret].map((letter) => `${letter}\u200b`).join(""),
  (secret) => `prefix_${secret}_suffix`,
];
const phraseWith = (secrets: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...secrets), fc.constantFrom(...spellings), fc.string({ maxLength: 20 }))
    .map(([secret, spell, noise]) => `${noise} ${spell(secret)} ${noise}`);

/** An echo of what was sent, in every place that an answer or a broken connection has. */
const echoOf = (token: string) =>
  fc.record({
    token: fc.constant(token),
    status: fc.constantFrom(400, 401, 403, 404, 408, 409, 422, 429, 500, 501, 503, 302, 200, 201),
    form: fc.constantFrom("envelope", "flat", "html", "order", "throws", "breaks"),
    text: fc.array(phraseWith([...values, token]), { minLength: 6, maxLength: 6 }),
    secret: fc.constantFrom(...values, token),
  });
type Echo = ReturnType<typeof echoOf> extends fc.Arbitrary<infer Value> ? Value : never;

function bodyOf({ form, text, secret }: Echo): string {
  const [code, message, field, detail, id] = text;
  const details = [
    { field, message: detail },
    { field: secret, message: secret },
  ];
  if (form === "envelope") return JSON.stringify({ error: { code, message, details, id: secret }, id });
  if (form === "flat") return JSON.stringify({ error: secret, error_description: message, id: secret });
  if (form === "order") return JSON.stringify({ data: { order_id: `x${secret}`, id: secret } });
  return `<html><title>${message}</title>${text.join("")}</html>`;
}

function answerOf(made: Echo): Response {
  const { text, status, form, secret } = made;
  if (form === "throws") {
    const cause = Object.assign(new Error(text[0]), {
      code: secret.toUpperCase(),
      config: { headers: secret },
    });
    throw Object.assign(new TypeError(text[1], { cause }), {
      name: text[2],
      code: text[3],
      request: { body: text },
    });
  }
  const broken = new ReadableStream({
    start: (body) => body.error(new Error(`${text[0]}\n    at ${text[1]} (a:1:2)`)),
  });
  const ascii = encodeURIComponent(secret);
  const headers = {
    location: `https://x.example/${ascii}`,
    deprecation: "true",
    link: `<${secret}>`,
    "retry-after": "0",
  };
  return new Response(form === "breaks" ? broken : bodyOf(made), { status, statusText: ascii, headers });
}

async function outcomeOf(made: Echo): Promise<{ error: unknown; events: unknown[] }> {
  const events: unknown[] = [];
  const observer: Observer = {};
  for (const name of observerMethods) observer[name] = ((event: object) => void events.push(event)) as never; // all alike
  const client = new PrivyClient({
    token: made.token,
    integrationToken,
    observer,
    clock: createVirtualClock(),
    maxAttempts: 2,
    fetch: async () => answerOf(made),
  });
  const error = await client.orders.upsert(order).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, events };
}

describe("a server that echoes what it was sent", () => {
  it("finds no way into an error or an event, however the server responds or breaks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(echoOf(apiToken), echoOf("t0ken-odd-one")), async (made) => {
        const { error, events } = await outcomeOf(made);
        expect(error).toBeInstanceOf(Error);
        const shown = everythingOf(error);
        const told = `${inspect(events, { depth: 9 })} ${JSON.stringify(events)}`.toLowerCase();
        for (const secret of [...values, made.token]) {
          expect(shown).not.toContain(secret.toLowerCase());
          expect(told).not.toContain(secret.toLowerCase());
        }
      }),
      { numRuns: 300 },
    );
  });

  it("can still say what is wrong", async () => {
    const made: Echo = {
      token: apiToken,
      status: 422,
      form: "envelope",
      text: [
        "validation_failed",
        `email ${customer.email} is taken by ${customer.first_name}`,
        "email",
        "is bad",
        "x",
        "y",
      ],
      secret: customer.phone,
    };
    const { error } = await outcomeOf(made);
    expect(error).toMatchObject({
      serverCode: "validation_failed",
      details: [{ field: "email", message: "is bad" }, { message: "[masked]" }],
      message: expect.stringContaining("email [masked] is taken by [masked]"),
    });
  });
});
