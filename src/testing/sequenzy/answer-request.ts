import type { Channel } from "../kit/exchange/channel.js";
import type { IncomingRequest } from "../kit/exchange/incoming-request.js";
import { readJsonObject } from "../kit/exchange/read-json-object.js";
import type { ErrorDetail, Reply } from "../kit/exchange/reply.js";
import type { ChosenFault } from "../kit/faults/fault-plan.js";
import type { LoggedExchange } from "../kit/log/log-entry.js";
import { readPush } from "./read-push.js";
import type { SequenzyState } from "./state.js";
import { ORDERS_PATH } from "./vendor.js";

/** The messages by status, in the API's style, since its pages publish none. */
const refusals: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ["bad_request", "The request could not be read"],
  401: ["unauthorized", "The API key is missing, malformed or deleted"],
  403: ["forbidden", "The API key lacks the scope that pushing orders needs"],
  404: ["not_found", "There is nothing at this address"],
  405: ["method_not_allowed", "This address supports POST only"],
  422: ["validation_failed", "The order is invalid"],
  429: ["rate_limited", "Too many requests"],
  503: ["service_unavailable", "The service is not available"],
};

type Refuse = (
  status: number,
  more?: { readonly details?: readonly ErrorDetail[]; readonly headers?: Readonly<Record<string, string>> },
) => Reply;

function createRefuse({ decisions }: SequenzyState): Refuse {
  return (status, { details, headers } = {}) => {
    const [code, general] = refusals[status] ?? ["internal_error", "Something went wrong"];
    const problems = (details ?? []).slice(0, 20).map(({ field, message }) => `${field} ${message}`);
    const message = problems.length === 0 ? general : `${general}: ${problems.join("; ")}`;
    return {
      status,
      errorCode: code,
      body: JSON.stringify({ error: decisions.errorBody === "text" ? message : { code, message } }),
      ...(details === undefined ? {} : { details }),
      ...(headers === undefined ? {} : { headers }),
    };
  };
}

/** Checks a request. A refused one changes nothing. */
function judge(exchange: LoggedExchange, state: SequenzyState, refuse: Refuse): Reply {
  const { request, receivedAtMs } = exchange;
  const { keys, rateLimiter, decisions, account } = state;
  if (request.path !== ORDERS_PATH) return refuse(404);
  if (request.method !== "POST") return refuse(405, { headers: { Allow: "POST" } });
  const credential = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const key = keys.find(credential);
  if (key === undefined) return refuse(401);
  exchange.token = { name: key.name };
  if (!key.canPushOrders) return refuse(403);
  const waitMs = rateLimiter.admit(key.key);
  if (waitMs !== undefined) {
    const headers = { "Retry-After": String(Math.ceil(waitMs / 1_000)) };
    return refuse(429, decisions.retryAfter === "sent" ? { headers } : {});
  }
  const body = readJsonObject(request.bodyText);
  if ("problem" in body) return refuse(400);
  const read = readPush(body.value, { decisions, nowMs: receivedAtMs });
  if ("details" in read) {
    return refuse(decisions.invalidOrder === "unprocessable" ? 422 : 400, { details: read.details });
  }
  if (read.ignoredFields.length > 0) exchange.ignoredFields = read.ignoredFields;
  const { jobId, orderId, status } = account.queue(read.push);
  return {
    status: 202,
    body: JSON.stringify({ success: true, queued: true, jobId, orderId, status }),
  };
}

/** Processes one request, as far as its fault allows, and records it. */
export function answerSequenzyRequest(
  request: IncomingRequest,
  state: SequenzyState,
  { fault, channel }: { readonly fault: ChosenFault | undefined; readonly channel: Channel },
): Reply {
  const exchange: LoggedExchange = { request, receivedAtMs: state.clock.now(), channel };
  const refuse = createRefuse(state);
  const complete = (reply: Reply): Reply => ({
    ...reply,
    headers: { Date: state.httpDate(), ...reply.headers },
  });
  const process = (): Reply => complete(judge(exchange, state, refuse));
  if (fault !== undefined) exchange.fault = fault.record;
  const reply =
    fault === undefined
      ? process()
      : fault.plan.strike({
          request,
          clock: state.clock,
          httpDate: state.httpDate,
          process,
          complete,
          refuse: (status) => refuse(status),
          expireCredential: (credential) => {
            if (state.keys.find(credential) !== undefined) state.keys.revoke(credential);
          },
        });
  state.log.add(exchange, reply);
  return reply;
}
