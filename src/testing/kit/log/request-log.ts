import type { Channel } from "../exchange/channel.js";
import type { ErrorDetail, Reply } from "../exchange/reply.js";
import type { Vendor } from "../exchange/vendor.js";
import type { InjectedFault } from "../faults/injected-fault.js";
import { type LogEntry, type LoggedExchange, logEntry } from "./log-entry.js";
import type { RequestView } from "./request-view.js";
import { viewOf } from "./view-of.js";

/** One request that the fake answered, with secrets masked. */
export interface FakeRequest extends RequestView {
  /** `req_` and its position. */
  readonly id: string;
  /** Its number since the fake was made or reset, from 1: requests are counted in the order in which they were answered. */
  readonly position: number;
  /** When it arrived, by the fake's clock: ISO 8601, UTC. */
  readonly at: string;
  /** What was answered, also when a fault then kept it from arriving; 0 when a fault left no answer to make. */
  readonly status: number;
  /** The `code` of a refusal. */
  readonly errorCode?: string;
  /** The fields of a 422 and what is wrong with them, as the response says. */
  readonly errorDetails?: readonly ErrorDetail[];
  /** The name of the token that was used, once it was accepted. */
  readonly tokenName?: string;
  /** What an upsert did. */
  readonly outcome?: "created" | "updated";
  /** Top-level names of the body that no documented field has, and that were therefore ignored. */
  readonly ignoredFields?: readonly string[];
  /** What a test had made go wrong with it. */
  readonly fault?: InjectedFault;
  /** Which way it came. */
  readonly channel: Channel;
  /** How long the response took, in milliseconds of the machine; only of a fake that is served with its control API. */
  readonly durationMs?: number;
  /** The position of the request that it repeats. */
  readonly replayOf?: number;
}

/** How far a log has come. */
export interface LogPosition {
  /** How many requests there have been. */
  readonly count: number;
  /** The position of the oldest request that is kept; one more than `count` when none is. */
  readonly oldest: number;
  /** Another one from each `restore` on. */
  readonly era: object;
  /** How many there had been by then. */
  readonly eraStart: number;
}

/** All that a log holds. */
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
  /** Oldest first. Made at the first reading after a change. */
  all(): readonly Request[];
  /** The request at a position; undefined when there was none, or it is dropped. */
  at(position: number): Request | undefined;
  /** What is kept from one position to another, both included, oldest first. */
  range(from: number, to: number): readonly LogEntry<Effects>[];
  position(): LogPosition;
  /** Forgets every request; the next one has the position that it would have had. */
  clear(): void;
  snapshot(): RequestLogState<Effects>;
  /** Goes on from a snapshot, or from as much of it as this log keeps. */
  restore(state: RequestLogState<Effects>): void;
}

/** How much a log keeps. */
export interface RequestLogOptions<Effects, More extends object> {
  /** How many requests, the latest ones. */
  readonly keep: number;
  /** How many bytes at most, whatever their number; the latest request is kept in any case. Default 64 MiB. */
  readonly maxBytes?: number | undefined;
  readonly vendor: Vendor;
  /** Whether answers are kept, asked at each request. Default: they are not. */
  readonly keepsAnswers?: (() => boolean) | undefined;
  /** What the vendor's fake adds to a request when it is read. */
  readonly describeMore: (entry: LogEntry<Effects>) => More;
}

/** Makes a log of the latest requests. */
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
      // Copies: what was described of the others, a reader may have changed.
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
