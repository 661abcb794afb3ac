// The fake Privy over loopback HTTP, for programs in other runtimes, with a second port to control it by.
import { createServer } from "node:http";
import { orderIdFrom } from "privy-orders";
import { createFakePrivy, systemClock } from "privy-orders/testing";
import { serveFakePrivy } from "privy-orders/testing/server";

const faults = {
  503: { status: 503 },
  "half-body": "half-body",
  "slow-headers": { kind: "slow-headers", delay: "2s" },
  "503-later": { status: 503, retryAfter: 20 },
};

const privy = createFakePrivy({
  clock: systemClock,
  rateLimit: { perMinute: 100_000, perDay: 1_000_000 },
  integrations: [{ name: "Main shop", token: "integration-token" }],
  oauthClients: [{ clientId: "runtime-client", clientSecret: "runtime-secret", scopes: ["orders_write"] }],
});
const api = await serveFakePrivy(privy);

const control = createServer((request, response) => {
  const url = new URL(request.url, "http://127.0.0.1");
  const fault = faults[url.searchParams.get("fault")];
  if (fault !== undefined) privy.failNext(fault);
  response.writeHead(fault === undefined ? 404 : 200, { "content-type": "application/json" });
  response.end("{}");
});
control.listen(0, "127.0.0.1", () => {
  console.log(
    JSON.stringify({
      baseUrl: api.baseUrl,
      controlUrl: `http://127.0.0.1:${control.address().port}`,
      token: privy.tokens.list()[0].token,
      oauth: {
        clientId: "runtime-client",
        clientSecret: "runtime-secret",
        scopes: ["orders_write"],
        tokenUrl: api.tokenUrl,
      },
      orderIdFromSample: orderIdFrom("cs_test_a1b2c3"),
    }),
  );
});

// Ends with the program that started it, however that ends.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
