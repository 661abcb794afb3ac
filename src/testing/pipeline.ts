import type { Exchange, IncomingRequest, PipelineStep } from "./exchange.js";
import { readJsonObject } from "./read-json-object.js";
import { type Reply, refuse } from "./reply.js";
import { ROUTES } from "./routes.js";
import type { ServerState } from "./server-state.js";

const unauthorized = (): Reply => refuse(401, "unauthorized", "Bearer token is missing or invalid");

const findRoute: PipelineStep = (exchange, state) => {
  const { method, path } = exchange.request;
  const candidates = ROUTES.filter((route) => route.path === path);
  const route = candidates.find((candidate) => candidate.method === method);
  if (route !== undefined) {
    exchange.route = route;
    return undefined;
  }
  if (state.decisions.unknownRouteWithoutToken === "unauthorized") {
    const refusal = authenticate(exchange, state);
    if (refusal !== undefined) return refusal;
  }
  if (candidates.length === 0 || state.decisions.wrongMethod === "not_found") {
    return refuse(404, "not_found", "There is nothing at this address");
  }
  const allowed = candidates.map((candidate) => candidate.method).join(", ");
  return refuse(405, "method_not_allowed", `This address answers to ${allowed} only`, {
    headers: { Allow: allowed },
  });
};

const authenticate: PipelineStep = (exchange, state) => {
  const credential = /^bearer +(\S+)$/i.exec(exchange.request.headers.authorization ?? "");
  const token = credential === null ? undefined : state.tokens.find(credential[1] ?? "");
  if (token === undefined) return unauthorized();
  exchange.token = token;
  return undefined;
};

const authorize: PipelineStep = ({ route, token }) => {
  const scope = route?.scope;
  return scope === undefined || token?.scopes.includes(scope) === true
    ? undefined
    : refuse(403, "insufficient_scope", `This needs a token with the scope ${scope}`);
};

const readBody: PipelineStep = (exchange, state) => {
  const { decisions } = state;
  const malformed = (message: string): Reply =>
    decisions.malformedJson === "bad_request"
      ? refuse(400, "bad_request", message)
      : refuse(422, "validation_failed", message);
  if (decisions.nonJsonContentType === "refuse") {
    const type =
      (exchange.request.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
    if (type !== "application/json" && !/^application\/[\w.-]+\+json$/.test(type)) {
      return refuse(400, "bad_request", "The Content-Type must be application/json");
    }
  }
  const read = readJsonObject(exchange.request.bodyText);
  if ("problem" in read) return malformed(read.problem);
  exchange.body = read.value;
  return undefined;
};

/** The order in which a request is judged. What a step refuses, no later step sees. */
const STEPS: readonly PipelineStep[] = [findRoute, authenticate, authorize, readBody];

/** Answers one request and writes it down. A refused request changes nothing but the log. */
export function answerRequest(request: IncomingRequest, state: ServerState): Reply {
  const exchange: Exchange = { request, receivedAtMs: state.clock.now() };
  const reply = judge(exchange, state);
  state.log.add(exchange, reply);
  return reply;
}

function judge(exchange: Exchange, state: ServerState): Reply {
  for (const step of STEPS) {
    const reply = step(exchange, state);
    if (reply !== undefined) return reply;
  }
  // The first step answers for a request without a route.
  return (
    exchange.route?.answer(exchange, state) ?? refuse(404, "not_found", "There is nothing at this address")
  );
}
