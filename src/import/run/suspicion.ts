/** How often an order may fail while all others are stored. */
const mostFailures = 8;

/** Distinguishes an order that Privy cannot process from an outage, which affects all orders. */
export interface Suspicion {
  /** Records that an order was stored. */
  stored(): void;
  /** Follows one order through its failures. */
  follow(): { failed(): { readonly isAtFault: boolean } };
}

/** An order is at fault when it fails repeatedly while others are stored and no other one fails. */
export function createSuspicion(): Suspicion {
  let storedCount = 0;
  let failedCount = 0;
  return {
    stored() {
      storedCount += 1;
    },
    follow() {
      let before: { readonly stored: number; readonly failed: number } | undefined;
      let failures = 0;
      return {
        failed() {
          if (before === undefined || failedCount > before.failed) {
            failures = 0;
            before = { stored: storedCount, failed: failedCount };
          } else if (storedCount > before.stored) failures += 1;
          failedCount += 1;
          before = { ...before, failed: failedCount };
          return { isAtFault: failures > mostFailures };
        },
      };
    },
  };
}
