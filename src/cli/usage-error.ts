/** Nothing was done; the message states what to do. It quotes nothing that could be a secret. */
export class CliUsageError extends Error {
  override readonly name = "CliUsageError";
}
