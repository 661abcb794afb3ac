import { VERSION } from "../../../version.js";
import { TOKEN_ENDPOINT } from "../../privy/vendor.js";
import type { ControlContext } from "./control-context.js";
import type { ControlRoute } from "./routing/route.js";
import { anyObject, integer, listOf, named, object, orNull, text, truth } from "./routing/schema.js";
import { countAccount } from "./views/account-counts.js";

function about(context: ControlContext): unknown {
  const { hook, url, startedAt, clock, saved } = context;
  const { flows, segments, decisions, keepRequests } = hook.settings;
  return {
    name: "Privy fake",
    version: VERSION,
    apiVersion: 1,
    startedAt,
    baseUrl: `${url()}/v1`,
    tokenUrl: url() + TOKEN_ENDPOINT,
    clock: clock.read(),
    counts: countAccount(hook.state()),
    config: { flows, segments, decisions, keepRequests },
    state: saved(),
  };
}

/** The operations about the fake itself. */
export const ABOUT_ROUTES: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_fake",
    summary: "Describes this fake and counts its content.",
    returns: object({
      name: text,
      version: text,
      apiVersion: integer,
      startedAt: text,
      baseUrl: text,
      tokenUrl: text,
      clock: named("Clock"),
      counts: named("Counts"),
      config: object({
        flows: listOf(anyObject),
        segments: listOf(anyObject),
        decisions: anyObject,
        keepRequests: integer,
      }),
      state: object({ file: orNull(text), savedAt: orNull(text) }),
    }),
    answer: (_, context) => about(context),
  },
  {
    method: "GET",
    path: "/_fake/health",
    summary: "Returns 200 once the fake responds.",
    returns: object({ ok: truth }),
    answer: () => ({ ok: true }),
  },
];
