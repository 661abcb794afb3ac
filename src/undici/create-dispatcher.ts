// The whole module: an older one lacks some of the classes, and must load all the same to be refused by its version.
import * as undici from "undici";
import { InvalidInputError } from "../errors/invalid-input-error.js";
import { UNDICI_DEFAULTS } from "./undici-defaults.js";
import type { UndiciFetchOptions, UndiciTlsOptions } from "./undici-fetch-options.js";

type ConnectorOptions = undici.buildConnector.BuildOptions;

function connector(tls: UndiciTlsOptions | undefined, rest: ConnectorOptions): ConnectorOptions {
  const given = Object.entries(tls ?? {}).filter(([, value]) => value !== undefined);
  // Set for each connection, so that NODE_TLS_REJECT_UNAUTHORIZED=0 does not switch it off.
  return { ...Object.fromEntries(given), ...rest, rejectUnauthorized: true };
}

/** A proxy's address without a scheme, which other programs read as http: too. */
function withScheme(
  name: "httpProxy" | "httpsProxy",
  address: string | undefined,
): undici.EnvHttpProxyAgent.Options {
  if (address === undefined || address === "" || /^[a-z][a-z\d+.-]*:\/\//i.test(address)) return {};
  return { [name]: `http://${address}` };
}

/** The error that names the option or variable without a usable proxy, but not the address: it may hold a password. */
function proxyRefusal(proxyUrl: string | URL): InvalidInputError {
  const fromEnv = proxyUrl === "env";
  return new InvalidInputError("The undici fetch was not created", [
    {
      code: "invalid",
      path: ["proxyUrl"],
      message: fromEnv
        ? "takes the proxy from HTTPS_PROXY or HTTP_PROXY (or their lower-case names), and one of them is not a usable URL"
        : "is not a usable URL; special characters in its user name or password must be percent-encoded",
    },
  ]);
}

/**
 * Makes the connection pool for checked options. It is this fetch's own: neither the global dispatcher nor one of another
 * undici is ever read, set or shared.
 */
export function createDispatcher(options: UndiciFetchOptions): undici.Dispatcher {
  const { proxyUrl, pipelining } = options;
  const env = (name: string): string | undefined => process.env[name.toLowerCase()] ?? process.env[name];
  const timeout = options.connectTimeoutMs ?? UNDICI_DEFAULTS.connectTimeoutMs;
  const allowH2 = options.allowH2 ?? UNDICI_DEFAULTS.allowH2;
  const connect = connector(options.tls, { timeout, allowH2 });
  const pool: undici.Agent.Options = {
    connections: options.connections ?? UNDICI_DEFAULTS.connections,
    keepAliveTimeout: options.keepAliveTimeoutMs ?? UNDICI_DEFAULTS.keepAliveTimeoutMs,
    keepAliveMaxTimeout: options.keepAliveMaxTimeoutMs ?? UNDICI_DEFAULTS.keepAliveMaxTimeoutMs,
    // The client's own timeoutMs covers both, to the millisecond; two clocks would only contradict each other.
    headersTimeout: 0,
    bodyTimeout: 0,
    // Set even when false: undici 8 would otherwise offer HTTP/2.
    allowH2,
    ...(pipelining === undefined ? {} : { pipelining }),
  };
  if (proxyUrl === undefined) return new undici.Agent({ ...pool, connect });
  const proxied = {
    ...pool,
    requestTls: connect,
    proxyTls: connector(options.proxyTls, { timeout, allowH2: false }),
    // A tunnel for http: too, as for https:, so that a proxy sees no request and undici 7 and 8 do the same.
    proxyTunnel: true,
    // A proxy that takes the connection and then stays silent would hold a request up for five minutes.
    clientFactory: (origin: URL, given: object): undici.Dispatcher =>
      new undici.Pool(origin, { ...given, headersTimeout: timeout }),
  };
  try {
    return proxyUrl === "env"
      ? new undici.EnvHttpProxyAgent({
          ...proxied,
          connect,
          ...withScheme("httpProxy", env("HTTP_PROXY")),
          ...withScheme("httpsProxy", env("HTTPS_PROXY")),
        })
      : new undici.ProxyAgent({ ...proxied, uri: String(proxyUrl) });
  } catch {
    // The parser's own error quotes the address.
    throw proxyRefusal(proxyUrl);
  }
}
