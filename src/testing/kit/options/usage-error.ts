/**
 * The fake was used in a way that cannot work: a flow that can never start, a segment that Privy does not offer for
 * Custom Integrations, a clock that never comes to rest. It is a mistake in the test, never an answer of Privy.
 */
export class FakePrivyUsageError extends Error {
  declare readonly name: "FakePrivyUsageError";

  constructor(message: string) {
    super(message);
    // Not enumerable, so that `inspect` does not repeat it.
    Object.defineProperty(this, "name", { value: "FakePrivyUsageError", configurable: true });
  }
}
