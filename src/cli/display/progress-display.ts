import type { ImportProgress } from "../../import/import-options.js";
import type { CliIo } from "../cli-io.js";
import { describeProgress, describeWaiting } from "./describe-progress.js";
import { createProgressBar, type ProgressDisplay } from "./progress-bar.js";

export interface ProgressDisplayOptions {
  readonly io: CliIo;
  readonly json: boolean;
}

const quietForMs = 300_000;
const mostFailuresTold = 20;

/** One line at each percent, at least every five minutes, and when the import begins to wait. */
function createLines(
  write: (progress: ImportProgress, now: Date) => void,
): (progress: ImportProgress) => void {
  let toldAt = 0;
  let toldPercent = -1;
  let toldWaiting: string | undefined;
  return (progress) => {
    const now = new Date();
    const percent = progress.total ? Math.floor((100 * progress.done) / progress.total) : -1;
    const waiting = describeWaiting(progress, now);
    const elapsedMs = now.getTime() - toldAt;
    const isNew =
      (percent !== toldPercent && elapsedMs >= 1_000) || (waiting !== toldWaiting && waiting !== undefined);
    if (!isNew && elapsedMs < quietForMs) return;
    toldAt = now.getTime();
    toldPercent = percent;
    toldWaiting = waiting;
    write(progress, now);
  };
}

/** Creates the display: a bar on a terminal, plain lines in a pipe, one JSON object per line for machines. */
export function createProgressDisplay({ io, json }: ProgressDisplayOptions): ProgressDisplay {
  const { stdout, stderr } = io;
  if (json) {
    const tell = (event: string, details: object): void =>
      void stdout.write(`${JSON.stringify({ event, ...details })}\n`);
    return {
      update: createLines((progress) => tell("progress", progress)),
      failure: (_text, details) => tell("failure", details),
      stop: () => undefined,
    };
  }
  if (stderr.isTTY === true) return createProgressBar(stderr, io.env);
  let failures = 0;
  return {
    update: createLines((progress, now) => void stderr.write(`${describeProgress(progress, now)}\n`)),
    failure(text) {
      failures += 1;
      if (failures <= mostFailuresTold) stderr.write(`failed: ${text}\n`);
      if (failures === mostFailuresTold)
        stderr.write("further failures go to the file of failed rows only\n");
    },
    stop: () => undefined,
  };
}
