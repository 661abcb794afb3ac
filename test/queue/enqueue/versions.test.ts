import { runInNewContext } from "node:vm";
import { createMemoryQueue, createVirtualClock } from "privy-orders/testing";
import { expect, it } from "vitest";
import { Destination, orderOf } from "../contract/contract-support.js";

it("takes a Date of another realm as a version, as those that Node itself makes are under Jest", async () => {
  const clock = createVirtualClock({ autoAdvance: false });
  const queue = createMemoryQueue({ clock });
  const version: Date = runInNewContext("new Date(2)");
  await queue.enqueue(orderOf(1, { total: 30 }), { version: 3 });
  await queue.enqueue(orderOf(1, { total: 20 }), { version });
  const privy = new Destination();
  const worker = queue.work({ client: privy, lingerMs: 0 });
  await clock.advance(5_000);
  await worker.stop();
  expect(privy.values("total")).toEqual([30]);
});
