// A Worker that tries the engine contract on real Durable Objects: a fresh one for each case, by a virtual clock.
import { OrderOutbox, type OutboxDelivery, type OutboxNamespace, outboxOf } from "privy-orders/cloudflare";
import { createVirtualClock } from "privy-orders/testing";
import { OutboxEngine } from "../../../src/cloudflare/outbox-engine.js";
import { describeEngine } from "../../queue/contract/engine-contract.js";
import { runCases } from "./vitest-in-a-worker.js";

interface Env {
  readonly OUTBOX: OutboxNamespace<unknown>;
}

/** Keeps orders, and leaves their delivery to the worker that a case begins: alarms know no virtual clock. */
export class Outbox extends OrderOutbox<Env> {
  override async alarm(): Promise<void> {}
  protected override delivery(): OutboxDelivery {
    return { client: () => undefined };
  }
}

/** What the workers have begun goes on in so many requests to the object. */
const requestsOfRest = 6;

function defineContract({ OUTBOX }: Env): void {
  let stores = 0;
  describeEngine({
    name: "a Durable Object in workerd",
    async create() {
      stores += 1;
      const name = `test-${stores}`;
      const clock = createVirtualClock({ autoAdvance: false, startAt: "2026-01-02T00:00:00.000Z" });
      const engine = new OutboxEngine(() => OUTBOX.get(OUTBOX.idFromName(`${name}/default`)));
      return {
        clock,
        open: async (options) => outboxOf(OUTBOX, undefined, { clock, name, ...options }),
        engine: async () => engine,
        async pass(ms) {
          const steps = Math.min(200, Math.max(1, Math.ceil(ms / 5_000)));
          for (let step = 1; step <= steps; step += 1) {
            await clock.advance(Math.floor((ms * step) / steps) - Math.floor((ms * (step - 1)) / steps));
            for (let turn = 0; turn < requestsOfRest; turn += 1) await engine.accounts();
          }
        },
        dispose: async () => undefined,
      };
    },
  });
}

export default {
  async fetch(_request: Request, env: Env): Promise<Response> {
    defineContract(env);
    return Response.json(await runCases());
  },
};
