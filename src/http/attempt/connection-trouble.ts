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

/** No retry helps against a certificate; the handshake fails before anything is sent. */
const certificate = (words: string, pattern: RegExp, advice: string): Kind => ({
  pattern,
  words,
  advice: `${advice}. Nothing was sent, and no retry helps.`,
  permanent: true,
  neverSent: true,
});

/** The first that fits counts. Codes are those of Node and undici; the words are those of Deno, Bun and Workers. */
function kinds(): readonly Kind[] {
  const network = "Check the network, a firewall and a proxy in between.";
  const trust = "Trust its authority (NODE_EXTRA_CA_CERTS, or tls.ca of the undici fetch), or check {option}";
  const unreachable = { neverSent: true, unreachable: true };
  return [
    {
      pattern: /(^UND_ERR_|(client|pool|agent) is )(closed|destroyed)/i,
      words: "the undici fetch is closed",
      advice: "Close it after the last call only, or create a new one.",
      permanent: true,
    },
    certificate("self-signed certificate", /self.signed.cert/i, trust),
    certificate(
      "expired certificate",
      /cert.*expired/i,
      "Check this machine's clock; else the server needs a new one",
    ),
    certificate(
      "certificate of another host",
      /ALTNAME|NotValidForName|cert.*(hostname|not valid for)/i,
      "Check {option}",
    ),
    certificate(
      "untrusted certificate",
      /^(UNABLE_TO|CERT|INVALID|HOSTNAME)_|cert.*(trusted|invalid|unknown)|unknownissuer|invalid peer cert/i,
      trust,
    ),
    {
      pattern: /Proxy response|ERR_PROXY|^UND_ERR_PRX/i,
      words: "the proxy refused the tunnel",
      advice: "Check the proxy's address, user name and password.",
      neverSent: true,
    },
    {
      pattern: /^ENOTFOUND$|^EAI_|failed to lookup|lookup failed|invalid dns name/i,
      code: "ENOTFOUND",
      advice: "The host name cannot be resolved: check {option} and this machine's DNS.",
      ...unreachable,
    },
    {
      pattern: /conn\w* ?refused/i,
      code: "ECONNREFUSED",
      advice: "Nothing accepts connections there: check {option} and its port.",
      ...unreachable,
    },
    {
      pattern: /CONNECT_TIMEOUT$|^FailedToOpenSocket$|^E(HOST|NET)UNREACH$|unable to connect/i,
      advice: network,
      ...unreachable,
    },
    { pattern: /^ETIMEDOUT$|timed out/i, code: "ETIMEDOUT", advice: network, unreachable: true },
    {
      pattern: /^ECONNRESET$|^EPIPE$|^UND_ERR_SOCKET$|hang up|connection ?(reset|lost|closed)/i,
      code: "ECONNRESET",
      advice: "The other side closed the connection.",
    },
  ];
}

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
  const found = kinds().find(({ pattern }) => [...codes, ...texts].some((text) => pattern.test(text)));
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
