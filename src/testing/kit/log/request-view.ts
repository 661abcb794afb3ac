/** A request as a test sees it, with secrets masked. */
export interface RequestView {
  /** The request's method. */
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  /** The parameters of the query. */
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. Credentials are masked. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The parsed JSON with credentials masked and integers beyond 2^53 as bigint; the text itself when it is not a JSON
   * object; the parameters of a form; absent when empty.
   */
  readonly body?: unknown;
}
