import { FakeAssertionError, FakeUsageError } from "privy-orders/testing";

/** The failure of an expectation; any other error, or none, is thrown. */
export function failureOf(expectation: () => unknown): FakeAssertionError {
  try {
    expectation();
  } catch (error) {
    if (error instanceof FakeAssertionError) return error;
    throw error;
  }
  throw new Error("The expectation holds");
}

/** In what words an expectation is refused that cannot be meant. */
export function usageMessage(expectation: () => unknown): string {
  return refusalOf(expectation).message;
}

/** The refusal of a use that must be refused. */
export function refusalOf(use: () => unknown): FakeUsageError {
  try {
    use();
  } catch (error) {
    if (error instanceof FakeUsageError) return error;
    throw error;
  }
  throw new Error("It was not refused");
}
