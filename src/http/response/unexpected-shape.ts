import type { UnexpectedResponseError } from "../../errors/unexpected-response-error.js";
import type { ResponseContext } from "../http-request.js";
import { checkServer } from "./server.js";
import { unexpectedResponse } from "./unexpected-response.js";

/** The error of an accepted response without what it should hold. */
export function unexpectedShape(context: ResponseContext, missing: string): UnexpectedResponseError {
  return unexpectedResponse(context, "shape", `, but without ${missing}. ${checkServer(context.server)}`);
}
