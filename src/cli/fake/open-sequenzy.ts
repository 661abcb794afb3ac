import type { Clock } from "../../http/clock.js";
import { SERVE_HOOK, type ServeHook } from "../../testing/kit/exchange/serve-hook.js";
import { createFakeSequenzy } from "../../testing/sequenzy/fake-sequenzy.js";

/** A fake Sequenzy that is served beside the fake Privy. */
export interface SequenzyBeside {
  /** By the prefix of its paths. */
  readonly others: ReadonlyMap<string, ServeHook>;
  /** Its made-up API key. */
  readonly key: string;
}

/** Creates a fake Sequenzy with the same clock. Its queue settles after each push. */
export function openSequenzy(clock: Clock, seed: string | undefined): SequenzyBeside {
  const sequenzy = createFakeSequenzy({ clock, ...(seed === undefined ? {} : { seed }) });
  // Every fake has one.
  const hook = Reflect.get(sequenzy, SERVE_HOOK) as ServeHook;
  const settling: ServeHook = {
    ...hook,
    async answer(request) {
      const reply = await hook.answer(request);
      // Later, as at Sequenzy: a push is queued when the response is sent.
      setImmediate(sequenzy.settle);
      return reply;
    },
  };
  return { others: new Map([["/sequenzy", settling]]), key: sequenzy.keys.list()[0]?.key ?? "" };
}
