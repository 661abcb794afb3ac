/** The fault of each short name. Defaults are those of the options. */
export const FAULT_NAMES = {
  "400": { status: 400 },
  "401": { status: 401 },
  "403": { status: 403 },
  "404": { status: 404 },
  "408": { status: 408 },
  "409": { status: 409 },
  "422": { status: 422 },
  "429": { status: 429, retryAfter: 1 },
  "500": { status: 500 },
  "501": { status: 501 },
  "502": { status: 502 },
  "503": { status: 503 },
  "504": { status: 504 },
  "html-200": { status: 200, body: "<!doctype html><title>Sign in</title><h1>Sign in</h1>" },
  "html-502": {
    status: 502,
    body: "<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>",
  },
  "html-503": {
    status: 503,
    body: "<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>",
  },
  reset: { kind: "reset" },
  refused: { kind: "refused" },
  "network-error": { kind: "network-error" },
  "answer-lost": { kind: "reset", stored: true },
  "half-body": { kind: "half-body" },
  "truncated-json": { kind: "truncated-json" },
  "malformed-json": { kind: "malformed-json" },
  "empty-body": { kind: "empty-body" },
  "endless-body": { kind: "endless-body" },
  "slow-headers": { kind: "slow-headers" },
  "slow-body": { kind: "slow-body" },
  "no-answer": { kind: "slow-headers", delay: "forever" },
  "expired-token": { kind: "expired-token" },
  "clock-skew": { kind: "clock-skew" },
} as const;

/** A fault's short name. */
export type FaultName = keyof typeof FAULT_NAMES;
