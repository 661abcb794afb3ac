import type { InjectedFault } from "../faults/injected-fault.js";
import type { IncomingRequest } from "./incoming-request.js";
import type { ErrorDetail, Reply } from "./reply.js";
import { type RequestView, viewOf } from "./request-view.js";
import type { Vendor } from "./vendor.js";

/** One request that the fake answered, with secrets masked. */
export interface FakeRequest extends RequestView {
  readonly id: string;
  /** When it arrived, by the fake's clock: ISO 8601, UTC. */
  readonly at: string;
  /** What was answered, also when a fault then kept it from arriving; 0 when a fault left no answer to make. */
  readonly status: number;
  /** The `code` of a refusal. */
  readonly errorCode?: string;
  /** The fields of a 422 and what is wrong with them, as the answer says. */
  readonly errorDetails?: readonly ErrorDetail[];
  /** The name of the token that was used, once it was accepted. */
  readonly tokenName?: string;
  /** What an upsert did. */
  readonly outcome?: "created" | "updated";
  /** Top-level names of the body that no documented field has, and that were therefore ignored. */
  readonly ignoredFields?: readonly string[];
  /** What a test had made go wrong with it. */
  readonly fault?: InjectedFault;
}

/** How far a log has come. */
export interface LogPosition {
  /** How many requests there have been. */
  readonly count: number;
  /** Another one from each `restore` on. */
  readonly era: object;
  /** How many there had been by then. */
  readonly eraStart: number;
}

/** All that a log holds. */
export interface RequestLogState {
  readonly count: number;
  /** Oldest first. */
  readonly entries: readonly LogEntry[];
}

/** As much of an exchange as the log takes down, whatever server it was with. */
export interface LoggedExchange {
  readonly request: IncomingRequest;
  readonly receivedAtMs: number;
  token?: { readonly name: string };
  /** Top-level names of the body that the server does not know. */
  ignoredFields?: readonly string[];
  /** What a test makes go wrong with it. */
  fault?: InjectedFault;
}

/** The latest requests of one fake. */
export interface RequestLog {
  add(exchange: LoggedExchange, reply: Reply): void;
  /** The id of the request that will be added next. */
  nextId(): string;
  /** Oldest first. Made at the first reading after a change. */
  all(): readonly FakeRequest[];
  position(): LogPosition;
  snapshot(): RequestLogState;
  /** Goes on from a snapshot, or from as much of it as this log keeps. */
  restore(state: RequestLogState): void;
}

/**
 * What is kept of a request until somebody reads it: the less, the less a long run costs. Of one shape, whatever happened:
 * an object that is put together of optional parts takes V8 many times as long.
 */
export interface LogEntry {
  readonly number: number;
  readonly receivedAtMs: number;
  readonly request: IncomingRequest;
  readonly status: number;
  readonly errorCode: string | undefined;
  readonly errorDetails: readonly ErrorDetail[] | undefined;
  readonly tokenName: string | undefined;
  readonly outcome: Reply["outcome"] | undefined;
  readonly ignoredFields: readonly string[] | undefined;
  readonly fault: InjectedFault | undefined;
  described: FakeRequest | undefined;
}

/** Makes a log of the latest `keep` requests. */
export function createRequestLog(options: { keep: number; vendor: Vendor }): RequestLog {
  let ring: LogEntry[] = [];
  let era = {};
  let eraStart = 0;
  let count = 0;
  let read: readonly FakeRequest[] | undefined;
  const slotOf = (number: number): number => (number - 1) % options.keep;
  const entries = (): readonly LogEntry[] => {
    const oldest = count > options.keep ? count % options.keep : 0;
    // Slots are empty when a restored log kept fewer than this one.
    return [...ring.slice(oldest), ...ring.slice(0, oldest)].filter((entry) => entry !== undefined);
  };

  return {
    add({ request, receivedAtMs, token, ignoredFields, fault }, { status, errorCode, details, outcome }) {
      count += 1;
      if (options.keep === 0) return;
      read = undefined;
      ring[slotOf(count)] = {
        number: count,
        receivedAtMs,
        request,
        status,
        errorCode,
        errorDetails: details,
        tokenName: token?.name,
        outcome,
        ignoredFields,
        fault,
        described: undefined,
      };
    },
    nextId: () => idOf(count + 1),
    all() {
      read ??= Object.freeze(entries().map((entry) => describe(entry, options.vendor)));
      return read;
    },
    position: () => ({ count, era, eraStart }),
    snapshot: () => ({ count, entries: entries() }),
    restore(state) {
      count = state.count;
      era = {};
      eraStart = count;
      read = undefined;
      ring = [];
      const kept = options.keep === 0 ? [] : state.entries.slice(-options.keep);
      for (const [index, entry] of kept.entries()) {
        // Without what was made of it for a reader, who may have changed that.
        ring[slotOf(count - kept.length + index + 1)] = { ...entry, described: undefined };
      }
    },
  };
}

const idOf = (number: number): string => `req_${number}`;

function describe(entry: LogEntry, vendor: Vendor): FakeRequest {
  if (entry.described !== undefined) return entry.described;
  const { errorCode, errorDetails, tokenName, outcome, ignoredFields, fault } = entry;
  entry.described = Object.freeze({
    id: idOf(entry.number),
    at: new Date(entry.receivedAtMs).toISOString(),
    ...viewOf(entry.request, vendor),
    status: entry.status,
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(errorDetails === undefined ? {} : { errorDetails }),
    ...(tokenName === undefined ? {} : { tokenName }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(ignoredFields === undefined ? {} : { ignoredFields }),
    ...(fault === undefined ? {} : { fault }),
  });
  return entry.described;
}
