import { Redis } from "ioredis";
import { createBullMqQueue } from "privy-orders/bullmq";
import { afterAll, expect, it, vi } from "vitest";
import { createQueueFile } from "../cli/commands/queue/queue-file.js";
import { runCommand } from "../cli/support.js";
import { describeEngine } from "../queue/contract/engine-contract.js";
import { type Service, startRedis } from "../support/services.js";
import { bullMqUnderTest } from "./bullmq-under-test.js";

const service = await startRedis();
const client =
  service === undefined
    ? undefined
    : new Redis({ host: "127.0.0.1", port: service.port, maxRetriesPerRequest: null });

afterAll(async () => {
  client?.disconnect();
  await service?.stop();
});

const connectionOf = ({ port }: Service) => ({ host: "127.0.0.1", port });

if (client === undefined) {
  it("would be tried on a Redis, but there is no redis-server on this machine", () => {
    console.log("The BullMQ engine was not tried: there is no redis-server on this machine.");
  });
} else {
  describeEngine(bullMqUnderTest(async () => client));

  it("refuses a Redis that keeps no append-only file, unless told otherwise", async () => {
    const forgetful = await startRedis({ appendonly: "no" });
    if (forgetful === undefined) throw new Error("there was one a moment ago");
    const connection = connectionOf(forgetful);
    await expect(createBullMqQueue({ connection })).rejects.toThrow("its append-only file is not kept");
    const queue = await createBullMqQueue({ connection, checkDurability: false });
    expect((await queue.check()).filter(({ ok }) => !ok)).toHaveLength(1);
    await queue.close();
    await forgetful.stop();
  });

  it("refuses a Redis that drops keys when it is full", async () => {
    const evicting = await startRedis({ "maxmemory-policy": "allkeys-lru" });
    if (evicting === undefined) throw new Error("there was one a moment ago");
    await expect(createBullMqQueue({ connection: connectionOf(evicting) })).rejects.toThrow("allkeys-lru");
    await evicting.stop();
  });

  it("is examined by the doctor, who reports a Redis that forgets, and one that is gone", async () => {
    const forgetful = await startRedis({ appendonly: "no" });
    if (forgetful === undefined) throw new Error("there was one a moment ago");
    const file = await createQueueFile();
    const doctor = () => runCommand(["doctor", "--queue", file.path], {});
    const connection = { ...connectionOf(forgetful), retryStrategy: () => null };
    file.set({ queue: () => createBullMqQueue({ connection, checkDurability: false }) });
    const print = vi.spyOn(console, "error");
    const seen = await doctor();
    expect(seen.code).toBe(1);
    expect(seen.out).toMatch(/BAD +append-only file +is not kept/);
    expect(seen.out).toMatch(/ok +memory policy +is noeviction/);
    expect(seen.out).toMatch(/ok +Redis version +is \d/);
    expect(seen.out).toMatch(/ok +engine's clock +agrees with this machine's/);
    await forgetful.kill();
    const gone = await doctor();
    expect(gone.code).toBe(1);
    expect(gone.out).toMatch(/BAD +queue +\S/);
    // A library that prints: ioredis does so without a listener.
    expect(print).not.toHaveBeenCalled();
    print.mockRestore();
    await file.remove();
    await forgetful.stop();
  });
}
