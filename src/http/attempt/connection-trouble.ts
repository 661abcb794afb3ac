/** What kept a connection from being made, or broke it, as far as its error says. */
export interface ConnectionTrouble {
  /** What happened, where a code alone does not say it: `self-signed certificate`. */
  readonly words: string | undefined;
  /** The system's own: `ENOTFOUND`. No word is quoted from a message. */
  readonly code: string | undefined;
  /** What to look at, as a sentence; `{option}` stands for the option that sets the address. */
  readonly advice: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** Whether it is certain that the request never left. */
  readonly neverSent: boolean;
  /** Whether no connection came about at all, which a proxy that is not used can be the cause of. */
  readonly unreachable: boolean;
}

interface Kind {
  /** Tried on each code and each message of the chain of causes: runtimes without codes say it in words. */
  readonly pattern: RegExp;
  readonly words?: string;
  /** For runtimes that say it in words only. */
  readonly code?: string;
  readonly advice: string;
  readonly permanent?: boolean;
  readonly neverSent?: boolean;
  readonly unreachable?: boolean;
}

const network = "Check the network, a firewall and a proxy in between.";
const certificate = "Nothing was sent, and no retry helps.";
const ca = `Trust the authority that signed it (NODE_EXTRA_CA_CERTS, or tls.ca of createUndiciFetch), or check {option}. ${certificate}`;

/** The first that fits counts. Codes are those of Node and undici; the words are those of Deno, Bun and Workers. */
const kinds: readonly Kind[] = [
  {
    pattern: /^UND_ERR_(CLOSED|DESTROYED)$|(client|pool|agent) is (closed|destroyed)/i,
    words: "the undici fetch is closed",
    advice: "Close it after the last call only, or create a new one.",
    permanent: true,
  },
  {
    pattern: /SELF_SIGNED_CERT|self.signed cert/i,
    words: "self-signed certificate",
    advice: ca,
    permanent: true,
    neverSent: true,
  },
  {
    pattern: /^CERT_HAS_EXPIRED$|certificate.*expired/i,
    words: "expired certificate",
    advice: `Check this machine's clock; else the server needs a new one. ${certificate}`,
    permanent: true,
    neverSent: true,
  },
  {
    pattern: /^ERR_TLS_CERT_ALTNAME_INVALID$|NotValidForName|certificate.*(hostname|not valid for)/i,
    words: "certificate of another host",
    advice: `Check {option}. ${certificate}`,
    permanent: true,
    neverSent: true,
  },
  {
    pattern:
      /^UNABLE_TO_|^CERT_|^(INVALID|HOSTNAME)_.*|certificate.*(trusted|invalid|unknown)|unknownissuer|invalid peer cert/i,
    words: "untrusted certificate",
    advice: ca,
    permanent: true,
    neverSent: true,
  },
  {
    pattern: /Proxy response|ERR_PROXY|^UND_ERR_PRX/i,
    words: "the proxy refused the tunnel",
    advice: "Check the proxy's address, user name and password.",
    neverSent: true,
  },
  {
    pattern: /^ENOTFOUND$|^EAI_|failed to lookup address|DNS lookup failed/i,
    code: "ENOTFOUND",
    advice: "The host name cannot be resolved: check {option} and this machine's DNS.",
    neverSent: true,
    unreachable: true,
  },
  {
    pattern: /^ECONNREFUSED$|^ConnectionRefused$|connection refused/i,
    code: "ECONNREFUSED",
    advice: "Nothing accepts connections there: check {option} and its port.",
    neverSent: true,
    unreachable: true,
  },
  {
    pattern: /^UND_ERR_CONNECT_TIMEOUT$|^FailedToOpenSocket$|^E(HOST|NET)UNREACH$|unable to connect/i,
    advice: network,
    neverSent: true,
    unreachable: true,
  },
  { pattern: /^ETIMEDOUT$|timed out/i, code: "ETIMEDOUT", advice: network, unreachable: true },
  {
    pattern:
      /^ECONNRESET$|^EPIPE$|^UND_ERR_SOCKET$|^ConnectionClosed$|socket hang up|connection (reset|lost|closed)/i,
    code: "ECONNRESET",
    advice: "The other side closed the connection.",
  },
];

const notSent = "REQUEST_NOT_SENT";
/** Codes of systems and libraries are written so; nothing else is quoted as one. */
const systemCode = /^(?:E[A-Z\d_]{3,40}|UND_ERR_\w{1,40}|[A-Z][A-Z\d]*(?:_[A-Z\d]+)+)$/;

/** Reads what went wrong out of a chain of causes, whose values are masked already. */
export function connectionTrouble(cause: unknown): ConnectionTrouble {
  const codes: string[] = [];
  const texts: string[] = [];
  for (let error = cause; error instanceof Error; error = error.cause) {
    if ("code" in error) codes.push(String(error.code));
    texts.push(error.message);
  }
  const found = kinds.find(({ pattern }) => [...codes, ...texts].some((text) => pattern.test(text)));
  const code = codes.find((text) => text !== notSent && systemCode.test(text)) ?? found?.code;
  return {
    words: found?.words ?? (code === undefined ? "the connection failed" : undefined),
    code,
    advice: found?.advice ?? "See cause.",
    retryable: found?.permanent !== true,
    neverSent: found?.neverSent === true || codes.includes(notSent),
    unreachable: found?.unreachable === true,
  };
}
