/**
 * The state of a fake differs from what a test expects. The message states what was found and why, with a diff. It
 * quotes customers' values, because they are the test's own, but never a credential.
 */
export class FakeAssertionError extends Error {
  declare readonly name: "FakeAssertionError";
  /** What the test expected: plain values, for tools that compare. */
  readonly expected: unknown;
  /** The state that was found, as far as the test described it. */
  readonly actual: unknown;
  /** False, because the message has a diff already; a runner (Mocha, Vitest) would show a second one. */
  readonly showDiff: boolean;

  constructor(message: string, compared: { expected: unknown; actual: unknown }) {
    super(message);
    this.expected = compared.expected;
    this.actual = compared.actual;
    this.showDiff = false;
    // Not enumerable, so that `inspect` does not repeat it.
    Object.defineProperty(this, "name", { value: "FakeAssertionError", configurable: true });
  }
}
