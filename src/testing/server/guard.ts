import type { IncomingMessage } from "node:http";
import { type Reply, refuseRequest } from "../kit/exchange/reply.js";

const loopbackNames: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/** Judges where a request comes from, before anything else looks at it. */
export type Guard = (message: Pick<IncomingMessage, "headers">) => Reply | undefined;

/**
 * Makes the guard of a served fake. The default token is the same on every machine, so that a page in the developer's
 * browser must not reach the fake: not by a name that it lets point to this machine (421), and not from another site (403).
 *
 * @param allowedHosts names under which the fake may be called beside this machine's own
 */
export function createGuard(allowedHosts: readonly string[]): Guard {
  const names = new Set([...loopbackNames, ...allowedHosts.map((name) => name.toLowerCase())]);
  return ({ headers }) => {
    const host = headers.host?.toLowerCase() ?? "";
    if (!names.has(host.replace(/:\d+$/, ""))) {
      return refuse(
        421,
        "unknown_host",
        "The fake does not answer to this Host; allow its name with allowedHosts (--allow-host)",
      );
    }
    const site = headers["sec-fetch-site"];
    const isOwnSite = site === undefined || site === "same-origin" || site === "none";
    const isOwnOrigin = headers.origin === undefined || headers.origin.toLowerCase() === `http://${host}`;
    return isOwnSite && isOwnOrigin
      ? undefined
      : refuse(403, "cross_origin", "The fake does not answer to pages of another site");
  };
}

/** Nothing more is read from such a connection. */
function refuse(status: number, code: string, message: string): Reply {
  return refuseRequest(status, code, message, { headers: { Connection: "close" } });
}
