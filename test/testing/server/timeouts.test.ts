import { Server } from "node:http";
import { createFakePrivy } from "privy-orders/testing";
import { serveFakePrivy } from "privy-orders/testing/server";
import { expect, it, vi } from "vitest";

// `npm run check:fake` sends headers a byte at a time, for as long as that really takes.
it("ends a caller that sends its headers or its body a byte at a time, within a second of the limit", async () => {
  const listen = vi.spyOn(Server.prototype, "listen");
  const served = await serveFakePrivy(createFakePrivy());
  const [server] = listen.mock.contexts;
  listen.mockRestore();
  expect(server).toMatchObject({
    headersTimeout: 10_000,
    requestTimeout: 60_000,
    connectionsCheckingInterval: 1_000,
  });
  await served.close();
});
