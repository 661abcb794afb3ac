import { createMemoryQueue, createVirtualClock, QueueMemory } from "privy-orders/testing";
import { MemoryEngine } from "../../../src/testing/queue/memory-engine.js";
import { describeEngine } from "../../queue/contract/engine-contract.js";

describeEngine({
  name: "memory",
  async create() {
    const clock = createVirtualClock();
    const memory = new QueueMemory();
    return {
      clock,
      open: async (options) => createMemoryQueue({ clock, memory, ...options }),
      engine: async () => new MemoryEngine(memory),
      pass: (ms) => clock.advance(ms),
      dispose: async () => undefined,
    };
  },
});
