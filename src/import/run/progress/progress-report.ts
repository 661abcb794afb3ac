import type { Clock } from "../../../http/clock.js";
import { DEFAULTS } from "../../../http/options/defaults.js";
import type { ImportClient, ImportOptions, ImportProgress } from "../../import-options.js";
import type { ImportLedger } from "../import-ledger.js";
import type { RunControl } from "../run-control.js";
import { estimateEnd } from "./import-eta.js";
import type { ImportPace } from "./import-pace.js";

export interface ProgressReport {
  /** Reports the import's progress to the caller. */
  report(waiting?: ImportProgress["waiting"]): void;
}

export interface ProgressReportOptions {
  readonly client: ImportClient;
  readonly clock: Clock;
  readonly ledger: ImportLedger;
  readonly pace: ImportPace;
  readonly control: RunControl;
  readonly options: ImportOptions;
  readonly total: number | undefined;
}

export function createProgressReport(kernel: ProgressReportOptions): ProgressReport {
  const { client, clock, ledger, pace, control, options, total } = kernel;
  return {
    report(waiting) {
      const nowMs = clock.now();
      const done = ledger.settled;
      const remaining = total === undefined ? undefined : Math.max(0, total - done);
      const eta =
        remaining === undefined
          ? undefined
          : estimateEnd({
              nowMs,
              remaining,
              minute: client.rateLimit?.minute,
              day: client.rateLimit?.day,
              measuredPerMs: pace.unboundPerMs(nowMs),
              liveReserve: options.liveReserve ?? DEFAULTS.liveReserve,
            });
      const shown = control.paused ? { reason: "paused" as const } : waiting;
      options.onProgress?.({
        ...ledger.counts,
        done,
        ...(total === undefined ? {} : { total }),
        ...(remaining === undefined ? {} : { remaining }),
        perMinute: pace.perMs(nowMs) * 60_000,
        ...(eta === undefined ? {} : { eta }),
        ...(shown === undefined ? {} : { waiting: shown }),
      });
    },
  };
}
