/** The defaults of the webhook handler that do not depend on the platform. */
export const webhookDefaults: {
  /** The largest body that is read, in bytes. */
  readonly maxBodyBytes: number;
  /** How far a signed time may be from now, in milliseconds. */
  readonly toleranceMs: number;
  /**
   * How long `deliver` may take when the platform gets its response first, in milliseconds; Workers grant 30 seconds
   * after a response.
   */
  readonly backgroundDeadlineMs: number;
  /** How long the store of delivered states may take for one request, in milliseconds. */
  readonly seenTimeoutMs: number;
  /** How many orders are remembered in this process. */
  readonly rememberedOrders: number;
  /** The default `Retry-After` of a failure, in seconds. */
  readonly retryAfterSeconds: number;
} = {
  maxBodyBytes: 2 * 1024 * 1024,
  toleranceMs: 300_000,
  backgroundDeadlineMs: 20_000,
  seenTimeoutMs: 1_000,
  rememberedOrders: 10_000,
  retryAfterSeconds: 60,
};
