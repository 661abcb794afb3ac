/** The exit codes of the process. Scripts rely on them. */
export const EXIT = {
  /** All done. */
  success: 0,
  /** Done, but some orders were refused or are not valid. */
  failures: 1,
  /** Nothing was done: bad arguments, no credential, a file or a checkpoint that cannot be used. */
  usage: 2,
  /**
   * Ended early, can be resumed: Privy is unavailable, the day's budget is used up, too many failures, a file that
   * breaks off.
   */
  stopped: 3,
  /** Privy refuses the token, its scopes or the integration token. */
  credentials: 4,
  /** Ctrl-C; can be resumed. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
