import { OrderOutbox, type OutboxDelivery, outboxOf } from "privy-orders/cloudflare";
import type { OrderQueue, QueueOptions, WorkOptions } from "privy-orders/queue";
import { createVirtualClock, type VirtualClock } from "privy-orders/testing";
import { OutboxEngine } from "../../src/cloudflare/outbox-engine.js";
import type { EngineStore } from "../queue/contract/engine-under-test.js";
import { StandInNamespace, type StandInPlace } from "./stand-in-namespace.js";

/** A namespace of outboxes for one test. */
export interface OutboxUnderTest extends EngineStore {
  readonly clock: VirtualClock;
  readonly namespace: StandInNamespace;
  /** The object of `outboxOf(namespace)`. */
  readonly place: StandInPlace;
  /** What the next life of each object delivers with. */
  deliver: () => OutboxDelivery | Promise<OutboxDelivery>;
}

export function createOutbox(): OutboxUnderTest {
  const clock = createVirtualClock({ autoAdvance: false });
  let deliver: OutboxUnderTest["deliver"] = () => {
    throw new Error("nothing to deliver with");
  };
  class Outbox extends OrderOutbox {
    protected override async delivery(): Promise<OutboxDelivery> {
      return { clock, ...(await deliver()) };
    }
  }
  const namespace = new StandInNamespace(clock, (state) => new Outbox(state, {}));
  return {
    clock,
    namespace,
    get place() {
      return namespace.place("default");
    },
    get deliver() {
      return deliver;
    },
    set deliver(given) {
      deliver = given;
    },
    open: async (options) => outboxOf(namespace, undefined, { clock, ...options }),
    engine: async () => new OutboxEngine(() => namespace.get("default")),
    pass: (ms) => clock.advance(ms),
    async dispose() {
      namespace.close();
    },
  };
}

/** The same, whose queues leave the delivery to the object: `work` is a deploy of what it is given. */
export async function createDeliveringOutbox(): Promise<EngineStore> {
  const outbox = createOutbox();
  const { place } = outbox;
  place.hasAlarms = false;
  outbox.deliver = () => ({ client: () => undefined });
  const workOn = (
    options: WorkOptions,
    queueOptions: Partial<QueueOptions>,
  ): ReturnType<OrderQueue["work"]> => {
    const { signal: _signal, ...delivery } = options;
    const { sealing, keepDeadDays, leaseMs } = queueOptions;
    outbox.deliver = () => ({ ...delivery, sealing, keepDeadDays, leaseMs });
    place.restart();
    place.hasAlarms = true;
    if (place.storage.alarm === undefined) place.storage.setAlarm(outbox.clock.now());
    place.arm();
    const stop = async (): Promise<void> => {
      await place.rest();
      place.hasAlarms = false;
    };
    return { stop, stopped: new Promise(() => undefined) };
  };
  return {
    ...outbox,
    async open(options = {}) {
      return { ...(await outbox.open(options)), work: (workOptions) => workOn(workOptions, options) };
    },
  };
}
