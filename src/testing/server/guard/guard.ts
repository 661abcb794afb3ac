import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Reply, refuseRequest } from "../../kit/exchange/reply.js";

const loopbackNames: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/** The page's own files: they contain no data, so that links from other sites may lead to them. */
const pagePaths: ReadonlySet<string> = new Set(["/", "/inspector.js", "/inspector.css"]);

/** Checks the origin of a request, before anything else reads it. */
export type Guard = (message: Pick<IncomingMessage, "headers" | "url" | "method">) => Reply | undefined;

/** Options of a guard. */
export interface GuardOptions {
  /** Host names of the fake besides this machine's own. */
  readonly allowedHosts: readonly string[];
  /** Whether the page is served. */
  readonly hasPage: boolean;
}

/**
 * Creates the guard of a served fake. The default token is the same on every machine, so a page in the developer's
 * browser must not reach the fake: not by a host name that points to this machine (421), and not from another site
 * (403).
 */
export function createGuard({ allowedHosts, hasPage }: GuardOptions): Guard {
  const names = new Set([...loopbackNames, ...allowedHosts.map((name) => name.toLowerCase())]);
  return ({ headers, url = "/", method }) => {
    const host = headers.host?.toLowerCase() ?? "";
    if (!names.has(host.replace(/:\d+$/, ""))) {
      return refuse(
        421,
        "unknown_host",
        "The fake refuses this Host; allow its name with allowedHosts (--allow-host)",
      );
    }
    const isPage = hasPage && pagePaths.has(url.split("?", 1)[0] ?? "") && method === "GET";
    const site = headers["sec-fetch-site"];
    const isOwnSite = site === undefined || site === "same-origin" || site === "none";
    const isOwnOrigin = headers.origin === undefined || headers.origin.toLowerCase() === `http://${host}`;
    return isPage || (isOwnSite && isOwnOrigin)
      ? undefined
      : refuse(403, "cross_origin", "The fake refuses requests from pages of another site");
  };
}

/** Closes the connection without reading more from it. */
function refuse(status: number, code: string, message: string): Reply {
  return refuseRequest(status, code, message, { headers: { Connection: "close" } });
}

/** Returns whether a request to the control API carries the key, if one is set. */
export function hasKey({ headers }: Pick<IncomingMessage, "headers">, key: string | undefined): boolean {
  if (key === undefined) return true;
  const given = /^bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
  // Hashes have equal lengths, so that the duration reveals nothing.
  return timingSafeEqual(digest(given), digest(key));
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
