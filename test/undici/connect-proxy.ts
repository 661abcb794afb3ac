import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type Socket } from "node:net";
import { type LoopbackServer, listenOn } from "./loopback-server.js";

export interface ConnectProxyOptions {
  /** The `Proxy-Authorization` without which it answers 407. */
  readonly authorization?: string;
  /** Makes it speak TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Takes CONNECT and never answers. */
  readonly silent?: boolean;
}

export interface ConnectProxy extends LoopbackServer {
  /** The addresses that it was asked for a tunnel to. */
  readonly tunnels: readonly string[];
  /** Requests that were sent to it in the clear; a tunnelling client sends none. */
  readonly plainRequests: readonly string[];
}

/** A real proxy: it opens a tunnel to whatever address a CONNECT names. */
export async function connectProxy(options: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const tunnels: string[] = [];
  const plainRequests: string[] = [];
  const onRequest = (request: { url?: string | undefined }): void => {
    plainRequests.push(request.url ?? "");
  };
  const server =
    options.tls === undefined ? createServer(onRequest) : createTlsServer(options.tls, onRequest);
  server.on("connect", (request, client: Socket) => {
    client.on("error", () => undefined);
    tunnels.push(request.url ?? "");
    if (options.silent === true) return;
    const { authorization } = options;
    if (authorization !== undefined && request.headers["proxy-authorization"] !== authorization) {
      client.end("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    const { hostname, port } = new URL(`http://${request.url}`);
    const target = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      target.pipe(client).pipe(target);
    });
    target.on("error", () => client.destroy());
    client.on("close", () => target.destroy());
  });
  const loopback = await listenOn(server, options.tls === undefined ? "http" : "https");
  return { ...loopback, tunnels, plainRequests, [Symbol.asyncDispose]: loopback[Symbol.asyncDispose] };
}
