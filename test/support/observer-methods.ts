/** The names of all methods that an `Observer` can have. */
export const observerMethods = [
  "onCallStart",
  "onAttemptStart",
  "onAttempt",
  "onRetry",
  "onWait",
  "onWarning",
  "onSettled",
] as const;
