import type { Checkpoint } from "./checkpoint.js";

/** A checkpoint that lives as long as the process: for tests, and for imports that are resumed within one. */
export function memoryCheckpoint(): Checkpoint {
  let saved: string | undefined;
  return {
    load: async () => (saved === undefined ? undefined : JSON.parse(saved)),
    async save(state) {
      saved = JSON.stringify(state);
    },
  };
}
