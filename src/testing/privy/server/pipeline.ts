import type { Channel } from "../../kit/exchange/channel.js";
import type { IncomingRequest } from "../../kit/exchange/incoming-request.js";
import { readJsonObject } from "../../kit/exchange/read-json-object.js";
import { type Reply, refuseRequest } from "../../kit/exchange/reply.js";
import type { ChosenFault } from "../../kit/faults/fault-plan.js";
import type { ServerState } from "../account/server-state.js";
import type { ApiExchange } from "../api-exchange.js";
import type { Decisions } from "../decisions/decisions.js";
import { TOKEN_ENDPOINT } from "../vendor.js";
import { matchRoute } from "./match-route.js";
import { refuseWith } from "./refuse-with.js";

/** One step of the pipeline: returns a response, or undefined to pass the request on. */
type PipelineStep = (exchange: ApiExchange, state: ServerState) => Reply | undefined;

const unauthorized = (): Reply => refuseRequest(401, "unauthorized", "Bearer token is missing or invalid");

/** The host of the last fully visible token URL. */
export const DASHBOARD_ORIGIN = "https://dashboard.privy.com" as const;

/** Checks the host: the API has its own, the token endpoint one or both (see the decision `tokenUrl`). */
function isServed(path: string, origin: string | undefined, { decisions }: ServerState): boolean {
  if (origin === undefined) return true;
  const host = origin === DASHBOARD_ORIGIN ? "dashboard" : "api";
  if (path !== TOKEN_ENDPOINT) return host === "api";
  return decisions.tokenUrl === "both" || decisions.tokenUrl === host;
}

const findRoute: PipelineStep = (exchange, state) => {
  const { method, path, origin } = exchange.request;
  const { routes, id } = isServed(path, origin, state) ? matchRoute(path) : { routes: [] };
  const route = routes.find((candidate) => candidate.method === method);
  if (route !== undefined) {
    exchange.route = route;
    if (id !== undefined) exchange.id = id;
    return undefined;
  }
  if (state.decisions.unknownRouteWithoutToken === "unauthorized") {
    const refusal = authenticate(exchange, state);
    if (refusal !== undefined) return refusal;
  }
  if (routes.length === 0 || state.decisions.wrongMethod === "not_found") {
    return refuseRequest(404, "not_found", "There is nothing at this address");
  }
  const allowed = routes.map((candidate) => candidate.method).join(", ");
  return refuseRequest(405, "method_not_allowed", `This address supports ${allowed} only`, {
    headers: { Allow: allowed },
  });
};

const authenticate: PipelineStep = (exchange, { tokens, oauthClients, rateLimiter, decisions }) => {
  if (exchange.route?.scope === null) return undefined;
  const credential = /^bearer +(\S+)$/i.exec(exchange.request.headers.authorization ?? "")?.[1];
  const token =
    credential === undefined
      ? undefined
      : (tokens.find(credential) ?? oauthClients.find(credential) ?? tokens.acceptAny(credential));
  if (token === undefined) {
    if (decisions.rateCountsUnauthorized === "yes") rateLimiter.count();
    return unauthorized();
  }
  exchange.token = token;
  return undefined;
};

const authorize: PipelineStep = ({ route, token }, { decisions }) => {
  const scope = typeof route?.scope === "function" ? route.scope(decisions) : route?.scope;
  return scope === undefined || scope === null || token?.scopes.includes(scope) === true
    ? undefined
    : refuseRequest(403, "insufficient_scope", `This needs a token with the scope ${scope}`);
};

const limitRate =
  (place: Decisions["rateLimitCheck"]): PipelineStep =>
  ({ route }, { rateLimiter, decisions }) => {
    const isCounted = route?.scope !== null || decisions.rateCountsTokenRequests === "yes";
    return isCounted && decisions.rateLimitCheck === place ? rateLimiter.admit() : undefined;
  };

function isJsonType(contentType: string): boolean {
  if (contentType === "application/json") return true;
  const type = contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return type === "application/json" || /^application\/[\w.-]+\+json$/.test(type);
}

