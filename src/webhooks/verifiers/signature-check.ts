import { memberOf } from "../../schemas/objects/is-object.js";
import { requireObject } from "../../schemas/objects/require-object.js";
import { readHookBody } from "../respond/read-hook-body.js";
import { webhookDefaults } from "../webhook-defaults.js";
import type { IncomingHook } from "../webhook-source.js";

/** Returns whether a webhook is signed by its platform. `now` is in milliseconds since 1970. */
export type SignatureCheck = (hook: IncomingHook, now: number) => Promise<boolean>;

/** A request whose body is still unread, or its headers and the bytes of its body. */
export type VerifiableRequest = Request | IncomingHook;

/** Checks a request outside a handler. It reads a copy, so the request can be read again. */
export async function verifyRequest(
  request: VerifiableRequest,
  check: SignatureCheck,
  now: number = Date.now(),
): Promise<boolean> {
  const message = "must be the Request, or its { headers, body }";
  requireObject(memberOf(request, "headers"), "The webhook was not verified", message, "request");
  if (!("clone" in request)) return check(request, now);
  const { headers } = request;
  const read = await readHookBody(request.clone(), webhookDefaults.maxBodyBytes);
  return read.ok && check({ headers, body: read.body }, now);
}
