import type { ControlContext } from "./control-context.js";
import { ControlError } from "./routing/control-error.js";
import { readMembers } from "./routing/parameters.js";
import type { ControlCall, ControlRoute } from "./routing/route.js";
import { choice, named, object } from "./routing/schema.js";

const readRates = ({ privy }: ControlContext): unknown => privy.rateLimit ?? { minute: null, day: null };

function readWindow({ body }: ControlCall): "minute" | "day" {
  const { window } = readMembers(body, ["window"]);
  if (window === "minute" || window === "day") return window;
  throw ControlError.badField("window", "must be minute or day");
}

const windowBody = object({ window: choice("minute", "day") }, true);

/** The operations on the rate limit. */
export const RATE_LIMIT_ROUTES: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_fake/rate-limit",
    summary: "The current state of both windows of the rate limit; null without a limit.",
    returns: named("RateLimit"),
    answer: (_, context) => readRates(context),
  },
  {
    method: "POST",
    path: "/_fake/rate-limit/use-up",
    summary: "Uses up the rest of a window: the next request gets a 429.",
    body: windowBody,
    returns: named("RateLimit"),
    answer(call, context) {
      context.privy.useUp(readWindow(call));
      return readRates(context);
    },
  },
  {
    method: "POST",
    path: "/_fake/rate-limit/renew",
    summary: "Starts a window again, as if its time had passed.",
    body: windowBody,
    returns: named("RateLimit"),
    answer(call, context) {
      context.privy.renew(readWindow(call));
      return readRates(context);
    },
  },
];
