/**
 * Something about the fake is not as a test expects. The message says what was found instead and why, with a diff in it;
 * customers' values stand there because it is a test, credentials never.
 */
export class FakePrivyAssertionError extends Error {
  declare readonly name: "FakePrivyAssertionError";
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
    Object.defineProperty(this, "name", { value: "FakePrivyAssertionError", configurable: true });
  }
}
