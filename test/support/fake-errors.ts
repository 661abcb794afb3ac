import { FakeAssertionError } from "../../src/testing/index.js";
import { refusalOf } from "./refusal.js";

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
