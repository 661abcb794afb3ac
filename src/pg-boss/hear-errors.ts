import { EventEmitter } from "node:events";

const ignore = (): void => undefined;

/** Listens to an emitter, once: an `error` event without a listener ends the process. What failed shows at the call that fails, too. */
export function hearErrors(emitter: unknown): void {
  if (!(emitter instanceof EventEmitter) || emitter.listeners("error").includes(ignore)) return;
  emitter.on("error", ignore);
}
