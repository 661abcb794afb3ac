import { FakePrivyUsageError } from "privy-orders/testing";

/** The refusal of a use that must be refused. */
export function refusalOf(use: () => unknown): FakePrivyUsageError {
  try {
    use();
  } catch (error) {
    if (error instanceof FakePrivyUsageError) return error;
    throw error;
  }
  throw new Error("It was not refused");
}
