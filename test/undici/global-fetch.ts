import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { createUndiciFetch } from "privy-orders/undici";

// Run as a process of its own, in which nothing has touched the global fetch before the undici one was loaded.
const server = createServer((request, response) => {
  if (request.url === "/moved") response.writeHead(302, { location: "/" }).end();
  else response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("global"));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
// A server that listens on a port has an address of this shape.
const { port } = server.address() as AddressInfo;
const before = globalThis.fetch;
const fast = createUndiciFetch({ proxyUrl: "http://127.0.0.1:9" });
const response = await fetch(`http://127.0.0.1:${port}/moved`, { method: "POST", body: "{}" });
const text = await response.text();
await fast.destroy();
// After the other one is gone it must still work.
const again = await (await fetch(`http://127.0.0.1:${port}/`)).text();
const aborted = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.abort("stop") }).catch(
  (error: unknown) => error,
);
process.stdout.write(JSON.stringify({ text, again, aborted, untouched: before === globalThis.fetch }));
server.closeAllConnections();
server.close();
