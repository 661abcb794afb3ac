import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createUndiciFetch } from "privy-orders/undici";

// Run as a process of its own: makes one request and forgets to close the fetch.
const server = createServer((_request, response) => response.end("fine"));
server.keepAliveTimeout = 60_000;
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
server.unref();
server.on("connection", (socket) => socket.unref());
// A server that listens on a port has an address of this shape.
const { port } = server.address() as AddressInfo;
const fetch = createUndiciFetch({ keepAliveTimeoutMs: 600_000 });
const response = await fetch(`http://127.0.0.1:${port}`, {
  method: "GET",
  headers: {},
  signal: new AbortController().signal,
  redirect: "manual",
});
process.stdout.write(await response.text());
