import { wait } from "../clock/wait.js";
import { NULL_BODY_STATUSES } from "../faults/status-fault-check.js";
import type { ConnectionEnd } from "./channel.js";
import { plainResponse } from "./plain-response.js";
import type { Reply } from "./reply.js";
import { type Delivery, spoiledBody } from "./spoiled-body.js";

/**
 * Delivers a reply as a caller of `fetch` gets it, with the faults on its way; at once unless it is late.
 *
 * @throws TypeError as Node's own `fetch` does when a connection ends; the signal's own reason when it aborts
 */
export function deliver(reply: Reply, { clock, signal }: Delivery): Response | Promise<Response> {
  const { wire } = reply;
  if (wire === undefined) return toResponse(reply, reply.body);
  if (wire.kind === "no-answer") throw connectionError(wire.end);
  if (wire.kind !== "late") return toResponse(reply, spoiledBody(reply.body, wire, { clock, signal }));
  return wait(clock, wire.delayMs, signal).then(() => toResponse(reply, reply.body));
}

function toResponse(reply: Reply, body: string | ReadableStream<Uint8Array>): Response {
  const length =
    reply.wire?.kind === "cut" || reply.wire?.kind === "stalled"
      ? { "Content-Length": String(new TextEncoder().encode(reply.body).length) }
      : {};
  const { status } = reply;
  const headers = { "Content-Type": "application/json; charset=utf-8", ...length, ...reply.headers };
  if (typeof Response === "undefined" && typeof body === "string")
    return plainResponse(status, headers, body) as Response; // it has everything that a client reads
  return new Response(NULL_BODY_STATUSES.has(status) ? null : body, { status, headers });
}

/** Has the codes that Node's `fetch` reports, since a store's own code reads those. */
function connectionError(end: ConnectionEnd): TypeError {
  if (end === "network-error") return new TypeError("fetch failed");
  const [syscall, code] = end === "reset" ? ["read", "ECONNRESET"] : ["connect", "ECONNREFUSED"];
  return new TypeError("fetch failed", {
    cause: Object.assign(new Error(`${syscall} ${code}`), { code, syscall }),
  });
}
