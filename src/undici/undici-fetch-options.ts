/** The TLS settings of one kind of connection, as `node:tls` takes them. */
export interface UndiciTlsOptions {
  /** Certificates (PEM) that are trusted instead of Node's own list, for example that of a proxy which inspects TLS. */
  readonly ca?: string | Uint8Array | readonly (string | Uint8Array)[] | undefined;
  /** The client's own certificate (PEM), when the other side asks for one. */
  readonly cert?: string | Uint8Array | undefined;
  /** The private key (PEM) of `cert`. */
  readonly key?: string | Uint8Array | undefined;
  /** What `key` is encrypted with. */
  readonly passphrase?: string | undefined;
  /** The name that the other side's certificate must bear. Default: the host of the URL. */
  readonly servername?: string | undefined;
  /** The oldest TLS version to accept. Default: Node's own. */
  readonly minVersion?: "TLSv1.2" | "TLSv1.3" | undefined;
}

/** Options of `createUndiciFetch`. undici's documentation of `Client`, `Pool` and `ProxyAgent` explains each. */
export interface UndiciFetchOptions {
  /**
   * Connections at most to one host. A request beyond them waits for a free one, and the wait counts into the client's
   * `timeoutMs`. 1 or more; default 100.
   */
  readonly connections?: number | undefined;
  /**
   * How many reads may be under way on one connection: the next is written as soon as the response before it has
   * begun; 0 closes the connection after each request. A POST always has its connection to itself, because what waits
   * behind a request that fails is sent again by undici without asking. 0 or more; default 1.
   *
   * @see https://help.privy.com/docs (get a contact)
   */
  readonly pipelining?: number | undefined;
  /** How long an idle connection is kept when the server names no time of its own. Milliseconds, 1 or more; default 4,000. */
  readonly keepAliveTimeoutMs?: number | undefined;
  /** The longest that an idle connection is kept, whatever the server says. Milliseconds, 1 or more; default 600,000. */
  readonly keepAliveMaxTimeoutMs?: number | undefined;
  /**
   * How long a connection may take to be made, through a proxy also how long that may take to open the tunnel; 0 waits
   * without end. Checked about once a second. Milliseconds; default 5,000.
   */
  readonly connectTimeoutMs?: number | undefined;
  /**
   * The proxy that requests go through: its http or https URL, with user name and password if it needs them; or
   * `"env"` for the values of `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` when the fetch is created (undici's
   * `EnvHttpProxyAgent`). Default: no proxy, also when the environment names one.
   */
  readonly proxyUrl?: string | URL | undefined;
  /** Whether HTTP/2 is used with a server that offers it. Default false. */
  readonly allowH2?: boolean | undefined;
  /** TLS to the server itself, through a proxy too. A certificate is always verified. */
  readonly tls?: UndiciTlsOptions | undefined;
  /** TLS to a proxy whose URL begins with `https:`. A certificate is always verified. */
  readonly proxyTls?: UndiciTlsOptions | undefined;
}

/** Every option's name, proved complete by its type. */
export const UNDICI_FETCH_OPTION_NAMES: readonly string[] = Object.keys({
  connections: 0,
  pipelining: 0,
  keepAliveTimeoutMs: 0,
  keepAliveMaxTimeoutMs: 0,
  connectTimeoutMs: 0,
  proxyUrl: 0,
  allowH2: 0,
  tls: 0,
  proxyTls: 0,
} satisfies Record<keyof UndiciFetchOptions, 0>);

/** Every TLS option's name, proved complete by its type. */
export const UNDICI_TLS_OPTION_NAMES: readonly string[] = Object.keys({
  ca: 0,
  cert: 0,
  key: 0,
  passphrase: 0,
  servername: 0,
  minVersion: 0,
} satisfies Record<keyof UndiciTlsOptions, 0>);
