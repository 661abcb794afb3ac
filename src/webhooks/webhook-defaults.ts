/** Every default of the webhook handler that does not depend on the platform, once. */
export const webhookDefaults: {
  /** The largest body that is read. Bytes. */
  readonly maxBodyBytes: number;
  /** How far a signed time may be from now, where the platform signs one. Milliseconds. */
  readonly toleranceMs: number;
  /** How long `deliver` may take when the platform gets its response first. Milliseconds; Workers grant 30 seconds after a response. */
  readonly backgroundDeadlineMs: number;
  /** How long the store of delivered states may take for one request. Milliseconds. */
  readonly seenTimeoutMs: number;
  /** How many orders are remembered in this process. */
  readonly rememberedOrders: number;
  /** The `Retry-After` of a failure that knows no better one. Seconds. */
  readonly retryAfterSeconds: number;
} = {
  maxBodyBytes: 2 * 1024 * 1024,
  toleranceMs: 300_000,
  backgroundDeadlineMs: 20_000,
  seenTimeoutMs: 1_000,
  rememberedOrders: 10_000,
  retryAfterSeconds: 60,
};
