import type { Channel } from "../exchange/channel.js";
import type { ErrorDetail, Reply } from "../exchange/reply.js";
import type { Vendor } from "../exchange/vendor.js";
import type { InjectedFault } from "../faults/injected-fault.js";
import { type LogEntry, type LoggedExchange, logEntry } from "./log-entry.js";
import type { RequestView } from "./request-view.js";
import { viewOf } from "./view-of.js";

/** One request to the fake, with secrets masked. */
export interface FakeRequest extends RequestView {
  /** `req_` and its position. */
  readonly id: string;
  /** Its number since the fake was created or reset, from 1, in the order of the responses. */
  readonly position: number;
  /** When it arrived, by the fake's clock: ISO 8601, UTC. */
  readonly at: string;
  /** The response's status, also when a fault kept it from arriving; 0 when a fault left no response. */
  readonly status: number;
  /** The `code` of a refusal. */
  readonly errorCode?: string;
  /** The fields of a 422 with their problems, as in the response. */
  readonly errorDetails?: readonly ErrorDetail[];
  /** The name of the token, if it was accepted. */
  readonly tokenName?: string;
  /** The outcome of an upsert. */
  readonly outcome?: "created" | "updated";
  /** Unknown top-level names of the body, which were ignored. */
  readonly ignoredFields?: readonly string[];
  /** The fault that struck it. */
  readonly fault?: InjectedFault;
  /** The channel by which it came. */
  readonly channel: Channel;
  /** How long the response took, in real milliseconds; only for a fake that is served with its control API. */
  readonly durationMs?: number;
  /** The position of the request that it repeats. */
  readonly replayOf?: number;
}

/** The current positions of a log. */
export interface LogPosition {
  /** How many requests have arrived. */
  readonly count: number;
  /** The position of the oldest request that is kept; one more than `count` when none is. */
  readonly oldest: number;
  /** Changes with each `restore`. */
  readonly era: object;
  /** How many requests had arrived at that `restore`. */
  readonly eraStart: number;
}

/** The content of a log. */
export interface RequestLogState<Effects = unknown> {
  readonly count: number;
  /** Oldest first. */
  readonly entries: readonly LogEntry<Effects>[];
}

/** The latest requests of one fake, whose positions never change. */
export interface RequestLog<Effects = unknown, Request extends FakeRequest = FakeRequest> {
  add(exchange: LoggedExchange<Effects>, reply: Reply): void;
  /** The id of the request that will be added next. */
  nextId(): string;
  /** Oldest first. Built at the first reading after a change. */
  all(): readonly Request[];
  /** Returns the request at a position; undefined when there was none, or it was dropped. */
  at(position: number): Request | undefined;
  /** Returns the kept requests from one position to another, both included, oldest first. */
  range(from: number, to: number): readonly LogEntry<Effects>[];
  position(): LogPosition;
  /** Removes every request; positions continue. */
  clear(): void;
  snapshot(): RequestLogState<Effects>;
  /** Replaces the content by a snapshot, as far as this log keeps it. */
  restore(state: RequestLogState<Effects>): void;
}

/** Options of a log. */
export interface RequestLogOptions<Effects, More extends object> {
  /** How many of the latest requests are kept. */
  readonly keep: number;
  /** The most bytes that are kept; the latest request always is. Default 64 MiB. */
  readonly maxBytes?: number | undefined;
  readonly vendor: Vendor;
  /** Returns whether responses are kept; called at each request. Default: they are not. */
  readonly keepsAnswers?: (() => boolean) | undefined;
  /** Adds the vendor's own members to a request when it is read. */
  readonly describeMore: (entry: LogEntry<Effects>) => More;
}

/** Creates a log of the latest requests. */
export function createRequestLog<Effects, More extends object>(
  options: RequestLogOptions<Effects, More>,
): RequestLog<Effects, FakeRequest & More> {
  type Request = FakeRequest & More;
  const { keep, maxBytes = 67_108_864 } = options;
  let ring: (LogEntry<Effects> | undefined)[] = [];
  let era = {};
  let eraStart = 0;
  let count = 0;
  /** The position of the oldest entry that is kept; one more than `count` when none is. */
  let oldest = 1;
  let bytes = 0;
  let read: readonly Request[] | undefined;
  const described = new WeakMap<LogEntry<Effects>, Request>();

  const entryAt = (position: number): LogEntry<Effects> | undefined =>
    position < oldest || position > count ? undefined : ring[(position - 1) % keep];

  function dropOldest(): void {
    const entry = entryAt(oldest);
    bytes -= entry?.bytes ?? 0;
    ring[(oldest - 1) % keep] = undefined;
    oldest += 1;
  }

  function put(entry: LogEntry<Effects>): void {
    if (count - oldest + 1 >= keep) dropOldest();
    count = entry.position;
    ring[(count - 1) % keep] = entry;
    bytes += entry.bytes;
    while (bytes > maxBytes && oldest < count) dropOldest();
  }

  function range(from: number, to: number): readonly LogEntry<Effects>[] {
    const entries: LogEntry<Effects>[] = [];
    for (let position = Math.max(from, oldest); position <= Math.min(to, count); position += 1) {
      const entry = entryAt(position);
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }

  function describe(entry: LogEntry<Effects>): Request {
    const known = described.get(entry);
    if (known !== undefined) return known;
    const request: Request = Object.assign(describeEntry(entry, options.vendor), options.describeMore(entry));
    Object.freeze(request);
    described.set(entry, request);
    return request;
  }

  return {
    add(exchange, reply) {
      read = undefined;
      if (keep > 0) put(logEntry(count + 1, exchange, reply, options.keepsAnswers?.() ?? false));
      else {
        count += 1;
        oldest = count + 1;
      }
    },
    nextId: () => idOf(count + 1),
    all() {
      read ??= Object.freeze(range(oldest, count).map(describe));
      return read;
    },
    at(position) {
      const entry = entryAt(position);
      return entry === undefined ? undefined : describe(entry);
    },
    range,
    position: () => ({ count, oldest, era, eraStart }),
    clear() {
      read = undefined;
      ring = [];
      bytes = 0;
      oldest = count + 1;
    },
    snapshot: () => ({ count, entries: range(oldest, count) }),
    restore(state) {
      era = {};
      eraStart = state.count;
      read = undefined;
      ring = [];
      bytes = 0;
      const kept = keep === 0 ? [] : state.entries.slice(-keep);
      count = state.count - kept.length;
      oldest = count + 1;
      // Copies, because a reader may have changed the descriptions of the others.
      for (const entry of kept) put({ ...entry });
    },
  };
}

const idOf = (position: number): string => `req_${position}`;

function describeEntry(entry: LogEntry, vendor: Vendor): FakeRequest {
  const { position, errorCode, errorDetails, tokenName, outcome, ignoredFields, fault, durationMs } = entry;
  const { replayOf } = entry.request;
  return {
    id: idOf(position),
    position,
    at: new Date(entry.receivedAtMs).toISOString(),
    ...viewOf(entry.request, vendor),
    status: entry.status,
    channel: entry.channel,
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(replayOf === undefined ? {} : { replayOf }),
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(errorDetails === undefined ? {} : { errorDetails }),
    ...(tokenName === undefined ? {} : { tokenName }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(ignoredFields === undefined ? {} : { ignoredFields }),
    ...(fault === undefined ? {} : { fault }),
  };
}
