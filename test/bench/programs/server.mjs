// Responds to every request at once, with a body that every client takes for a success. The first part of the path chooses how
// the body travels: /chunked, /gzip and /br in chunks, anything else with its length. It sends {"port": …} when it is ready.
import { createServer } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const order = {
  order_id: 4501,
  source: "api",
  email: "ada@example.com",
  phone: "+14155550123",
  total_amount: "95.00",
  currency_code: "USD",
  placed_at: "2026-02-28T09:30:00Z",
  created_at: "2026-02-28T09:30:01Z",
  updated_at: "2026-02-28T09:30:01Z",
};
const rest = { id: "id_1", object: "customer", success: true };
const headers = {
  "content-type": "application/json",
  "x-ratelimit-limit-minute": "100000000",
  "x-ratelimit-remaining-minute": "99999999",
};
/** What most servers use for responses that they make on the fly. */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const chunked = { ...headers, "transfer-encoding": "chunked" };
const ways = {
  chunked: (body) => [chunked, body],
  gzip: (body) => [{ ...chunked, "content-encoding": "gzip" }, gzipSync(body)],
  br: (body) => [{ ...chunked, "content-encoding": "br" }, brotliCompressSync(body, brotli)],
};
const plain = (body) => [{ ...headers, "content-length": body.length }, body];

/** A response is about the order that was sent: a client may refuse any other. */
function bodyFor(request) {
  const order_id = Number(/"order_id":"?(\d+)/.exec(request)?.[1] ?? order.order_id);
  return Buffer.from(JSON.stringify({ data: { ...order, order_id }, ...rest }));
}

const server = createServer((request, response) => {
  const way = ways[request.url.split("/", 2)[1]] ?? plain;
  let sent = "";
  request.setEncoding("utf8");
  request.on("data", (piece) => (sent += piece));
  request.on("end", () => {
    const [fields, body] = way(bodyFor(sent));
    response.writeHead(201, fields).end(body);
  });
});
// A client that waits for its turn to be measured must find its connections open.
server.keepAliveTimeout = 300_000;
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("disconnect", () => process.exit(0));
