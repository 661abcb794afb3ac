// How a project sends its order, as the body of a function that is given `testing`, the exports of privy-orders/testing.

/** Runs some code, and fails unless it throws with these words. */
const refused = (code, ...words) => `
  let message = "nothing was thrown";
  try { ${code} } catch (error) { message = error.message; }
  for (const word of ${JSON.stringify(words)}) if (!message.includes(word)) throw new Error(message);
  await sendOrder(testing);`;

export const sends = {
  client: "await sendOrder(testing);",

  // Through the global fetch, by listen() and by a setupServer of the project's own.
  msw: `
  const { PrivyClient } = await load("privy-orders");
  const { setupServer } = await load("msw/node");
  const through = (privy) => new PrivyClient({ token: privy.tokens.list()[0].token, clock: privy.clock });
  await sendOrder(testing, async (privy, order) => {
    privy.listen({ onUnhandledRequest: "error" });
    try { return await through(privy).orders.upsert(order); } finally { privy.close(); }
  });
  await sendOrder(testing, async (privy, order) => {
    const server = setupServer(...privy.handlers);
    server.listen({ onUnhandledRequest: "error" });
    try { return await through(privy).orders.upsert(order); } finally { server.close(); }
  });`,
  // What needs a package that is missing names it when it is called.
  alone: refused("testing.createFakePrivy().listen()", "the package msw", "npm install --save-dev msw"),
  mswTooOld: refused("testing.createFakePrivy().listen()", "msw 2.4", "1.3.5"),

  // Over HTTP on loopback, because undici's own fetch passes by every interception.
  undici: `
  const { PrivyClient } = await load("privy-orders");
  const { createUndiciFetch } = await load("privy-orders/undici");
  const { serveFakePrivy } = await load("privy-orders/testing/server");
  await sendOrder({ createFakePrivy: () => testing.createFakePrivy({ clock: testing.systemClock }) }, async (privy, order) => {
    const api = await serveFakePrivy(privy);
    const fetch = createUndiciFetch();
    try {
      return await new PrivyClient({ token: privy.tokens.list()[0].token, baseUrl: api.baseUrl, fetch }).orders.upsert(order);
    } finally {
      await fetch.close();
      await api.close();
    }
  });`,
  undiciTooOld: refused(
    '(await load("privy-orders/undici")).createUndiciFetch()',
    "undici 7",
    "is installed",
  ),

  // Where a test simulates a page: the client does not count as one in a browser.
  simulatedPage: `
  const { PrivyClient } = await load("privy-orders");
  await sendOrder(testing);
  await sendOrder(testing, (privy, order) =>
    new PrivyClient({ token: privy.tokens.list()[0].token, fetch: privy.fetch }).orders.upsert(order));`,

  // Zod 3.25 holds Zod 4 as well.
  zodFields: `
  const { z } = await load("zod/v4");
  const { orderShape } = await load("privy-orders/zod");
  await sendOrder(testing, (privy, order) =>
    privy.client().orders.upsert(z.object({ ...orderShape }).parse({ ...order, total: "95.00" })));`,

  observed: `
  const { createOpenTelemetryObserver } = await load("privy-orders/opentelemetry");
  await sendOrder(testing, (privy, order) =>
    privy.client({ observer: createOpenTelemetryObserver() }).orders.upsert(order));`,

  // With the matchers of the project's own test framework.
  matchers: `
  expect.extend((await load(matchers)).privyMatchers);
  await sendOrder(testing, async (privy, order) => {
    const result = await privy.client().orders.upsert(order);
    expect(privy).toHaveReceivedOrder(1001, { total_amount: "95.00" });
    expect(privy).not.toHaveReceivedOrder(1002);
    return result;
  });`,
};
