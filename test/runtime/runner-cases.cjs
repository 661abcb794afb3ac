// What the test double must do under every test runner; CommonJS, so that each of them can load it.
const assert = require("node:assert/strict");
const { appendFileSync } = require("node:fs");

const order = {
  order_id: 1001,
  total: 95,
  currency: "USD",
  order_date: "2026-01-01T00:00:00Z",
  email: "kim@example.com",
  fulfillment_status: "delivered",
};
const flows = [{ name: "Ask for a review", trigger: "order_received" }];

/** The cases by their titles, with an `msw` of the runner's own where it cannot be loaded on demand. Each leaves its title in the file that PROOF names, so that no run passes without them. */
module.exports = function runnerCases({ createFakePrivy, PrivyClient, msw }) {
  const listening = { onUnhandledRequest: "error", ...(msw && { msw }) };
  /** A client that knows nothing of the fake but its token and its clock: it sends through the global fetch. */
  const strangerOf = (privy) => new PrivyClient({ token: privy.tokens.list()[0].token, clock: privy.clock });

  const cases = {
    "stores an order and starts a flow": async () => {
      const privy = createFakePrivy({ flows });
      const { outcome } = await privy.client().orders.upsert(order);
      assert.equal(outcome, "created");
      assert.equal(privy.order(1001).total_amount, "95.00");
      privy.expect.order(1001).toHaveBeenReceived({ times: 1 }).toMatch({ email: "kim@example.com" });
      privy.expect.flow("Ask for a review").toHaveStarted({ times: 1, for: { contact: "kim@example.com" } });
    },
    "retries after two 503, on the virtual clock": async () => {
      const privy = createFakePrivy();
      const before = privy.clock.now();
      privy.failNext("503", { times: 2 });
      const { response } = await privy.client().orders.upsert(order);
      assert.equal(response.attempts, 3);
      assert.ok(privy.clock.now() > before, "the pauses must have moved the clock");
      assert.deepEqual(privy.pendingFaults, []);
    },
    "intercepts the global fetch while it listens, and no longer": async () => {
      const privy = createFakePrivy({ flows });
      const original = globalThis.fetch;
      privy.listen(listening);
      try {
        await strangerOf(privy).orders.upsert(order);
        const bare = await fetch("https://api.privy.com/v1/contacts");
        assert.equal(bare.status, 401);
      } finally {
        privy.close();
      }
      assert.deepEqual(
        privy.requests.map(({ path, status }) => `${path} ${status}`),
        ["/v1/orders/placed 201", "/v1/contacts 401"],
      );
      privy.expect.flow("Ask for a review").toHaveStarted({ times: 1 });
      assert.equal(globalThis.fetch, original);
    },
    "fails through the global fetch as it was told": async () => {
      const privy = createFakePrivy();
      privy.listen(listening);
      try {
        privy.failNext("503");
        assert.equal((await fetch("https://api.privy.com/v1/contacts")).status, 503);
        privy.failNext("network-error");
        await assert.rejects(fetch("https://api.privy.com/v1/contacts"), { name: "TypeError" });
        privy.failNext("half-body");
        const { response } = await strangerOf(privy).orders.upsert(order);
        assert.equal(response.attempts, 2);
      } finally {
        privy.close();
      }
      assert.equal(privy.orders.length, 1);
    },
    "says what did not happen": async () => {
      const privy = createFakePrivy();
      assert.throws(() => privy.expect.order(1001).toHaveBeenReceived(), { name: "FakeAssertionError" });
    },
  };
  const proven = Object.entries(cases).map(([title, body]) => [
    title,
    async () => {
      await body();
      appendFileSync(process.env.PROOF, `${title}\n`);
    },
  ]);
  return Object.fromEntries(proven);
};

/** The same through the matchers of a framework whose `expect` has been extended with them. */
module.exports.matcherCase = async function matcherCase({ createFakePrivy, expect }) {
  const privy = createFakePrivy({ flows });
  await privy.client().orders.upsert(order);
  expect(privy).toHaveReceivedOrder(1001, { total_amount: "95.00" });
  expect(privy).toHaveStartedFlow("Ask for a review", { times: 1 });
  expect(privy).not.toHaveReceivedOrder(1002);
  let message = "";
  try {
    expect(privy).toHaveReceivedOrder(1002);
  } catch (error) {
    message = error.message;
  }
  assert.match(message, /1002/);
  appendFileSync(process.env.PROOF, "matchers\n");
};
