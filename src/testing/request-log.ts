import { TOKEN_PATH } from "../privy/endpoints.js";
import type { Exchange, IncomingRequest } from "./exchange.js";
import { isSecretName, maskSecret } from "./mask-secret.js";
import { readJsonObject } from "./read-json-object.js";
import type { Reply } from "./reply.js";

/** One request that the fake answered, with secrets masked. */
export interface FakeRequest {
  readonly id: string;
  /** When it arrived, by the fake's clock: ISO 8601, UTC. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. Credentials are masked. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The parsed JSON as it came, integers beyond 2^53 as bigint; the text itself when it is no JSON object; absent when empty.
   * Of a form, its parameters, secrets masked.
   */
  readonly body?: unknown;
  readonly status: number;
  /** The `code` of a refusal. */
  readonly errorCode?: string;
  /** The name of the token that was used, once it was accepted. */
  readonly tokenName?: string;
  /** What an upsert did. */
  readonly outcome?: "created" | "updated";
  /** Top-level names of the body that no documented field has, and that were therefore ignored. */
  readonly ignoredFields?: readonly string[];
}

/** The latest requests of one fake. */
export interface RequestLog {
  add(exchange: Exchange, reply: Reply): void;
  /** The id of the request that will be added next. */
  nextId(): string;
  /** Oldest first. Made at the first reading after a change. */
  all(): readonly FakeRequest[];
}

/** What is kept of a request until somebody reads it: the less, the less a long run costs. */
interface Entry {
  readonly id: string;
  readonly receivedAtMs: number;
  readonly request: IncomingRequest;
  readonly facts: Pick<FakeRequest, "status" | "errorCode" | "tokenName" | "outcome" | "ignoredFields">;
  described?: FakeRequest;
}

/** Makes a log of the latest `keep` requests. */
export function createRequestLog(options: { keep: number }): RequestLog {
  const ring: Entry[] = [];
  let count = 0;
  let read: readonly FakeRequest[] | undefined;
  const nextId = (): string => `req_${count + 1}`;

  return {
    add({ request, receivedAtMs, token, ignoredFields }, { status, errorCode, outcome }) {
      const id = nextId();
      count += 1;
      if (options.keep === 0) return;
      read = undefined;
      ring[(count - 1) % options.keep] = {
        id,
        receivedAtMs,
        request,
        facts: {
          status,
          ...(errorCode === undefined ? {} : { errorCode }),
          ...(token === undefined ? {} : { tokenName: token.name }),
          ...(outcome === undefined ? {} : { outcome }),
          ...(ignoredFields === undefined ? {} : { ignoredFields }),
        },
      };
    },
    nextId,
    all() {
      const oldest = count > options.keep ? count % options.keep : 0;
      read ??= Object.freeze([...ring.slice(oldest), ...ring.slice(0, oldest)].map(describe));
      return read;
    },
  };
}

function describe(entry: Entry): FakeRequest {
  const { id, receivedAtMs, request, facts } = entry;
  if (entry.described !== undefined) return entry.described;
  const body = readBody(request);
  entry.described = Object.freeze({
    id,
    at: new Date(receivedAtMs).toISOString(),
    method: request.method,
    path: request.path,
    query: withoutSecrets([...new URLSearchParams(request.search)]),
    headers: withoutSecrets(Object.entries(request.headers)),
    ...(body === undefined ? {} : { body }),
    ...facts,
  });
  return entry.described;
}

function withoutSecrets(pairs: readonly [string, string][]): Readonly<Record<string, string>> {
  const entries = pairs.map(([name, value]) => [name, isSecretName(name) ? maskSecret(value) : value]);
  return Object.freeze(Object.fromEntries(entries));
}

function readBody({ path, headers, bodyText }: IncomingRequest): unknown {
  if (bodyText === "") return undefined;
  const isTokenRequest = path === TOKEN_PATH;
  if (isTokenRequest || /^application\/x-www-form-urlencoded\b/i.test(headers["content-type"] ?? "")) {
    const parameters = [...new URLSearchParams(bodyText)];
    // Of credentials that came in another form than they should, any part could be the secret.
    return withoutSecrets(parameters.filter(([name]) => !isTokenRequest || tokenParameters.includes(name)));
  }
  const read = readJsonObject(bodyText);
  return "value" in read ? read.value : bodyText;
}

const tokenParameters: readonly string[] = ["grant_type", "client_id", "client_secret", "scope"];
