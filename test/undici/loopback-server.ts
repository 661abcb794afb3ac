import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";

/** A real server on the loopback interface, with an eye on its connections. */
export interface LoopbackServer {
  readonly port: number;
  readonly url: string;
  /** Every connection that was ever accepted. */
  readonly accepted: readonly Socket[];
  /** Resolves when no connection is open any more. */
  allClosed(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function listenOn(server: Server, scheme: "http" | "https" = "http"): Promise<LoopbackServer> {
  const accepted: Socket[] = [];
  const open = new Set<Socket>();
  let whenEmpty: (() => void)[] = [];
  server.on("connection", (socket: Socket) => {
    accepted.push(socket);
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      open.delete(socket);
      if (open.size > 0) return;
      for (const tell of whenEmpty) tell();
      whenEmpty = [];
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${scheme}://${scheme === "https" ? "localhost" : "127.0.0.1"}:${port}`,
    accepted,
    allClosed: () =>
      open.size === 0 ? Promise.resolve() : new Promise((resolve) => whenEmpty.push(resolve)),
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A real HTTP/1.1 server. */
export function httpServer(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<LoopbackServer> {
  const server = createServer(handler);
  // Only the tests decide when an idle connection ends.
  server.keepAliveTimeout = 60_000;
  return listenOn(server);
}

/** A server that speaks whatever the test writes, byte by byte. */
export function tcpServer(onConnection: (socket: Socket) => void): Promise<LoopbackServer> {
  return listenOn(createTcpServer(onConnection));
}

/** The whole body of a request, as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  request.setEncoding("utf8");
  for await (const piece of request) text += piece;
  return text;
}
