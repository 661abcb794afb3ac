/**
 * The fake was used in a way that cannot work: an unknown option, a flow that can never start, a clock that never comes
 * to rest. It is a mistake in the test, never a response of the faked service.
 */
export class FakeUsageError extends Error {
  declare readonly name: "FakeUsageError";

  constructor(message: string) {
    super(message);
    // Not enumerable, so that `inspect` does not repeat it.
    Object.defineProperty(this, "name", { value: "FakeUsageError", configurable: true });
  }
}
