/** How often an order may fail while all others get through. */
const mostFailures = 8;

/** Separates an order that Privy stumbles over from an outage, which meets all orders alike. */
export interface Suspicion {
  /** An order was stored. */
  stored(): void;
  /** Follows one order through its failures. */
  follow(): { failed(): { readonly isAtFault: boolean } };
}

/** An order is at fault when it fails again and again, while others are stored and no other one fails. */
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
