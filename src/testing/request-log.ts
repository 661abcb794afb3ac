import type { Exchange, IncomingRequest } from "./exchange.js";
import type { InjectedFault } from "./injected-fault.js";
import type { Reply } from "./reply.js";
import { type RequestView, viewOf } from "./request-view.js";

/** One request that the fake answered, with secrets masked. */
export interface FakeRequest extends RequestView {
  readonly id: string;
  /** When it arrived, by the fake's clock: ISO 8601, UTC. */
  readonly at: string;
  /** What was answered, also when a fault then kept it from arriving; 0 when a fault left no answer to make. */
  readonly status: number;
  /** The `code` of a refusal. */
  readonly errorCode?: string;
  /** The name of the token that was used, once it was accepted. */
  readonly tokenName?: string;
  /** What an upsert did. */
  readonly outcome?: "created" | "updated";
  /** Top-level names of the body that no documented field has, and that were therefore ignored. */
  readonly ignoredFields?: readonly string[];
  /** What a test had made go wrong with it. */
  readonly fault?: InjectedFault;
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
  readonly facts: Pick<
    FakeRequest,
    "status" | "errorCode" | "tokenName" | "outcome" | "ignoredFields" | "fault"
  >;
  described?: FakeRequest;
}

/** Makes a log of the latest `keep` requests. */
export function createRequestLog(options: { keep: number }): RequestLog {
  const ring: Entry[] = [];
  let count = 0;
  let read: readonly FakeRequest[] | undefined;
  const nextId = (): string => `req_${count + 1}`;

  return {
    add({ request, receivedAtMs, token, ignoredFields, fault }, { status, errorCode, outcome }) {
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
          ...(fault === undefined ? {} : { fault }),
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
  const at = new Date(receivedAtMs).toISOString();
  entry.described = Object.freeze({ id, at, ...viewOf(request), ...facts });
  return entry.described;
}
