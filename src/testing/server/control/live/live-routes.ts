import { readInteger } from "../routing/parameters.js";
import type { ControlRoute } from "../routing/route.js";
import { integer, listOf, named, object, text } from "../routing/schema.js";
import { waitForRequests } from "./wait-for-requests.js";

/** The operations that stay open until something happens. */
export const LIVE_ROUTES: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_fake/wait",
    summary:
      "Waits until enough requests after a position fit a query; 404 `not_in_time` when they do not arrive.",
    query: { q: text, after: integer, count: integer, timeout: text },
    returns: object({ data: listOf(named("RequestSummary")), position: integer }),
    answer: waitForRequests,
  },
  {
    method: "GET",
    path: "/_fake/events",
    summary: "Sends what happens as server-sent events.",
    query: { after: integer },
    returns: text,
    stream: {
      type: "text/event-stream",
      begin({ query, headers }, response, { feed }) {
        const last = headers["last-event-id"] ?? "";
        const otherwise = /^\d{1,15}$/.test(last) ? Number(last) : -1;
        const after = readInteger(query, "after", { most: 1_000_000_000, otherwise });
        feed.open(response, after < 0 ? undefined : after);
      },
    },
  },
];
