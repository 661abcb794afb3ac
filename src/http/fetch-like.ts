/** The headers of a response, as every `Headers` object has them. */
export interface ResponseHeaders {
  get(name: string): string | null;
  has(name: string): boolean;
  forEach(callback: (value: string, name: string) => void): void;
}

/** As much of a `ReadableStream` as the kernel reads. */
export interface ResponseBody {
  getReader(): {
    read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
    cancel(reason?: unknown): Promise<void>;
  };
  cancel(reason?: unknown): Promise<void>;
}

/** As much of a `Response` as the kernel needs. Every runtime's `Response` fits. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: ResponseBody | null;
  readonly redirected?: boolean;
  readonly type?: string;
  readonly bodyUsed?: boolean;
  text(): Promise<string>;
}

/** What the kernel hands to `fetch`. */
export interface FetchRequest {
  method: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  redirect: "manual";
  /** Where the runtime takes it: frameworks such as Next.js would serve a GET from a cache of their own. */
  cache?: "no-store";
}

/** A `fetch`: the runtime's own, a wrapped one, or that of `privy-orders/undici`. */
export type FetchLike = (url: string, request: FetchRequest) => Promise<FetchResponse>;
