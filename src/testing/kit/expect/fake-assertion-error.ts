/**
 * The state of a fake is not what a test expects. The message says what was found and why, with a diff. It quotes
 * customers' values, because they are the test's own; it never quotes a credential.
 */
export class FakeAssertionError extends Error {
  declare readonly name: "FakeAssertionError";
  /** What the test expected: plain values, for tools that compare. */
  readonly expected: unknown;
  /** What was found, as far as the test asked for it. */
  readonly actual: unknown;
  /** False: the message has a diff already, and a runner's own (Mocha, Vitest) would show it a second time. */
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
