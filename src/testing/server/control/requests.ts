import { parseJson } from "../../../http/response/lossless-json.js";
import { compileQuery } from "../../../query/match-query.js";
import { requestSubject } from "../../../query/request-subject.js";
import type { RequestSummary } from "../../../query/request-summary.js";
import type { KeptAnswer, LogEntry } from "../../kit/log/log-entry.js";
import { maskCredentials, maskMembers } from "../../kit/log/mask-secret.js";
import { PRIVY } from "../../privy/vendor.js";
import type { ControlContext } from "./control-context.js";
import { ControlError } from "./routing/control-error.js";
import { defaultItems, mostItems, type Page } from "./routing/page.js";
import { readChoice, readInteger, readParam } from "./routing/parameters.js";
import type { ControlCall, ControlRoute } from "./routing/route.js";
import { choice, integer, named, object, pageOf, text } from "./routing/schema.js";
import { requestSnippets } from "./views/request-snippets.js";

const farthest = 1_000_000_000;

/** The part of the log that a call asks for. */
function listRequests({ query }: ControlCall, { hook, summaryOf }: ControlContext): Page<RequestSummary> {
  const limit = readInteger(query, "limit", { least: 1, most: mostItems, otherwise: defaultItems });
  const after = readInteger(query, "after", { most: farthest, otherwise: 0 });
  const before = readInteger(query, "before", { most: farthest, otherwise: farthest });
  const isOldestFirst = readChoice(query, "order", ["asc", "desc"], "desc") === "asc";
  const { log } = hook.state();
  const { count, oldest } = log.position();
  const [first, last] = [Math.max(after + 1, oldest), Math.min(before - 1, count)];
  const words = query.get("q") ?? "";
  if (words.trim() === "") {
    const from = isOldestFirst ? first : Math.max(first, last - limit + 1);
    const entries = log.range(from, Math.min(last, from + limit - 1));
    const data = (isOldestFirst ? entries : entries.toReversed()).map(summaryOf);
    const isMore = data.length < last - first + 1;
    return { data, next: isMore ? (data.at(-1)?.n ?? null) : null, total: Math.max(0, last - first + 1) };
  }
  const fits = compileQuery(words);
  const found = log
    .range(first, last)
    .map(summaryOf)
    .filter((summary) => fits(requestSubject(summary)));
  const data = (isOldestFirst ? found : found.toReversed()).slice(0, limit);
  return {
    data,
    next: data.length < found.length ? (data.at(-1)?.n ?? null) : null,
    total: found.length,
  };
}

/** Describes one request in full. */
export function requestDetail(position: number, { hook, privy, summaryOf, url }: ControlContext): unknown {
  const [entry] = hook.state().log.range(position, position);
  const request = privy.request(position);
  if (entry === undefined || request === undefined) {
    throw ControlError.notFound(
      "Unknown request: it never arrived, or is older than the log goes back (--keep-requests)",
    );
  }
  const { method, path, query, headers, body, effects, hints, fault, channel, errorDetails, ignoredFields } =
    request;
  return {
    ...summaryOf(entry),
    id: request.id,
    channel,
    request: { method, path, query, headers },
    query,
    headers,
    body: body ?? null,
    answer: entry.answer === undefined ? null : describeAnswer(entry.answer, entry),
    details: errorDetails ?? [],
    ignoredFields: ignoredFields ?? [],
    fault: fault ?? null,
    effects: effects ?? null,
    hints,
    snippets: requestSnippets({ method, path, query, headers, body }, url()),
  };
}

function describeAnswer(answer: KeptAnswer, { status, request }: LogEntry): unknown {
  const own = /^(?:bearer|basic) +(\S{8,})$/i.exec(request.headers.authorization ?? "")?.[1];
  const secrets = { prefixes: PRIVY.credentialPrefixes, own };
  const isWhole = answer.body.length === answer.length;
  return {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", ...answer.headers },
    body: isWhole ? readAnswer(answer.body, secrets) : maskCredentials(answer.body, secrets),
    isWhole,
  };
}

function readAnswer(body: string, secrets: Parameters<typeof maskMembers>[1]): unknown {
  try {
    return maskMembers(parseJson(body), secrets);
  } catch {
    return maskCredentials(body, secrets);
  }
}

function latest(call: ControlCall, context: ControlContext): unknown {
  const query = new URLSearchParams({ q: call.query.get("q") ?? "", limit: "1" });
  const [found] = listRequests({ ...call, query }, context).data;
  if (found === undefined) throw ControlError.notFound("No request in the log fits that query");
  return requestDetail(found.n, context);
}

/** The operations on requests. */
export const REQUEST_ROUTES: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_fake/requests",
    summary: "The requests in the log, the newest first.",
    query: { q: text, after: integer, before: integer, limit: integer, order: choice("asc", "desc") },
    returns: pageOf(named("RequestSummary")),
    answer: listRequests,
  },
  {
    method: "GET",
    path: "/_fake/requests/latest",
    summary: "The newest request that fits a query, in full.",
    query: { q: text },
    returns: named("RequestDetail"),
    answer: latest,
  },
  {
    method: "GET",
    path: "/_fake/requests/{n}",
    summary: "One request by its position, with its body, its response and what it changed.",
    returns: named("RequestDetail"),
    answer: ({ params }, context) => requestDetail(Number(readParam(params, "n")), context),
  },
  {
    method: "DELETE",
    path: "/_fake/requests",
    summary: "Clears the log of requests only.",
    returns: object({ cleared: integer }),
    answer(_, { hook }) {
      const { count, oldest } = hook.state().log.position();
      hook.clearLog();
      return { cleared: count - oldest + 1 };
    },
  },
];
