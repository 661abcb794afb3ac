// One suite for every runtime: it uses nothing but fetch, timers and the package that it is given.
import { runTroubleSuite } from "./trouble-suite.js";
import { runWebhookSuite } from "./webhook-suite.js";

const order = (id, more = {}) => ({
  order_id: id,
  email: "jane.doe@example.com",
  total: "95.00",
  currency: "usd",
  order_date: "2026-01-05T10:00:00+01:00",
  ...more,
});

function assert(condition, message) {
  if (!condition) throw new Error(message);
}

function equal(actual, expected, what) {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  assert(left === right, `${what}: expected ${right}, got ${left}`);
}

async function rejection(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("expected a rejection");
}

/**
 * @param privy the exports of privy-orders
 * @param server `{ baseUrl, controlUrl, token, oauth }`
 * @param options options of every client, such as another `fetch`
 * @returns one entry a case: `{ title, error? }`
 */
export async function runSuite(privy, server, options = {}) {
  const { PrivyClient } = privy;
  const results = [];
  let lastId = 1000;
  const nextId = () => {
    lastId += 1;
    return `${server.firstId}${lastId}`;
  };
  const client = (more = {}) =>
    new PrivyClient({ token: server.token, baseUrl: server.baseUrl, ...options, ...more });
  const control = async (path) => {
    const response = await fetch(`${server.controlUrl}${path}`, { method: "POST" });
    assert(response.status === 200, `the control server answered ${response.status} to ${path}`);
    return response.json();
  };
  const test = async (title, body) => {
    try {
      await body();
      results.push({ title });
    } catch (error) {
      results.push({ title, error: String(error?.stack ?? error) });
    }
  };

  await test("sends an order and updates it", async () => {
    const id = nextId();
    const created = await client().orders.upsert(order(id, { financial_status: "pending" }));
    equal([created.outcome, created.order.order_id], ["created", id], "created");
    const updated = await client().orders.upsert(order(id, { financial_status: "paid" }));
    equal([updated.outcome, updated.order.financial_status], ["updated", "paid"], "updated");
  });

  await test("normalises a phone", async () => {
    const result = await client().orders.upsert(
      order(nextId(), { email: null, phone: "(0)20 7946 0018", shipping_address: { country_code: "GB" } }),
    );
    equal(result.order.phone, "+442079460018", "phone");
  });

  await test("keeps an int64 exact in both directions", async () => {
    for (const id of ["820982911946154508", "9007199254740993", "9223372036854775807"]) {
      equal((await client().orders.upsert(order(BigInt(id)))).order.order_id, id, "order_id");
    }
  });

  await test("makes an order id from text, the same everywhere", async () => {
    equal(privy.orderIdFrom("cs_test_a1b2c3"), server.orderIdFromSample, "orderIdFrom");
  });

  await test("throws a typed error with the fields of a 422", async () => {
    const error = await rejection(
      client({ integrationToken: "unknown-token" }).orders.upsert(order(nextId())),
    );
    assert(error instanceof privy.RejectedError && privy.isPrivyOrdersError(error), "not a RejectedError");
    equal(
      [error.status, error.details[0].field.toLowerCase()],
      [422, "x-privy-integration-token"],
      "details",
    );
  });

  await test("refuses bad input before anything is sent", async () => {
    const error = await rejection(client().orders.upsert(order("no id", { total: "ninety" })));
    assert(error instanceof privy.InvalidInputError, "not an InvalidInputError");
    equal(error.issues.map(({ path }) => path[0]).sort(), ["order_id", "total"], "issues");
  });

  await test("tries again after a 503", async () => {
    await control("/fail?fault=503");
    const result = await client().orders.upsert(order(nextId()));
    equal([result.outcome, result.response.attempts], ["created", 2], "result");
  });

  await test("tries again after a body that was cut, and admits its doubt", async () => {
    await control("/fail?fault=half-body");
    const result = await client().orders.upsert(order(nextId()));
    equal([result.outcome, result.response.attempts], ["indeterminate", 2], "result");
  });

  await test("gives up an attempt after timeoutMs", async () => {
    await control("/fail?fault=slow-headers");
    const error = await rejection(client({ timeoutMs: 150, maxAttempts: 1 }).orders.upsert(order(nextId())));
    assert(error instanceof privy.TimeoutError, `not a TimeoutError: ${error}`);
    equal([error.clock, error.timeoutMs], ["attempt", 150], "timeout");
  });

  await test("cuts a backoff short when the caller aborts", async () => {
    await control("/fail?fault=503-later");
    const controller = new AbortController();
    const reason = new Error("the visitor left");
    setTimeout(() => controller.abort(reason), 100);
    const startedAt = Date.now();
    const error = await rejection(client().orders.upsert(order(nextId()), { signal: controller.signal }));
    assert(error === reason, `not the signal's own reason: ${error}`);
    assert(Date.now() - startedAt < 5_000, "the pause was not cut");
  });

  await test("exchanges OAuth credentials", async () => {
    const result = await new PrivyClient({
      oauth: server.oauth,
      baseUrl: server.baseUrl,
      ...options,
    }).orders.upsert(order(nextId()));
    equal(result.outcome, "created", "outcome");
  });

  await test("holds no secret in an error", async () => {
    const error = await rejection(
      client({ token: "privy_wrong_token_0123456789" }).orders.upsert(order(nextId())),
    );
    assert(error instanceof privy.AuthenticationError, "not an AuthenticationError");
    const text = `${error.message} ${error.stack} ${JSON.stringify(error)}`;
    assert(
      !text.includes("wrong_token") && !text.includes("jane.doe"),
      "a secret or a value is in the error",
    );
  });

  await runTroubleSuite(
    { test, equal, assert, rejection, client, order: order(nextId()) },
    privy,
    server.troubles,
  );
  await runWebhookSuite({ test, equal, client, nextId });

  return results;
}
