import type { ServerResponse } from "node:http";
import type { PageAssets } from "./page-assets.js";

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** The path and type of each file. Files are served from memory by the exact path; no file path is built from a request. */
const files: ReadonlyMap<string, readonly [name: keyof PageAssets, type: string]> = new Map([
  ["/", ["html", "text/html; charset=utf-8"]],
  ["/inspector.js", ["script", "text/javascript; charset=utf-8"]],
  ["/inspector.css", ["style", "text/css; charset=utf-8"]],
]);

/** Returns whether a path is one of the page's. */
export function isPagePath(path: string): boolean {
  return files.has(path);
}

/** Sends one of the page's files; returns false for an unknown path. */
export function sendPage(response: ServerResponse, path: string, assets: PageAssets): boolean {
  const [name, type] = files.get(path) ?? [];
  if (name === undefined || type === undefined) return false;
  const body = Buffer.from(assets[name]);
  response.writeHead(200, {
    "Content-Type": type,
    "Content-Length": body.length,
    "Cache-Control": "no-store",
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  });
  response.end(body);
  return true;
}
