import type { ServerResponse } from "node:http";
import type { Clock } from "../../http/clock.js";
import { wait } from "../kit/clock/wait.js";
import type { Reply } from "../kit/exchange/reply.js";
import { NULL_BODY_STATUSES } from "../kit/faults/status-fault-check.js";

/** Writes a reply to a connection, with the faults on its way. */
export function sendReply(response: ServerResponse, reply: Reply, clock: Clock): void {
  const { wire } = reply;
  const body = Buffer.from(reply.body);
  switch (wire?.kind) {
    case undefined:
      end(response, reply, body);
      return;
    case "no-answer":
      response.socket?.resetAndDestroy();
      return;
    case "late":
      void afterwards(response, clock, wire.delayMs, () => end(response, reply, body));
      return;
    case "cut":
      // Closed properly, not reset: a reset would overtake the data that was just sent.
      begin(response, reply, body.length);
      response.write(body.subarray(0, wire.bytes), () => response.socket?.destroySoon());
      return;
    case "stalled":
      begin(response, reply, body.length);
      response.write(body.subarray(0, wire.bytes));
      void afterwards(response, clock, wire.delayMs, () => response.end(body.subarray(wire.bytes)));
      return;
    case "endless":
      begin(response, reply, undefined);
      response.write(body);
      pour(response);
      return;
  }
}

function begin(response: ServerResponse, reply: Reply, length: number | undefined): void {
  response.writeHead(reply.status, {
    "Content-Type": "application/json; charset=utf-8",
    ...(length === undefined ? {} : { "Content-Length": length }),
    ...reply.headers,
  });
  response.flushHeaders();
}

function end(response: ServerResponse, reply: Reply, body: Buffer): void {
  const hasBody = !NULL_BODY_STATUSES.has(reply.status);
  response.writeHead(reply.status, {
    "Content-Type": "application/json; charset=utf-8",
    ...(hasBody ? { "Content-Length": body.length } : {}),
    ...reply.headers,
  });
  response.end(hasBody ? body : undefined);
}

/** Waits by the fake's clock; a caller that closes the connection ends the wait. */
async function afterwards(
  response: ServerResponse,
  clock: Clock,
  delayMs: number,
  proceed: () => void,
): Promise<void> {
  const hungUp = new AbortController();
  response.once("close", () => hungUp.abort());
  await wait(clock, delayMs, hungUp.signal).then(proceed, () => undefined);
}

const blanks: Buffer = Buffer.alloc(16_384, " ");

function pour(response: ServerResponse): void {
  while (!response.destroyed && response.write(blanks));
  if (!response.destroyed) response.once("drain", () => pour(response));
}
