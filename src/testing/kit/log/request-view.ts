/** A request for a test to look at, with secrets masked. */
export interface RequestView {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. Credentials are masked. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The parsed JSON as it came, but for credentials, integers beyond 2^53 as bigint; the text itself when it is no JSON
   * object; absent when empty. Of a form, its parameters, secrets masked.
   */
  readonly body?: unknown;
}
