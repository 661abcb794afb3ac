import { notifyQueue } from "../observing/notify-queue.js";
import type { QueueObserver } from "../observing/queue-observer.js";
import type { QueueContext } from "../queue-context.js";
import { pruneQueue } from "../repair-queue.js";
import { shareBudgets } from "../stats/read-stats.js";
import { noteBeat } from "../stats/worker-beat.js";

/** How often a worker shares that it is alive, and its budgets, in milliseconds. */
const shareMs = 30_000;
/** After how many of these it removes outdated data. */
const pruneEach = 120;

/** The periodic work of a running worker. */
export function createHousekeeping(
  context: QueueContext,
  observer: QueueObserver | undefined,
): { end(): void } {
  const { clock, engine } = context;
  let cancel = (): void => undefined;
  let rounds = 0;
  let isOver = false;

  const tryTo = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      notifyQueue(observer, "onEngineError", { engine: engine.name, operation: "housekeeping", error });
    }
  };
  const keepHouse = async (): Promise<void> => {
    await noteBeat(context);
    await shareBudgets(context);
    if (rounds % pruneEach === 0) await pruneQueue(context);
    rounds += 1;
  };
  const begin = (): void => {
    cancel = clock.setTimer(() => void tryTo(keepHouse).then(() => isOver || begin()), shareMs, "timeout");
  };
  begin();
  void tryTo(() => noteBeat(context));
  return {
    end() {
      isOver = true;
      cancel();
    },
  };
}
