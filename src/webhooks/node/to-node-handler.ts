import type { WebhookHandler } from "../webhook-handler.js";
import { BodyAlreadyParsedError, nodeBody } from "./node-body.js";
import type { NodeHandler, NodeRequest, NodeResponse } from "./node-types.js";

/** Headers of one connection, which do not belong to the request itself. */
const ofConnection: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Returns every header as it was sent; a header that was sent twice fits no signature. */
function headersOf({ rawHeaders }: NodeRequest): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = "", value = ""] = rawHeaders.slice(at, at + 2);
    if (!name.startsWith(":") && !ofConnection.has(name.toLowerCase())) headers.append(name, value);
  }
  return headers;
}

function requestOf(request: NodeRequest): Request {
  const { method = "GET" } = request;
  const isRead = method === "GET" || method === "HEAD";
  const init = {
    method,
    headers: headersOf(request),
    ...(isRead ? {} : { body: nodeBody(request), duplex: "half" }),
  };
  // A webhook does not use the address, and a client may write anything there.
  return new Request("http://localhost/", init);
}

async function send(to: NodeResponse, response: Response): Promise<void> {
  to.statusCode = response.status;
  for (const [name, value] of response.headers) to.setHeader(name, value);
  // Does not wait for the rest of a body that was too large.
  if (response.status >= 400 && response.status !== 401) to.setHeader("Connection", "close");
  to.end(new Uint8Array(await response.arrayBuffer()));
}

/**
 * Converts a webhook handler into a request listener: `app.post("/hooks/woo", toNodeHandler(handle))` in Express 4 and
 * 5, `http.createServer(toNodeHandler(handle))`, and with Node's request and response, which Fastify, Koa and Nest have
 * as `request.raw`, `ctx.req` and similar. It reads the raw body itself, or takes it from `request.rawBody`, or from
 * `request.body` when that is a buffer or text. After a body parser that kept neither it responds with 500 and passes
 * on an error that names the remedy.
 */
export function toNodeHandler(handle: WebhookHandler): NodeHandler {
  return async (nodeRequest, to, next) => {
    let request: Request;
    try {
      request = requestOf(nodeRequest);
    } catch (error) {
      // A method such as TRACE is the client's mistake, and not for the store's log.
      if (!(error instanceof BodyAlreadyParsedError))
        return send(to, plain(400, "the request cannot be read"));
      return next === undefined ? send(to, plain(500, error.message)) : next(error);
    }
    let response: Response;
    try {
      response = await handle(request);
    } catch (error) {
      if (next !== undefined) return next(error);
      response = plain(500, "the webhook was not handled");
    }
    await send(to, response);
  };
}

const plain = (status: number, text: string): Response => new Response(text, { status });
