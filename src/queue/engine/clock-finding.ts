import type { EngineFinding } from "./queue-engine.js";

/** The difference that leases and delays tolerate, in milliseconds. */
const tolerableMs = 5_000;

/** Compares the clock of an engine's server with this machine's. */
export function clockFinding(storeMs: number, ownMs: number): EngineFinding {
  const aheadMs = ownMs - storeMs;
  const ok = Math.abs(aheadMs) < tolerableMs;
  const difference = `${Math.round(Math.abs(aheadMs) / 1000)} s ${aheadMs > 0 ? "ahead of" : "behind"}`;
  return {
    ok,
    subject: "engine's clock",
    message: ok ? "agrees with this machine's" : `this machine is ${difference} it: set its clock`,
  };
}
