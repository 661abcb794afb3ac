import { createServer, type Server } from "node:http";

/** What has reached Privy's stand-in. */
export interface StandIn {
  readonly port: number;
  readonly stored: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  requests: number;
  /** Requests that repeated the last state of their order. */
  repeats: number;
  /** Requests with a state that is older than one before. */
  overtaken: number;
  close(): void;
}

/** A server with Privy's headers that stores what it gets, field by field, after a few milliseconds. */
export async function startStandIn(): Promise<StandIn> {
  const stored = new Map<string, Record<string, unknown>>();
  const resetAt = Math.floor(Date.now() / 1000) + 3_600;
  const server: Server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += String(chunk);
    });
    request.on("end", () => {
      const order: Record<string, unknown> = JSON.parse(text);
      const id = String(order.order_id);
      const known = stored.get(id);
      standIn.requests += 1;
      if (known?.total === order.total) standIn.repeats += 1;
      if (Number(known?.total ?? 0) > Number(order.total)) standIn.overtaken += 1;
      stored.set(id, { ...known, ...order });
      const limits = { "x-ratelimit-limit-minute": "100000", "x-ratelimit-remaining-minute": "99999" };
      const headers = {
        "content-type": "application/json",
        "x-ratelimit-reset-minute": String(resetAt),
        ...limits,
      };
      setTimeout(() => {
        response.writeHead(known === undefined ? 201 : 200, headers);
        response.end(JSON.stringify({ data: { order_id: id } }));
      }, 5);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const standIn: StandIn = {
    port,
    stored,
    requests: 0,
    repeats: 0,
    overtaken: 0,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return standIn;
}
