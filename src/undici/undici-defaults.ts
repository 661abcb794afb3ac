/** Every default of `createUndiciFetch`, once. Milliseconds where the name says so. */
export const UNDICI_DEFAULTS: {
  readonly connections: number;
  readonly keepAliveTimeoutMs: number;
  readonly keepAliveMaxTimeoutMs: number;
  /** Less than one attempt may take, so that "no connection" differs from "no response". */
  readonly connectTimeoutMs: number;
  readonly allowH2: boolean;
} = {
  connections: 100,
  keepAliveTimeoutMs: 4_000,
  keepAliveMaxTimeoutMs: 600_000,
  connectTimeoutMs: 5_000,
  allowH2: false,
};
