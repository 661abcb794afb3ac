import { createSealing, type OrderQueue } from "privy-orders/queue";
import { createMemoryQueue, QueueMemory } from "privy-orders/testing";
import { expect, it } from "vitest";
import { orderOf } from "../contract/contract-support.js";

const sealing = (fill: number) => createSealing({ keys: { k: new Uint8Array(32).fill(fill) } });
const bad = async (queue: OrderQueue) => (await queue.check()).filter(({ ok }) => !ok);

it("reports waiting orders that were sealed with another key, but not to a process without any", async () => {
  const memory = new QueueMemory();
  await createMemoryQueue({ memory, sealing: sealing(1) }).enqueue(orderOf(1));
  const message =
    "of the first 1 states 1 are sealed with a key that is not known here; add it to the keys of createSealing";
  expect(await bad(createMemoryQueue({ memory, sealing: sealing(2) }))).toEqual([
    { ok: false, subject: "payloads", message },
  ]);
  expect(await bad(createMemoryQueue({ memory, sealing: sealing(1) }))).toEqual([]);
  expect(await bad(createMemoryQueue({ memory }))).toEqual([]);
});
