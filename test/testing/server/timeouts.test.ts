import type { Server, ServerOptions } from "node:http";
import { createFakePrivy } from "privy-orders/testing";
import { serveFakePrivy } from "privy-orders/testing/server";
import { expect, it, vi } from "vitest";

const made: { readonly options: ServerOptions; readonly server: Server }[] = [];

vi.mock("node:http", async (load) => {
  const http = await load<typeof import("node:http")>();
  const createServer = (options: ServerOptions, listener: () => void): Server => {
    const server = http.createServer(options, listener);
    made.push({ options, server });
    return server;
  };
  return { ...http, createServer };
});

it("ends a caller that sends its headers or its body a byte at a time", async () => {
  const served = await serveFakePrivy(createFakePrivy());
  const [{ server } = { server: undefined }] = made;
  expect([server?.headersTimeout, server?.requestTimeout]).toEqual([10_000, 60_000]);
  await served.close();
});
