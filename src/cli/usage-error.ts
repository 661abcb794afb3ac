/** A wrong use of the command: nothing was done. The message states what to do and quotes no possible secret. */
export class CliUsageError extends Error {
  override readonly name = "CliUsageError";
}
