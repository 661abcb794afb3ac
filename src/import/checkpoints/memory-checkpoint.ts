import type { Checkpoint } from "./checkpoint.js";

/** Creates a checkpoint in memory: for tests, and for imports that are resumed within one process. */
export function memoryCheckpoint(): Checkpoint {
  let saved: string | undefined;
  return {
    load: async () => (saved === undefined ? undefined : JSON.parse(saved)),
    async save(state) {
      saved = JSON.stringify(state);
    },
  };
}
