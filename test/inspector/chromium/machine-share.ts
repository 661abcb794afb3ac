import { cpus, loadavg } from "node:os";
import type { Page } from "playwright-core";

/** What a frame takes on a machine that has nothing else to do. */
const frameMs = 1_000 / 60;
const spinMs = 100;

/** How long a program waits for a processor: 1 when it never does, 3 when it gets a third of one. */
function waitingShare(): number {
  const begin = performance.now();
  const before = process.cpuUsage();
  let usedMs = 0;
  while (usedMs < spinMs) {
    const { user, system } = process.cpuUsage(before);
    usedMs = (user + system) / 1_000;
  }
  return (performance.now() - begin) / usedMs;
}

/** How much longer things take than on a machine that has nothing else to do; measured, at least 1. */
export function machineShare(): number {
  const load = 1 + (loadavg()[0] ?? 0) / cpus().length;
  return Math.max(1, load, waitingShare()) * Number(process.env.SLOW_MACHINE ?? 1);
}

/** The same, as a page sees it: its slowest frames while it does nothing. */
export async function pageShare(page: Page): Promise<number> {
  const slowest = await page.evaluate(async () => {
    const frames: number[] = [];
    let last = performance.now();
    for (let index = 0; index < 60; index += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      frames.push(performance.now() - last);
      last = performance.now();
    }
    return frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? 0;
  });
  return Math.max(machineShare(), slowest / frameMs);
}
