import { parseUrl } from "../http/options/parse-url.js";

/** An address as undici's dispatcher takes it. */
export interface Target {
  readonly url: string;
  readonly origin: string;
  readonly path: string;
}

/** Reads addresses. A client has one or a few: to parse the same one at every request would be a tenth of the whole work. */
export function createTargetReader(): (url: string) => Target {
  let last: Target | undefined;
  return (url) => {
    if (last?.url === url) return last;
    const parsed = parseUrl(url);
    if (parsed === undefined) throw new TypeError("the request has no absolute URL");
    last = { url, origin: parsed.origin, path: parsed.pathname + parsed.search };
    return last;
  };
}
