import { FakeUsageError } from "privy-orders/testing";

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
