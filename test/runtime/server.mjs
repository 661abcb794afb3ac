// The fake Privy over loopback HTTP, for programs in other runtimes, with a second port to control it by.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createTcpServer } from "node:net";
import { join } from "node:path";
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

const listen = (server) =>
  new Promise((settle) => server.listen(0, "127.0.0.1", () => settle(server.address().port)));
const certificate = (name) => readFileSync(join(process.env.CERTIFICATES, name));
/** Of a protocol that nothing speaks any more; no system gives it to a program by itself, and fetch does not block it. */
const closedPort = 2;
const resetting = createTcpServer((socket) => {
  socket.on("error", () => undefined);
  socket.once("data", () => socket.resetAndDestroy());
});
const selfSigned = createTlsServer(
  { cert: certificate("cert.pem"), key: certificate("key.pem") },
  (_, response) => response.end("{}"),
);
const troubles = {
  refused: `http://127.0.0.1:${closedPort}/v1`,
  reset: `http://127.0.0.1:${await listen(resetting)}/v1`,
  tls: `https://127.0.0.1:${await listen(selfSigned)}/v1`,
  // Too long to be a name: it fails before any resolver is asked.
  dns: `https://${"a".repeat(64)}.example/v1`,
};

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
      troubles,
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