const readBody: PipelineStep = (exchange, state) => {
  const { decisions } = state;
  const { route, request } = exchange;
  if (route?.body === "ignored" || (route?.body === "optional" && request.bodyText === "")) return undefined;
  const malformed = (message: string): Reply =>
    decisions.malformedJson === "bad_request"
      ? refuseRequest(400, "bad_request", message)
      : refuseRequest(422, "validation_failed", message);
  if (decisions.nonJsonContentType === "refuse") {
    if (!isJsonType(request.headers["content-type"] ?? "")) {
      return refuseRequest(400, "bad_request", "The Content-Type must be application/json");
    }
  }
  const read = readJsonObject(request.bodyText);
  if ("problem" in read) return malformed(read.problem);
  exchange.body = read.value;
  return undefined;
};

/** The steps in their order. A request that one step refuses does not reach the next. */
const STEPS: readonly PipelineStep[] = [
  findRoute,
  authenticate,
  limitRate("before_scope"),
  authorize,
  limitRate("after_scope"),
  readBody,
];

/** Processes one request, as far as its fault allows, and records it. A refused request changes only the log. */
export function answerRequest(
  request: IncomingRequest,
  state: ServerState,
  { fault, channel }: { readonly fault?: ChosenFault | undefined; readonly channel: Channel },
): Reply {
  const exchange: ApiExchange = { request, receivedAtMs: state.clock.now(), channel };
  const startMs = state.recording.isFull ? performance.now() : 0;
  const reply = fault === undefined ? process(exchange, state) : strike(fault, exchange, state);
  const effects = state.journal.take();
  if (effects !== undefined) exchange.effects = effects;
  if (state.recording.isFull) exchange.durationMs = Math.round((performance.now() - startMs) * 1_000) / 1_000;
  state.log.add(exchange, reply);
  return reply;
}

function process(exchange: ApiExchange, state: ServerState): Reply {
  return withStandardHeaders(exchange, judge(exchange, state), state);
}

function strike({ plan, record }: ChosenFault, exchange: ApiExchange, state: ServerState): Reply {
  exchange.fault = record;
  return plan.strike({
    request: exchange.request,
    clock: state.clock,
    httpDate: state.httpDate,
    process: () => process(exchange, state),
    complete: (reply) => withStandardHeaders(exchange, reply, state),
    refuse: refuseWith,
    expireCredential: (credential) => expireCredential(credential, state),
  });
}

function expireCredential(credential: string, { oauthClients, tokens }: ServerState): void {
  if (oauthClients.find(credential) !== undefined) oauthClients.expire(credential);
  else if (tokens.find(credential) !== undefined) tokens.revoke(credential);
}

/** Adds `Date` by the fake's clock, and the six rate-limit headers to every response of the API. */
function withStandardHeaders({ route, request }: ApiExchange, reply: Reply, state: ServerState): Reply {
  const { decisions, rateLimiter } = state;
  const isOfApi =
    route === undefined
      ? request.origin !== DASHBOARD_ORIGIN
      : route.scope !== null || decisions.rateCountsTokenRequests === "yes";
  const hasLimits = isOfApi && (reply.status !== 401 || decisions.rateHeadersOnUnauthorized === "sent");
  const headers = hasLimits ? rateLimiter.headers() : {};
  return Object.assign({}, reply, {
    headers: Object.assign({ Date: state.httpDate() }, headers, reply.headers),
  });
}

function judge(exchange: ApiExchange, state: ServerState): Reply {
  for (const step of STEPS) {
    const reply = step(exchange, state);
    if (reply !== undefined) return reply;
  }
  const { route, request } = exchange;
  // The first step responds to a request without a route.
  if (route === undefined) return refuseRequest(404, "not_found", "There is nothing at this address");
  state.consents.because(`${request.method} ${route.path}`, state.log.nextId());
  return route.answer(exchange, state);
}
