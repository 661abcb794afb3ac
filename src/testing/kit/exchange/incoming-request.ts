/** A request as the server receives it, by any channel. */
export interface IncomingRequest {
  readonly method: string;
  /** Scheme and host. Absent where one server represents all hosts of the vendor. */
  readonly origin?: string;
  readonly path: string;
  /** The query with its question mark; empty when there is none. */
  readonly search: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyText: string;
  /** The position of the request that it repeats. */
  readonly replayOf?: number;
}
