/** Nothing was done, and the message says what to do about it. It quotes nothing that could be a secret. */
export class CliUsageError extends Error {
  override readonly name = "CliUsageError";
}
