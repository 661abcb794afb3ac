import { isObject } from "../../schemas/objects/is-object.js";
import { environment } from "../options/environment.js";

/** Where Node and undici keep what sends the requests of the global `fetch`. */
const globalDispatcher = /* @__PURE__ */ Symbol.for("undici.globalDispatcher.1");

/** Whether Node's own `fetch` goes without a proxy. Deno, Bun and `NODE_USE_ENV_PROXY` read the variables themselves. */
export function globalFetchHasNoProxy(): boolean {
  const dispatcher: unknown = Reflect.get(globalThis, globalDispatcher);
  return isObject(dispatcher) && dispatcher.constructor.name === "Agent";
}

/** The variable that names a proxy for this address; nothing for an address that needs none. */
export function proxyVariable(url: string): string | undefined {
  const env = environment() ?? {};
  const { protocol, hostname } = new URL(url);
  const noProxy = (env.no_proxy ?? env.NO_PROXY ?? "").split(/[\s,]+/);
  const isExempt = noProxy.some(
    (name) => name === "*" || (name !== "" && `.${hostname}`.endsWith(`.${name.replace(/^\*?\./, "")}`)),
  );
  if (isExempt || /^(?:127\.|localhost$|\[::1\])/.test(hostname)) return undefined;
  const name = protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  return [name, name.toLowerCase()].find((variable) => (env[variable] ?? "") !== "");
}
