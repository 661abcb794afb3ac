import cliProgress from "cli-progress";
import type { ImportProgress } from "../../import/import-options.js";
import type { CliIo, CliStream } from "../cli-io.js";
import { colorsFor } from "./colors.js";
import { describeProgress } from "./describe-progress.js";

/** Shows the progress of an import. */
export interface ProgressDisplay {
  update(progress: ImportProgress): void;
  /** Shows a failed record at once. */
  failure(text: string, details: object): void;
  /** Ends the display. */
  stop(): void;
}

/** A narrower bar would show no more than the percentage beside it. */
const leastBarWidth = 8;
const mostBarWidth = 40;

/** Builds a line that fits the current terminal: the text has priority over the bar. */
function renderLine(
  progress: ImportProgress,
  options: { readonly columns: number; readonly bar: (text: string) => string },
): string {
  const text = describeProgress(progress, new Date());
  const { total, done } = progress;
  // A line that fills its last column wraps on some terminals.
  const columns = options.columns - 1;
  if (total === undefined || total === 0) return text.slice(0, columns);
  const share = Math.min(1, done / total);
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  const rest = columns - text.length - percent.length - 2;
  if (rest < leastBarWidth) return `${percent} ${text}`.slice(0, columns);
  const width = Math.min(mostBarWidth, rest);
  const full = Math.round(width * share);
  return `${options.bar("█".repeat(full))}${"░".repeat(width - full)}${percent}  ${text}`;
}

/** Creates a live bar on a terminal. */
export function createProgressBar(stream: CliStream, env: CliIo["env"]): ProgressDisplay {
  const colors = colorsFor(stream, env);
  let current: ImportProgress | undefined;
  const bar = new cliProgress.SingleBar({
    stream,
    hideCursor: true,
    fps: 8,
    // The line is cut to the terminal's width here, where the colours are known.
    linewrap: null,
    gracefulExit: false,
    format: () =>
      current === undefined ? "" : renderLine(current, { columns: stream.columns ?? 80, bar: colors.green }),
  });
  let started = false;
  let stopped = false;
  return {
    update(progress) {
      if (stopped) return;
      current = progress;
      const { done, total = done + 1 } = progress;
      if (!started) bar.start(total, done);
      started = true;
      bar.update(done);
    },
    failure: () => undefined,
    stop() {
      if (started && !stopped) bar.stop();
      stopped = true;
    },
  };
}
