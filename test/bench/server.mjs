// Answers every request at once, with an answer that every client takes for a good one. Its port is its first line.
import { createServer } from "node:http";

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
const answer = Buffer.from(JSON.stringify({ data: order, id: "id_1", object: "customer", success: true }));
const headers = {
  "content-type": "application/json",
  "content-length": answer.length,
  "x-ratelimit-limit-minute": "100000000",
  "x-ratelimit-remaining-minute": "99999999",
};

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => response.writeHead(201, headers).end(answer));
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
// Ends with whoever started it.
process.stdin.resume().on("end", () => process.exit(0));
