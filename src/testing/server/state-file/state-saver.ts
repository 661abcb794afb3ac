import type { Clock } from "../../../http/clock.js";
import type { FakePrivy } from "../../privy/fake-privy.js";
import type { ControlHook } from "../../privy/served/control-hook.js";
import { createClockControl } from "../control/views/clock-control.js";
import type { StateFile } from "./state-file.js";

/** Saves an account after its changes. */
export interface StateSaver {
  /** Saves unsaved changes and ends. Rejects when saving fails. */
  end(): Promise<void>;
}

/** How long to wait for more changes after one. */
const pauseMs = 1_000;
/** The pause between two saves, as a multiple of the last save's duration, so that saving a large account does not dominate. */
const shareOfSaving = 10;

/** Creates the saver of a state file. A failed save is reported, and repeated after the next change. */
export function createStateSaver(options: {
  file: StateFile;
  privy: FakePrivy<Clock>;
  hook: ControlHook;
  onFailure: (error: unknown) => void;
}): StateSaver {
  const { file, privy, hook, onFailure } = options;
  const clock = createClockControl(privy.clock);
  let isChanged = true;
  let timer: NodeJS.Timeout | undefined;
  let saving: Promise<void> = Promise.resolve();
  let nextMs = 0;

  async function save(): Promise<void> {
    if (!isChanged) return;
    isChanged = false;
    const startMs = performance.now();
    try {
      await file.save(hook, clock.read());
    } catch (error) {
      isChanged = true;
      throw error;
    } finally {
      const tookMs = performance.now() - startMs;
      nextMs = performance.now() + tookMs * shareOfSaving;
    }
  }

  function schedule(): void {
    isChanged = true;
    timer ??= setTimeout(
      () => {
        saving = save()
          .catch(onFailure)
          .finally(() => {
            timer = undefined;
            if (isChanged && !hasEnded) schedule();
          });
      },
      Math.max(pauseMs, nextMs - performance.now()),
    );
    timer.unref();
  }

  let hasEnded = false;
  const unsubscribe = privy.subscribe(schedule);
  schedule();
  return {
    async end() {
      hasEnded = true;
      unsubscribe();
      clearTimeout(timer);
      await saving;
      await save();
    },
  };
}
