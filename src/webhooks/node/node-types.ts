/** The used parts of Node's `IncomingMessage`; the requests of Express, Nest and Next.js fit too. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Names and values in turn, each header as often as it was sent. */
  readonly rawHeaders: readonly string[];
  /** The body's bytes, if the framework or a `verify` of its body parser has kept them. */
  readonly rawBody?: unknown;
  /** The result of a body parser. */
  readonly body?: unknown;
  /** Whether any of the body has been read. */
  readonly readableDidRead?: boolean | undefined;
  readonly readableEnded?: boolean | undefined;
  on(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  on(event: "end" | "close", listener: () => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  off(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  off(event: "end" | "close", listener: () => void): unknown;
  off(event: "error", listener: (error: Error) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** The used parts of Node's `ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(chunk: Uint8Array): unknown;
}

/** The `next` of Express and similar frameworks. */
export type NextFunction = (error?: unknown) => void;

/** A request listener of `node:http`, and a handler of Express. */
export type NodeHandler = (
  request: NodeRequest,
  response: NodeResponse,
  next?: NextFunction,
) => Promise<void>;
